"""A MARC 21 bibliographic record as a `Record`: read once here, nobody else parses MARC.

Every field may be missing, repeated, or broken: nothing here raises for it. What cannot be
read is left empty, and empty is neutral when records are compared.
"""

import pymarc

from processing.catalog import (
    marc_credits,
    marc_dates,
    marc_numbers,
    marc_physical,
    marc_standing,
    marc_titles,
)
from processing.catalog.carrier import carrier_of
from processing.catalog.contents import ContentsField, parse_contents
from processing.catalog.marc_fields import (
    fields,
    fixed,
    indicators,
    leader,
    linked,
    subfields,
    values,
)
from processing.catalog.marc_numbers import number_of
from processing.catalog.reading import CleanTrack
from processing.catalog.record import Record

__all__ = ["number_of", "record_from_marc"]

RECORD_TYPE_PLACE = 6
ENCODING_LEVEL_PLACE = 17
LANGUAGE_START, LANGUAGE_END = 35, 38
LANGUAGE_LENGTH = 3


def record_from_marc(marc: pymarc.Record, *, source: str, number: str) -> Record:
    """All that the rules use of a MARC record.

    `number` is the source's own (see `number_of`). `encoding_level` is Leader/17 as it stands:
    a blank means full level, empty means that the leader does not tell.
    """
    gtins, weak_gtins = marc_numbers.gtins(marc)
    carrier, carrier_reason = carrier_of(marc)
    return Record(
        source=source,
        number=number,
        oclc_number=marc_numbers.oclc_number(marc),
        title=marc_titles.main_title(marc),
        titles=marc_titles.titles(marc),
        name=marc_titles.main_name(marc),
        names=marc_titles.names(marc),
        responsibility=marc_titles.responsibility(marc),
        labels=marc_physical.labels(marc),
        gtins=gtins,
        weak_gtins=weak_gtins,
        publisher_numbers=marc_numbers.publisher_numbers(marc),
        years=marc_dates.years_of(marc),
        tracks=tracks_of(marc),
        original_tracks=original_tracks_of(marc),
        composers=marc_credits.composers(marc),
        performers=marc_credits.performers(marc),
        extent=marc_physical.extent(marc),
        disc_count=marc_physical.disc_count(marc),
        edition=marc_physical.edition(marc),
        series=marc_physical.series(marc),
        notes=marc_physical.notes(marc),
        carrier=carrier,
        carrier_reason=carrier_reason,
        record_type=leader(marc, RECORD_TYPE_PLACE).strip(),
        language=_language(marc),
        cataloging_language=_code(values(marc, ("040",), "b")),
        encoding_level=leader(marc, ENCODING_LEVEL_PLACE),
        numbered_series=marc_standing.numbered_series(marc),
        has_007=marc_standing.has_007(marc),
        has_511=marc_standing.has_511(marc),
        has_subjects=marc_standing.has_subjects(marc),
        is_rda=marc_standing.is_rda(marc),
    )


def tracks_of(marc: pymarc.Record) -> tuple[CleanTrack, ...]:
    """The track list of all 505s in order; of their 880s only where no 505 gives one.

    A list in the original script is never mixed with the romanised one: it would look like
    twice as many tracks.
    """
    romanised = parse_contents([_contents(field) for field in fields(marc, "505")])
    return romanised or original_tracks_of(marc)


def original_tracks_of(marc: pymarc.Record) -> tuple[CleanTrack, ...]:
    """The track list in the original script: the 880s of all 505s."""
    return parse_contents([_contents(field) for field in linked(marc, "505")])


def _contents(field: pymarc.Field) -> ContentsField:
    first, second = indicators(field)
    return ContentsField(tuple(subfields(field)), first, second)


def _language(marc: pymarc.Record) -> str | None:
    """008/35-37, else the first language of 041 ($d sung or spoken before $a)."""
    coded = _code([fixed(marc, LANGUAGE_START, LANGUAGE_END)])
    return coded or _code([*values(marc, ("041",), "d"), *values(marc, ("041",), "a")])


def _code(found: list[str]) -> str | None:
    """The first usable MARC language code: three small letters."""
    for text in found:
        code = text[:LANGUAGE_LENGTH].lower()
        if len(code) == LANGUAGE_LENGTH and code.isascii() and code.isalpha():
            return code
    return None
