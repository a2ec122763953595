"""Evidence of the identifiers: GTIN and publisher number."""

from processing.catalog import gtin, publisher_number
from processing.catalog.evidence import Evidence, Field, Verdict
from processing.catalog.indexed import indexed
from processing.catalog.reading import CleanReading
from processing.catalog.record import Record
from processing.catalog.thresholds import INDEXED_GTIN, INDEXED_NUMBER, WEAK_GTIN

FEW_DIGITS = 2


def gtin_evidence(reading: CleanReading, record: Record) -> Evidence:
    """Any equal GTIN is agreement. A damaged one that fits is partly so, and never a conflict.

    A publisher number that is a UPC in the form of an order number counts as GTIN too.
    """
    ours = _gtins(reading.gtins, reading.publisher_numbers)
    theirs = _gtins(record.gtins, [number.number for number in record.publisher_numbers])
    common = [code for code in ours if code in theirs]
    if common:
        return _evidence(Verdict.AGREE, common, common, 1.0, "The UPC is the same.")
    weak_ours, weak_theirs = (*ours, *reading.weak_gtins), (*theirs, *record.weak_gtins)
    fits = [code for code in weak_ours if code in weak_theirs]
    if fits:
        sentence = "The UPC fits, but it is damaged on one side."
        return _evidence(Verdict.PARTIAL, fits, fits, WEAK_GTIN, sentence)
    known = indexed(record.indexed_gtins, weak_ours)
    if known and not record.gtins:
        sentence = "The catalogue found the record by this UPC, but does not show its own."
        shown = [code for code in weak_ours if code in known]
        return _evidence(Verdict.PARTIAL, shown, (), INDEXED_GTIN, sentence)
    if not reading.gtins or not record.gtins:
        return _evidence(Verdict.ABSENT, ours, theirs, None, _absence(reading, record))
    sentence = _difference(reading.gtins, record.gtins)
    return _evidence(Verdict.CONFLICT, reading.gtins, record.gtins, 0.0, sentence)


def publisher_number_evidence(reading: CleanReading, record: Record) -> Evidence:
    """See `publisher_number.compare`. A number that only the catalogue's index has agrees partly."""
    theirs = [number.number for number in record.publisher_numbers]
    found = publisher_number.compare(reading.publisher_numbers, theirs)
    if not theirs and (known := _indexed(reading, record)):
        return Evidence(
            Field.PUBLISHER_NUMBER,
            Verdict.PARTIAL,
            "; ".join(known),
            "",
            INDEXED_NUMBER,
            "The catalogue found the record by this publisher number, but this connection does "
            "not show the number itself.",
        )
    return Evidence(
        Field.PUBLISHER_NUMBER,
        found.verdict,
        found.ours,
        found.theirs,
        found.score,
        found.sentence,
    )


def _indexed(reading: CleanReading, record: Record) -> list[str]:
    ours = {number: publisher_number.key(number) for number in reading.publisher_numbers}
    known = indexed(record.indexed_numbers, ours.values())
    return [number for number, key in ours.items() if key in known]


def _gtins(codes: tuple[str, ...], numbers: tuple[str, ...] | list[str]) -> tuple[str, ...]:
    parsed = [code for number in numbers if (code := gtin.parse(number))]
    return tuple(dict.fromkeys((*codes, *parsed)))


def _evidence(
    verdict: Verdict,
    ours: tuple[str, ...] | list[str],
    theirs: tuple[str, ...] | list[str],
    score: float | None,
    sentence: str,
) -> Evidence:
    shown_ours = "; ".join(map(gtin.display, ours))
    shown_theirs = "; ".join(map(gtin.display, theirs))
    return Evidence(Field.GTIN, verdict, shown_ours, shown_theirs, score, sentence)


def _absence(reading: CleanReading, record: Record) -> str:
    if reading.gtins:
        return (
            "The record gives no UPC." if not record.weak_gtins else "The record's UPC is damaged."
        )
    if reading.weak_gtins:
        return "The UPC on the item could not be read in full."
    return "No UPC was read from the item."


def _difference(ours: tuple[str, ...], theirs: tuple[str, ...]) -> str:
    """How far the nearest pair is apart, in words."""
    a, b = min(((a, b) for a in ours for b in theirs), key=lambda pair: _places(*pair))
    places = _places(a, b)
    if places == 1 and a[:-1] == b[:-1]:
        return "The UPC on the record has another last digit."
    if places <= FEW_DIGITS:
        return f"The UPC on the record differs in {places} digits."
    return "The UPC on the record is another one."


def _places(a: str, b: str) -> int:
    return sum(x != y for x, y in zip(a, b, strict=True))
