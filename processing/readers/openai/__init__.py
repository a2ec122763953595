"""The reader that asks a vision model: what it is told, the shape of its answer, what is made of it."""

from collections.abc import Sequence
from dataclasses import replace

from processing.catalog.reading import Reading
from processing.clients.openai_questions import Question
from processing.readers.base import PhotoInput
from processing.readers.codes import Codes
from processing.readers.openai import photos as shown
from processing.readers.openai import prompt
from processing.readers.openai.compose import compose
from processing.readers.openai.shape import PhotosRead

__all__ = ["compose", "question", "with_remarks"]

ROOM, MORE_ROOM = 8_000, 32_000  # tokens of the answer: 30 tracks, and a set of some hundred


def question(
    photos: Sequence[PhotoInput], codes: Codes, *, model: str, effort: str = ""
) -> Question[PhotosRead]:
    """What is asked about the photos of one disc. `codes` by photo id: where to look closer."""
    return Question(
        model=model,
        prompt_version=prompt.VERSION,
        instructions=prompt.INSTRUCTIONS,
        parts=tuple(shown.parts(photos, codes, model)),
        shape=PhotosRead,
        room=ROOM,
        more_room=MORE_ROOM,
        effort=effort,
    )


def with_remarks(reading: Reading, photos: int) -> Reading:
    """Says it where the item had more photos than are sent."""
    if photos <= shown.MOST_PHOTOS:
        return reading
    said = f"Only {shown.MOST_PHOTOS} of the {photos} photos were read: fronts and backs first."
    return replace(reading, remarks=(*reading.remarks, said))
