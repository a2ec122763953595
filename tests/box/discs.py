"""The forty discs: the sample's twelve, and more in other titles and colours."""

from dataclasses import replace
from functools import cache

from processing.sample.discs import DISCS
from processing.sample.facts import SampleDisc

COUNT = 40
VOLUMES = ("", "Volume two", "Volume three", "Volume four")
PAPERS = ("", "#20313f", "#efe6d2", "#5b1f2a")
INKS = ("", "#f2efe6", "#1d1d1b", "#f6e9c8")
LIBRARY = "39173"  # what it is (3: an item) and the library, then eight digits and a check digit
CODE128_SHARE = 4  # every fourth sticker is Code 128, the others Codabar


@cache
def discs() -> tuple[SampleDisc, ...]:
    """In the order of the box. Every one has a sticker's number; none has the sticker on it yet."""
    return tuple(_disc(number) for number in range(COUNT))


def _disc(number: int) -> SampleDisc:
    pattern, turn = DISCS[number % len(DISCS)], number // len(DISCS)
    look = replace(
        pattern.look,
        sticker=None,
        symbology="code128" if number % CODE128_SHARE == 0 else "codabar",
        paper=PAPERS[turn] or pattern.look.paper,
        ink=INKS[turn] or pattern.look.ink,
    )
    return replace(
        pattern,
        item_barcode=sticker_number(40_210 + 37 * number),
        title=f"{pattern.title}, {VOLUMES[turn]}" if turn else pattern.title,
        gtin=_upc(int(pattern.gtin[:11]) + 1_000 * turn),
        look=look,
        defects=frozenset(),
    )


def sticker_number(serial: int) -> str:
    """Fourteen digits with the check digit that libraries' Codabar stickers carry (modulus 10)."""
    digits = f"{LIBRARY}{serial:08d}"
    doubled = [int(digit) * (2 - place % 2) for place, digit in enumerate(digits)]
    return digits + str(-sum(value // 10 + value % 10 for value in doubled) % 10)


def _upc(eleven: int) -> str:
    digits = f"{eleven:011d}"
    total = 3 * sum(map(int, digits[::2])) + sum(map(int, digits[1::2]))
    return digits + str(-total % 10)
