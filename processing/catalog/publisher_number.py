"""Publisher numbers (MARC 028): the label's own number for an issue, such as `CK 64935`.

Two numbers are one when their keys are equal: upper case, letters and digits only (facts 5.3).
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from anyascii import anyascii

from processing.catalog import gtin
from processing.catalog.evidence import Verdict
from processing.catalog.number_noise import is_noise
from processing.catalog.thresholds import ALIKE_SCORE, DIGITS_SCORE, LETTERS_SCORE

MAX_RANGE = 60
MIN_DIGITS_ALONE = 3
MAX_KEY = 20
MIN_CONTAINED_DIGITS = 5
_DASH = "[-\u2010-\u2015\u2212]"
_QUALIFIER = re.compile(r"[(\[][^()\[\]]*[)\]]")
MAX_LENGTH = 200  # a hostile field must not cost seconds
_QUANTITY = re.compile(r"^\s*\d{1,2}(?:\s+(?=[A-Za-z])|(?=CD))")
# "Cat. no. CK 64935", "CK 64935 CD": words around the number.
_WORDS_BEFORE = re.compile(
    r"(?i)^\s*(?:cat(?:alog(?:ue)?)?[.#\s]+)?(?:n[or]\b[.:#\s]*|number\b[:\s]*)(?=\S)"
)
_CD_AFTER = re.compile(r"(?i)(?<=\d)[\s-]+CD\s*$")
_CARRIER_SUFFIX = re.compile(rf"(?<!{_DASH})\s*{_DASH}\s*(\d)\s*$")
_RANGE = re.compile(rf"\s*(?:--|[\u2012-\u2015]|\s{_DASH}\s|\bto\b)\s*")
_HYPHEN_RANGE = re.compile(rf"^([A-Za-z]+)([\s\d]+){_DASH}\s*(\1[\s\d]+)$")
_BARS_GROUPING = re.compile(r"^(?:\d{12,14}|\d[ -]\d{5}[ -]\d{5}[ -]\d|\d[ -]\d{6}[ -]\d{6})$")
_SERIAL = re.compile(r"^(.*?)(\d+)(\D*)$")


@dataclass(frozen=True, slots=True)
class NumberComparison:
    """The best pair of two lists of numbers, in printed form, with its score 0.0 to 1.0."""

    verdict: Verdict
    ours: str
    theirs: str
    score: float | None
    sentence: str


def key(number: str) -> str:
    """The form in which numbers are equal; "" where there is no digit and so no number."""
    plain = anyascii(unicodedata.normalize("NFKC", _QUALIFIER.sub("", number[:MAX_LENGTH])))
    joined = re.sub(r"[^0-9A-Z]", "", plain.upper())
    return joined if re.search(r"\d", joined) else ""


def keys(number: str) -> tuple[str, ...]:
    """All keys to search by, the strongest first.

    A range gives one key for each number in it, a leading quantity (`2 CD 125`) or word (`No. 125`)
    is dropped as a second form, and a carrier digit after a hyphen (`453 025-2`) as the last, weak one.
    """
    singles = members(number) or (number,)
    strong = [key(single) for single in singles]
    strong += [key(form) for single in singles for form in _shorter(single)]
    weak = [key(stem) for single in singles if (stem := _stem(single))]
    return tuple(dict.fromkeys(found for found in strong + weak if found))


def is_publisher_number(text: str) -> bool:
    """Whether a text from a CD can be a publisher number at all.

    Refuses what else stands in small type: SPARS, label and price codes, ISRC, rights societies,
    years, durations, addresses, telephone numbers, matrix numbers, and a GTIN grouped as under
    the bars (other groupings, `7243 8 31478 2 3`, are the form of an order number).
    """
    found = key(text)
    if not found or len(found) > MAX_KEY or len(text) > MAX_LENGTH:
        return False
    if found.isdigit() and len(found) < MIN_DIGITS_ALONE:
        return False
    return not _is_printed_gtin(text) and not is_noise(text)


def compare(ours: Sequence[str], theirs: Sequence[str]) -> NumberComparison:
    """Compare all numbers of the item with all of the record: any equal pair is agreement.

    Equal with letters scores 1.0, digits only 0.7. The same digits with other letters, or one
    number inside the other, is partly equal. Nothing equal is a conflict; a side without
    numbers is neutral. Of several pairs that are as good the longest numbers tell most.
    """
    left, right = [n for n in ours if key(n)], [n for n in theirs if key(n)]
    if not left or not right:
        return _absent(left, right)
    pairs = [(_pair_score(a, b), a, b) for a in left for b in right]
    score, a, b = max(pairs, key=lambda pair: (pair[0], digit_count(pair[1])))
    if score >= DIGITS_SCORE:
        return NumberComparison(Verdict.AGREE, a, b, score, _agreement(a, score))
    if score > 0:
        sentence = "The publisher numbers are alike but not the same."
        return NumberComparison(Verdict.PARTIAL, a, b, score, sentence)
    sentence = "The publisher number on the record is another one."
    return NumberComparison(Verdict.CONFLICT, "; ".join(left), "; ".join(right), 0.0, sentence)


def digit_count(number: str) -> int:
    """How many digits a number has: short ones are used by many labels."""
    return sum(sign.isdigit() for sign in number)


def _is_printed_gtin(text: str) -> bool:
    return bool(_BARS_GROUPING.match(text.strip())) and gtin.parse(text) is not None


def _agreement(number: str, score: float) -> str:
    if score == LETTERS_SCORE:
        return "The publisher number is the same."
    return "The publisher number is the same, but has digits only: other labels may use it too."


def _absent(left: Sequence[str], right: Sequence[str]) -> NumberComparison:
    if left:
        sentence = "The record gives no publisher number."
    elif right:
        sentence = "No publisher number was read from the item."
    else:
        sentence = "Neither item nor record gives a publisher number."
    return NumberComparison(Verdict.ABSENT, "; ".join(left), "; ".join(right), None, sentence)


def _strong_keys(number: str) -> set[str]:
    singles = members(number) or (number,)
    plain = {key(single) for single in singles}
    return (plain | {key(form) for single in singles for form in _shorter(single)}) - {""}


def _shorter(number: str) -> Iterator[str]:
    """The number without a quantity or words before it, and without "CD" after it."""
    bare = _WORDS_BEFORE.sub("", number)
    yield from (_QUANTITY.sub("", number), bare, _CD_AFTER.sub("", bare))


def _pair_score(a: str, b: str) -> float:
    common = _strong_keys(a) & _strong_keys(b)
    if common:
        return LETTERS_SCORE if any(not found.isdigit() for found in common) else DIGITS_SCORE
    if _other_carrier(a, b):
        return 0.0
    if set(keys(a)) & set(keys(b)) or _alike(key(a), key(b)):
        return ALIKE_SCORE
    return 0.0


def _alike(a: str, b: str) -> bool:
    """Same digits with other letters, or all digits of one inside those of the other."""
    left, right = re.sub(r"\D", "", a), re.sub(r"\D", "", b)
    if left == right:
        return True
    short, long = sorted((left, right), key=len)
    return len(short) >= MIN_CONTAINED_DIGITS and short in long


def _other_carrier(a: str, b: str) -> bool:
    """The same number for CD (-2) and LP (-1) or cassette (-4): two different issues."""
    left, right = _CARRIER_SUFFIX.search(a), _CARRIER_SUFFIX.search(b)
    return bool(left and right and left[1] != right[1])


def _stem(number: str) -> str:
    return number[: found.start()] if (found := _CARRIER_SUFFIX.search(number)) else ""


def members(number: str) -> tuple[str, ...]:
    """The single numbers of a range such as `CD 125--CD 126`; empty where it is no range.

    One digit after one dash, however it is set (`46012 - 2`), is of the carrier: no range.
    """
    text = _QUALIFIER.sub("", number[:MAX_LENGTH])
    carrier = _CARRIER_SUFFIX.search(text)
    if carrier and not _RANGE.search(text[: carrier.start()]):
        return ()
    if joined := _HYPHEN_RANGE.match(text.strip()):
        ends = [joined[1] + joined[2], joined[3]]
    else:
        ends = _RANGE.split(text.strip())
    if len(ends) != 2 or not all(key(end) for end in ends):
        return ()
    return tuple(_expand(ends[0], ends[1]))


def _expand(first: str, last: str) -> Iterator[str]:
    """Count from first to last; a short last end (`46847--49`) replaces the tail of the first."""
    suffix = found[0] if (found := _CARRIER_SUFFIX.search(last)) else ""
    low = _SERIAL.match(key(_stem(first) or first))
    high = _SERIAL.match(key(_stem(last) or last))
    if not low or not high:
        return
    start, end = low[2], high[2]
    end = start[: len(start) - len(end)] + end
    serial = range(int(start), int(end) + 1)
    if high[1] not in ("", low[1]) or low[3] != high[3] or not 1 < len(serial) <= MAX_RANGE:
        yield from (first, last)
        return
    for value in serial:
        yield f"{low[1]}{value:0{len(start)}}{low[3]}{suffix}"
