"""Questions as they stand in the table when they have been answered."""

from decimal import Decimal
from itertools import count
from typing import Any

from django.utils import timezone

from processing.models import ModelCall, State

MODEL = "gpt-5.6-luna"
SETTINGS = {
    "reader": "openai",
    "vision_model": MODEL,
    "text_model": MODEL,
    "analyze_with_model": "when_needed",
}
_numbers = count(1)


def photo(number: int = 1, crop: list[int] | None = None) -> dict[str, Any]:
    """A photo as a stored question refers to it."""
    return {"photo": number, "sha256": "0", "size": [1824, 1368], "crop": crop, "covers": []}


def request(*parts: Any) -> dict[str, Any]:
    return {
        "model": MODEL,
        "prompt_version": "read-1",
        "instructions": "Read what is printed.\nLeave out stickers.",
        "parts": list(parts),
        "format": {"json_schema": {"name": "reading", "schema": {}}},
        "room": 4000,
        "effort": "low",
    }


def answered(**fields: Any) -> ModelCall:
    """A usable answer that cost $0.003, sent just now."""
    told: dict[str, Any] = {
        "request_hash": f"{next(_numbers):064d}",
        "disc_number": 1,
        "upload_number": 1,
        "stage": "extract",
        "model": MODEL,
        "prompt_version": "read-1",
        "request": request(photo()),
        "answer": {"choices": [{"message": {"content": "{}"}}]},
        "outcome": ModelCall.Outcome.USABLE,
        "state": State.DONE,
        "estimated_usd": Decimal("0.002"),
        "input_tokens": 5000,
        "output_tokens": 1000,
        "cost_usd": Decimal("0.003"),
        "milliseconds": 8200,
        "request_id": "req_1",
        "sent_at": timezone.now(),
    }
    return ModelCall.objects.create(**{**told, **fields})
