"""Codes by which a catalogue's own index found a record, where the record may not show them.

A query asks for several codes at once, so a hit tells only that the record has one of them. That
speaks for another disc only if it has all of these codes too.
"""

from collections.abc import Collection, Iterable

_OR = " or "


def one_of(codes: Iterable[str]) -> str:
    """These codes as one entry of `Record.indexed_gtins` or `indexed_numbers`."""
    return _OR.join(sorted({code for code in codes if code}))


def indexed(entries: Iterable[str], ours: Collection[str]) -> frozenset[str]:
    """Those of our codes of which the record surely has one."""
    asked = (frozenset(entry.split(_OR)) for entry in entries)
    return frozenset(code for codes in asked if codes <= frozenset(ours) for code in codes)
