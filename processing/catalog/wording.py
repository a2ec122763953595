"""Sentences that the comparisons share, in the words of the pages."""


def missing(what: str, ours: object, theirs: object) -> str:
    """Which side does not give a thing such as "label"; `ours` and `theirs` are the values."""
    if ours:
        return f"The record gives no {what}."
    return f"No {what} was read from the item." if theirs else f"Neither side gives a {what}."


def count(number: int, what: str) -> str:
    """A number with its noun: "1 disc", "12 tracks"."""
    return f"{number} {what}" if number == 1 else f"{number} {what}s"
