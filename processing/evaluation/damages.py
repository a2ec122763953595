"""What happens to a reading on its way from a real disc (facts: matching_and_marc.md, 2.3).

Each damage is a function of a reading and a source of chance. A kind of damage is one or several
of them; KINDS lists those that are measured.
"""

import random
import re
import string
from collections.abc import Callable
from dataclasses import dataclass, replace

from anyascii import anyascii

from processing.catalog import gtin
from processing.catalog.doubts import doubt
from processing.catalog.evidence import Field
from processing.catalog.reading import CleanReading, CleanTrack

Damage = Callable[[CleanReading, random.Random], CleanReading]
_ARTICLE = re.compile(r"^(the|a|an|le|la|les|der|die|das|el)\s+", re.I)
_BRACKETS = re.compile(r"\s*[(\[][^()\[\]]*[)\]]")
_BREAK = re.compile(r"\s[=:;]\s")
_ALIKE = {"l": "I", "I": "l", "O": "0", "o": "0", "e": "c", "m": "rn", "n": "r", "u": "v", "a": "o"}
LETTERS_OF_ONE_MISREADING = 25


def no_gtin(reading: CleanReading, _: random.Random) -> CleanReading:
    """No barcode was photographed."""
    return replace(reading, gtins=(), weak_gtins=())


def misread_gtin(reading: CleanReading, chance: random.Random) -> CleanReading:
    """One digit is another one, and the check digit is right again."""
    return replace(reading, gtins=tuple(_misread(code, chance) for code in reading.gtins))


def no_number(reading: CleanReading, _: random.Random) -> CleanReading:
    return replace(reading, publisher_numbers=())


def no_name(reading: CleanReading, _: random.Random) -> CleanReading:
    return replace(reading, name=None, other_names=(), composers=(), performers=())


def no_label(reading: CleanReading, _: random.Random) -> CleanReading:
    return replace(reading, labels=())


def folded(reading: CleanReading, _: random.Random) -> CleanReading:
    """Capitals, no accents, no leading article, no brackets, "&" for "and"."""
    return _texts(reading, _fold)


def misread_letters(reading: CleanReading, chance: random.Random) -> CleanReading:
    """One letter in about 25 is read as another one, in title, name and tracks."""
    return _texts(reading, lambda text: _misread_letters(text, chance))


def one_letter_in_title(reading: CleanReading, chance: random.Random) -> CleanReading:
    return replace(reading, title=_one_letter(reading.title or "", chance) or None)


def one_letter_in_name(reading: CleanReading, chance: random.Random) -> CleanReading:
    return replace(reading, name=_one_letter(reading.name or "", chance) or None)


def lost_tracks(reading: CleanReading, chance: random.Random) -> CleanReading:
    """Three tracks in ten were not read."""
    kept = tuple(track for track in reading.tracks if chance.random() > 0.3)
    return replace(reading, tracks=kept)


def one_track_lost(reading: CleanReading, chance: random.Random) -> CleanReading:
    tracks = list(reading.tracks)
    if len(tracks) > 1:
        del tracks[chance.randrange(len(tracks))]
    return replace(reading, tracks=tuple(tracks))


def no_years(reading: CleanReading, _: random.Random) -> CleanReading:
    return replace(reading, years=None)


def misread_years(reading: CleanReading, chance: random.Random) -> CleanReading:
    """The last digit of each year is another one."""
    years = {
        kind: tuple(year - year % 10 + chance.randrange(10) for year in found)
        for kind, found in (reading.years or {}).items()
    }
    return replace(reading, years=years or None)


def exchanged(reading: CleanReading, _: random.Random) -> CleanReading:
    """The name is set larger than the title, and taken for it."""
    return replace(reading, title=reading.name, name=reading.title, composers=(), performers=())


def digit_lost(reading: CleanReading, _: random.Random) -> CleanReading:
    """The first digit of the barcode, printed outside the bars, was not read."""
    if not reading.gtins:
        return reading
    codes = gtin.repairs(reading.gtins[0].lstrip("0")[1:])
    said = doubt(Field.GTIN, "it is damaged: its length or its check digit is wrong.")
    return replace(reading, gtins=(), weak_gtins=codes, doubts=(*reading.doubts, said))


def no_tracks(reading: CleanReading, _: random.Random) -> CleanReading:
    return replace(reading, tracks=())


def name_before_title(reading: CleanReading, _: random.Random) -> CleanReading:
    """Both were taken for the title, as they stand on many a spine."""
    return replace(reading, title=": ".join(filter(None, (reading.name, reading.title))))


def words_of_an_edition(reading: CleanReading, _: random.Random) -> CleanReading:
    """What a record has elsewhere or not at all stands beside the title."""
    return replace(reading, title=f"{reading.title} - The Complete Original Recordings")


def first_title_alone(reading: CleanReading, _: random.Random) -> CleanReading:
    """Without other languages, further works and subtitle."""
    return replace(reading, title=_BREAK.split(reading.title or "")[0] or None)


def titles_turned(reading: CleanReading, _: random.Random) -> CleanReading:
    """Parallel titles, or a title and its subtitle, in another order, with other signs between."""
    parts = _BREAK.split(reading.title or "")
    return replace(reading, title=" = ".join(reversed(parts)))


