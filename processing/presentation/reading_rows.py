"""The table "Read from the item": what was printed, on which photo, and what is made of it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from processing.catalog import gtin
from processing.catalog.reading import (
    BarcodeRead,
    CleanReading,
    Part,
    PartRead,
    Reading,
    Value,
    YearKind,
    YearRead,
)
from processing.models import Correction, Photo
from processing.presentation import words

Photos = dict[int, Photo]
PARTS = {
    Part.DISC: "The disc alone",
    Part.CASE: "The case alone",
    Part.BOOKLET: "The booklet alone",
}


@dataclass(frozen=True, slots=True)
class Read:
    """One value as printed; `photo` is where it stands, None where that is not known.

    `beside` is what belongs to it: a label, or a romanization that was made by a model.
    """

    text: str
    photo: Photo | None = None
    doubt: str = ""
    beside: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One field. `used` is the tidied form that search and compare use.

    `field` is the name of its correction, "" where it cannot be corrected.
    """

    label: str
    tag: str
    read: tuple[Read, ...]
    used: tuple[str, ...] = ()
    correction: Correction | None = None
    field: str = ""

    @property
    def as_read(self) -> bool:
        """Whether what is used stands on the item just so: then it is shown once."""
        return set(self.used) == {one.text for one in self.read}

    @property
    def shown(self) -> tuple[str, ...]:
        """What is used, else what was read."""
        return self.used or tuple(one.text for one in self.read)


def _value(value: Value, photos: Photos, before: str = "") -> Read:
    photo = photos.get(value.photo) if value.photo else None
    beside = f"{value.romanized} (the model's romanization, not ALA-LC)" if value.romanized else ""
    return Read(before + value.text, photo, words.LEGIBILITY[value.legibility], beside)


def _number(value: Value, labels: Mapping[str, str], photos: Photos) -> Read:
    return replace(_value(value, photos), beside=labels.get(value.text, ""))


def _values(values: Iterable[Value | None], photos: Photos) -> tuple[Read, ...]:
    return tuple(_value(value, photos) for value in values if value)


def shown_gtin(code: str) -> str:
    """A code in the groups in which it is printed; as it is where it is no GTIN."""
    parsed = gtin.parse(code)
    return gtin.display(parsed) if parsed else code


def _barcode(read: BarcodeRead, photos: Photos) -> Read:
    photo = photos.get(read.photo) if read.photo else None
    doubt = "two different codes were read" if read.doubtful else ""
    if read.decoded and read.printed and gtin.parse(read.printed) != gtin.parse(read.decoded):
        doubt = doubt or f"the digits under the bars say {read.printed}"
    if not read.decoded:
        doubt = doubt or "digits only, the bars could not be read"
    return Read(shown_gtin(read.decoded or read.printed or ""), photo, doubt)


def _year(read: YearRead, photos: Photos) -> Read:
    shown = _value(read.value, photos)
    return Read(_dated(read.kind, read.year), shown.photo, shown.doubt)


def _dated(kind: YearKind, year: int) -> str:
    return f"{words.YEAR_KINDS[kind]} {year}"


def _years_used(clean: CleanReading) -> tuple[str, ...]:
    return tuple(
        _dated(kind, year) for kind, years in (clean.years or {}).items() for year in years
    )


def _gtins_used(clean: CleanReading) -> tuple[str, ...]:
    weak = tuple(
        f"{gtin.display(code)} (a repair, for searching only)" for code in clean.weak_gtins
    )
    return tuple(map(gtin.display, clean.gtins)) + weak


def _some(*values: str | None) -> tuple[str, ...]:
    return tuple(value for value in values if value)


def _discs(number: int | None) -> tuple[str, ...]:
    return (words.count(number, "disc"),) if number else ()


def _tracks(number: int) -> tuple[str, ...]:
    return (words.count(number, "track"),) if number else ()


def _main_rows(read: Reading, clean: CleanReading, photos: Photos) -> list[Row]:
    """The fields that a match rests on, in the order in which catalogers compare them."""
    numbers = tuple(_number(value, read.number_labels, photos) for value in read.publisher_numbers)
    barcodes = tuple(_barcode(code, photos) for code in read.barcodes)
    names, labels = _values([read.name], photos), _values(read.labels, photos)
    titles = _values((read.title, read.part_title, *read.parallel_titles), photos)
    years = tuple(_year(year, photos) for year in read.years)
    discs = tuple(Read(text) for text in _discs(read.disc_count))
    tracks = tuple(Read(text) for text in _tracks(len(read.tracks)))
    field = Correction.Field
    return [
        Row(
            "Publisher number",
            "028",
            numbers,
            clean.publisher_numbers,
            None,
            field.PUBLISHER_NUMBERS,
        ),
        Row("UPC/EAN", "024", barcodes, _gtins_used(clean), None, field.UPC),
        Row("Name", "1XX", names, _some(clean.name), None, field.NAME),
        Row("Title", "245 $a", titles, _some(clean.title), None, field.TITLE),
        Row("Label", "264 $b", labels, clean.labels, None, field.LABELS),
        Row("Years", "264 $c", years, _years_used(clean), None, field.YEARS),
        Row("Discs", "300", discs, _discs(clean.disc_count), None, field.DISC_COUNT),
        Row("Tracks", "505", tracks, _tracks(len(clean.tracks)), None, field.TRACKS),
    ]


def _further_rows(read: Reading, clean: CleanReading, photos: Photos) -> list[Row]:
    people = tuple(
        _value(one.name, photos, f"{one.role}: " if one.role else "") for one in read.contributors
    )
    told = [*read.remarks, *(f"hidden: {part}" for part in read.obscured), read.condition or ""]
    return [
        Row("Subtitle", "245 $b", _values([read.subtitle], photos), _some(clean.subtitle)),
        Row("Responsibility", "245 $c", _values([read.responsibility], photos)),
        Row("Other names", "7XX", people, clean.other_names),
        Row("Place", "264 $a", _values([read.place], photos)),
        Row("Carrier words", "", _values(read.carrier_words, photos)),
        Row("Languages", "041", tuple(map(Read, read.languages))),
        Row("Printed languages", "546", tuple(map(Read, read.printed_languages))),
        Row("Notes", "5XX", _values(read.notes, photos)),
        *(_part(part, photos) for part in read.parts),
        Row("Remarks", "", tuple(Read(text) for text in told if text)),
    ]


def _part(part: PartRead, photos: Photos) -> Row:
    """What disc, case or booklet shows by itself."""
    shown = (part.title, part.name, *part.numbers)
    return Row(PARTS[part.part], "", _values(shown, photos))


def reading_rows(
    read: Reading,
    clean: CleanReading | None,
    photos: Iterable[Photo],
    corrections: Mapping[str, Correction] | None = None,
) -> list[Row]:
    """The main fields, empty or not. `corrections` are those that stand, by field."""
    by_id = {photo.pk: photo for photo in photos}
    rows = _main_rows(read, clean or CleanReading(), by_id)
    return [replace(row, correction=(corrections or {}).get(row.field)) for row in rows]


def further_rows(read: Reading, clean: CleanReading | None, photos: Iterable[Photo]) -> list[Row]:
    """What else was read: only the fields where there is something."""
    by_id = {photo.pk: photo for photo in photos}
    rows = _further_rows(read, clean or CleanReading(), by_id)
    return [row for row in rows if row.read or row.used]
