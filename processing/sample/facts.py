"""The shape of a sample disc: facts of a real CD, how it is drawn, what is wrong with the photos."""

from dataclasses import dataclass, field
from enum import StrEnum

NEXT_DISC = "=="
WORK = "#"
COLUMN = " | "


class Defect(StrEnum):
    """What makes the photos of a disc harder to read."""

    UPSIDE_DOWN = "upside down"
    UPC_COVERED = "UPC covered by a sticker"
    NO_UPC = "no UPC on the item"
    BLURRED = "blurred"
    GLARE = "strong glare"


@dataclass(frozen=True, slots=True)
class SampleTrack:
    """One track as printed. `seconds` is its duration; `work` is the heading it stands under."""

    disc: int
    number: int
    title: str
    seconds: int | None = None
    responsibility: str | None = None
    work: str | None = None


@dataclass(frozen=True, slots=True)
class Look:
    """An invented design. Colors are #rrggbb; fonts are names in `fonts.FONTS`.

    `front` names a decoration of `fronts`, `surface` a table of `surfaces`; `sticker` is the
    photo ("a" or "b") that shows the library's item barcode, drawn in `symbology`.
    """

    paper: str
    ink: str
    accent: str
    display: str
    text: str
    front: str
    surface: str
    columns: int = 1
    numbering: str = "{}"
    capitals: bool = False
    durations: bool = True
    upc_left: bool = False
    sticker: str | None = None
    symbology: str = "codabar"


@dataclass(frozen=True, slots=True)
class SampleDisc:
    """One item of the upload.

    `names` are the performers (or composer and performers) as printed on the front, in order.
    `gtin` is the printed UPC (12 digits) of this edition even where it cannot be seen.
    `publisher_numbers` are as printed, the first one beside the UPC. `small_print` are the
    lines at the foot of the back with the ℗ and © statements. `record` is the number of the
    right record in the sample catalog, None where the catalog has none; `others` are records
    that come near it: other editions and carriers, other albums of the same people, and a
    record that carries the UPC by mistake.
    """

    item_barcode: str
    title: str
    names: tuple[str, ...]
    label: str
    publisher_numbers: tuple[str, ...]
    gtin: str
    phonogram: tuple[int, ...]
    copyright: tuple[int, ...]
    small_print: tuple[str, ...]
    tracks: tuple[SampleTrack, ...]
    look: Look
    subtitle: str | None = None
    original: int | None = None
    record: str | None = None
    others: tuple[str, ...] = ()
    defects: frozenset[Defect] = field(default_factory=frozenset)
    note: str = ""

    @property
    def disc_count(self) -> int:
        """How many discs the set has."""
        return max(track.disc for track in self.tracks)


def seconds(duration: str) -> int | None:
    """`4:58` as 298; None for an empty text."""
    if not duration:
        return None
    minutes, _, rest = duration.partition(":")
    return int(minutes) * 60 + int(rest)


def listing(text: str) -> tuple[SampleTrack, ...]:
    """Tracks from lines `title | duration | responsibility`; `# work` and `==` (next disc) head."""
    tracks: list[SampleTrack] = []
    disc, number, work = 1, 0, None
    for line in filter(None, map(str.strip, text.splitlines())):
        if line == NEXT_DISC:
            disc, number = disc + 1, 0
        elif line.startswith(WORK):
            work = line.removeprefix(WORK).strip()
        else:
            number += 1
            title, duration, name = (line + COLUMN * 2).split(COLUMN)[:3]
            tracks.append(
                SampleTrack(disc, number, title, seconds(duration), name.strip(" |") or None, work)
            )
    return tuple(tracks)
