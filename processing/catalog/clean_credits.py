"""Composers and performers among the names on an item, told by their roles."""

from collections.abc import Iterator

from processing.catalog.credits import is_composer, is_ensemble, is_performer
from processing.catalog.marc_titles import performers as stated_performers
from processing.catalog.reading import Legibility, Reading, Value


def composers(reading: Reading) -> tuple[str, ...]:
    """The names that the item itself calls composers."""
    return _once(name for name, role in _credited(reading) if role and is_composer(role))


def performers(reading: Reading) -> tuple[str, ...]:
    """Names with the role of a performer, ensembles, and who stands in the whole statement."""
    return _once(_performers(reading))


def _performers(reading: Reading) -> Iterator[str]:
    for name, role in _credited(reading):
        if is_performer(role) if role else is_ensemble(name):
            yield name
    if (name := _sure(reading.name)) and is_ensemble(name):
        yield name
    if stated := _sure(reading.responsibility):
        yield from stated_performers(stated)


def _credited(reading: Reading) -> Iterator[tuple[str, str]]:
    for one in reading.contributors:
        if name := _sure(one.name):
            yield name, one.role or ""


def _sure(value: Value | None) -> str:
    """The text in one line; "" where it is only a guess."""
    if value is None or value.legibility is Legibility.UNSURE:
        return ""
    return " ".join(value.text.split())


def _once(names: Iterator[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))
