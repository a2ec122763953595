"""Decodes the barcodes on a photo, and confirms each before it is believed.

The bars of a blurred or coarse image can be read as another code with a right check digit. So
every code is read again from its own small part of the image, turned and enlarged a little: a
right reading comes back nearly every time, a wrong one hardly ever. A code that does not
come back is dropped or, where the first reading was plain, marked doubtful.
"""

import dataclasses
import math
from collections import Counter
from collections.abc import Iterator, Sequence

import zxingcpp
from PIL import Image, ImageFilter

from processing.readers.base import Barcode, Box

PRODUCTS = zxingcpp.barcode_formats_from_str("EAN13,UPCA,UPCE")
STICKERS = zxingcpp.barcode_formats_from_str("Codabar,Code39,Code128,ITF")
ALL_KINDS = zxingcpp.barcode_formats_from_str("EAN13,UPCA,UPCE,Codabar,Code39,Code128,ITF,QRCode")
# Second readings of a code: scale, turn in degrees, sharpened. Each is unlike the others.
VOTES = ((1.5, 0, False), (1.5, 3, False), (1.5, -3, False), (2.0, 0, True), (0.75, 0, False))
MIN_VOTES = 2
# Of the length of a code, how far apart two readings of it may lie: in one look, and in the
# second readings, which may find other rows of the same bars.
SAME_PLACE = 0.03
SAME_BARS = 0.12
CROP_MARGIN = 0.4  # of the length of the code, on every side: the quiet zones must be inside
CROP_SIDE = 900  # pixels: a larger crop is shrunk before it is read again
# Decoders look along rows and columns only: these turns bring every code near one of them.
TURNS = (0, 12, -12, 24, -24, 36, -36)
# Enlarging before sharpening found 28 of 48 hard codes, sharpening first 20.
ENLARGED = ((1.5, 2), (2.0, 3), (1.0, 2))  # scale and radius of the sharpening
SHARPEN_PERCENT = 200
# The look for stickers: of the ways tried, this found all 40 of a box that was photographed in a
# hurry, where the plain look found 24, in about 0.3 s for a photo without one.
STICKER_SIDE = 2048  # pixels: a larger photo is shrunk first
STICKER_LOOK = ENLARGED[0]
STICKER_TURNS = TURNS[:5]
# What a photo without any barcode may cost, about half a second: beyond it only the first
# enlargement is looked at, so small photos get more looks than large ones.
PIXELS_PER_PHOTO = 60_000_000
_GROUND = 128

_Matrix = tuple[float, float, float, float, float, float]


def decode(image: Image.Image) -> tuple[Barcode, ...]:
    """The codes of a photo by one plain look, each confirmed; for every photo at ingest.

    Boxes are in pixels of `image`. Give the original at full size: it finds a quarter more codes
    than the working JPEG does; then bring the boxes to the working JPEG with `scaled`.
    A code that nothing confirms is kept, marked doubtful.
    """
    gray = _gray(image)
    return tuple(_confirmed(gray, _read(gray, ALL_KINDS), keep_unconfirmed=True))


def decode_hard(image: Image.Image) -> tuple[Barcode, ...]:
    """The codes of a photo on which `decode` found no UPC or EAN: enlarged, sharpened, turned.

    Looks for nothing else: stickers never stand for a UPC, and reading them takes twice the time.
    Stops at the first look that gives a confirmed code, and after a set number of pixels, so
    that a photo without a barcode costs about half a second. What nothing confirms is dropped.
    """
    gray = _gray(image)
    spent = 0
    for scale, radius in ENLARGED:
        base = _enlarged(gray, scale, radius)
        spent += base.width * base.height * len(TURNS)
        if spent > PIXELS_PER_PHOTO and scale != ENLARGED[0][0]:
            break
        for turn in TURNS:
            view, matrix = _turned(base, turn)
            found = tuple(
                _confirmed(view, _read(view, PRODUCTS, inverted=False), keep_unconfirmed=False)
            )
            if found:
                return scaled([_moved(code, matrix, base.size) for code in found], 1 / scale)
    return ()


