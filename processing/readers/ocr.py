"""Reads the lines of text on one photo with RapidOCR, whichever way up the photo is.

The models are in the package: no network. They know Latin letters and Chinese characters, but not
Cyrillic, Hebrew, Arabic, Hangul, kana, nor the sign ℗ (facts: matching and MARC, 8.2).
"""

import io
import math
import statistics
from collections.abc import Iterator, Sequence
from typing import Any

from PIL import Image

from processing.readers import engines
from processing.readers.base import Line, Page, rotated

VERSION = "rapidocr-3.10/1"
MAX_SIDE = 1600  # pixels: on 12 drawn backs no worse than 2048, in three quarters of the time
MIN_SCORE = 0.6  # below, what was read is no text
GOOD_MEAN = 0.85  # the right way up gives 0.95 and more, upside down 0.68 (measured)
GOOD_LINE = 0.9
MIN_CHARACTERS = 8  # too little text tells nothing about the way up
TALL = 1.5  # times as high as wide: type that runs up or down
MAX_TILT = 15.0  # degrees
MIN_TILT_CHARACTERS = 6

available = engines.available


def read_page(jpeg: bytes) -> Page:
    """All lines of a photo. Raises RuntimeError where the OCR packages are missing."""
    with Image.open(io.BytesIO(jpeg)) as opened:
        photo = opened.convert("RGB")
    shrink = min(1.0, MAX_SIDE / max(photo.size))
    small = photo.resize(_size(photo, shrink), Image.Resampling.LANCZOS) if shrink < 1 else photo
    with engines.engine() as engine:
        turn, raw = _right_way_up(engine, small)
        raw = _both_ways(engine, _rotate(small, turn), raw)
    wide = turn in (90, 270)
    size = (photo.height, photo.width) if wide else photo.size
    return _page([_enlarged(line, 1 / shrink) for line in raw], size, turn)


class _Raw:
    """A line as the engine gives it: four corners, clockwise from the start of the text."""

    __slots__ = ("corners", "score", "text")

    def __init__(self, text: str, score: float, corners: Sequence[Sequence[float]]) -> None:
        self.text, self.score = text, score
        self.corners = [(float(x), float(y)) for x, y in corners]

    @property
    def tall(self) -> bool:
        return len(self.text) > 1 and _side(self, 0, 3) > TALL * _side(self, 0, 1)


def _read(engine: Any, image: Image.Image) -> list[_Raw]:
    found = engine(image)
    if not found.txts:
        return []
    rows = zip(found.txts, found.scores, found.boxes.tolist(), strict=True)
    return [_Raw(text, float(score), box) for text, score, box in rows]


def _right_way_up(engine: Any, image: Image.Image) -> tuple[int, list[_Raw]]:
    """The turn that makes sense of the page, and its lines; a second reading only where needed."""
    first = _read(engine, image)
    turn = _suspected_turn(first)
    if not turn:
        return 0, first
    second = _read(engine, _rotate(image, turn))
    return (turn, second) if _sense(second) > _sense(first) else (0, first)


def _suspected_turn(lines: Sequence[_Raw]) -> int:
    across = [line for line in lines if not line.tall]
    along = [line for line in lines if line.tall]
    if _characters(along) > max(_characters(across), MIN_CHARACTERS):
        return 90 if _mean(along) >= GOOD_MEAN else 270
    if _characters(across) >= MIN_CHARACTERS and _mean(across) < GOOD_MEAN:
        return 180
    return 0


def _characters(lines: Sequence[_Raw]) -> int:
    return sum(len(line.text) for line in lines)


def _mean(lines: Sequence[_Raw]) -> float:
    return sum(line.score * len(line.text) for line in lines) / max(1, _characters(lines))


def _sense(lines: Sequence[_Raw]) -> float:
    """How much was read well: characters of good lines, those along the page counting half."""
    good = [line for line in lines if line.score >= GOOD_MEAN]
    return sum(len(line.text) * (0.5 if line.tall else 1.0) for line in good)


def _both_ways(engine: Any, image: Image.Image, lines: list[_Raw]) -> list[_Raw]:
    """Type along the page was read from bottom right; where that gave no sense, try the other."""
    return [
        _other_way(engine, image, line) if line.tall and line.score < GOOD_LINE else line
        for line in lines
    ]


def _other_way(engine: Any, image: Image.Image, line: _Raw) -> _Raw:
    across, down = [x for x, _ in line.corners], [y for _, y in line.corners]
    box = (int(min(across)), int(min(down)), math.ceil(max(across)), math.ceil(max(down)))
    turned = image.crop(box).transpose(Image.Transpose.ROTATE_270)
    found = engine.recognize_txt([engine.load_img(turned)])
    if found.txts and float(found.scores[0]) > line.score:
        return _Raw(found.txts[0], float(found.scores[0]), line.corners)
    return line


def _rotate(image: Image.Image, turn: int) -> Image.Image:
    return image.rotate(turn, expand=True) if turn else image


def _size(image: Image.Image, factor: float) -> tuple[int, int]:
    return max(1, round(image.width * factor)), max(1, round(image.height * factor))


def _enlarged(line: _Raw, factor: float) -> _Raw:
    return _Raw(line.text, line.score, [(x * factor, y * factor) for x, y in line.corners])


def _side(line: _Raw, start: int, end: int) -> float:
    return math.dist(line.corners[start], line.corners[end])


def _page(raw: Sequence[_Raw], size: tuple[int, int], turn: int) -> Page:
    readable = [line for line in raw if line.score >= MIN_SCORE and line.text.strip()]
    tilt = _tilt(readable)
    lines = tuple(_lines(readable, size, tilt))
    return Page(*size, lines, turn, tilt, unread=len(raw) - len(readable))


def _tilt(lines: Sequence[_Raw]) -> float:
    """How far the lines lean, in degrees clockwise: the middle one of all longer lines."""
    leans = [
        math.degrees(math.atan2(end[1] - start[1], end[0] - start[0]))
        for line in lines
        if len(line.text) >= MIN_TILT_CHARACTERS and not line.tall
        for start, end in [line.corners[:2]]
    ]
    tilt = statistics.median(leans) if leans else 0.0
    return round(tilt, 2) if abs(tilt) <= MAX_TILT else 0.0


def _lines(raw: Sequence[_Raw], size: tuple[int, int], tilt: float) -> Iterator[Line]:
    for line in raw:
        middle_x = statistics.fmean(x for x, _ in line.corners)
        middle_y = statistics.fmean(y for _, y in line.corners)
        x, y = rotated(middle_x, middle_y, *size, -tilt)
        half_width = (_side(line, 0, 1) + _side(line, 3, 2)) / 4
        half_height = (_side(line, 0, 3) + _side(line, 1, 2)) / 4
        box = (x - half_width, y - half_height, x + half_width, y + half_height)
        left, top, right, bottom = (round(edge) for edge in box)
        yield Line(line.text.strip(), (left, top, right, bottom), line.score, not line.tall)
