"""Where a disc stands: its sort group, always worked out from the rows, never stored twice."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Coalesce, NullIf

from processing.catalog.evidence import Tier
from processing.models.disc import Disc
from processing.models.human import Decision
from processing.models.record import BibRecord, RecordKey
from processing.models.repeats import superseding
from processing.models.results import Verification

if TYPE_CHECKING:
    _Base = models.QuerySet[Disc]
else:
    _Base = models.QuerySet


class SortGroup(models.TextChoices):
    """What the program says of a match; the mark and the word stand together everywhere."""

    HIGH = "high", "● High confidence"
    HELD = "held", "■ Held by library"
    REVIEW = "review", "◐ Needs review"
    DUPLICATE = "duplicate", "⧉ Duplicate"


def _accepted() -> models.QuerySet[BibRecord]:
    return BibRecord.objects.filter(
        source__name=OuterRef("accepted_source"), number=OuterRef("accepted_number")
    )


def _twin() -> models.QuerySet[Disc]:
    """An earlier disc (oldest upload first, then position) with the same accepted record.

    The sample stands for itself: its discs are nobody's twins. The same item barcode is the same
    item, no second copy, and a disc that was processed again in a later upload stands for nothing.
    """
    same_record = Disc.objects.filter(
        accepted_source=OuterRef("accepted_source"),
        accepted_number=OuterRef("accepted_number"),
        upload__is_sample=OuterRef("upload__is_sample"),
    )
    before = Q(upload__lt=OuterRef("upload")) | Q(
        upload=OuterRef("upload"), position__lt=OuterRef("position")
    )
    unlike = Q(item_barcode=None) | ~Q(item_barcode=Coalesce(OuterRef("item_barcode"), Value("")))
    return same_record.filter(before, unlike, ~Exists(superseding()))


def _held() -> models.QuerySet[BibRecord]:
    """The accepted record where WorldCat says that we hold it, where it is ours, or where it has
    the OCLC number or a GTIN of one of ours."""
    same_number = BibRecord.objects.filter(
        source__own=True, oclc_number=NullIf(OuterRef("oclc_number"), Value(""))
    )
    of_ours = RecordKey.objects.filter(kind="gtin", key=OuterRef("key"), record__source__own=True)
    # `iexact`, which no index serves: by the index on kind, SQLite would walk all GTINs of the
    # catalogue for each disc, instead of the few keys of its record.
    same_gtin = RecordKey.objects.filter(
        Exists(of_ours), record=OuterRef("pk"), kind__iexact="gtin"
    )
    ours = Q(held=True) | Q(source__own=True)
    return _accepted().filter(ours | Exists(same_number) | Exists(same_gtin))


class DiscStanding(_Base):
    """Queries over discs with what the sort group is made from."""

    def with_standing(self) -> "DiscStanding":
        """Adds is_duplicate, is_held, is_sure and decided, so that no further query is needed.

        `is_sure`: the newest check gave the tier High, and nobody chose otherwise. `decided` is
        the kind of the current decision, None without one.
        """
        checks = Verification.objects.filter(disc=OuterRef("pk")).order_by("-revision")
        decisions = Decision.objects.filter(disc=OuterRef("pk")).current()
        # Without a decision, only a High check takes a disc out of review (`restate`), and the
        # check itself need not be opened: among thousands of discs that is half of the work.
        undecided = Q(decided=None, needs_review=False)
        approved = Q(decided=Decision.Kind.APPROVE, tier=Tier.HIGH)
        return self.annotate(
            accepted_oclc=Subquery(_accepted().values("oclc_number")[:1]),
            tier=Subquery(checks.values_list(KeyTextTransform("tier", "data"))[:1]),
            decided=Subquery(decisions.values("kind")[:1]),
        ).annotate(
            is_duplicate=Exists(_twin()) & ~Q(accepted_number=""),
            is_held=Q(upload__is_sample=False) & Exists(_held()),
            is_sure=undecided | approved,
        )

    def in_group(self, group: str) -> "DiscStanding":
        """Discs of one sort group. Unfinished discs are in none, and neither are discs that a
        person decided on against or without the program, unless they are held or duplicates."""
        discs: Any = self.with_standing()
        if group == SortGroup.REVIEW:
            return discs.filter(needs_review=True)
        discs = discs.filter(needs_review=False).exclude(accepted_number="")
        if group == SortGroup.DUPLICATE:
            return discs.filter(is_duplicate=True)
        discs = discs.filter(is_duplicate=False)
        if group == SortGroup.HELD:
            return discs.filter(is_held=True)
        return discs.filter(is_held=False, is_sure=True)

    def counted(self) -> dict[int, dict[str, int]]:
        """Upload to sort group to number of discs, in one query; "" stands for what only a person
        has decided. Unfinished discs are not counted. The same precedence as `sort_group`."""
        group = Case(
            When(needs_review=True, then=Value(SortGroup.REVIEW.value)),
            When(accepted_number="", then=Value("")),
            When(is_duplicate=True, then=Value(SortGroup.DUPLICATE.value)),
            When(is_held=True, then=Value(SortGroup.HELD.value)),
            When(is_sure=True, then=Value(SortGroup.HIGH.value)),
            default=Value(""),
        )
        finished = self.filter(needs_review__isnull=False).with_standing().annotate(group=group)
        counts: dict[int, dict[str, int]] = {}
        rows = finished.values_list("upload", "group").annotate(n=Count("pk")).order_by()
        for upload, name, number in rows:
            counts.setdefault(upload, {})[name] = number
        return counts

    def by_place(self) -> "DiscStanding":
        return self.order_by(F("upload_id"), F("position"))


def standing() -> DiscStanding:
    """All discs, with the queries of this module."""
    return DiscStanding(Disc)


def sort_group(disc: Any) -> SortGroup | None:
    """The group of a disc that came from `with_standing`, the same as `in_group` finds it.

    Precedence: Needs review, Duplicate, Held, High. None while it is being processed, and for
    what only a person has decided: the program never calls that High confidence.
    """
    if disc.needs_review is None:
        return None
    if disc.needs_review:
        return SortGroup.REVIEW
    if disc.accepted_number and disc.is_duplicate:
        return SortGroup.DUPLICATE
    if disc.accepted_number and disc.is_held:
        return SortGroup.HELD
    return SortGroup.HIGH if disc.accepted_number and disc.is_sure else None


def standing_label(disc: Any) -> str:
    """The sort group with its mark, else what a person decided, else "" (not finished)."""
    group = sort_group(disc)
    if group is not None:
        return str(group.label)
    if disc.needs_review is None or not disc.decided:
        return ""
    return f"✓ {Decision.Kind(disc.decided).label}"


def restate(disc: Disc) -> None:
    """Writes what the newest check and the current decision make of the disc."""
    check: Verification | None = disc.verifications.order_by("-revision").first()
    decision = Decision.objects.filter(disc=disc).current().first()
    disc.confidence = check.verified.confidence if check else None
    disc.accepted_source = disc.accepted_number = ""
    disc.needs_review = None
    if decision:
        disc.needs_review = decision.kind == Decision.Kind.LATER
        disc.accepted_source, disc.accepted_number = decision.source, decision.number
    elif check:
        choice = disc.matches.get(revision=check.revision).choice
        disc.needs_review = check.verified.tier != Tier.HIGH or choice.record_key is None
        if choice.record_key and not disc.needs_review:
            disc.accepted_source, disc.accepted_number = choice.record_key
    disc.save(update_fields=["confidence", "accepted_source", "accepted_number", "needs_review"])
