"""A question to the model and its raw answer as text: photos as references, never a key."""

import json
from typing import Any

from processing.clients.hidden import hidden
from processing.clients.openai_questions import Image, images_of
from processing.models import Photo
from processing.presentation import words


def asked(request: dict[str, Any]) -> str:
    """The question as text: instructions, then what was given with it; photos as references."""
    parts = request.get("parts", [])
    roles = _roles(request) if parts else {}
    told = [part if isinstance(part, str) else _photo(part, roles) for part in parts]
    return hidden("\n\n".join([request.get("instructions", ""), *told]).strip())


def _roles(request: dict[str, Any]) -> dict[int, str]:
    """Photo to its role as it is now, for those that still exist."""
    photos = Photo.objects.filter(pk__in=[image.photo for image in images_of(request)])
    return {photo.pk: photo.get_role_display().lower() for photo in photos.only("role")}


def _photo(part: dict[str, Any], roles: dict[int, str]) -> str:
    image = Image.from_stored(part)
    told = [f"{image.size[0]:,} × {image.size[1]:,}"]
    if image.crop:
        left, top, right, bottom = image.crop
        told.append(f"cut out from {left:,}, {top:,} to {right:,}, {bottom:,}")
    if image.covers:
        told.append(f"{words.count(len(image.covers), 'part')} painted over")
    return f"Photo {image.photo} ({roles.get(image.photo, 'deleted')}), {', '.join(told)}"


def pretty(answer: Any) -> str:
    """The raw answer as indented JSON."""
    return hidden(json.dumps(answer, indent=2, ensure_ascii=False, sort_keys=True))
