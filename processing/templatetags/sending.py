"""Tags about what leaves the building."""

from typing import Any, cast

from django import template
from django.contrib.auth.models import User
from django.http import HttpRequest

from processing.presentation.sending import Notes, notes
from processing.questions.allowed import NOT_YET_ALLOWED

register = template.Library()


@register.inclusion_tag("includes/sending_notes.html", takes_context=True)
def sending_notes(context: template.Context) -> dict[str, Any]:
    """For managers: that nobody has said what may be sent, or that OpenAI is not asked now."""
    request: HttpRequest = context["request"]
    if not request.user.has_perm("processing.manage"):
        return {"notes": Notes()}
    match = request.resolver_match
    here = match is not None and match.view_name == "sending"
    return {"notes": notes(cast(User, request.user)), "here": here}


@register.filter
def waits_for_word(reason: str) -> bool:
    """Whether this is why a disc waits: a manager has to confirm what is sent."""
    return reason == NOT_YET_ALLOWED
