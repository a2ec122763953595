"""Contents notes in running text: where one track ends and the next begins."""

import re
from collections.abc import Iterator
from dataclasses import replace

from processing.catalog.contents_discs import DiscCounter, mark_discs
from processing.catalog.contents_entry import Entry, parse_entries

MIN_LIST_MARKS = 2
MIN_INLINE_NUMBERS = 3
_LEAD_IN = re.compile(
    r"^\W*(?:\(?cont(?:inued|\.)\)\s*:?\s*|(?:(?:partial |incomplete )?(?:contents|content)|contains"
    r"|contenu|contient|comprend|inhalt|enth(?:ä|ae)lt|contenido|contiene|conteúdo|contém|contenuto"
    r"|innehåll(?:er)?|indhold|innhold|sisält(?:ö|ää)|inhoud|bevat|with|includes|tracks?"
    r"|track ?list(?:ing)?|songs)(?: \(partial\)| partiel(?:le)?)?\s*:\s*"
    r"|[\w -]{1,30}:\s*(?=1[.)]\s))",
    re.IGNORECASE,
)
_DASHES = re.compile(r"\s?(?:--+|\u2012\u2012+|––+|—\s?—)\s?|\s[\u2010\u2011]{2,}\s")
_LONE_DASHES = re.compile(r"\s[–—]\s|(?<=\S)—(?=\S)")
_INLINE_NUMBER = re.compile(r"(?:^|(?<=\s))\(?(\d{1,3})[.)]\s")


def basic_entries(note: str, discs: DiscCounter) -> Iterator[Entry]:
    """The tracks of a note in running text, its lead-in ("Contents:") taken off."""
    text = _LEAD_IN.sub("", " ".join(note.split()))
    pieces: list[tuple[int | None, bool, str]] = []
    for piece in split(mark_discs(text)):
        headed, rest = discs.peel(piece)
        pieces.append((discs.current, headed, rest))
    # Dashes that only part the discs leave the semicolons to part the tracks.
    only_discs = len(pieces) == 1 or all(headed for _, headed, _ in pieces)
    for disc, _, rest in pieces:
        for part in _split_list(rest) if only_discs else (rest,):
            yield from (replace(entry, disc=disc) for entry in parse_entries(part))


def split(text: str) -> list[str]:
    """At ` -- `, also without blanks; where there is none, at lone dashes that stand apart."""
    pieces = _DASHES.split(text)
    return pieces if len(pieces) > 1 else _LONE_DASHES.split(text)


def _split_list(text: str) -> list[str]:
    """A list without dashes: at numbers that count up from 1, else at semicolons."""
    starts: list[int] = []
    for hit in _INLINE_NUMBER.finditer(text):
        if int(hit[1]) == len(starts) + 1:
            starts.append(hit.start())
    if len(starts) >= MIN_INLINE_NUMBERS:
        ends = [*starts[1:], len(text)]
        return [text[start:end].rstrip(" ;,") for start, end in zip(starts, ends, strict=True)]
    if " ; " in text:
        return text.split(" ; ")
    return text.split("; ") if text.count("; ") >= MIN_LIST_MARKS else [text]
