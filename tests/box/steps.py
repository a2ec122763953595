"""How carefully the box is photographed, in three steps, and the camera of each photo."""

from dataclasses import dataclass
from enum import StrEnum
from random import Random

from processing.sample.camera import Shot

TABLES = ("oak", "slate", "linen", "walnut")
TINTS = ((255, 255, 255), (255, 250, 238), (244, 249, 255))
SHARPEST_WIDTH = 1600  # `blur` is in pixels of a photo as wide as this
Range = tuple[float, float]


class Step(StrEnum):
    """No disturbance, what a hurried person does, and what nobody should hand in."""

    NONE = "none"
    MILD = "mild"
    HARD = "hard"


@dataclass(frozen=True, slots=True)
class Care:
    """Ranges to draw from. Angles in degrees; `gloss` is the light on a sticker, 0 to 255.

    `on_its_side` is the share of photos that the phone saves turned by a quarter; `askew` how
    far a sticker is turned from straight.
    """

    turn: float
    lean: float
    blur: Range
    glare: Range
    gloss: Range
    askew: float
    on_its_side: float
    grain: tuple[int, int]


CARE = {
    Step.NONE: Care(3, 0.03, (0.3, 0.6), (0, 20), (0, 0), 3, 0.0, (3, 5)),
    Step.MILD: Care(8, 0.06, (0.6, 1.1), (20, 70), (0, 120), 8, 0.2, (4, 7)),
    Step.HARD: Care(20, 0.1, (1.1, 2.0), (60, 120), (60, 200), 15, 0.35, (6, 10)),
}


def shot(care: Care, size: tuple[int, int], rng: Random) -> Shot:
    """One photo by a hand as careful as that."""
    return Shot(
        size=size,
        table=rng.choice(TABLES),
        fill=rng.uniform(0.8, 0.9),
        turn=rng.uniform(-care.turn, care.turn),
        lean=(rng.uniform(0, care.lean), rng.uniform(-care.lean, care.lean)),
        blur=rng.uniform(*care.blur) * size[0] / SHARPEST_WIDTH,
        grain=rng.randint(*care.grain),
        light=rng.uniform(0.6, 0.85),
        light_from=rng.uniform(0, 360),
        glare=round(rng.uniform(*care.glare)),
        tint=rng.choice(TINTS),
    )
