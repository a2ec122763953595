"""Boxes of photos for the tests of grouping, written as one word for each photo.

`A` a photo that shows sticker A (`A+B` two stickers), `_` one that shows none, `/` a slip.
"""

from datetime import UTC, datetime, timedelta

from processing.catalog.arrange import Arrangement
from processing.catalog.shots import Shot

NOON = datetime(2026, 11, 22, 12, tzinfo=UTC)


def box(words: str, *, first: int = 412) -> list[Shot]:
    return [
        Shot(
            id=number,
            name=f"IMG_{first + number - 1:04d}.jpg",
            stickers=() if word in "_/" else tuple(word.split("+")),
            slip=word == "/",
        )
        for number, word in enumerate(words.split(), start=1)
    ]


def timed(shots: list[Shot], *seconds: float) -> list[Shot]:
    """The same photos, taken so many seconds after noon."""
    return [
        Shot(
            s.id,
            s.name,
            s.folder,
            s.page,
            NOON + timedelta(seconds=second),
            s.stickers,
            s.slip,
        )
        for s, second in zip(shots, seconds, strict=True)
    ]


def told(found: Arrangement) -> str:
    """What became of a box: `A:1,2 -:3,4 loose:5`."""
    parts = [f"{p.item_barcode or '-'}:{_ids(p.shots)}" for p in found.piles]
    if found.loose:
        parts.append(f"loose:{_ids(found.loose)}")
    return " ".join(parts)


def _ids(shots: tuple[Shot, ...]) -> str:
    return ",".join(str(shot.id) for shot in shots)
