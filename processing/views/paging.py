"""The page of a list on which one disc stands."""

from django.core.paginator import Page, Paginator
from django.db.models import QuerySet

from processing.models import Disc
from processing.views.base import PAGE, SignedIn, page_of


def page_with(request: SignedIn, discs: QuerySet[Disc]) -> "Page[Disc]":
    """As `?page=` asks; `?disc=` asks for the page that shows that disc."""
    asked = request.GET.get("disc", "")
    if (
        "page" not in request.GET
        and asked.isdecimal()
        and (disc := discs.filter(pk=asked).only("position").first())
    ):
        before = discs.filter(position__lt=disc.position).count()
        return Paginator(discs, PAGE).get_page(before // PAGE + 1)
    return page_of(request, discs)
