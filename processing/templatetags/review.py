"""Filters of the review pages and of the admin's lists."""

from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Any

from django import template
from django.utils.html import escape, strip_tags
from django.utils.safestring import SafeString, mark_safe

from processing.presentation import calls, searched

register = template.Library()

register.filter("call_stage", calls.stage)
register.filter("call_outcome", calls.outcome)
register.filter("call_tokens", calls.tokens)
register.filter("call_took", calls.seconds)
register.filter("search_outcome", searched.outcome)
register.filter("search_calls", searched.calls)


@register.filter
def item(mapping: Mapping[Any, Any], key: Any) -> Any:
    """The value of a key, None where there is none."""
    return mapping.get(key) if mapping else None


@register.filter
def beside(headers: Iterable[Any], cells: Iterable[Any]) -> list[tuple[Any, Any]]:
    """The cells of a row, each with the header of its column."""
    return [(header, cell) for header, cell in zip_longest(headers, cells) if cell is not None]


@register.filter
def labelled(cell: str, header: Mapping[str, Any] | None) -> SafeString:
    """A cell of the stock admin's lists, with its column's heading for narrow screens.

    The admin hands over whole cells as safe HTML; only an attribute is added.
    """
    text = strip_tags(str(header["text"])).strip() if header else ""
    label = escape(text[:1].upper() + text[1:])
    named = str(cell)
    for tag in ("<td", "<th"):
        if named.startswith(tag):
            named = f'{tag} data-label="{label}"{named[len(tag) :]}'
    return mark_safe(named)  # the admin's own HTML and an escaped label
