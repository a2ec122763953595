"""Track lists without numbers and durations: titles set under each other, evenly spaced.

Only on a back, only five titles or more, and never called clear: credits are set alike.
"""

import re
import statistics
from collections.abc import Iterator, Sequence
from itertools import pairwise

from processing.catalog.reading import Legibility, TrackRead
from processing.readers import noise
from processing.readers.base import Line, Seen
from processing.readers.joining import joined

MIN_TRACKS = 5
SAME_SIZE = 0.8  # smaller type to larger
SAME_PITCH = 0.25  # share by which the space between two lines may differ from the usual one
SAME_EDGE = 0.8  # heights between left edges, or between middles of centred lines
MAX_MEAN_LENGTH = 40  # characters: longer lines are running text
MAX_RUNNING = 0.25  # share of lines that begin small or end in a comma: running text
MAX_PITCH = 3.0  # heights from line to line
_RUNNING = re.compile(r"^[a-z]|[,;]$")
_CREDIT = re.compile(r":|\b(?:guitar|bass|drums|piano|vocals?|violin|by|engineer|producer)\b", re.I)


def tracks(seen: Seen) -> tuple[TrackRead, ...]:
    """The longest even list on a back; empty on other photos and where nothing looks like one."""
    if seen.role != "back":
        return ()
    best = max(_lists(joined(seen.page.lines)), key=len, default=[])
    return tuple(
        TrackRead(seen.value(line.text, line, legibility=Legibility.PARTLY)) for line in best
    )


def _lists(lines: Sequence[Line]) -> Iterator[list[Line]]:
    left = sorted((line for line in lines if _can_be_title(line)), key=lambda line: line.middle)
    while left:
        run = [left.pop(0)]
        for line in list(left):
            if _under(line, run[-1]):
                run.append(line)
                left.remove(line)
        run = _even(run)
        if len(run) >= MIN_TRACKS and not _is_running_text(run):
            yield run


def _can_be_title(line: Line) -> bool:
    return line.upright and noise.is_plain(line) and not _CREDIT.search(line.text)


def _under(line: Line, last: Line) -> bool:
    high, low = max(line.height, last.height), min(line.height, last.height)
    left = abs(line.box[0] - last.box[0])
    centred = abs(line.box[0] + line.box[2] - last.box[0] - last.box[2]) / 2
    close = 0.5 * high < line.middle - last.middle <= MAX_PITCH * high
    return close and low >= SAME_SIZE * high and min(left, centred) <= SAME_EDGE * high


def _even(run: Sequence[Line]) -> list[Line]:
    """The run without lines at its ends that stand off: a heading, a label."""
    if len(run) < MIN_TRACKS:
        return []
    gaps = [two.middle - one.middle for one, two in pairwise(run)]
    usual = statistics.median(gaps)
    even = [abs(gap - usual) <= SAME_PITCH * usual for gap in gaps]
    start = even.index(True) if True in even else len(run)
    end = next((place for place in range(start, len(even)) if not even[place]), len(even))
    return list(run[start : end + 1])


def _is_running_text(run: Sequence[Line]) -> bool:
    running = sum(bool(_RUNNING.search(line.text)) for line in run)
    mean = statistics.fmean(len(line.text) for line in run)
    return mean > MAX_MEAN_LENGTH or running > MAX_RUNNING * len(run)
