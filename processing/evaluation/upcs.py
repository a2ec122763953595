"""What becomes of the UPCs of a list: usable, to be repaired, or refused, and why."""

import csv
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from processing.catalog import gtin
from processing.catalog.clean_codes import typed_gtins

VALID = "valid"
COLUMN = "UPC Barcode"


def of_file(path: Path) -> Counter[str]:
    """Counts by outcome for a CSV file with a column "UPC Barcode"."""
    with path.open(encoding="utf-8", newline="") as file:
        return count(row[COLUMN] for row in csv.DictReader(file))


def count(texts: Iterable[str]) -> Counter[str]:
    """Counts by outcome."""
    return Counter(outcome(text.strip()) for text in texts)


def outcome(text: str) -> str:
    """What the rules make of one UPC, in words."""
    if not text:
        return "rejected: empty"
    code = gtin.parse(text)
    if code and typed_gtins([text]).sure:
        return VALID
    if code:
        return "rejected: an ISBN" if gtin.is_book(code) else "rejected: a shop's own number"
    repairs = gtin.repairs(text)
    digits = gtin.digits(text)
    if repairs:
        ways = "one way" if len(repairs) == 1 else f"{len(repairs)} ways"
        why = f"{len(digits)} digits" if len(digits) < gtin.UPC_LENGTH else "wrong check digit"
        return f"repaired for the search ({ways}): {why}"
    if not digits:
        return "rejected: not only digits"
    return f"rejected: {len(digits)} digits"
