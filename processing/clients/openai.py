"""Asks OpenAI, or a server that speaks like it: one question, one answer, no retries of its own.

Repeating a request that may have been worked is paying for it twice, so the SDK's own retries are
off: who asks again, and when, is decided by the ledger, which knows what it has asked already.
"""

import json
import time
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import httpx2
import openai

from processing.clients.openai_errors import Kind, OpenAIError, words_of
from processing.clients.openai_failures import understood
from processing.clients.storable import storable

OPENAI_URL = "https://api.openai.com/v1"
CONNECT_SECONDS = 10.0
ANSWER_SECONDS = 180.0
PROBE_SECONDS = 5.0
NO_SUCH_PATH = {404, 405, 501}


@dataclass(frozen=True, slots=True)
class Raw:
    """An answer as it came: `body` is the JSON, `headers` in lower case."""

    body: dict[str, Any]
    request_id: str
    milliseconds: int
    headers: Mapping[str, str]


class Client:
    """One per process; the SDK's client is built at the first question, never at import."""

    def __init__(self, key: str, base_url: str = "", *, seconds: float = ANSWER_SECONDS) -> None:
        self.base_url = base_url or OPENAI_URL  # "" in the environment breaks the SDK
        self.seconds = seconds
        self._key = key

    @property
    def is_openai(self) -> bool:
        """Whether it is OpenAI itself and not a server that speaks like it."""
        return self.base_url.rstrip("/") == OPENAI_URL

    @cached_property
    def sdk(self) -> openai.OpenAI:
        timeout = httpx2.Timeout(self.seconds, connect=CONNECT_SECONDS)
        # Followed, an answer “look elsewhere” would take photos to where nobody has allowed it.
        http = openai.DefaultHttpx2Client(timeout=timeout, follow_redirects=False)
        return openai.OpenAI(
            api_key=self._key,
            base_url=self.base_url,
            timeout=timeout,
            max_retries=0,
            http_client=http,
        )

    def ask(self, body: Mapping[str, Any]) -> Raw:
        """Sends the body of a chat completion; raises OpenAIError."""
        if not self._key:
            raise OpenAIError(words_of(Kind.KEY), Kind.KEY)
        started = time.monotonic()
        try:
            answer = self.sdk.chat.completions.with_raw_response.create(**body)
        except openai.APIError as error:
            raise understood(error, self.seconds) from error
        milliseconds = round((time.monotonic() - started) * 1000)
        headers = {name.lower(): value for name, value in answer.headers.items()}
        request_id = headers.get("x-request-id", "")
        try:
            parsed = storable(json.loads(answer.text))
        except (ValueError, RecursionError):
            parsed = None
        if not isinstance(parsed, dict):
            words = "Something that is not OpenAI answered, such as a proxy's page of errors."
            raise OpenAIError(words, Kind.DOWN, possibly_paid=True, request_id=request_id)
        return Raw(parsed, request_id, milliseconds, headers)

    def has_files(self) -> bool:
        """Whether the server keeps files, without which there are no batches; raises OpenAIError."""
        files = self.sdk.with_options(timeout=PROBE_SECONDS).files.with_raw_response
        try:
            answer = files.list(limit=1)
        except openai.APIStatusError as error:
            if error.status_code in NO_SUCH_PATH:
                return False
            raise understood(error, PROBE_SECONDS) from error
        except openai.APIError as error:
            raise understood(error, PROBE_SECONDS) from error
        return '"data"' in answer.text  # a page for people may stand at every address

    def close(self) -> None:
        """Closes the connections; a later question opens new ones."""
        if sdk := self.__dict__.pop("sdk", None):
            sdk.close()
