"""Track lists set as running text: `1. So what · 2. Freddie Freeloader · 3. Blue in green`."""

import re
from collections.abc import Iterator, Sequence

from processing.catalog.contents_entry import seconds_of
from processing.catalog.reading import Legibility, TrackRead
from processing.readers import noise
from processing.readers.base import Line, Seen

MIN_TRACKS = 2
MAX_LINE_GAP = 2.0  # heights between middles of lines of one paragraph
MAX_TITLE = 120  # characters: more is no title but the end of the paragraph
_ITEM = re.compile(
    r"(?:^|(?<=[\s\u00b7\u2022|/*;,.]))(\d{1,2})\s?[.)]\s*(?=[^\W_]|[\u00bf\u00a1\"'(])"
)
_DURATION = re.compile(r"[\s(\[]*(\d{1,2}:\d\d)[)\]]?$")
_SIGNS = " \t\u00b7\u2022|/*;,.-\u2013"


def tracks(seen: Seen) -> tuple[TrackRead, ...]:
    """The longest run 1, 2, 3 … inside one paragraph of the photo; empty where there is none."""
    lists = (_tracks(seen, lines) for lines in _paragraphs(seen.page.lines))
    return max(lists, key=len, default=())


def _paragraphs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines that follow each other closely and are of one size."""
    left = sorted((line for line in lines if line.upright), key=lambda line: line.middle)
    while left:
        paragraph = [left.pop(0)]
        for line in list(left):
            if _follows(line, paragraph[-1]):
                paragraph.append(line)
                left.remove(line)
        yield paragraph


def _follows(line: Line, last: Line) -> bool:
    close = 0 < line.middle - last.middle <= MAX_LINE_GAP * max(last.height, line.height)
    beside = line.box[0] < last.box[2] and last.box[0] < line.box[2]
    return close and beside and 0.6 < line.height / max(1, last.height) < 1.6


def _tracks(seen: Seen, lines: Sequence[Line]) -> tuple[TrackRead, ...]:
    lines = [line for line in lines if not noise.is_rights(line.text)]
    text = " ".join(line.text for line in lines)
    starts = list(_run(text))
    if len(starts) < MIN_TRACKS:
        return ()
    ends = [start.start() for start in starts[1:]] + [len(text)]
    found = []
    for number, (start, end) in enumerate(zip(starts, ends, strict=True), start=1):
        title, seconds = _parts(text[start.end() : end])
        if not title or len(title) > MAX_TITLE:
            return ()
        value = seen.value(title, *lines, legibility=Legibility.PARTLY)
        found.append(TrackRead(value, number=number, seconds=seconds))
    return tuple(found)


def _run(text: str) -> Iterator[re.Match[str]]:
    expected = 1
    for item in _ITEM.finditer(text):
        if int(item[1]) == expected:
            expected += 1
            yield item


def _parts(text: str) -> tuple[str, int | None]:
    text = text.strip(_SIGNS)
    if ending := _DURATION.search(text):
        return text[: ending.start()].strip(_SIGNS), seconds_of(ending[1])
    return text, None
