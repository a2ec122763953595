"""The table "Read from the item": what was printed, on which photo, and what is made of it."""

from collections.abc import Iterable
from dataclasses import dataclass

from processing.catalog import gtin
from processing.catalog.reading import BarcodeRead, CleanReading, Reading, Value, YearRead
from processing.models import Correction, Photo
from processing.presentation import words

Photos = dict[int, Photo]


@dataclass(frozen=True, slots=True)
class Read:
    """One value as printed; `photo` is where it stands, None where that is not known."""

    text: str
    photo: Photo | None = None
    doubt: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One field. `used` is the tidied form that search and compare use."""

    label: str
    tag: str
    read: tuple[Read, ...]
    used: tuple[str, ...] = ()
    correction: Correction | None = None


def _value(value: Value, photos: Photos, before: str = "") -> Read:
    photo = photos.get(value.photo) if value.photo else None
    return Read(before + value.text, photo, words.LEGIBILITY[value.legibility])


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
    return Read(f"{read.year} ({words.YEAR_KINDS[read.kind]})", shown.photo, shown.doubt)


def _years_used(clean: CleanReading) -> tuple[str, ...]:
    return tuple(
        f"{words.YEAR_KINDS[kind]} {', '.join(map(str, years))}"
        for kind, years in (clean.years or {}).items()
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


def _main_rows(read: Reading, clean: CleanReading, photos: Photos) -> list[tuple[str, Row]]:
    """The fields that a match rests on, each with the name of its correction."""
    barcodes = tuple(_barcode(code, photos) for code in read.barcodes)
    years = tuple(_year(year, photos) for year in read.years)
    titles = (read.title, read.part_title, *read.parallel_titles)
    tracks = tuple(Read(text) for text in _tracks(len(read.tracks)))
    discs = tuple(Read(text) for text in _discs(read.disc_count))
    field = Correction.Field
    return [
        (field.TITLE, Row("Title", "245 $a", _values(titles, photos), _some(clean.title))),
        ("", Row("Subtitle", "245 $b", _values([read.subtitle], photos), _some(clean.subtitle))),
        (field.NAME, Row("Name", "1XX", _values([read.name], photos), _some(clean.name))),
        (field.LABELS, Row("Label", "264 $b", _values(read.labels, photos), clean.labels)),
        (field.UPC, Row("UPC/EAN", "024", barcodes, _gtins_used(clean))),
        (
            field.PUBLISHER_NUMBERS,
            Row(
                "Publisher number",
                "028",
                _values(read.publisher_numbers, photos),
                clean.publisher_numbers,
            ),
        ),
        (field.YEARS, Row("Years", "264 $c", years, _years_used(clean))),
        (field.TRACKS, Row("Tracks", "505", tracks, _tracks(len(clean.tracks)))),
        (field.DISC_COUNT, Row("Discs", "300", discs, _discs(clean.disc_count))),
    ]


def _further_rows(read: Reading, clean: CleanReading, photos: Photos) -> list[Row]:
    people = tuple(
        _value(one.name, photos, f"{one.role}: " if one.role else "") for one in read.contributors
    )
    told = [*read.remarks, *(f"hidden: {part}" for part in read.obscured), read.condition or ""]
    return [
        Row("Responsibility", "245 $c", _values([read.responsibility], photos)),
        Row("Other names", "7XX", people, clean.other_names),
        Row("Place", "264 $a", _values([read.place], photos)),
        Row("Carrier words", "", _values(read.carrier_words, photos)),
        Row("Languages", "041", tuple(map(Read, read.languages))),
        Row("Notes", "5XX", _values(read.notes, photos)),
        Row("Remarks", "", tuple(Read(text) for text in told if text)),
    ]


def reading_rows(
    read: Reading,
    clean: CleanReading | None,
    photos: Iterable[Photo],
    corrections: Iterable[Correction] = (),
) -> list[Row]:
    """Main fields always, empty or not; the further ones only where something was read.

    `corrections` come oldest first: the newest of a field is the one that counts.
    """
    by_id = {photo.pk: photo for photo in photos}
    newest = {row.field: row for row in corrections}
    used = clean or CleanReading()
    rows = []
    for name, row in _main_rows(read, used, by_id):
        correction = newest.get(name)
        stands = correction if correction and correction.value is not None else None
        if name or row.read or row.used:
            rows.append(Row(row.label, row.tag, row.read, row.used, stands))
    return rows + [row for row in _further_rows(read, used, by_id) if row.read or row.used]