def various(reading: CleanReading, _: random.Random) -> CleanReading:
    """The names were not taken for that of the whole disc."""
    return replace(reading, name="Various artists")


def one_disc_of_a_set(reading: CleanReading, _: random.Random) -> CleanReading:
    """Only the second half of the tracks is on this disc, and it says so."""
    half = reading.tracks[len(reading.tracks) // 2 :]
    return replace(reading, title=f"{reading.title}, Disc 2", tracks=half, disc_count=None)


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of damage; `identifier` says whether a code that is right survives it, where there was one."""

    name: str
    damages: tuple[Damage, ...]
    identifier: bool


WITHOUT_CODES = (no_gtin, no_number)
KINDS = (
    Kind("nothing is damaged", (), identifier=True),
    Kind("no UPC", (no_gtin,), identifier=True),
    Kind("UPC misread", (misread_gtin,), identifier=True),
    Kind("no publisher number", (no_number,), identifier=True),
    Kind("titles folded", (folded,), identifier=True),
    Kind("letters misread", (misread_letters,), identifier=True),
    Kind("UPC misread, letters misread", (misread_gtin, misread_letters), identifier=True),
    Kind("UPC with a digit lost", (digit_lost,), identifier=True),
    Kind("a track lost", (one_track_lost,), identifier=True),
    Kind("no years", (no_years,), identifier=True),
    Kind("years misread", (misread_years,), identifier=True),
    Kind("title and name exchanged", (exchanged,), identifier=True),
    Kind("no label, no name", (no_label, no_name), identifier=True),
    Kind("no code", WITHOUT_CODES, identifier=False),
    Kind("no code, titles folded", (*WITHOUT_CODES, folded), identifier=False),
    Kind("no code, tracks lost", (*WITHOUT_CODES, lost_tracks), identifier=False),
    Kind("no code, no tracks", (*WITHOUT_CODES, no_tracks), identifier=False),
    Kind("no code, a letter of the title", (*WITHOUT_CODES, one_letter_in_title), identifier=False),
    Kind("no code, a letter of the name", (*WITHOUT_CODES, one_letter_in_name), identifier=False),
    Kind("no code, letters misread", (*WITHOUT_CODES, misread_letters), identifier=False),
    Kind("no code, no name", (*WITHOUT_CODES, no_name), identifier=False),
    Kind("no code, name before title", (*WITHOUT_CODES, name_before_title), identifier=False),
    Kind("no code, words of an edition", (*WITHOUT_CODES, words_of_an_edition), identifier=False),
    Kind("no code, first title alone", (*WITHOUT_CODES, first_title_alone), identifier=False),
    Kind("no code, titles turned", (*WITHOUT_CODES, titles_turned), identifier=False),
    Kind("no code, various artists", (*WITHOUT_CODES, various), identifier=False),
    Kind("no code, one disc of a set", (*WITHOUT_CODES, one_disc_of_a_set), identifier=False),
    Kind(
        "no code, no tracks, words of an edition",
        (*WITHOUT_CODES, no_tracks, words_of_an_edition),
        identifier=False,
    ),
    Kind(
        "no code, no tracks, name before title",
        (*WITHOUT_CODES, no_tracks, name_before_title),
        identifier=False,
    ),
    Kind(
        "no code, no tracks, titles turned",
        (*WITHOUT_CODES, no_tracks, titles_turned),
        identifier=False,
    ),
    Kind("no code, no tracks, no name", (*WITHOUT_CODES, no_tracks, no_name), identifier=False),
)


def damaged(reading: CleanReading, kind: Kind, chance: random.Random) -> CleanReading:
    """The reading after all damages of a kind."""
    for damage in kind.damages:
        reading = damage(reading, chance)
    return reading


def _misread(code: str, chance: random.Random) -> str:
    place = chance.randrange(3, len(code) - 1)
    other = chance.choice([digit for digit in string.digits if digit != code[place]])
    body = f"{code[:place]}{other}{code[place + 1 : -1]}"
    return body + gtin.check_digit(body)


def _texts(reading: CleanReading, change: Callable[[str], str]) -> CleanReading:
    def track(one: CleanTrack) -> CleanTrack:
        return replace(one, title=change(one.title))

    return replace(
        reading,
        title=change(reading.title) if reading.title else None,
        name=change(reading.name) if reading.name else None,
        tracks=tuple(map(track, reading.tracks)),
    )


def _fold(text: str) -> str:
    plain = _ARTICLE.sub("", _BRACKETS.sub("", text)) or text
    return anyascii(plain.replace(" and ", " & ")).upper()


def _misread_letters(text: str, chance: random.Random) -> str:
    return "".join(
        _other(sign) if sign.isalpha() and chance.random() < 1 / LETTERS_OF_ONE_MISREADING else sign
        for sign in text
    )


def _one_letter(text: str, chance: random.Random) -> str:
    places = [place for place, sign in enumerate(text) if sign.isalpha()]
    if not places:
        return text
    place = chance.choice(places)
    return text[:place] + _other(text[place]) + text[place + 1 :]


def _other(sign: str) -> str:
    return _ALIKE.get(sign, "x" if sign != "x" else "z")
