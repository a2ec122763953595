"""Filters of the templates: words, marks and numbers as they stand on the screen."""

from typing import Any
from urllib.parse import urlencode

from django import template
from django.conf import settings
from django.http import HttpRequest

from processing.models import State, Upload
from processing.presentation import chance as chances
from processing.presentation import words

register = template.Library()

register.filter("time_left", words.time_left)
register.filter("duration", words.duration)
register.filter("shown", words.told)
register.filter("usd", words.dollars)


@register.simple_tag
def asks_a_model() -> bool:
    """Whether there is a key, so that pages about questions and their costs are of use."""
    return bool(settings.OPENAI_API_KEY)


@register.filter
def counted(number: int, names: str) -> str:
    """`3|counted:"disc"` is 3 discs; `1|counted:"library,libraries"` names the plural."""
    one, _, many = names.partition(",")
    return words.count(number, one, many)


@register.filter
def thousands(number: int) -> str:
    """510,000."""
    return f"{number:,}"


@register.filter
def chance(confidence: int | None, upload: Upload) -> str:
    """The confidence of a disc of this upload."""
    return chances.chance(confidence, upload.snapshot)


@register.filter
def chance_words(confidence: int, upload: Upload) -> str:
    """What that confidence means, as a sentence."""
    return chances.words(confidence, upload.snapshot)


@register.filter
def chance_measured(upload: Upload) -> str:
    """On what confidence was measured, "" where on the library's own decisions."""
    return "" if chances.is_own(upload.snapshot) else chances.MEASURED


@register.filter
def state_mark(state: str) -> str:
    return words.STATE_MARKS[State(state)]


@register.filter
def state_kind(state: str) -> str:
    """The style of a state: done, failed or waiting."""
    return {State.DONE: "done", State.FAILED: "failed"}.get(State(state), "waiting")


@register.simple_tag(takes_context=True)
def with_query(context: template.Context, **changes: Any) -> str:
    """The query of this page with some values changed; an empty value leaves it out."""
    request: HttpRequest = context["request"]
    kept = {**request.GET.dict(), **{key: str(value) for key, value in changes.items()}}
    return "?" + urlencode({key: value for key, value in kept.items() if value})
