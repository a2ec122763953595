"""What tokens cost, from a dated file: data/prices.json (facts: openai, section 6)."""

import json
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

_FILE = Path(__file__).with_name("data") / "prices.json"
MILLION = Decimal(1_000_000)
MOST_TOKENS = 1_000_000_000  # of one answer: more no database column holds, and no model reads


@dataclass(frozen=True, slots=True)
class Usage:
    """Tokens of one answer. `input` holds `cached` and `write`; `output` holds the reasoning."""

    input: int = 0
    cached: int = 0
    write: int = 0
    output: int = 0


@cache
def _data() -> dict[str, Any]:
    data: dict[str, Any] = json.loads(_FILE.read_text(encoding="utf-8"), parse_float=Decimal)
    return data


def dated() -> str:
    """The day of the price file: 2026-11-22."""
    return str(_data()["dated"])


def source() -> str:
    return str(_data()["source"])


def batch_share() -> Decimal:
    """What a batch costs of the real-time price."""
    return Decimal(_data()["batch_share"])


def _of(model: str) -> dict[str, Decimal] | None:
    """By name, or by name with a date behind it (gpt-5.6-luna-2026-07-30).

    None for a fine-tuned model (ft:gpt-4.1:library::x): it costs more than what it was made of,
    and how much more is not in the file. Too low a price would let a budget be passed unseen.
    """
    known: dict[str, dict[str, Decimal]] = _data()["models"]
    names = [name for name in known if model == name or model.startswith(f"{name}-20")]
    return known[max(names, key=len)] if names else None


def cost(model: str, usage: Usage, *, batch: bool = False) -> Decimal | None:
    """USD; None for a model that the price file does not know, such as a local one."""
    if (price := _of(model)) is None:
        return None
    plain = max(0, usage.input - usage.cached - usage.write)
    total = plain * price["input"] + usage.output * price["output"]
    total += usage.cached * price.get("cached", price["input"])
    total += usage.write * price.get("write", price["input"])
    return Decimal(total) * (batch_share() if batch else 1) / MILLION


def usage_of(body: Any) -> Usage:
    """The tokens that an answer cost; zeros where the server does not tell."""
    told = _part(body, "usage")
    details = _part(told, "prompt_tokens_details")
    return Usage(
        input=_number(told.get("prompt_tokens")),
        cached=_number(details.get("cached_tokens")),
        write=_number(details.get("cache_write_tokens")),
        output=_number(told.get("completion_tokens")),
    )


def _part(data: Any, name: str) -> dict[str, Any]:
    found = data.get(name) if isinstance(data, dict) else None
    return found if isinstance(found, dict) else {}


def _number(data: Any) -> int:
    """A count of tokens; 0 for what can be none."""
    right = isinstance(data, int) and not isinstance(data, bool)
    return data if right and 0 < data < MOST_TOKENS else 0
