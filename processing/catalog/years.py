"""The years of a recording: ℗, ©, issue, recording, and first issue are different facts.

Compared set to set (facts 6). A year before 1982 is never the year of issue of a CD: catalogers
copied the ℗ or the date of the original. That speaks for a reissue; it never excludes a record.
"""

from collections.abc import Iterable, Mapping

from processing.catalog.evidence import Verdict, YearComparison
from processing.catalog.reading import YearKind
from processing.catalog.thresholds import FIRST_CD_YEAR, YEAR_GAP
from processing.catalog.year_statements import statements

__all__ = ["compare_years", "statements"]

Years = Mapping[YearKind, Iterable[int]]
_SIGNED = (YearKind.PHONOGRAM, YearKind.COPYRIGHT, YearKind.UNKNOWN)
_EARLIER = (YearKind.ORIGINAL, YearKind.RECORDED)


def compare_years(ours: Years | None, theirs: Years | None) -> YearComparison:
    """Compare the years of an item with those of a record; missing years are neutral."""
    own = _issue_years(ours)
    issue = _of(theirs, YearKind.RELEASED) | _of(theirs, *_SIGNED)
    if not own or not issue:
        return _absent(own, issue)
    year, latest = max(own), max(issue)
    if latest <= FIRST_CD_YEAR:  # the first CDs came in October, and a record gives no month
        return _record_before_cd(own, latest)
    if year < FIRST_CD_YEAR or _is_year_of_lp(year, ours, theirs):
        return _before_cd(year, issue, theirs)
    if year in issue:
        return _shared(year, max(_of(theirs, YearKind.RELEASED) or issue))
    return _not_shared(year, issue, _of(theirs, *_EARLIER))


def _of(years: Years | None, *kinds: YearKind) -> set[int]:
    return {year for kind in kinds for year in (years or {}).get(kind, ())}


def _issue_years(ours: Years | None) -> set[int]:
    """The stated years of issue, else the ℗ and © years, from which the issue is inferred.

    What was "released in 1986" and has a © of 2003 is no issue of 1986.
    """
    stated = _of(ours, YearKind.RELEASED)
    if not stated:
        return _of(ours, *_SIGNED)
    signed = _of(ours, YearKind.PHONOGRAM, YearKind.COPYRIGHT)
    return stated | {year for year in signed if year > max(stated) + YEAR_GAP}


def _absent(own: set[int], issue: set[int]) -> YearComparison:
    if own:
        return YearComparison(Verdict.ABSENT, "The record gives no year of issue.")
    if issue:
        return YearComparison(Verdict.ABSENT, "No year was read from the item.")
    return YearComparison(Verdict.ABSENT, "Neither item nor record gives a year of issue.")


def _record_before_cd(own: set[int], latest: int) -> YearComparison:
    """The record's date is of the recording or of its first issue; this issue is not dated."""
    same = f"Both give {latest}" if latest in own else f"The record gives {latest}"
    when = "the year of the first CDs" if latest == FIRST_CD_YEAR else "before there were CDs"
    sentence = (
        f"{same}, {when}: the date of an earlier issue was copied, and which issue the record "
        "describes is not known."
    )
    return YearComparison(Verdict.PARTIAL, sentence, look=True)


def _is_year_of_lp(year: int, ours: Years | None, theirs: Years | None) -> bool:
    """The first CDs came in October 1982: a ℗ of that year which the record has as its original
    date is that of an LP, as those before it are."""
    issued = _of(ours, YearKind.RELEASED) | _of(theirs, YearKind.RELEASED)
    return year == FIRST_CD_YEAR and year not in issued and year in _of(theirs, *_EARLIER)


def _before_cd(year: int, issue: set[int], theirs: Years | None) -> YearComparison:
    """The item shows only the years of an older recording; its own issue is not dated."""
    if year in issue | _of(theirs, *_EARLIER):
        sentence = f"Both give {year}, but no CD was made then: the year of issue is not known."
        return YearComparison(Verdict.PARTIAL, sentence)
    sentence = f"The item gives only {year}, before there were CDs: its year of issue is not known."
    return YearComparison(Verdict.ABSENT, sentence)


def _shared(year: int, released: int) -> YearComparison:
    if released > year + YEAR_GAP:
        sentence = f"Both give {year}, but the record describes an issue of {released}."
        return YearComparison(Verdict.PARTIAL, sentence, look=True)
    return YearComparison(Verdict.AGREE, f"Both give {year}.")


def _not_shared(year: int, issue: set[int], earlier: set[int]) -> YearComparison:
    nearest = min(issue, key=lambda other: (abs(other - year), other))
    if abs(nearest - year) <= YEAR_GAP:
        sentence = f"The item gives {year}, the record {nearest}: one year apart."
        return YearComparison(Verdict.PARTIAL, sentence)
    if year in earlier:
        sentence = (
            f"The item's year {year} is only the earlier date of the record, which describes an"
            f" issue of {max(issue)}."
        )
    else:
        sentence = (
            f"The item gives {year}, the record {nearest}: the record describes another issue."
        )
    return YearComparison(Verdict.CONFLICT, sentence, look=True)
