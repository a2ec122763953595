"""The prompt cache: how much of a question came before with the same beginning.

A beginning of 1,024 tokens and more is kept, counted in steps of 128. In explicit mode only what
ends at a breakpoint is kept; in implicit mode every beginning is, and newer models charge the write.
"""

import hashlib
import json
import threading
from typing import Any

from tests.standins.openai.contents import Part

LEAST, STEP = 1024, 128


class Cache:
    """Beginnings of questions that were asked since the start."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._known: set[str] = set()

    def ask(self, body: dict[str, Any], schema_tokens: int, parts: list[Part]) -> tuple[int, int]:
        """How many tokens are read from the cache, and how many are written to it."""
        explicit = (body.get("prompt_cache_options") or {}).get("mode") == "explicit"
        head = [body["model"], body.get("prompt_cache_key"), body["response_format"]]
        digest = hashlib.sha256(json.dumps(head, sort_keys=True).encode())
        tokens, read, longest = schema_tokens, 0, 0
        with self._lock:
            for part in parts:
                digest.update(f"\0{part.key}".encode())
                tokens += part.tokens
                if tokens < LEAST or (explicit and not part.ends):
                    continue
                longest = tokens
                if digest.hexdigest() in self._known:
                    read = tokens
                self._known.add(digest.hexdigest())
        return read // STEP * STEP, (longest - read) // STEP * STEP
