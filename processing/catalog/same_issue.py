"""Whether two records describe one issue: duplicates, or one for each language of cataloging."""

from processing.catalog import publisher_number
from processing.catalog.evidence import Verdict
from processing.catalog.record import Record
from processing.catalog.text import similarity
from processing.catalog.thresholds import SAME_TITLE, SAME_TRACKS
from processing.catalog.tracks import compare_tracks
from processing.catalog.years import compare_years


def same_issue(a: Record, b: Record) -> bool:
    """Whether nothing that both records give is different, and an identifier is the same."""
    if a.oclc_number and a.oclc_number == b.oclc_number:
        return True
    return _same_identifier(a, b) and _same_description(a, b)


def _same_identifier(a: Record, b: Record) -> bool:
    numbers = publisher_number.compare(
        [number.number for number in a.publisher_numbers],
        [number.number for number in b.publisher_numbers],
    )
    same_gtin = bool(set(a.gtins) & set(b.gtins))
    if numbers.verdict is Verdict.CONFLICT or (a.gtins and b.gtins and not same_gtin):
        return False
    return same_gtin or numbers.verdict is Verdict.AGREE


def _same_description(a: Record, b: Record) -> bool:
    if a.disc_count and b.disc_count and a.disc_count != b.disc_count:
        return False
    years = (compare_years(a.years, b.years).verdict, compare_years(b.years, a.years).verdict)
    if Verdict.CONFLICT in years or Verdict.PARTIAL in years:
        return False
    tracks = compare_tracks(a.tracks, b.tracks)
    if tracks.score is not None and (tracks.missing or tracks.extra or tracks.score < SAME_TRACKS):
        return False
    titles_a, titles_b = (a.title, *a.titles), (b.title, *b.titles)
    return max(similarity(x, y) for x in titles_a for y in titles_b) >= SAME_TITLE
