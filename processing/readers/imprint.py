"""The small print of a disc: years with their kind, labels, publisher numbers, carrier words."""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from rapidfuzz import fuzz

from processing.catalog import gtin, publisher_number
from processing.catalog.folding import fold
from processing.catalog.reading import Legibility, Value, YearKind, YearRead
from processing.catalog.year_statements import statements
from processing.readers import noise
from processing.readers.base import Line, Seen

MAX_LABEL_WORDS = 5
SAME_NAME = 85  # percent: a web address is set small and read badly
MIN_NUMBER_DIGITS = 4
MIN_LETTERED_DIGITS = 2
_SIGN = re.compile(r"[©℗®⑨]|\([cCpP]\)|\bcopyright\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
# ℗ is not in the alphabet of the OCR: nothing, a stray sign, or P is left of it.
_LOST_SIGN = re.compile(r"^\W{0,2}[®⑨P]?\W{0,2}\s*(?=(?:&\s*©\s*)?(?:19|20)\d\d(?![\w\-]))")
_PAIR = re.compile(
    r"^\W{0,2}[®⑨P0O@]?\W{0,2}\s*(?:&|and|\+|/|,)\s*(?=(?:©|\(?C\)?)\s*(?:19|20)\d\d)"
)
_DATED = re.compile(
    r"\b(?:recorded|recording|released?|issued|published|enregistr|aufgenommen|aufnahme|grabad|registra)",
    re.IGNORECASE,
)
_LABEL_WORD = re.compile(
    r"\b(?:records?|recordings?|music|musique|musik|classics?|entertainment|disques?|discos"
    r"|schallplatten|produ[ck]tions?|grammophon|edizioni|[ée]ditions?)\b",
    re.IGNORECASE,
)
_OWNER = re.compile(
    r"(?:19|20)\d\d(?:\s*(?:,|&|-|–)\s*(?:19|20)\d\d)*\s*(?:by\s+)?(?P<name>[^.,;(]+)",
    re.IGNORECASE,
)
_COMPANY = re.compile(
    r"[\s,]*\b(?:ltd|limited|inc|llc|gmbh|s\.?a\.?(?:r\.?l\.?)?|b\.?v\.?|ag|co|corp|plc|ab|kg|oy|as)\b\.?.*$",
    re.IGNORECASE,
)
_SITE = re.compile(r"\bwww\.([\w\-]+)\.", re.IGNORECASE)
_NUMBER = re.compile(
    r"(?<![\w.,:/-])(?:[A-Z0-9]{1,6}[\s./\-]{0,2})?[A-Z0-9][A-Z0-9\s./\-]{1,18}[0-9](?:-\d)?(?![\w:%])"
)
# Middle digits of a UPC; or more digits than a UPC has: a library's sticker.
_OF_BARCODE = re.compile(r"^\d{10,}$|^\d{5}\s\d{5}$|^(?:\d\s*){13,}$")
_LABEL_CODE = re.compile(r"^[([]?L[CO0G][\s\-]?\d{4,5}$")  # LC 09320, its letters often misread
_CARRIER = re.compile(
    r"\b(?:compact dis[ck]|sacd|super audio cd|dvd(?:-audio|-video)?|enhanced cd|cd-?rom|hdcd"
    r"|cd extra|mini-?dis[ck]|blu-?ray)\b",
    re.IGNORECASE,
)


def years(seen: Seen) -> Iterator[YearRead]:
    """The dated statements of one photo. Dates of lives and of titles are none."""
    lines = seen.page.lines
    for line in lines:
        text = _signed(line.text, lines)
        if not (_SIGN.search(text) or _DATED.search(text) or _LOST_SIGN.match(text)):
            continue
        for kind, year in statements(text):
            if year > date.today().year + 1:
                continue
            yield YearRead(year, kind, seen.value(line.text, line))


def labels(seen: Seen) -> Iterator[Value]:
    """Names that are marked as a label: by a word such as Records, by the web address below."""
    sites = {
        fold(site).replace(" ", "") for line in seen.page.lines for site in _SITE.findall(line.text)
    }
    for line in seen.page.lines:
        if noise.is_sticker(line.text) or not line.upright:
            continue
        key = fold(line.text).replace(" ", "")
        few = len(line.text.split()) <= MAX_LABEL_WORDS
        if (
            few
            and not noise.is_rights(line.text)
            and (
                _is_site(key, sites)
                or (_LABEL_WORD.search(line.text) and not _YEAR.search(line.text))
            )
        ):
            yield seen.value(line.text, line)


def _is_site(key: str, sites: set[str]) -> bool:
    return any(fuzz.ratio(key, site) >= SAME_NAME for site in sites)


def owners(seen: Seen) -> Iterator[Value]:
    """Who holds the rights (`© 2018 Rondeau Production GmbH`): a label only where none is told."""
    for line in seen.page.lines:
        if not (_SIGN.search(line.text) or _LOST_SIGN.match(line.text)):
            continue
        for found in _OWNER.finditer(line.text):
            name = _COMPANY.sub("", found["name"]).strip(" -–:&")
            if len(name) > 2 and len(name.split()) <= MAX_LABEL_WORDS and not _YEAR.search(name):
                yield seen.value(name, line)


def named_before_number(seen: Seen) -> Iterator[Value]:
    """A short line right above a publisher number, left edges together: the label's name."""
    numbers = [line for line in seen.page.lines if _whole_number(line.text)]
    for line in seen.page.lines:
        if not line.upright or not noise.is_plain(line) or len(line.text.split()) > MAX_LABEL_WORDS:
            continue
        for number in numbers:
            down = number.box[1] - line.box[3]
            near = abs(number.box[0] - line.box[0]) <= 1.5 * line.height
            if near and -0.5 * line.height <= down <= line.height:
                yield seen.value(line.text, line)


def numbers(seen: Seen, ignore: Sequence[Line]) -> Iterator[Value]:
    """Publisher numbers: lines that are one, or that end in one on a spine or a label."""
    for line in seen.page.lines:
        if line in ignore or noise.is_sticker(line.text) or noise.is_rights(line.text):
            continue
        for text in _whole_number(line.text) or _at_end(line, seen.role):
            yield seen.value(text, line)


def carrier_words(seen: Seen) -> Iterator[Value]:
    """Words that say what the carrier is, as printed."""
    for line in seen.page.lines:
        if found := _CARRIER.search(line.text):
            yield seen.value(found[0], line, legibility=Legibility.CLEAR)


def _signed(text: str, lines: Sequence[Line]) -> str:
    """The text with the ℗ that the OCR cannot see, where it is sure: before `& ©`, or where the
    same name stands once with © and once with a sign that was lost."""
    if _PAIR.match(text):
        return _PAIR.sub("℗ & ", text)
    before, sign, after = text.partition("©")
    if sign and _LOST_SIGN.match(before) and _owner(before) == _owner(after) != "":
        return f"℗ {_LOST_SIGN.sub('', text)}"
    rest = _LOST_SIGN.sub("", text)
    if rest == text and not _YEAR.match(text):
        return text
    twins = [line.text for line in lines if line.text != text and "©" in line.text]
    twin = any(_owner(other) == _owner(rest) != "" for other in twins)
    return f"℗ {rest}" if twin else text


def _owner(text: str) -> str:
    """Who a dated statement names, folded."""
    return fold(_YEAR.sub("", text.replace("©", "")))


def _whole_number(text: str) -> tuple[str, ...]:
    """The numbers of a line that has nothing else: several where wide spaces part them."""
    if not _NUMBER.fullmatch(text.strip()) or not _good(text):
        return ()
    parts = tuple(part for part in re.split(r"\s{2,}|\s[/·•]\s", text.strip()) if part)
    apart = _two_numbers(text)
    return apart or (parts if all(map(_good, parts)) else (text.strip(),))


def _two_numbers(text: str) -> tuple[str, ...]:
    """`842 915-2 IMCD 8`: after a carrier digit begins another number."""
    found = re.match(r"^(.*?\d-\d)\s+(\S.*)$", text) or re.match(
        r"^([A-Z]{2,}\s?\d+)\s+(\d{3}\s?\d{3}-\d)$", text
    )
    return (found[1], found[2]) if found and _good(found[1]) and _good_second(found[2]) else ()


def _good_second(text: str) -> bool:
    return _good(text) or bool(re.fullmatch(r"[A-Z]{2,}\s?\d+", text))


def _at_end(line: Line, role: str) -> tuple[str, ...]:
    if role not in ("spine", "disc", "other") and line.upright:
        return ()
    found = re.search(r"(?:^|\s)([A-Z]{1,5}[\s\-]?\d{3,8}(?:-\d)?|\d{3}\s\d{3}-\d)$", line.text)
    return (found[1],) if found and _good(found[1]) else ()


def _good(text: str) -> bool:
    digits = sum(sign.isdigit() for sign in text)
    letters = any(sign.isalpha() for sign in text)
    enough = MIN_LETTERED_DIGITS if letters else MIN_NUMBER_DIGITS
    of_barcode = bool(_OF_BARCODE.match(text)) or len(gtin.digits(text)) in gtin.CODE_LENGTHS
    if of_barcode or _LABEL_CODE.match(text):
        return False
    return digits >= enough and publisher_number.is_publisher_number(text)


def kinds(found: Sequence[YearRead]) -> set[tuple[YearKind, int]]:
    """The facts told, without where they stand."""
    return {(read.kind, read.year) for read in found}
