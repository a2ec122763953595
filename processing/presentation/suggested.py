"""The record number in lists: the accepted one, else the one that the program suggests, so marked.

A disc that needs review has no accepted record yet; the report and the lists show the same number.
"""

from typing import Any, TypeVar

from django.db.models import F, Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce, NullIf

from processing.models import Match

SUGGESTED = "suggested"
_Rows = TypeVar("_Rows", bound=QuerySet[Any, Any])


def with_suggestion(discs: _Rows) -> _Rows:
    """Adds `suggested_number`: that of the newest match's record, None where it names none."""
    matches = Match.objects.filter(disc=OuterRef("pk")).order_by("-revision")
    number = Coalesce(NullIf(F("record__oclc_number"), Value("")), F("record__number"))
    return discs.annotate(suggested_number=Subquery(matches.values_list(number)[:1]))


def suggestion(disc: Model) -> str:
    """The suggested number of a disc from `with_suggestion` that nobody has decided; else "". It is
    hidden where a cataloger is to choose unprompted."""
    row: Any = disc
    open_question = row.needs_review and not row.accepted_number and not row.hidden
    return str(getattr(row, "suggested_number", "") or "") if open_question else ""
