"""GTIN: the number under the bars (UPC-A, EAN-13, GTIN-14), compared as 14 digits.

Rules from the GS1 General Specifications (check digit) and facts 5.2 (what damages a UPC on
its way into a 024). An 8-digit EAN is not accepted: CDs do not carry it, and one in ten
8-digit numbers passes its check digit by chance.
"""

import re
import unicodedata

GTIN_LENGTH = 14
EAN_LENGTH = 13
UPC_LENGTH = 12
BODY_LENGTH = 11
CODE_LENGTHS = (UPC_LENGTH, EAN_LENGTH, GTIN_LENGTH)
# First digits of a UPC that labels use, the usual ones first.
NUMBER_SYSTEMS = ("0", "8", "6", "7", "1")
_LABEL = re.compile(r"^\s*(?:UPC|EAN|GTIN|JAN|BARCODE)(?:-?(?:A|8|12|13|14))?\s*[:#.]?\s+", re.I)
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212>]+")
# The form Sony, BMG and others print as order number: a UPC without its check digit.
_BODY = re.compile(r"^\s*\d{5}[\s\-\u2010-\u2015]\s?\d{5}[\s\-\u2010-\u2015]\s?\d\s*$")


def check_digit(body: str) -> str:
    """The digit that completes `body` (digits only, any length): weights 3, 1, 3 … from the right."""
    total = sum(int(digit) * (3, 1)[place % 2] for place, digit in enumerate(reversed(body)))
    return str(-total % 10)


def digits(text: str) -> str:
    """The digits of a number that is written with spaces or hyphens; "" where other signs stand."""
    plain = _LABEL.sub("", unicodedata.normalize("NFKC", text))
    joined = _SEPARATORS.sub("", plain)
    return joined if joined.isascii() and joined.isdigit() else ""


def parse(text: str) -> str | None:
    """The 14-digit GTIN, None where the text is no GTIN or its check digit is wrong.

    Spaces and hyphens are allowed. `07464-64935-2` (five, five, one) is a UPC without its check
    digit and is completed; other numbers of 11 digits are damaged: see `repairs`.
    """
    number = digits(text)
    if len(number) == BODY_LENGTH and _BODY.match(unicodedata.normalize("NFKC", text)):
        number += check_digit(number)
    if len(number) not in CODE_LENGTHS or not number.strip("0"):
        return None
    return number.zfill(GTIN_LENGTH) if check_digit(number[:-1]) == number[-1] else None


def repairs(text: str) -> tuple[str, ...]:
    """What a damaged number may have been, as 14 digits: good for searching, never for proof.

    Ten digits lost both outer ones (they are printed small), eleven lost one, twelve or thirteen
    with a wrong check digit have another last digit or are an EAN without it. Empty for a number
    that `parse` accepts.
    """
    number = digits(text)
    if parse(text) or not number.strip("0"):
        return ()
    bodies: list[str] = []
    if len(number) == BODY_LENGTH - 1:
        bodies = [system + number for system in NUMBER_SYSTEMS]
    elif len(number) == BODY_LENGTH:
        lost_first = "0" + number
        bodies = [lost_first[:-1]] if check_digit(lost_first[:-1]) == lost_first[-1] else []
        bodies.append(number)
    elif len(number) == UPC_LENGTH:
        bodies = [number[:-1], number]
    elif len(number) == EAN_LENGTH:
        bodies = [number[:-1]]
    return tuple(dict.fromkeys((body + check_digit(body)).zfill(GTIN_LENGTH) for body in bodies))


def forms(gtin: str) -> tuple[str, ...]:
    """The strings under which a 14-digit GTIN may stand in a record: 14, 13, and 12 digits."""
    zeros = len(gtin) - len(gtin.lstrip("0"))
    return tuple(gtin[cut:] for cut in range(min(zeros, GTIN_LENGTH - UPC_LENGTH) + 1))


def display(gtin: str) -> str:
    """Grouped as printed under the bars: `0 74646 49352 6` (UPC-A), `4 037408 015271` (EAN-13)."""
    if gtin.startswith("00"):
        return f"{gtin[2]} {gtin[3:8]} {gtin[8:13]} {gtin[13]}"
    ean = f"{gtin[1]} {gtin[2:8]} {gtin[8:]}"
    return ean if gtin.startswith("0") else f"{gtin[0]} {ean}"


def is_unit(gtin: str) -> bool:
    """Whether a GTIN is of one item. With another first digit than 0 it is of a carton; or it is
    no GTIN at all: the stickers of many libraries have 14 digits that begin with 2 or 3."""
    return gtin.startswith("0")


def is_book(gtin: str) -> bool:
    """Whether a GTIN is an ISBN (978, 979). 979-0 is an ISMN, which is printed music."""
    ean = gtin[1:]
    return ean.startswith(("978", "979")) and not ean.startswith("9790")