def decode_stickers(image: Image.Image) -> tuple[Barcode, ...]:
    """The stickers of a photo on which `decode` found none: enlarged, sharpened, turned.

    For photos that stickers group into discs. Never gives a UPC or EAN, nor other bars that stand
    where one can be read. Boxes are in pixels of `image`; what nothing confirms is dropped.
    """
    gray = _gray(image).copy()
    gray.thumbnail((STICKER_SIDE, STICKER_SIDE))
    scale, radius = STICKER_LOOK
    base = _enlarged(gray, scale, radius)
    for turn in STICKER_TURNS:
        view, matrix = _turned(base, turn)
        read = _read(view, STICKERS, inverted=False)
        found = [code for code in _confirmed(view, read, keep_unconfirmed=False) if code.is_sticker]
        if found := _beside_products(view, found):
            factor = image.width / gray.width / scale
            return scaled([_moved(code, matrix, base.size) for code in found], factor)
    return ()


def _beside_products(view: Image.Image, found: list[Barcode]) -> list[Barcode]:
    """Without those that a UPC or EAN overlaps: a few of its bars can read as another kind."""
    products = _read(view, PRODUCTS, inverted=False) if found else []
    return [code for code in found if not any(_overlap(code.box, one.box) for one in products)]


def scaled(barcodes: Sequence[Barcode], factor: float) -> tuple[Barcode, ...]:
    """The same codes with boxes for an image `factor` times as large."""
    return tuple(
        dataclasses.replace(code, box=_box([edge * factor for edge in code.box]))
        for code in barcodes
    )


def _gray(image: Image.Image) -> Image.Image:
    if image.mode == "P":
        image = image.convert("RGBA")  # palettes may hold transparency that gray cannot take
    return image if image.mode == "L" else image.convert("L")


def _enlarged(gray: Image.Image, scale: float, radius: int) -> Image.Image:
    size = (round(gray.width * scale), round(gray.height * scale))
    large = gray if scale == 1 else gray.resize(size, Image.Resampling.BICUBIC)
    return large.filter(ImageFilter.UnsharpMask(radius, SHARPEN_PERCENT, 0))


def _turned(gray: Image.Image, degrees: float) -> tuple[Image.Image, _Matrix]:
    """The image turned about its middle, and the matrix from the turned back to the given one.

    It also grows by 1 / cos: then neighbours in a row stay one pixel apart, and the nearest
    pixel is as good as an interpolated one at a seventh of the time.
    """
    slope = math.tan(math.radians(degrees))
    middle_x, middle_y = gray.width / 2, gray.height / 2
    matrix = (1.0, slope, -slope * middle_y, -slope, 1.0, slope * middle_x)
    if not degrees:
        return gray, matrix
    turned = gray.transform(
        gray.size,
        Image.Transform.AFFINE,
        matrix,
        Image.Resampling.NEAREST,
        fillcolor=_GROUND,
    )
    return turned, matrix


def _read(
    gray: Image.Image, formats: zxingcpp.BarcodeFormats, *, inverted: bool = True
) -> list[Barcode]:
    """What the decoder finds, as it stands; `inverted` looks for light bars on dark too."""
    return [
        Barcode(
            _printable(found.text), found.format.name, _corners(found.position), found.orientation
        )
        for found in zxingcpp.read_barcodes(gray, formats=formats, try_invert=inverted)
    ]


def _printable(text: str) -> str:
    """A hostile code may hold NUL and other signs that no database column takes."""
    return "".join(char for char in text if char.isprintable())


def _corners(position: zxingcpp.Position) -> Box:
    points = (
        position.top_left,
        position.top_right,
        position.bottom_left,
        position.bottom_right,
    )
    across, down = [point.x for point in points], [point.y for point in points]
    return min(across), min(down), max(across), max(down)


def _confirmed(
    gray: Image.Image, found: Sequence[Barcode], *, keep_unconfirmed: bool
) -> Iterator[Barcode]:
    """Vote on every place where a code was found. A code is given once."""
    seen: set[str] = set()
    for place in _places(found):
        winner = _vote(gray, place)
        if winner.doubtful and not keep_unconfirmed:
            continue
        if winner.text not in seen:
            seen.add(winner.text)
            yield winner


