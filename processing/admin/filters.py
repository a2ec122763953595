"""Filters of the disc list: by sort group, decision, possible records and where a disc stands."""

from typing import Any, cast

from django.contrib import admin
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import HttpRequest

from processing.models import Decision, Disc, StageRun, State
from processing.models.standing import DiscStanding, SortGroup

Choices = list[tuple[str, str]]


class SortGroupFilter(admin.SimpleListFilter):
    """“Needs review” is the whole queue: in trial mode with what is High confidence."""

    title = "sort group"
    parameter_name = "group"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [(group.value, group.label) for group in SortGroup]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Disc]) -> QuerySet[Disc]:
        if self.value() == SortGroup.REVIEW and isinstance(queryset, DiscStanding):
            return queryset.to_review()
        if self.value() in SortGroup.values and isinstance(queryset, DiscStanding):
            return queryset.in_group(str(self.value()))
        return queryset


def _has_run(**which: Any) -> Exists:
    return Exists(StageRun.objects.filter(disc=OuterRef("pk"), **which))


class StandingFilter(admin.SimpleListFilter):
    """Where a disc stands in the five stages."""

    title = "state"
    parameter_name = "stands"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [
            ("new", "Not started"),
            ("working", "Being processed"),
            ("done", "Finished"),
            ("failed", "▲ Failed"),
            ("cancelled", "Cancelled"),
        ]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Disc]) -> QuerySet[Disc]:
        moving = (State.PENDING, State.RUNNING, State.WAITING)
        conditions = {
            "new": ~_has_run(),
            "working": Q(_has_run(state__in=moving)),
            "done": Q(_has_run(stage="verify", state=State.DONE)),
            "failed": Q(_has_run(state=State.FAILED)),
            "cancelled": Q(_has_run(state=State.CANCELLED)),
        }
        condition = conditions.get(self.value() or "")
        return queryset if condition is None else queryset.filter(condition)


class CandidatesFilter(admin.SimpleListFilter):
    """By how many possible records the newest search found."""

    title = "possible records"
    parameter_name = "found"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        return [("none", "None"), ("one", "One"), ("several", "Several")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Disc]) -> QuerySet[Disc]:
        condition = {"none": Q(found=0), "one": Q(found=1), "several": Q(found__gt=1)}
        chosen = condition.get(self.value() or "")
        return queryset if chosen is None else queryset.filter(chosen)


class DecidedFilter(admin.SimpleListFilter):
    """By the decision that stands."""

    title = "decision"
    parameter_name = "decided"

    def lookups(self, request: HttpRequest, model_admin: Any) -> Choices:
        kinds = [choice for choice in Decision.Kind.choices if choice[0] != Decision.Kind.UNDO]
        return [("no", "Not decided"), ("yes", "Decided"), *kinds]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Disc]) -> QuerySet[Disc]:
        chosen, discs = self.value() or "", cast("DiscStanding", queryset)
        conditions: dict[str, dict[str, Any]] = {
            "yes": {"decided__isnull": False},
            "no": {"decided__isnull": True},
            **{kind: {"decided": kind} for kind in Decision.Kind.values},
        }
        return discs.filter(**conditions[chosen]) if chosen in conditions else queryset
