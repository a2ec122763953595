"""Where a disc stands: its sort group, always worked out from the rows, never stored twice."""

from typing import TYPE_CHECKING, Any

from django.db import models
from django.db.models import Case, Count, Exists, F, OuterRef, Q, Subquery, Value, When
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, NullIf

from processing.catalog.evidence import Tier
from processing.catalog.set_part import UNKNOWN, WHOLE, set_part
from processing.models.disc import Disc
from processing.models.human import Decision
from processing.models.record import BibRecord, RecordKey
from processing.models.repeats import superseding
from processing.models.results import Match, Verification
from processing.models.trial import trial_state

if TYPE_CHECKING:
    _Base = models.QuerySet[Disc]
else:
    _Base = models.QuerySet


PLEASE_CHECK = "trial: please check"
TRIAL = "trial"  # beside the sort groups, in counts
_LETTER = "[A-Z]"


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
    Of a set, only the same part twice is a duplicate.
    """
    same_record = Disc.objects.filter(
        accepted_source=OuterRef("accepted_source"),
        accepted_number=OuterRef("accepted_number"),
        upload__is_sample=OuterRef("upload__is_sample"),
        set_part=OuterRef("set_part"),
    )
    before = Q(upload__lt=OuterRef("upload")) | Q(
        upload=OuterRef("upload"), position__lt=OuterRef("position")
    )
    unlike = Q(item_barcode=None) | ~Q(item_barcode=Coalesce(OuterRef("item_barcode"), Value("")))
    return same_record.filter(before, unlike, ~Exists(superseding()))


def _held() -> models.QuerySet[BibRecord]:
    """The accepted record where it is ours (imported as such, or held by what WorldCat says), or
    where it has the OCLC number, a GTIN, or a publisher number with letters of one of ours: we may
    hold the issue under another number. Of digits alone other labels make numbers too."""
    ours = Q(held=True) | Q(source__own=True)
    same_number = BibRecord.objects.filter(
        ours, oclc_number=NullIf(OuterRef("oclc_number"), Value(""))
    )
    of_ours = RecordKey.objects.filter(
        Q(record__held=True) | Q(record__source__own=True),
        kind=OuterRef("kind"),
        key=OuterRef("key"),
    )
    # `iexact`, which no index serves: by the index on kind, SQLite would walk all GTINs of the
    # catalogue for each disc, instead of the few keys of its record.
    gtin = Q(kind__iexact=RecordKey.Kind.GTIN)
    number = Q(kind__iexact=RecordKey.Kind.PUBLISHER_NUMBER, key__regex=_LETTER)
    same_key = RecordKey.objects.filter(gtin | number, Exists(of_ours), record=OuterRef("pk"))
    return _accepted().filter(ours | Exists(same_number) | Exists(same_key))


class DiscStanding(_Base):
    """Queries over discs with what the sort group is made from."""

    def with_standing(self) -> "DiscStanding":
        """Adds is_duplicate, is_held, is_sure and decided, so that no further query is needed.

        `is_sure`: the newest check gave the tier High and enough confidence, and nobody chose
        otherwise. `decided` is the kind of the current decision, None without one.
        """
        checks = Verification.objects.filter(disc=OuterRef("pk")).order_by("-revision")
        decisions = Decision.objects.filter(disc=OuterRef("pk")).current()
        # Without a decision, only a High check takes a disc out of review (`restate`), and the
        # check itself need not be opened: among thousands of discs that is half of the work.
        undecided = Q(decided=None, needs_review=False)
        least = Cast(KeyTextTransform("high_confidence", "upload__snapshot"), models.IntegerField())
        approved = Q(
            decided=Decision.Kind.APPROVE, tier=Tier.HIGH, confidence__gte=Coalesce(least, 0)
        )
        return self.annotate(
            accepted_oclc=Subquery(_accepted().values("oclc_number")[:1]),
            tier=Subquery(checks.values_list(KeyTextTransform("tier", "data"))[:1]),
            decided=Subquery(decisions.values("kind")[:1]),
        ).annotate(
            is_duplicate=~Q(accepted_number="") & ~Q(set_part=UNKNOWN) & Exists(_twin()),
            is_held=Q(upload__is_sample=False) & Exists(_held()),
            is_sure=undecided | approved,
        )

    def in_group(self, group: str) -> "DiscStanding":
        """Discs of one sort group. Unfinished discs are in none, and neither are discs that a
        person decided on against or without the program, unless they are held or duplicates."""
        discs: Any = self.with_standing()
        on_trial = Q(trial=Disc.Trial.CHECK)
        if group == SortGroup.REVIEW:
            return discs.filter(~on_trial, needs_review=True)
        if group == SortGroup.HIGH:
            accepted = Q(needs_review=False) & ~Q(accepted_number="")
            alone = Q(is_duplicate=False) & Q(is_held=False)
            return discs.filter(on_trial | (accepted & alone & Q(is_sure=True)))
        discs = discs.filter(needs_review=False).exclude(accepted_number="")
        if group == SortGroup.DUPLICATE:
            return discs.filter(is_duplicate=True)
        return discs.filter(is_duplicate=False, is_held=True)

    def to_review(self) -> "DiscStanding":
        """The queue of catalogers: what needs review, and High confidence of trial mode."""
        return self.with_standing().filter(needs_review=True)

    def counted(self) -> dict[int, dict[str, int]]:
        """Upload to sort group to number of discs, in one query; "" stands for what only a person
        has decided, TRIAL for those of High confidence that are to be checked first. Unfinished
        discs are not counted. The same precedence as `sort_group`."""
        group = Case(
            When(trial=Disc.Trial.CHECK, then=Value(TRIAL)),
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
        for of_upload in counts.values():
            high = of_upload.get(SortGroup.HIGH, 0) + of_upload.get(TRIAL, 0)
            if high:
                of_upload[SortGroup.HIGH.value] = high
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
    if disc.trial == Disc.Trial.CHECK:
        return SortGroup.HIGH
    if disc.needs_review:
        return SortGroup.REVIEW
    if disc.accepted_number and disc.is_duplicate:
        return SortGroup.DUPLICATE
    if disc.accepted_number and disc.is_held:
        return SortGroup.HELD
    return SortGroup.HIGH if disc.accepted_number and disc.is_sure else None


def on_trial(disc: Any) -> bool:
    """Whether its High confidence counts for nothing before a person has checked it."""
    return bool(disc.trial == Disc.Trial.CHECK)


def standing_label(disc: Any) -> str:
    """The sort group with its mark, else what a person decided, else "" (not finished)."""
    group = sort_group(disc)
    if group is not None:
        return f"{group.label} · {PLEASE_CHECK}" if on_trial(disc) else str(group.label)
    if disc.needs_review is None or not disc.decided:
        return ""
    return f"✓ {Decision.Kind(disc.decided).label}"


def restate(disc: Disc) -> None:
    """Writes what the newest check and the current decision make of the disc."""
    check: Verification | None = disc.verifications.order_by("-revision").first()
    decision = Decision.objects.filter(disc=disc).current().first()
    match = disc.matches.filter(revision=check.revision).first() if check else None
    disc.confidence = check.verified.confidence if check else None
    disc.accepted_source = disc.accepted_number = ""
    disc.needs_review, disc.trial = None, Disc.Trial.NO
    if decision:
        _restate_decided(disc, decision, sure=_is_high(disc, check, match))
    elif check and match:
        _restate_by_program(disc, match, sure=_is_high(disc, check, match))
    disc.set_part = _set_part(disc, check)
    disc.save(
        update_fields=[
            "confidence",
            "accepted_source",
            "accepted_number",
            "needs_review",
            "trial",
            "set_part",
        ]
    )


def _is_high(disc: Disc, check: Verification | None, match: Match | None) -> bool:
    """High by the rules, and as likely to be right as the library asked when the upload started.

    Without a record nothing is, whatever the tier says.
    """
    if check is None or match is None or match.choice.record_key is None:
        return False
    least = disc.upload.snapshot.get("high_confidence", 0)
    return check.verified.tier == Tier.HIGH and check.verified.confidence >= least


def _restate_decided(disc: Disc, decision: Decision, *, sure: bool) -> None:
    disc.needs_review = decision.kind == Decision.Kind.LATER
    disc.accepted_source, disc.accepted_number = decision.source, decision.number
    if disc.needs_review and sure and _in_trial(disc):
        disc.trial = Disc.Trial.SHELF


def _restate_by_program(disc: Disc, match: Match, *, sure: bool) -> None:
    disc.needs_review = not sure
    if not sure:
        return
    if _in_trial(disc):
        disc.needs_review, disc.trial = True, Disc.Trial.CHECK
    else:
        disc.accepted_source, disc.accepted_number = match.choice.record_key or ("", "")


def _in_trial(disc: Disc) -> bool:
    """The sample shows its groups as they are: it is left out."""
    return not disc.upload.is_sample and trial_state().on


def _set_part(disc: Disc, check: Verification | None) -> str:
    """Of the accepted record; a record that we do not have tells nothing of its discs."""
    reading = disc.readings.filter(revision=check.revision).first() if check else None
    if not disc.accepted_number or reading is None or reading.cleaned is None:
        return WHOLE
    row = BibRecord.objects.filter(
        source__name=disc.accepted_source, number=disc.accepted_number
    ).first()
    return set_part(reading.cleaned, row.record if row else None)
