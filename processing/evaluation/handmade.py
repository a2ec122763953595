"""Albums with facts that are known to be right: see data/albums.txt for what each line holds.

A block is an album: `=` its title, name, P or G (person or group), form of music, year of the
first issue where it is older, language, performers; each `@` one issue on CD: numbers, label,
year, UPC, discs; then its tracks, or `-`. ` = ` stands before a romanization.
"""

from collections.abc import Iterator
from pathlib import Path

from processing.evaluation.issues import Issue, Song, Text

ALBUMS = Path(__file__).parent / "data" / "albums.txt"
# Earlier CDs give the ℗ of the recording and nothing of their own.
DATED_SINCE = 1987


def albums(path: Path = ALBUMS) -> Iterator[tuple[Issue, ...]]:
    """For each album its issues, the same tracks on each."""
    lines = path.read_text(encoding="utf-8").splitlines()
    numbered = enumerate(lines)
    heads = [place for place, line in numbered if line.startswith("=")]
    for start, end in zip(heads, [*heads[1:], len(lines)], strict=True):
        yield tuple(_issues(lines[start:end]))


def _issues(block: list[str]) -> Iterator[Issue]:
    head, *rest = block
    facts = _cells(head, 7)
    issues = [_cells(line, 5) for line in rest if line.startswith("@")]
    songs = tuple(_songs(rest[-1]))
    for numbers, label, year, upc, discs in issues:
        yield _issue(facts, numbers, label, int(year), upc, int(discs or 1), songs)


def _issue(
    facts: list[str], numbers: str, label: str, year: int, upc: str, discs: int,
    songs: tuple[Song, ...],
) -> Issue:  # fmt: skip
    title, name, who, form, first, language, performers = facts
    original = int(first) if first else None
    return Issue(
        title=_text(title), name=_text(name), group=who == "G", label=label, year=year,
        songs=songs, numbers=tuple(filter(None, numbers.split("; "))), upc=upc,
        phonogram=original or year,
        copyright=year if year >= DATED_SINCE or not original else None,
        original=original if original != year else None, discs=discs, form=form,
        performers=tuple(filter(None, performers.split("; "))), language=language or "eng",
    )  # fmt: skip


def _cells(line: str, count: int) -> list[str]:
    cells = [cell.strip() for cell in line[1:].split("|")]
    return cells + [""] * (count - len(cells))


def _text(cell: str) -> Text:
    printed, _, roman = cell.partition(" = ")
    return Text(printed, roman)


def _songs(line: str) -> Iterator[Song]:
    if line != "-":
        yield from (Song(_text(cell)) for cell in line.split("; "))
