"""Which photos, and which parts of them, a model is shown, and in what size."""

from collections.abc import Iterator, Sequence

from processing.clients import image_tokens
from processing.clients.openai_questions import Box, Image
from processing.readers.base import PhotoInput
from processing.readers.codes import Codes
from processing.readers.openai import prompt

ORDER = ("front", "back", "disc", "spine", "booklet", "other", "sticker")
MOST_PHOTOS = 24
MARGIN = 0.35  # of the longer side of the bars, on every side: the digits under them stand there
ENLARGED = 2.0  # the original of a phone has about twice the pixels of the working JPEG
CROP_SIDE = 1024  # pixels, at most


def chosen(photos: Sequence[PhotoInput]) -> list[PhotoInput]:
    """The photos that are sent, in the order in which the model counts them."""
    return sorted(photos, key=_rank)[:MOST_PHOTOS]


def _rank(photo: PhotoInput) -> int:
    return ORDER.index(photo.role) if photo.role in ORDER else len(ORDER)


def parts(photos: Sequence[PhotoInput], codes: Codes, model: str) -> Iterator[str | Image]:
    """Headings and photos, then the bars that were found here but not read for certain, enlarged."""
    sent = chosen(photos)
    for number, photo in enumerate(sent, start=1):
        yield prompt.heading(number, photo.role)
        size = image_tokens.fit(model, *photo.size)
        yield Image(photo.id, photo.sha256, size, None, photo.covers)
    bars = _unsure_bars(sent, codes)
    if bars:
        of, box = bars
        photo = sent[of - 1]
        yield prompt.enlarged(len(sent) + 1, of)
        yield Image(photo.id, photo.sha256, _crop_size(model, box), box, photo.covers)
    yield prompt.last(len(sent) + bool(bars))


def _unsure_bars(photos: Sequence[PhotoInput], codes: Codes) -> tuple[int, Box] | None:
    """The number of a photo and a place on it; None where one photo gave a sure UPC or EAN."""
    found = [(number, code) for number, photo in enumerate(photos, 1) for code in codes[photo.id]]
    products = [(number, code) for number, code in found if code.is_product]
    if not products or any(not code.doubtful for _, code in products):
        return None
    number, code = products[0]
    return number, _around(code.box, photos[number - 1].size)


def _around(bars: Box, size: tuple[int, int]) -> Box:
    """The bars with the digits under them, inside the photo."""
    more = round(MARGIN * max(bars[2] - bars[0], bars[3] - bars[1]))
    left, top = max(0, bars[0] - more), max(0, bars[1] - more)
    return left, top, min(size[0], bars[2] + more), min(size[1], bars[3] + more)


def _crop_size(model: str, box: Box) -> tuple[int, int]:
    width, height = max(1, box[2] - box[0]), max(1, box[3] - box[1])
    scale = min(ENLARGED, CROP_SIDE / max(width, height))
    return image_tokens.fit(model, max(1, round(width * scale)), max(1, round(height * scale)))
