"""Who composed and who performs, as a MARC record tells it: relators, 511, uniform titles."""

from collections.abc import Iterator

import pymarc

from processing.catalog.credits import is_composer, is_performer
from processing.catalog.marc_fields import distinct, fields, linked, texts
from processing.catalog.marc_titles import heading, noted_performers, own_tag

_PERSONS, _BODIES = ("100", "700"), ("110", "111", "710", "711")


def composers(record: pymarc.Record) -> tuple[str, ...]:
    """By relator; of works named with their author; and the main entry of a uniform title (240)."""
    return distinct(_composers(record))


def performers(record: pymarc.Record) -> tuple[str, ...]:
    """By relator, and those of 511; bodies and added persons without a relator are taken for such."""
    return distinct(_performers(record))


def _composers(record: pymarc.Record) -> Iterator[str]:
    has_uniform_title = any(fields(record, "240"))
    for field in _headings(record, *_PERSONS):
        roles = _roles(field)
        if any(map(is_composer, roles)) or (
            not roles and (texts(field, "t") or (has_uniform_title and own_tag(field) == "100"))
        ):
            yield heading(field)


def _performers(record: pymarc.Record) -> Iterator[str]:
    yield from noted_performers(record)
    for field in _headings(record, *_PERSONS, *_BODIES):
        roles = _roles(field)
        untold = not roles and not texts(field, "t") and own_tag(field) != "100"
        if untold or any(map(is_performer, roles)):
            yield heading(field)


def _headings(record: pymarc.Record, *tags: str) -> Iterator[pymarc.Field]:
    yield from fields(record, *tags)
    yield from linked(record, *tags)


def _roles(field: pymarc.Field) -> list[str]:
    """$e in words, $4 as codes or addresses that end in a code."""
    return [*texts(field, "e"), *(text.rpartition("/")[2] for text in texts(field, "4"))]
