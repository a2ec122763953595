"""The answer of the vision model → a Reading, with the codes that were decoded on this machine.

The model is not told what the bars say; both are compared here, and a disagreement stands on the
reading (`BarcodeRead.decoded` and `.printed`), from where it becomes a doubt.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from processing.catalog import gtin
from processing.catalog.contents_entry import seconds_of
from processing.catalog.reading import (
    BarcodeRead,
    ContributorRead,
    Legibility,
    Part,
    PartRead,
    Reading,
    TrackRead,
    Value,
    YearKind,
    YearRead,
)
from processing.readers.base import Barcode
from processing.readers.codes import Codes
from processing.readers.openai import shape

# What models write although null was asked for; whole values only: “Nonesuch” is a label.
_NOTHING = re.compile(
    # possessive: a model that repeats a sign ten thousand times must not take minutes
    r"\W*+(?:not (?:visible|legible|readable|available|given)|illegible|n/?a|null)?\W*+"
)
NOT_ROMANIZED = re.compile(r"[\u0000-\u024f\u1e00-\u1eff\u2000-\u206f\u2100-\u214f\s]*")


@dataclass(frozen=True, slots=True)
class _Composer:
    """`photos` are the ids of the photos in the order in which the model counted them, None for
    one that the disc has no more."""

    photos: Sequence[int | None]

    def photo(self, number: int) -> int | None:
        return self.photos[number - 1] if 1 <= number <= len(self.photos) else None

    def value(self, told: shape.Text | None) -> Value | None:
        if told is None or _is_nothing(told.text):
            return None
        text, sure = _line(told.text), Legibility(told.legibility)
        return Value(text, self.photo(told.photo), None, sure, _romanized(text, told.romanized))

    def values(self, told: Iterable[shape.Text | None]) -> tuple[Value, ...]:
        return tuple(value for one in told if (value := self.value(one)))

    def number(self, told: shape.Number) -> Value | None:
        if _is_nothing(told.text):
            return None
        sure = Legibility(told.legibility)
        return Value(_line(told.text), self.photo(told.photo), None, sure)

    def numbers(self, told: Iterable[shape.Number]) -> tuple[Value, ...]:
        return tuple(value for one in told if (value := self.number(one)))

    def year(self, told: shape.Year) -> YearRead:
        """A year that its own statement does not have is only a guess."""
        stands = str(told.year) in told.statement
        sure = Legibility(told.legibility) if stands else Legibility.UNSURE
        value = Value(_line(told.statement), self.photo(told.photo), None, sure)
        return YearRead(told.year, YearKind(told.kind), value)

    def tracks(self, told: Iterable[shape.Track]) -> Iterator[TrackRead]:
        for one in told:
            title = self.value(one.title)
            if title is None:
                continue
            yield TrackRead(
                title,
                _positive(one.disc),
                _positive(one.number),
                seconds_of(one.duration) if one.duration else None,
                self.value(one.responsibility),
                title.romanized,
            )

    def part(self, told: shape.Face) -> PartRead:
        title, name = self.value(told.title), self.value(told.name)
        return PartRead(Part(told.part), title, name, self.numbers(told.numbers))

    def contributors(self, told: Iterable[shape.Contributor]) -> Iterator[ContributorRead]:
        for one in told:
            if name := self.value(one.name):
                role = one.role.strip() if one.role and not _is_nothing(one.role) else None
                yield ContributorRead(name, role)


def compose(read: shape.PhotosRead, photos: Sequence[int | None], codes: Codes) -> Reading:
    """The reading. `photos` are ids, in the order of the question; a part of a photo counts as one,
    and None is a photo that the disc has no more."""
    maker = _Composer(photos)
    return Reading(
        title=maker.value(read.title),
        subtitle=maker.value(read.subtitle),
        parallel_titles=maker.values(read.parallel_titles),
        part_title=maker.value(read.part_title),
        responsibility=maker.value(read.responsibility),
        name=maker.value(read.name),
        contributors=tuple(maker.contributors(read.contributors)),
        labels=maker.values(read.labels),
        place=maker.value(read.place),
        barcodes=tuple(_barcodes(maker, read.barcodes, codes)),
        publisher_numbers=maker.numbers(read.publisher_numbers),
        number_labels=_labels(read.publisher_numbers),
        years=tuple(dict.fromkeys(map(maker.year, read.years))),
        tracks=tuple(maker.tracks(read.tracks)),
        disc_count=_positive(read.disc_count),
        parts=tuple(map(maker.part, read.faces)),
        languages=_words(read.sung_languages),
        printed_languages=_words(read.printed_languages),
        carrier_words=maker.values(read.carrier_words),
        notes=maker.values(read.notes),
        obscured=_words(read.hidden),
        condition=_line(read.condition)
        if read.condition and not _is_nothing(read.condition)
        else None,
    )


def _barcodes(
    maker: _Composer, told: Sequence[shape.Barcode], codes: Codes
) -> Iterator[BarcodeRead]:
    """Decoded codes with the digits that were read beside them, then digits without bars."""
    left = [one for one in told if one.legibility != "unsure" and gtin.digits(one.digits)]
    for photo, code in _products(codes):
        printed = _beside(photo, code, left, maker)
        left = [one for one in left if one is not printed and not _same(one, code)]
        digits = printed.digits if printed else None
        settled = printed is not None and _same(printed, code)
        yield BarcodeRead(code.text, digits, photo, code.box, code.doubtful and not settled)
    for one in left:
        yield BarcodeRead(None, _line(one.digits), maker.photo(one.photo))


def _products(codes: Codes) -> list[tuple[int, Barcode]]:
    """The UPCs and EANs, each code once."""
    found = [(photo, one) for photo, several in codes.items() for one in several if one.is_product]
    return list({code.text: (photo, code) for photo, code in reversed(found)}.values())[::-1]


def _beside(
    photo: int, code: Barcode, told: Sequence[shape.Barcode], maker: _Composer
) -> shape.Barcode | None:
    """The digits that belong to these bars: the same code, else another one on that photo."""
    same = next((one for one in told if _same(one, code)), None)
    return same or next((one for one in told if maker.photo(one.photo) == photo), None)


def _same(told: shape.Barcode, code: Barcode) -> bool:
    parsed = gtin.parse(told.digits)
    return parsed is not None and parsed == gtin.parse(code.text)


def _labels(numbers: Iterable[shape.Number]) -> dict[str, str]:
    return {
        _line(one.text): _line(one.label)
        for one in numbers
        if one.label and not _is_nothing(one.label)
    }


def _words(texts: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(_line(text) for text in texts if not _is_nothing(text)))


def _romanized(text: str, told: str | None) -> str | None:
    """Latin text needs none, whatever the model wrote."""
    if not told or _is_nothing(told) or NOT_ROMANIZED.fullmatch(text):
        return None
    return _line(told)


def _positive(number: int | None) -> int | None:
    return number if number and number > 0 else None


def _is_nothing(text: str) -> bool:
    return _NOTHING.fullmatch(text.casefold()) is not None


def _line(text: str) -> str:
    return " ".join(text.replace("\0", "").split())
