"""The track list of one photo, from lines and where they stand.

Known forms: numbered or not, in columns, durations on the row or in a column of their own,
two discs, the composer on a line above or below each title, and lists set as running text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from processing.catalog.reading import TrackRead, Value
from processing.readers import noise, plainlist, runon, two_lines
from processing.readers.base import Seen
from processing.readers.rows import Piece, pieces

MIN_TRACKS = 2
COLUMN = 0.12  # of the width of the page: left edges nearer than this are one column
MAX_LINE_GAP = 2.2  # heights between middles of the lines of one track
MAX_INDENT = 6  # heights from the start of a track to that of its further lines
MAX_SKIP = 1  # numbers that the OCR may have missed in a row
HEADING = 1.15  # times as large as the title above: not part of that track
_DISC = re.compile(
    r"^(?:cd|dis[ck]|disque|disco)\s*[:#]?\s*(\d|one|two|three|four|i{1,3}|iv|un|deux|eins|zwei|[ab])\b",
    re.IGNORECASE,
)
_DISC_NUMBERS = {
    "one": 1, "i": 1, "un": 1, "eins": 1, "a": 1, "two": 2, "ii": 2, "deux": 2, "zwei": 2, "b": 2,
    "three": 3, "iii": 3, "four": 4, "iv": 4,
}  # fmt: skip


@dataclass(slots=True)
class Block:
    """One track: its own line and those that belong to it."""

    first: Piece
    disc: int | None
    number: int | None
    more: list[Piece] = field(default_factory=list)


def tracks(seen: Seen) -> tuple[TrackRead, ...]:
    """The tracks of one photo in their order; empty where there is no list."""
    found = pieces([line for line in seen.page.lines if not noise.is_sticker(line.text)])
    heads = [piece for piece in found if disc_number(piece.line.text)]
    body = [piece for piece in found if piece not in heads]
    blocks = _numbered(body, heads, seen.page.width) or _timed(body, heads, seen.page.width)
    if len(blocks) < MIN_TRACKS:
        return runon.tracks(seen) or plainlist.tracks(seen)
    _collect(blocks, body)
    rows = [(block.first, *block.more) for block in blocks]
    texts = two_lines.titles(seen, rows)
    return tuple(_track(block, *text) for block, text in zip(blocks, texts, strict=True))


def disc_number(text: str) -> int | None:
    """The number in a heading such as `Disc 1` or `CD TWO`, None where it is none."""
    found = _DISC.match(text.strip())
    if not found:
        return None
    return int(found[1]) if found[1].isdigit() else _DISC_NUMBERS[found[1].lower()]


def _track(block: Block, title: Value, responsibility: Value | None) -> TrackRead:
    seconds = next((piece.seconds for piece in (block.first, *block.more) if piece.seconds), None)
    return TrackRead(title, block.disc, block.number, seconds, responsibility)


def _in_columns(found: Sequence[Piece], width: int) -> list[Piece]:
    """Reading order: column after column, each from top to bottom."""
    ordered = sorted(found, key=lambda piece: piece.left)
    columns: list[list[Piece]] = []
    for piece in ordered:
        if columns and piece.left - columns[-1][0].left <= COLUMN * width:
            columns[-1].append(piece)
        else:
            columns.append([piece])
    return [piece for column in columns for piece in sorted(column, key=lambda p: p.line.middle)]


def _disc_of(piece: Piece, heads: Sequence[Piece], width: int) -> int | None:
    """The heading above, in the same column where headings stand side by side."""
    above = [
        head
        for head in heads
        if head.line.middle < piece.line.middle and head.left <= piece.left + COLUMN * width / 2
    ]
    if not above:
        return None
    rightmost = max(head.left for head in above)
    near = [head for head in above if rightmost - head.left <= COLUMN * width]
    return disc_number(max(near, key=lambda head: head.line.middle).line.text)


def _numbered(found: Sequence[Piece], heads: Sequence[Piece], width: int) -> list[Block]:
    """The runs 1, 2, 3 … in reading order; a run that starts again is the next disc."""
    blocks: list[Block] = []
    listed = [piece for piece in found if piece.text and (piece.number or piece.seconds)]
    ordered = _in_columns(listed, width)
    unnumbered: list[Piece] = []
    for place, piece in enumerate(ordered):
        number = piece.number
        disc = _disc_of(piece, heads, width)
        if number is None:
            unnumbered.append(piece)
        elif number == 1 and (not blocks or _starts_run(ordered[place:], disc, blocks[-1].disc)):
            blocks.append(Block(piece, disc, 1))
            unnumbered = []
        elif (
            blocks and (blocks[-1].number or 0) < number <= (blocks[-1].number or 0) + 1 + MAX_SKIP
        ):
            if number == (blocks[-1].number or 0) + 2 and len(unnumbered) == 1:
                blocks.append(Block(unnumbered[0], disc, number - 1))
            blocks.append(Block(piece, disc, number))
            unnumbered = []
    return blocks if heads else _discs_counted(blocks)


def _starts_run(rest: Sequence[Piece], disc: int | None, last_disc: int | None) -> bool:
    """Whether a second track 1 is one: under another heading, or followed by a track 2."""
    return disc != last_disc or any(piece.number == 2 for piece in rest[1:3])


def _discs_counted(blocks: list[Block]) -> list[Block]:
    """Discs told by numbers that start again at 1; none told where they do not."""
    starts = [block for block in blocks if block.number == 1]
    if len(starts) > 1:
        disc = 0
        for block in blocks:
            disc += block.number == 1
            block.disc = disc
    return blocks


def _timed(found: Sequence[Piece], heads: Sequence[Piece], width: int) -> list[Block]:
    """A list without numbers: the texts that have durations. Their order is not a number told."""
    timed = [piece for piece in found if piece.seconds and piece.text and not piece.number]
    return [
        Block(piece, _disc_of(piece, heads, width), None) for piece in _in_columns(timed, width)
    ]


def _collect(blocks: Sequence[Block], found: Sequence[Piece]) -> None:
    """Give every track the unnumbered lines right below its own, up to the next track."""
    taken = {id(block.first) for block in blocks}
    for piece in sorted(found, key=lambda piece: piece.line.middle):
        if id(piece) in taken:
            continue
        above = [block for block in blocks if _below(piece, block.first)]
        owner = max(above, key=lambda block: block.first.line.middle, default=None)
        if owner and _belongs(piece, (owner.first, *owner.more)[-1], owner.first):
            owner.more.append(piece)


def _below(piece: Piece, first: Piece) -> bool:
    """Whether the piece stands under the line that starts a track, in its column."""
    indent = piece.left - first.left
    height = first.line.height
    return piece.line.middle > first.line.middle and -0.3 * height <= indent <= MAX_INDENT * height


def _belongs(piece: Piece, last: Piece, first: Piece) -> bool:
    down = piece.line.middle - last.line.middle
    height = first.line.height
    return (
        piece.number is None
        and 0.4 * height < down <= MAX_LINE_GAP * height
        and piece.line.height <= HEADING * height
        and not noise.is_rights(piece.text)
        and not (first.seconds and piece.seconds)
    )
