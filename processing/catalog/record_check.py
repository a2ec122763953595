"""How usable a record is, apart from how sure the match is (facts 1.4 and 4.1)."""

from collections.abc import Iterator

from processing.catalog.record import Carrier, Record

CATALOGING_LANGUAGE = "eng"
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


def record_check(record: Record, *, language: str = CATALOGING_LANGUAGE) -> tuple[str, ...]:
    """Remarks on the record, each a sentence; `language` is the library's, as a MARC code."""
    return tuple((*_standing(record, language), *_lacking(record)))


def _standing(record: Record, language: str) -> Iterator[str]:
    if record.cataloging_language and record.cataloging_language != language:
        yield f"The language of cataloging is {record.cataloging_language}, not {language} (040)."
    if level := _LEVELS.get(record.encoding_level):
        yield f"The encoding level is {record.encoding_level}: {level}."
    if record.carrier is Carrier.UNKNOWN:
        yield "The record does not say clearly that it describes a CD (007, 300, 338)."
    if record.series:
        yield "The record has a series: check that it is not for a whole set (490)."


def _lacking(record: Record) -> Iterator[str]:
    wanted = (
        (record.tracks, "track list (505)"),
        (record.gtins or record.weak_gtins, "UPC (024)"),
        (record.publisher_numbers, "publisher number (028)"),
        (record.name or record.names, "name (100, 110, 700, 710)"),
        (record.years, "year (008, 264)"),
        (record.labels, "label (264)"),
        (record.extent, "extent (300)"),
    )
    for value, what in wanted:
        if not value:
            yield f"The record has no {what}."