def _places(found: Sequence[Barcode]) -> Iterator[list[Barcode]]:
    """Codes that overlap are readings of one barcode."""
    left = list(found)
    while left:
        first = left.pop(0)
        here = [first, *(code for code in left if _one_place(first, code))]
        left = [code for code in left if code not in here]
        yield here


def _one_place(one: Barcode, other: Barcode, grown: float = SAME_PLACE) -> bool:
    """Whether two codes are readings of the same bars. A linear code is found on a few rows of
    its bars, so the boxes are grown first; a sticker beside a UPC is never the same place."""
    if one.is_product != other.is_product:
        return False
    return _overlap(_grown(one.box, grown), _grown(other.box, grown))


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _grown(box: Box, share: float) -> Box:
    more = round(share * max(box[2] - box[0], box[3] - box[1]))
    return box[0] - more, box[1] - more, box[2] + more, box[3] + more


def _vote(gray: Image.Image, place: list[Barcode]) -> Barcode:
    """The code that comes back most often from this place; doubtful where none does, or two do."""
    hull = _hull(place)
    area = _inside(_grown(hull, CROP_MARGIN), gray.size)
    there = dataclasses.replace(place[0], box=_shifted(hull, area))
    again = _readings_again(gray.crop(area), there)
    votes = Counter(code.text for code in again)
    if not votes:
        return dataclasses.replace(place[0], doubtful=True)
    most = max(votes.values())
    rivals = [text for text, count in votes.items() if count == most]
    # Of equals the code of this very place wins: the other one is of a neighbour.
    own = [text for text in rivals if any(code.text == text for code in place)] or rivals
    found = next(code for code in (*place, *again) if code.text == own[0])
    split = most < MIN_VOTES or len(own) > 1
    return dataclasses.replace(place[0], text=own[0], format=found.format, doubtful=split)


def _readings_again(crop: Image.Image, place: Barcode) -> list[Barcode]:
    """All readings of one place of a small image, enlarged and turned in the ways of VOTES."""
    shrink = min(1.0, CROP_SIDE / max(crop.size))
    readings: list[Barcode] = []
    for scale, turn, sharp in VOTES:
        factor = scale * shrink
        size = (max(1, round(crop.width * factor)), max(1, round(crop.height * factor)))
        view = crop.resize(size, Image.Resampling.BICUBIC)
        if turn:
            view = view.rotate(turn, Image.Resampling.BICUBIC, fillcolor=_GROUND)
        if sharp:
            view = view.filter(ImageFilter.UnsharpMask(3, SHARPEN_PERCENT, 0))
        readings += [
            code
            for code in scaled(_read(view, ALL_KINDS), 1 / factor)
            if _one_place(place, code, SAME_BARS)
        ]
    return readings


def _hull(codes: Sequence[Barcode]) -> Box:
    left, top, right, bottom = zip(*(code.box for code in codes), strict=True)
    return min(left), min(top), max(right), max(bottom)


def _inside(box: Box, size: tuple[int, int]) -> Box:
    return max(0, box[0]), max(0, box[1]), min(size[0], box[2]), min(size[1], box[3])


def _shifted(box: Box, area: Box) -> Box:
    """The box in pixels of a crop whose corner is that of the area."""
    return box[0] - area[0], box[1] - area[1], box[2] - area[0], box[3] - area[1]


def _moved(code: Barcode, matrix: _Matrix, size: tuple[int, int]) -> Barcode:
    """The code with its box brought back from a turned view, as an upright box around it."""
    a, b, c, d, e, f = matrix
    corners = [(x, y) for x in code.box[::2] for y in code.box[1::2]]
    across = [a * x + b * y + c for x, y in corners]
    down = [d * x + e * y + f for x, y in corners]
    box = _box([min(across), min(down), max(across), max(down)])
    return dataclasses.replace(code, box=_inside(box, size))


def _box(edges: Sequence[float]) -> Box:
    left, top, right, bottom = (round(edge) for edge in edges)
    return left, top, right, bottom
