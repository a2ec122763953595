"""The printed side of a disc, with the hole and the words around it."""

from math import cos, radians, sin

from PIL import Image, ImageDraw

from processing.sample.backs import DISC_WORDS, printed
from processing.sample.facts import SampleDisc
from processing.sample.fonts import LEADING, Type, fitted, font, line

ACROSS = 1440  # 120 mm at 12 pixels a mm
CENTER = ACROSS / 2
PRINT_RADIUS, RING_RADIUS, HUB_RADIUS, HOLE_RADIUS = 704, 250, 205, 90
RIM_RADIUS = 655
NAMES_TOP, NAME_STEP = 450, 54
RIM_WORDS = "ALL RIGHTS RESERVED. UNAUTHORIZED DUPLICATION IS A VIOLATION OF APPLICABLE LAWS."


def _rim(image: Image.Image, text: str, face: Type, fill: str) -> None:
    """Words along the lower rim, read from left to right."""
    step = face.size * 0.62 / RIM_RADIUS * 57.3
    start = 90 + step * (len(text) - 1) / 2
    for index, letter in enumerate(text):
        angle = start - index * step
        half = int(face.size)
        tile = Image.new("RGBA", (2 * half, 2 * half), (0, 0, 0, 0))
        ImageDraw.Draw(tile).text((half, half), letter, font=face, fill=fill, anchor="mm")
        tile = tile.rotate(90 - angle, resample=Image.Resampling.BICUBIC)
        x = CENTER + RIM_RADIUS * cos(radians(angle)) - tile.width / 2
        y = CENTER + RIM_RADIUS * sin(radians(angle)) - tile.height / 2
        image.alpha_composite(tile, (round(x), round(y)))


def _words(draw: ImageDraw.ImageDraw, disc: SampleDisc, part: int) -> None:
    look = disc.look
    face, lines = fitted(printed(disc.title, disc), look.display, (800, 190), 110)
    y = 150.0
    for each in lines:
        y += face.size * LEADING
        line(draw, CENTER, y, each, face, look.ink, "m")
    names = [name for name in disc.names if name != disc.title]
    y = max(y + 10, NAMES_TOP - len(names) * NAME_STEP)
    for name in names:
        y += NAME_STEP
        line(draw, CENTER, y, name, font(look.display, 46), look.ink, "m")
    line(draw, 70, 700, disc.label, fitted(disc.label, look.text, (370, 60), 44)[0], look.ink)
    number = disc.publisher_numbers[0]
    face = fitted(number, look.text, (390, 60), 48)[0]
    line(draw, ACROSS - 50, 700, number, face, look.ink, "r")
    line(draw, ACROSS - 70, 760, "STEREO", font("archivo", 34), look.ink, "r")
    if disc.disc_count > 1:
        line(draw, 90, 770, DISC_WORDS[part], font("archivo", 44), look.ink)


def _tracks(draw: ImageDraw.ImageDraw, disc: SampleDisc, part: int) -> None:
    text = " ".join(f"{t.number}. {t.title} ·" for t in disc.tracks if t.disc == part).rstrip(" ·")
    face, lines = fitted(text, disc.look.text, (760, 250), 40)
    for index, each in enumerate(lines):
        line(draw, CENTER, 1010 + index * face.size * LEADING, each, face, disc.look.ink, "m")
    years = f"℗ {max(disc.phonogram)} {disc.label.upper()}"
    line(draw, CENTER, 1290, years, font("archivo", 32), disc.look.ink, "m")


def face(disc: SampleDisc, part: int = 1) -> Image.Image:
    """Disc number `part` of the set, RGBA, transparent outside and in the hole."""
    image = Image.new("RGBA", (ACROSS, ACROSS), (0, 0, 0, 0))
    draw = ImageDraw.Draw(image)
    middle = (CENTER, CENTER)
    draw.circle(middle, ACROSS / 2 - 2, fill="#cfd3d8")
    draw.circle(middle, PRINT_RADIUS, fill=disc.look.paper)
    draw.circle(middle, RING_RADIUS, fill="#d9dde1")
    _words(draw, disc, part)
    _tracks(draw, disc, part)
    _rim(image, RIM_WORDS, font("archivo", 26), disc.look.ink)
    draw.circle(middle, HUB_RADIUS, fill="#b4b9be", outline="#e9edf0", width=6)
    draw.circle(middle, HOLE_RADIUS + 40, outline="#8e9399", width=4)
    draw.circle(middle, HOLE_RADIUS, fill=(0, 0, 0, 0))
    return image
