"""How large a photo is sent, and what it costs in tokens; the table is data/images.json.

Source of the rules: facts, openai, section 5.
"""

import json
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from processing.clients.dialects import base_of

_TABLE = Path(__file__).with_name("data") / "images.json"
PATCH = 32  # pixels
TILE = 512
TILE_SIDE, TILE_SHORT_SIDE = 2048, 768


@dataclass(frozen=True, slots=True)
class Patches:
    """Models that cut an image into patches of 32 pixels."""

    side: int
    patches: int
    multiplier: float

    def fit(self, width: int, height: int) -> tuple[int, int]:
        scale = min(1.0, self.side / max(width, height))
        across, down = width * scale, height * scale
        if _patches(across, down) > self.patches:
            scale = math.sqrt(PATCH * PATCH * self.patches / (across * down))
            wide, high = across * scale / PATCH, down * scale / PATCH
            scale *= min(math.floor(wide) / wide, math.floor(high) / high)
            across, down = across * scale, down * scale
        return max(1, round(across)), max(1, round(down))

    def tokens(self, width: int, height: int) -> int:
        return math.ceil(_patches(*self.fit(width, height)) * self.multiplier)


@dataclass(frozen=True, slots=True)
class Tiles:
    """Models that count tiles of 512 pixels after shrinking the shorter side to 768."""

    base: int
    tile: int

    def fit(self, width: int, height: int) -> tuple[int, int]:
        scale = min(1.0, TILE_SIDE / max(width, height))
        scale *= min(1.0, TILE_SHORT_SIDE / (min(width, height) * scale))
        return max(1, round(width * scale)), max(1, round(height * scale))

    def tokens(self, width: int, height: int) -> int:
        across, down = self.fit(width, height)
        return self.base + self.tile * math.ceil(across / TILE) * math.ceil(down / TILE)


def _patches(width: float, height: float) -> int:
    return math.ceil(width / PATCH) * math.ceil(height / PATCH)


@cache
def _families() -> tuple[tuple[str, Patches | Tiles], ...]:
    rows = json.loads(_TABLE.read_text(encoding="utf-8"))["families"]
    return tuple((row["prefix"], _family(row)) for row in rows)


def _family(row: dict[str, Any]) -> Patches | Tiles:
    if row["kind"] == "tile":
        return Tiles(int(row["base"]), int(row["tile"]))
    return Patches(int(row["side"]), int(row["patches"]), row["multiplier"])


def family(model: str) -> Patches | Tiles:
    """The rule of the first family in the table whose prefix the model's name has."""
    name = base_of(model)
    return next(rule for prefix, rule in _families() if name.startswith(prefix))


def fit(model: str, width: int, height: int) -> tuple[int, int]:
    """The size in pixels at which the model sees everything and a later change costs nothing more."""
    return family(model).fit(width, height)


def tokens(model: str, width: int, height: int) -> int:
    """The input tokens of one image at detail "high"."""
    return family(model).tokens(width, height)
