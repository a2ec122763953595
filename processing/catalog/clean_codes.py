"""The identifiers of a reading: GTINs and publisher numbers, without the library's own barcode."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from processing.catalog import gtin, publisher_number
from processing.catalog.doubts import doubt
from processing.catalog.evidence import Field
from processing.catalog.reading import BarcodeRead, Legibility, Value

# First digits of codes that shops give out themselves, so no label's (GS1: 2 in UPC-A, 20-29).
_IN_STORE = ("002", "02")
MIN_PRINTED_DIGITS = 10


@dataclass(frozen=True, slots=True)
class Codes:
    """Identifiers that are sure, those that only help a search, and what is not sure."""

    sure: tuple[str, ...] = ()
    weak: tuple[str, ...] = ()
    doubts: tuple[str, ...] = ()


def read_gtins(barcodes: Iterable[BarcodeRead], item_barcode: str | None) -> Codes:
    """The GTINs of all barcodes of a disc. The item barcode is the library's and never one."""
    found = [_one(_without(code, _plain(item_barcode))) for code in barcodes]
    return _gtins_only(_merge(found))


def typed_gtins(texts: Iterable[str], item_barcode: str | None = None) -> Codes:
    """The GTINs that a cataloger typed; a wrong check digit is kept as a doubt."""
    own = _plain(item_barcode)
    typed = [text for text in texts if text.strip() and not _is(text, own)]
    return _gtins_only(_merge([_from_text(text, "typed") for text in typed]))


def read_publisher_numbers(values: Sequence[Value], item_barcode: str | None = None) -> Codes:
    """Publisher numbers in printed form; a GTIN among them becomes a weak one, for the search."""
    own = _plain(item_barcode)
    values = [value for value in values if not _is(value.text, own)]
    clear = [value for value in values if value.legibility is not Legibility.UNSURE]
    sure = [value.text.strip() for value in clear if _is_number(value.text)]
    codes = [code for one in clear if not _is_number(one.text) and (code := gtin.parse(one.text))]
    weak = [code for code in codes if gtin.is_unit(code) and not gtin.is_book(code)]
    doubts = [
        doubt(Field.PUBLISHER_NUMBER, f"“{value.text.strip()}” could not be read with certainty.")
        for value in values
        if value.legibility is not Legibility.CLEAR and _is_number(value.text)
    ]
    return Codes(_once(sure), _once(weak), _once(doubts))


def _plain(code: str | None) -> str:
    """Its digits, as barcode readers and people give them: with and without zeros before."""
    return gtin.digits(code or "").lstrip("0")


def _is(text: str, own: str) -> bool:
    """Whether a text is the item barcode, whatever stands between its digits."""
    return bool(own) and _plain(text) == own


def _is_number(text: str) -> bool:
    return publisher_number.is_publisher_number(text)


def _without(code: BarcodeRead, own: str) -> BarcodeRead:
    """The barcode as read, unless it is the library's own."""
    both = (code.decoded or "", code.printed or "")
    return BarcodeRead() if any(_is(text, own) for text in both) else code


def _one(code: BarcodeRead) -> Codes:
    decoded, printed = gtin.parse(code.decoded or ""), gtin.parse(code.printed or "")
    if not decoded:
        return _from_text(code.printed or code.decoded or "", "read")
    doubts, weak = [], []
    if code.doubtful:
        sentence = f"two different codes were read; {gtin.display(decoded)} is one of them."
        doubts.append(doubt(Field.GTIN, sentence))
    if _disagree(decoded, code.printed or ""):
        sentence = f"the bars say {gtin.display(decoded)}, the digits under them {code.printed}."
        doubts.append(doubt(Field.GTIN, sentence))
        weak = [printed] if printed else list(gtin.repairs(code.printed or ""))
    return Codes((decoded,), tuple(weak), tuple(doubts))


def _disagree(decoded: str, printed: str) -> bool:
    """Whether the printed digits are other ones. Missing outer digits are no disagreement."""
    digits = gtin.digits(printed)
    return len(digits) >= MIN_PRINTED_DIGITS and digits.lstrip("0") not in decoded


def _from_text(text: str, how: str) -> Codes:
    if found := gtin.parse(text):
        return Codes((found,))
    repaired = gtin.repairs(text)
    if not repaired:
        return Codes()
    sentence = f"{text.strip()}, as {how}, is damaged: its length or its check digit is wrong."
    return Codes((), repaired, (doubt(Field.GTIN, sentence),))


def _gtins_only(codes: Codes) -> Codes:
    """ISBNs and library stickers go, and codes that a shop gave out only help a search."""
    found = [code for code in codes.sure if gtin.is_unit(code) and not gtin.is_book(code)]
    sure = [code for code in found if not code.startswith(_IN_STORE)]
    weak = [code for code in (*found, *codes.weak) if code not in sure]
    return Codes(_once(sure), _once(weak), codes.doubts)


def _merge(codes: Sequence[Codes]) -> Codes:
    return Codes(
        _once([item for one in codes for item in one.sure]),
        _once([item for one in codes for item in one.weak]),
        _once([item for one in codes for item in one.doubts]),
    )


def _once(items: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(items))
