"""A question to a model: built once, stored with its photos as references, sent by either road.

What is stored can be sent at any time: now, again after a kill, or as a line of a batch. Photos
stand in it as `Image`, never as bytes; `body` puts them in.
"""

import base64
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields
from typing import Any, Generic

from processing.clients import image_tokens
from processing.clients.dialects import dialect
from processing.clients.openai_answers import Shape, response_format

CHARACTERS_PER_TOKEN = 4  # of English text; for estimates only
Box = tuple[int, int, int, int]


@dataclass(frozen=True, slots=True)
class Image:
    """A photo, or a part of one, as it is to be sent.

    `photo` is the number of its row, `sha256` that of its original. `size` is width and height in
    pixels as sent. `crop` and `covers` (painted black) are boxes in pixels of the working JPEG.
    """

    photo: int
    sha256: str
    size: tuple[int, int]
    crop: Box | None = None
    covers: tuple[Box, ...] = ()

    @classmethod
    def from_stored(cls, data: Mapping[str, Any]) -> "Image":
        crop, covers = data["crop"], data["covers"]
        return cls(
            photo=data["photo"],
            sha256=data["sha256"],
            size=(data["size"][0], data["size"][1]),
            crop=_box(crop) if crop else None,
            covers=tuple(map(_box, covers)),
        )


def _box(edges: Any) -> Box:
    left, top, right, bottom = edges
    return left, top, right, bottom


Render = Callable[[Image], bytes]  # the JPEG that is sent for a reference


@dataclass(frozen=True, slots=True)
class Question(Generic[Shape]):
    """What is asked. `parts` are texts and photos in their order, the fixed text being in
    `instructions`. `room` is the most tokens that the answer may have, `more_room` for the second
    try where it was cut off (0: none). `effort` is "" for the model's own."""

    model: str
    prompt_version: str
    instructions: str
    parts: tuple[str | Image, ...]
    shape: type[Shape]
    room: int
    more_room: int = 0
    effort: str = ""

    @property
    def images(self) -> tuple[Image, ...]:
        return tuple(part for part in self.parts if isinstance(part, Image))

    def stored(self, room: int = 0) -> dict[str, Any]:
        """As JSON data, for the row of the question."""
        return {
            "model": self.model,
            "prompt_version": self.prompt_version,
            "instructions": self.instructions,
            "parts": [_stored_part(part) for part in self.parts],
            "format": response_format(self.shape),
            "room": room or self.room,
            "effort": self.effort or dialect(self.model).effort,
        }


def _stored_part(part: str | Image) -> Any:
    return (
        part if isinstance(part, str) else {f.name: _plain(getattr(part, f.name)) for f in _FIELDS}
    )


_FIELDS = fields(Image)


def _plain(value: Any) -> Any:
    return [_plain(one) for one in value] if isinstance(value, tuple) else value


def request_hash(stored: Mapping[str, Any]) -> str:
    """What makes two questions the same: everything but which row a photo has."""
    parts = [part if isinstance(part, str) else {**part, "photo": 0} for part in stored["parts"]]
    text = json.dumps({**stored, "parts": parts}, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def images_of(stored: Mapping[str, Any]) -> tuple[Image, ...]:
    """The photos of a stored question, in the order in which the model counts them."""
    return tuple(Image.from_stored(part) for part in stored["parts"] if not isinstance(part, str))


def estimated_input(stored: Mapping[str, Any]) -> int:
    """About how many input tokens a stored question has."""
    texts = [part for part in stored["parts"] if isinstance(part, str)]
    characters = len(stored["instructions"]) + sum(map(len, texts))
    characters += len(json.dumps(stored["format"], ensure_ascii=False))
    seen = sum(image_tokens.tokens(stored["model"], *one.size) for one in images_of(stored))
    return characters // CHARACTERS_PER_TOKEN + seen


def body(stored: Mapping[str, Any], render: Render, *, at_openai: bool = False) -> dict[str, Any]:
    """The body of a chat completion (facts: openai, section 4.1): fixed text first, photos last.

    `at_openai` says whether OpenAI itself is asked: it knows more of a model with a new name.
    """
    speaks = dialect(stored["model"], at_openai=at_openai)
    room = "max_completion_tokens" if speaks.openai else "max_tokens"
    content = list(_content(stored["parts"], render))
    sent: dict[str, Any] = {
        "model": stored["model"],
        "messages": [
            {"role": "system", "content": [_fixed(stored["instructions"], at=speaks.caches_at)]},
            {"role": "user", "content": content},
        ],
        "response_format": stored["format"],
        room: stored["room"],
    }
    if speaks.openai:
        sent["store"] = False
    if speaks.caches_at:
        sent["prompt_cache_options"] = {"mode": "explicit"}
        sent["prompt_cache_key"] = stored["prompt_version"]
    if stored["effort"]:
        sent["reasoning_effort"] = stored["effort"]
    return sent


def _fixed(text: str, *, at: bool) -> dict[str, Any]:
    part: dict[str, Any] = {"type": "text", "text": text}
    return {**part, "prompt_cache_breakpoint": {"mode": "explicit"}} if at else part


def _content(parts: list[Any], render: Render) -> Iterator[dict[str, Any]]:
    for part in parts:
        if isinstance(part, str):
            yield {"type": "text", "text": part}
        else:
            data = base64.b64encode(render(Image.from_stored(part))).decode()
            url = f"data:image/jpeg;base64,{data}"
            yield {"type": "image_url", "image_url": {"url": url, "detail": "high"}}
