"""The queue that a disc is reviewed in: the list it was opened from, its filters kept."""

from copy import copy
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.contrib.admin.options import IncorrectLookupParameters
from django.http import HttpRequest, QueryDict

from processing.models import Disc, Upload
from processing.models.standing import SortGroup

KEPT = "_changelist_filters"  # as the stock admin names it
NEXT = "next"
_UPLOAD = "upload__id__exact"


@dataclass(frozen=True, slots=True)
class Queue:
    """`place` counts from 1 and is None for a disc that has left the queue.

    `filters` is the query of the list; `query` is what a page of this queue is opened with.
    """

    filters: str
    name: str
    total: int
    place: int | None
    before: int | None
    after: int | None

    @property
    def query(self) -> str:
        return "?" + urlencode({KEPT: self.filters})

    @property
    def with_next(self) -> str:
        """The query, with the disc that follows: it does so even when this one leaves the queue."""
        return "?" + urlencode({KEPT: self.filters, NEXT: self.after or ""})

    @property
    def of_review(self) -> bool:
        return QueryDict(self.filters).get("group") == SortGroup.REVIEW


def queue_of(listing: Any, request: HttpRequest, disc: Disc) -> Queue:
    """The queue that the address names, else what needs review in the disc's upload.

    `listing` is the admin of discs, whose filters, search and order are used as its list does.
    """
    usual = urlencode({"group": SortGroup.REVIEW, _UPLOAD: disc.upload_id})
    filters = request.GET.get(KEPT) or usual
    try:
        keys = _keys(listing, request, filters)
    except IncorrectLookupParameters:
        filters = usual
        keys = _keys(listing, request, filters)
    asked = request.GET.get(NEXT, "")
    before, place, after = _around(keys, disc.pk, int(asked) if asked.isdecimal() else 0)
    return Queue(filters, _name(QueryDict(filters)), len(keys), place, before, after)


def _keys(listing: Any, request: HttpRequest, filters: str) -> list[int]:
    asked = copy(request)
    asked.GET = QueryDict(filters)
    asked.method = "GET"
    found = listing.get_changelist_instance(asked).queryset
    return list(found.values_list("pk", flat=True))


def _around(keys: list[int], pk: int, asked: int) -> tuple[int | None, int | None, int | None]:
    """The disc before, the place from 1, and the disc after."""
    places = {key: place for place, key in enumerate(keys)}
    if pk in places:
        at = places[pk]
        after = keys[at + 1] if at + 1 < len(keys) else None
        return (keys[at - 1] if at else None), at + 1, after
    at = places.get(asked, 0)
    return (keys[at - 1] if at else None), None, (keys[at] if keys else None)


def _name(filters: QueryDict) -> str:
    group, text = filters.get("group", ""), filters.get("q", "")
    names = [SortGroup(group).label if group in SortGroup.values else "Items"]
    upload = filters.get(_UPLOAD, "")
    if upload.isdecimal() and (row := Upload.objects.filter(pk=upload).first()):
        names.append(row.name)
    names += [f"matching “{text}”"] if text else []
    others = set(filters) - {"group", "q", _UPLOAD, "o", "p", "all"}
    return " · ".join([*names, *(["filtered"] if others else [])])
