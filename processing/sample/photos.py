"""The photos of the sample upload, drawn on demand; the same name always gives the same bytes.

A name is the item barcode and a letter: `a` front, `b` back, `c` and on the discs themselves.
"""

from random import Random

from PIL import Image

from processing.sample.backs import back
from processing.sample.camera import Shot, jpeg, shoot
from processing.sample.discs import DISCS
from processing.sample.faces import face
from processing.sample.facts import Defect, SampleDisc
from processing.sample.fronts import front

FRONT, BACK, FIRST_DISC = "abc"
WITHOUT_DISC_PHOTO = frozenset({"059173000000205", "059173000000207"})
SIZES = ((2400, 1800), (2304, 1728), (2200, 1650))
TINTS = ((255, 255, 255), (255, 250, 238), (244, 249, 255))
FILL = {FRONT: 0.88, BACK: 0.9}
FACE_FILL = 0.86
SHARP, BLURRED = (0.4, 0.9), (2.6, 2.9)
SOFT_GLARE, STRONG_GLARE = (0, 28), (95, 110)
UPRIGHT, ANY_DISC = 4.0, 14.0  # degrees that the object may be turned
LEAN = 0.055
GRAIN = (3, 7)
SUFFIX = ".jpg"


def _letters(disc: SampleDisc) -> str:
    if disc.item_barcode in WITHOUT_DISC_PHOTO:
        return FRONT + BACK
    return FRONT + BACK + "cd"[: disc.disc_count]


def photo_names() -> tuple[str, ...]:
    """File names of all photos, in the order of the discs."""
    return tuple(
        f"{disc.item_barcode}{letter}{SUFFIX}" for disc in DISCS for letter in _letters(disc)
    )


def _flat(disc: SampleDisc, letter: str) -> Image.Image:
    if letter == FRONT:
        return front(disc)
    if letter == BACK:
        return back(disc)
    return face(disc, 1 + ord(letter) - ord(FIRST_DISC))


def _shot(disc: SampleDisc, letter: str, rng: Random) -> Shot:
    most = UPRIGHT if letter in FILL else ANY_DISC
    glare = STRONG_GLARE if Defect.GLARE in disc.defects and letter == FRONT else SOFT_GLARE
    blur = BLURRED if Defect.BLURRED in disc.defects else SHARP
    return Shot(
        size=rng.choice(SIZES),
        table=disc.look.surface,
        fill=FILL.get(letter, FACE_FILL) + rng.uniform(-0.02, 0.02),
        turn=rng.uniform(-most, most),
        lean=(rng.uniform(0, LEAN), rng.uniform(-LEAN, LEAN)),
        blur=rng.uniform(*blur),
        grain=rng.randint(*GRAIN),
        light=rng.uniform(0.62, 0.85),
        light_from=rng.uniform(0, 360),
        glare=round(rng.uniform(*glare)),
        tint=rng.choice(TINTS),
    )


def render(name: str) -> bytes:
    """The JPEG of one of `photo_names()`; raises KeyError for any other name."""
    stem = name.removesuffix(SUFFIX)
    disc = {each.item_barcode: each for each in DISCS}[stem[:-1]]
    letter = stem[-1]
    if letter not in _letters(disc):
        raise KeyError(name)
    rng = Random(name)
    photo = shoot(_flat(disc, letter), _shot(disc, letter, rng), rng)
    if Defect.UPSIDE_DOWN in disc.defects:
        photo = photo.transpose(Image.Transpose.ROTATE_180)
    return jpeg(photo)
