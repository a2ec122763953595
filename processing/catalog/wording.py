"""Sentences and numbers that several parts share, in the words of the pages."""

from decimal import Decimal

TEN_CENTS = Decimal("0.1")


def missing(what: str, ours: object, theirs: object) -> str:
    """Which side does not give a thing such as "label"; `ours` and `theirs` are the values."""
    if ours:
        return f"The record gives no {what}."
    return f"No {what} was read from the item." if theirs else f"Neither side gives a {what}."


def count(number: int, what: str) -> str:
    """A number with its noun: "1 disc", "12 tracks"."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def is_are(number: int) -> str:
    """The verb for so many."""
    return "is" if number == 1 else "are"


def dollars(amount: Decimal | None, places: int | None = None) -> str:
    """USD as they are read: $0.32, and below ten cents $0.0031; a dash where nobody knows.

    `places` are the decimals in a column, where all amounts have the same.
    """
    if amount is None:
        return "–"
    if places is None:
        places = 4 if 0 < amount < TEN_CENTS else 2
    return f"${amount:,.{places}f}"
