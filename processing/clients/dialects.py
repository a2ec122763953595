"""What a model's server understands beyond the common ground; the table is data/dialects.json.

Servers that speak like OpenAI (Ollama, vLLM, LM Studio …) may refuse parameters that they do not
know, so a model that is not in the table gets the common ground alone (facts: openai, section 7).
At OpenAI itself it is one that is newer than the table.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_TABLE = Path(__file__).with_name("data") / "dialects.json"


@dataclass(frozen=True, slots=True)
class Dialect:
    """How to ask a family of models.

    `effort` is the reasoning effort where nobody sets another, "" where the model does not reason
    or does not say so. `caches_at` means that a breakpoint after the fixed text is understood:
    without one, photos that are sent once would be written to the cache at 1.25 of their price.
    `openai` means that `store`, and `max_completion_tokens` for the room, are understood.
    """

    prefix: str = ""
    openai: bool = False
    effort: str = ""
    caches_at: bool = False


@cache
def _rows() -> tuple[Dialect, ...]:
    data = json.loads(_TABLE.read_text(encoding="utf-8"))
    return tuple(Dialect(**row) for row in data["families"])


def base_of(model: str) -> str:
    """The model's name; of a fine-tuned one (ft:gpt-4.1:library::x) as from what it was made of."""
    return model.removeprefix("ft:")


def dialect(model: str, *, at_openai: bool = False) -> Dialect:
    """The row of the first prefix that the model's name has.

    For another name `at_openai` says whether OpenAI itself is asked: all its models of today take
    `store` and `max_completion_tokens`, and some refuse `max_tokens`. Effort and breakpoints are
    not assumed, since a model that does not know them refuses the question.
    """
    name = base_of(model)
    rows = (row for row in _rows() if name.startswith(row.prefix))
    return next(rows, Dialect(openai=at_openai))
