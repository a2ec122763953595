"""How usable a record is, apart from how sure the match is (facts 1.4 and 4.1).

What a record may have but does not tell (an older row, a brief record) is None and never said.
"""

from collections.abc import Iterable, Iterator

from processing.catalog.policy import DEFAULT, Need, Policy
from processing.catalog.record import Carrier, Record

FULL_LEVELS = frozenset({" ", "#", "1", "4", "I", "L"})
_UNTOLD_LEVELS = frozenset({"", "|"})
# OCLC encoding levels that say less than full.
_LEVELS = {
    "2": "less than full, not examined",
    "3": "abbreviated",
    "5": "preliminary",
    "7": "minimal",
    "8": "prepublication",
    "J": "to be deleted",
    "K": "minimal, from a member",
    "M": "from a batch load",
    "E": "system-identified error",
}


def is_parallel(record: Record, language: str) -> bool:
    """Whether the record is cataloged in another language than the library's (040 $b).

    A record that does not tell is not; with "" every language is the library's.
    """
    own = record.cataloging_language
    return bool(language and own and own != language)


def parallel_sentence(record: Record, language: str) -> str:
    """What is said of a parallel record."""
    return (
        f"The record is cataloged in {record.cataloging_language}, not in {language} (040 $b): a "
        "parallel record."
    )


def record_check(record: Record, policy: Policy = DEFAULT) -> tuple[str, ...]:
    """Remarks on the record, each a sentence."""
    return tuple((*_standing(record, policy.language), *_lacking(record)))


def below_minimum(record: Record, policy: Policy = DEFAULT) -> tuple[str, ...]:
    """What the record lacks of the library's minimum, in words: "no track list (505)"."""
    return tuple(words for need, words in _shortcomings(record) if need in policy.minimum)


def _shortcomings(record: Record) -> Iterator[tuple[Need, str]]:
    level = record.encoding_level
    if level not in FULL_LEVELS | _UNTOLD_LEVELS:
        yield Need.LEVEL, f"encoding level {level}, {_LEVELS.get(level, 'not a full one')}"
    present: Iterable[tuple[Need, object, str]] = (
        (Need.CODED, record.has_007, "no 007"),
        (Need.EXTENT, record.extent or False, "no extent (300)"),
        (Need.NAMES, bool(record.name or record.names), "no name (1XX, 7XX)"),
        (Need.CONTENTS, bool(record.tracks), "no track list (505)"),
        (Need.SUBJECTS, record.has_subjects, "no subject or genre (6XX)"),
        (Need.RDA, record.is_rda, "not cataloged by RDA"),
    )
    yield from ((need, words) for need, value, words in present if value is False)


def _standing(record: Record, language: str) -> Iterator[str]:
    if is_parallel(record, language):
        yield parallel_sentence(record, language)
    elif not record.cataloging_language:
        yield "The record does not tell its language of cataloging (040 $b)."
    if level := _LEVELS.get(record.encoding_level):
        yield f"The encoding level is {record.encoding_level}: {level}."
    if record.carrier is Carrier.UNKNOWN:
        yield "The record does not say clearly that it describes a CD (007, 300, 338)."
    numbered = record.series if record.numbered_series is None else record.numbered_series
    if numbered:
        yield "The record has a numbered series: check that it is not for a whole set (490 $v)."
    if record.is_rda is False:
        yield "The record is older than RDA, or does not follow it (040 $e)."


def _lacking(record: Record) -> Iterator[str]:
    wanted = (
        (record.tracks, "track list (505)"),
        (record.gtins or record.weak_gtins, "UPC (024)"),
        (record.publisher_numbers, "publisher number (028)"),
        (record.name or record.names, "name (100, 110, 700, 710)"),
        (record.has_511 is not False, "performers (511)"),
        (record.years, "year (008, 264)"),
        (record.labels, "label (264)"),
        (record.extent, "extent (300)"),
        (record.has_007 is not False, "007 for a sound recording"),
        (record.has_subjects is not False, "subject or genre (6XX)"),
    )
    for value, what in wanted:
        if not value:
            yield f"The record has no {what}."
