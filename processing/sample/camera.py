"""A flat picture laid on a table and photographed: perspective, shadow, light, blur, noise."""

from dataclasses import dataclass
from io import BytesIO
from math import cos, radians, sin
from random import Random

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from processing.sample.surfaces import noise, surface

Point = tuple[float, float]

QUARTER = 4  # soft things (shadow, light, glare) are made at a quarter of the size
SHADOW_SHIFT, SHADOW_BLUR, SHADOW_DEPTH = 22, 9, 120
JPEG_QUALITY = 84
BOX_BLUR_BELOW = 1.2


@dataclass(frozen=True, slots=True)
class Shot:
    """How one photo is taken. Angles in degrees, `blur` and `grain` in pixels and gray levels."""

    size: tuple[int, int]
    table: str
    fill: float  # share of the photo's height or width that the object takes
    turn: float
    lean: Point  # how much the far edge and the right edge shrink, as a share
    blur: float
    grain: int
    light: float  # darkest part of the photo, as a share of the brightest
    light_from: float
    glare: int  # 0 to 255
    tint: tuple[int, int, int]


def solve(rows: list[list[float]]) -> list[float]:
    """Gauss-Jordan elimination of n equations, each row n coefficients and the right side."""
    count = len(rows)
    for column in range(count):
        best = max(range(column, count), key=lambda at: abs(rows[at][column]))
        rows[column], rows[best] = rows[best], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for other in range(count):
            if other != column:
                factor = rows[other][column]
                pairs = zip(rows[other], rows[column], strict=True)
                rows[other] = [mine - factor * theirs for mine, theirs in pairs]
    return [row[-1] for row in rows]


def perspective(photo: list[Point], flat: list[Point]) -> list[float]:
    """The eight coefficients that take points of the photo to points of the flat picture."""
    rows = []
    for (x, y), (u, v) in zip(photo, flat, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    return solve(rows)


def corners(flat: tuple[int, int], shot: Shot) -> list[Point]:
    """Where the four corners of the object lie in the photo, clockwise from its top left."""
    wide, high = shot.size
    scale = min(wide * shot.fill / flat[0], high * shot.fill / flat[1])
    half_x, half_y = flat[0] * scale / 2, flat[1] * scale / 2
    far, side = shot.lean
    square = [
        (-half_x * (1 - far), -half_y * (1 - far / 2)),
        (half_x * (1 - far), -half_y * (1 - far / 2) * (1 - side)),
        (half_x, half_y * (1 - side)),
        (-half_x, half_y),
    ]
    turn = radians(shot.turn)
    return [
        (wide / 2 + x * cos(turn) - y * sin(turn), high / 2 + x * sin(turn) + y * cos(turn))
        for x, y in square
    ]


def _small(shot: Shot) -> tuple[int, int]:
    return shot.size[0] // QUARTER, shot.size[1] // QUARTER


def _grown(mask: Image.Image, shot: Shot) -> Image.Image:
    return mask.resize(shot.size, Image.Resampling.BILINEAR)


def _cast_shadow(table: Image.Image, cover: Image.Image, shot: Shot) -> None:
    """Darken the table beside the object, away from the light."""
    soft = cover.resize(_small(shot)).filter(ImageFilter.GaussianBlur(SHADOW_BLUR))
    away = radians(shot.light_from)
    shift = (round(-cos(away) * SHADOW_SHIFT / 2), round(-sin(away) * SHADOW_SHIFT / 2))
    cast = Image.new("L", soft.size)
    cast.paste(soft.point(lambda value: value * SHADOW_DEPTH // 255), shift)
    table.paste((18, 16, 14), mask=_grown(cast, shot))


def _shine(photo: Image.Image, cover: Image.Image, shot: Shot, rng: Random) -> None:
    """A soft slanting reflection on the plastic, inside the object only."""
    wide, high = _small(shot)
    mask = Image.new("L", (wide, high))
    draw = ImageDraw.Draw(mask)
    at = rng.uniform(0.1, 0.7) * wide
    for start, end in ((0.0, 0.1), (0.14, 0.17)):
        left, right = at + start * wide, at + end * wide
        slant = 0.35 * wide
        edge = [(left + slant, 0), (right + slant, 0), (right - slant, high), (left - slant, high)]
        draw.polygon(edge, fill=shot.glare)
    mask = mask.filter(ImageFilter.GaussianBlur(10))
    mask = ImageChops.multiply(mask, cover.resize((wide, high)))
    photo.paste((255, 255, 252), mask=_grown(mask, shot))


def _lit(photo: Image.Image, shot: Shot) -> Image.Image:
    """Uneven light with a color cast."""
    wide, high = _small(shot)
    side = max(wide, high) * 2
    ramp = Image.linear_gradient("L").resize((side, side)).rotate(90 - shot.light_from)
    left, top = (side - wide) // 2, (side - high) // 2
    ramp = _grown(ramp.crop((left, top, left + wide, top + high)), shot)
    low = shot.light
    channels = [
        ramp.point(lambda value, full=full: round(full * (low + (1 - low) * (1 - value / 255))))
        for full in shot.tint
    ]
    return ImageChops.multiply(photo, Image.merge("RGB", channels))


def _grainy(photo: Image.Image, grain: int, rng: Random) -> Image.Image:
    """Sensor noise, somewhat smoothed as cameras do."""
    small = (photo.width * 2 // 3, photo.height * 2 // 3)
    speckle = noise(small, rng).resize(photo.size, Image.Resampling.BILINEAR)
    speckle = speckle.point(lambda value: value * grain * 2 // 255)
    return ImageChops.add(photo, Image.merge("RGB", [speckle] * 3), 1, -grain)


def shoot(flat: Image.Image, shot: Shot, rng: Random) -> Image.Image:
    """The photo of a flat RGBA picture lying on a table."""
    wide, high = flat.size
    edges: list[Point] = [(0, 0), (wide, 0), (wide, high), (0, high)]
    data = perspective(corners(flat.size, shot), edges)
    warped = flat.transform(shot.size, Image.Transform.PERSPECTIVE, data, Image.Resampling.BICUBIC)
    cover = warped.getchannel("A")
    photo = surface(shot.table, shot.size, rng)
    _cast_shadow(photo, cover, shot)
    photo.paste(warped, mask=cover)
    if shot.glare:
        _shine(photo, cover, shot, rng)
    # For a sharp photo one pass of the box filter looks the same and takes a third of the time.
    soften = ImageFilter.BoxBlur if shot.blur < BOX_BLUR_BELOW else ImageFilter.GaussianBlur
    photo = _lit(photo, shot).filter(soften(shot.blur))
    return _grainy(photo, shot.grain, rng)


def jpeg(photo: Image.Image) -> bytes:
    """The photo as JPEG bytes."""
    buffer = BytesIO()
    photo.save(buffer, "JPEG", quality=JPEG_QUALITY)
    return buffer.getvalue()
