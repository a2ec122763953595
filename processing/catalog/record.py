"""One bibliographic record as the rules see it, whatever source it came from."""

from dataclasses import dataclass
from enum import StrEnum

from processing.catalog.reading import CleanTrack, YearKind


class Carrier(StrEnum):
    """What a record says it describes. UNKNOWN is neutral: it neither proves nor refuses a CD."""

    CD = "cd"
    OTHER = "other"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class PublisherNumber:
    """MARC 028: the number as transcribed and the label it belongs to.

    `part` says of which disc of a set the number is ("disc 1"), None for the whole or untold.
    """

    number: str
    label: str | None = None
    part: str | None = None


@dataclass(frozen=True, slots=True)
class Record:
    """A bibliographic record, read once at the edge so that nobody else parses MARC or JSON.

    `number` is the source's own (001 or OCLC number); `oclc_number` is digits only and None
    where the record has none. `gtins` are 14 digits with a right check digit, `weak_gtins` are
    repairs of damaged 024s. `title` is 245 $a$n$p$b; `titles` are all forms worth comparing
    (245, 246, 240, 740, 880). `years` has the year of issue (264 _1, 260, 008 Date 1) as RELEASED
    and Date 2 as ORIGINAL or RECORDED. `carrier_reason` says which fields decided the carrier.
    `held` is True, False, or None for unknown; `holdings` is a number of libraries.
    `merged_numbers` are older OCLC numbers of the same record. `indexed_gtins` and
    `indexed_numbers` (keys of publisher numbers) are codes under which the catalogue's own index
    found it, each entry as `indexed.one_of` makes it. `listed` is False where the catalogue does
    not list it among music CDs, None where it was not asked. `original_tracks` is the track list in
    the original script, where `tracks` is romanised. `composers` and `performers` are those of the
    names whose part is told or can be inferred. `numbered_series` are those of `series` that have a
    number of their own ($v). What is None was not told: by an older row, or by a source that does
    not give the field.
    """

    source: str
    number: str
    oclc_number: str | None = None
    title: str = ""
    titles: tuple[str, ...] = ()
    name: str | None = None
    names: tuple[str, ...] = ()
    responsibility: str | None = None
    labels: tuple[str, ...] = ()
    gtins: tuple[str, ...] = ()
    weak_gtins: tuple[str, ...] = ()
    publisher_numbers: tuple[PublisherNumber, ...] = ()
    years: dict[YearKind, tuple[int, ...]] | None = None
    tracks: tuple[CleanTrack, ...] = ()
    extent: str | None = None
    disc_count: int | None = None
    edition: str | None = None
    series: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    carrier: Carrier = Carrier.UNKNOWN
    carrier_reason: str = ""
    record_type: str = ""
    language: str | None = None
    cataloging_language: str | None = None
    encoding_level: str = ""
    holdings: int | None = None
    held: bool | None = None
    merged_numbers: tuple[str, ...] = ()
    indexed_gtins: tuple[str, ...] = ()
    indexed_numbers: tuple[str, ...] = ()
    listed: bool | None = None
    original_tracks: tuple[CleanTrack, ...] = ()
    composers: tuple[str, ...] = ()
    performers: tuple[str, ...] = ()
    numbered_series: tuple[str, ...] | None = None
    has_007: bool | None = None
    has_511: bool | None = None
    has_subjects: bool | None = None
    is_rda: bool | None = None
