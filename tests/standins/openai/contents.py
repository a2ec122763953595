"""The messages of a question, part by part: checked, decoded, counted."""

from dataclasses import dataclass
from typing import Any

from tests.standins.openai.images import BadImage, Picture, picture
from tests.standins.openai.replies import Refused, refused

CHARACTERS_PER_TOKEN = 4
DETAILS = ("auto", "low", "high", "original")
ROLES = ("system", "developer", "user", "assistant", "tool")
MOST_IMAGES = 1500
BREAKPOINT = "prompt_cache_breakpoint"


@dataclass(frozen=True, slots=True)
class Part:
    """One part of a message. `key` tells its content apart; `ends` marks a cache breakpoint."""

    key: str
    tokens: int
    text: str = ""
    picture: Picture | None = None
    ends: bool = False


def parts(messages: list[Any]) -> list[Part]:
    """All parts of all messages in their order; raises Refused."""
    raw = list(_raw(messages))
    images = sum(isinstance(one, dict) and one.get("type") == "image_url" for _, _, one in raw)
    if images > MOST_IMAGES:
        message = f"Too many images in request. Expected at most {MOST_IMAGES}, but got {images}."
        raise refused(message, "too_many_images", "messages")
    return [_part(*one) for one in raw]


def _raw(messages: list[Any]) -> Any:
    for number, message in enumerate(messages):
        where = f"messages[{number}]"
        if not isinstance(message, dict) or message.get("role") not in ROLES:
            names = ", ".join(f"'{one}'" for one in ROLES)
            text = f"Invalid value for '{where}.role'. Supported values are: {names}."
            raise refused(text, "invalid_value", f"{where}.role")
        content = message.get("content")
        if isinstance(content, str):
            content = [{"type": "text", "text": content}]
        if not isinstance(content, list):
            text = f"Invalid type for '{where}.content': expected a string or an array."
            raise refused(text, "invalid_type", f"{where}.content")
        for place, part in enumerate(content):
            yield message["role"], f"{where}.content[{place}]", part


def _part(role: str, where: str, part: Any) -> Part:
    kind = part.get("type") if isinstance(part, dict) else None
    if kind not in ("text", "image_url"):
        raise refused(f"Invalid value for '{where}.type'.", "invalid_value", f"{where}.type")
    if unknown := sorted(set(part) - {"type", kind, BREAKPOINT}):
        name = f"{where}.{unknown[0]}"
        raise refused(f"Unknown parameter: '{name}'.", "unknown_parameter", name)
    ends = _ends(where, part.get(BREAKPOINT))
    if kind == "text":
        text = part.get("text")
        if not isinstance(text, str):
            message = f"Invalid type for '{where}.text': expected a string."
            raise refused(message, "invalid_type", f"{where}.text")
        return Part(f"{role} {text}", len(text) // CHARACTERS_PER_TOKEN + 1, text, ends=ends)
    if role != "user":
        message = (
            "Image URLs are only allowed for messages with role 'user', but this message with "
            f"role '{role}' contains an image URL."
        )
        raise refused(message, param=where)
    seen = _picture(where, part.get("image_url"))
    return Part(seen.key, seen.tokens, picture=seen, ends=ends)


def _ends(where: str, told: Any) -> bool:
    if told is not None and told != {"mode": "explicit"}:
        name = f"{where}.{BREAKPOINT}"
        raise refused(f"Invalid value for '{name}'.", "invalid_value", name)
    return told is not None


def _picture(where: str, image: Any) -> Picture:
    if not isinstance(image, dict):
        kind = "a string" if isinstance(image, str) else "another type"
        name = f"{where}.image_url"
        message = f"Invalid type for '{name}': expected an object, but got {kind} instead."
        raise refused(message, "invalid_type", name)
    detail = image.get("detail", "auto")
    if detail not in DETAILS:
        names = ", ".join(f"'{one}'" for one in DETAILS)
        message = f"Invalid value: '{detail}'. Supported values are: {names}."
        raise refused(message, "invalid_value", f"{where}.image_url.detail")
    try:
        return picture(str(image.get("url", "")), detail)
    except BadImage as bad:
        raise _unreadable(bad) from bad


def _unreadable(bad: BadImage) -> Refused:
    return refused(str(bad), bad.code)
