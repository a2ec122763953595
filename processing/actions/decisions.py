"""Decisions and corrections: rows that are only ever added."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.models import User
from django.db import transaction

from processing import ledger
from processing.actions.errors import NotAllowed
from processing.actions.nudging import nudge_on_commit
from processing.catalog import typed
from processing.models import BibRecord, Correction, Decision, Disc, Stage, Verification
from processing.models.disposing import disposition as suggested_disposition
from processing.models.standing import restate, standing
from processing.models.twins import twins

MAX_OCLC_DIGITS = 12
CHOOSE = (
    "The suggestion is hidden for this disc: choose one of the possible records, as you would "
    "without the program."
)


@dataclass(frozen=True, slots=True)
class Seen:
    """What a person looked at: the revision that was shown, and the decision that stood then."""

    revision: int
    decision: int | None = None


def decide(
    *,
    disc: Disc,
    kind: str,
    by: User,
    number: str = "",
    source: str = "",
    note: str = "",
    disposition: str = "",
    how: str = Decision.How.PERSON,
    seen: Seen | None = None,
) -> Decision:
    """Records a judgement on what the pages show now, by value.

    APPROVE takes the suggested record; a `source` and `number` given with it say which one the
    person saw. DIFFERENT needs `number`, and `source` where it is not an OCLC number. Raises
    NotAllowed where there is nothing to approve, where the suggestion has changed meanwhile,
    where the disc is not any more as it was `seen`, or where no number is given.
    """
    chosen = Decision.Kind(kind)
    if chosen == Decision.Kind.UNDO:
        raise NotAllowed("To take a decision back, undo it.")
    with transaction.atomic():
        disc = _locked(disc.pk)
        _refuse_unseen(disc, seen)
        suggested, trial = _suggestion(disc), _trial(disc)
        if trial == Decision.Trial.HIDDEN and chosen == Decision.Kind.APPROVE:
            raise NotAllowed(CHOOSE)
        source, number = _judged(chosen, suggested, source.strip(), number.strip())
        if trial == Decision.Trial.HIDDEN and (source, number) == suggested:
            chosen = Decision.Kind.APPROVE
        decision = Decision.objects.create(
            **_by_value(disc, suggested, (source, number)),
            kind=chosen,
            disposition=disposition,
            how=how,
            source=source,
            number=number,
            trial=trial,
            note=note,
            made_by=by,
        )
        restate(disc)
        if not disposition:
            _suggest_disposition(decision)
    return decision


def _trial(disc: Disc) -> Decision.Trial:
    """What the person checks in trial mode; who decides once more has seen the suggestion."""
    judged = Decision.objects.filter(disc=disc).exclude(kind=Decision.Kind.LATER)
    again = judged.exclude(trial=Decision.Trial.NO).exists()
    if disc.hidden and not again:
        return Decision.Trial.HIDDEN
    return Decision.Trial.SHOWN if disc.trial or again else Decision.Trial.NO


def _suggest_disposition(decision: Decision) -> None:
    """From where the disc stands by this decision: before anybody can read the row."""
    disc = standing().with_standing().select_related("upload").get(pk=decision.disc_id)
    check = disc.verification(decision.revision)
    decision.disposition = suggested_disposition(
        disc, check.verified if check else None, twins([disc]).get(disc.pk), found=True
    )
    decision.save(update_fields=["disposition"])


def _refuse_unseen(disc: Disc, seen: Seen | None) -> None:
    """Of two people, or two clicks, the second sees what the first did and is asked again."""
    if seen is None:
        return
    current = Decision.objects.filter(disc=disc).current().select_related("made_by").first()
    if current and current.pk != seen.decision:
        what = f"{current.get_kind_display()} {current.shown_number}".strip()
        raise NotAllowed(
            f"Nothing was changed: {current.made_by} has decided on {disc} already ({what}). "
            "Look at it, and decide again if it should be otherwise."
        )
    if current is None and seen.decision:
        raise NotAllowed(
            f"Nothing was changed: the decision on {disc} that you saw has been undone. "
            "Look again, then decide."
        )
    if disc.shown_revision != seen.revision:
        raise NotAllowed(
            f"Nothing was changed: {disc} was worked again since you opened the page, and what "
            "you see now is the new result. Look at it, then decide."
        )


def _locked(pk: int) -> Disc:
    """The disc alone is locked: with its upload, that lock would come in the wrong order."""
    discs = Disc.objects.select_for_update(of=("self",)).select_related("upload")
    return discs.get(pk=pk)


def _judged(
    kind: Decision.Kind, suggested: tuple[str, str] | None, source: str, number: str
) -> tuple[str, str]:
    if kind == Decision.Kind.APPROVE:
        if suggested is None:
            raise NotAllowed("The program suggests no record here, so there is nothing to approve.")
        if number and (source, number) != suggested:
            raise NotAllowed("The suggestion has changed since you looked. Look at it again.")
        return suggested
    if kind != Decision.Kind.DIFFERENT:
        return "", ""
    if not number:
        raise NotAllowed("Give the number of the right record.")
    if source:
        if not BibRecord.objects.filter(number=number, source__name=source).exists():
            raise NotAllowed(f"There is no record {number} in {source}.")
        return source, number
    return _of_oclc_number(number)


def _of_oclc_number(typed: str) -> tuple[str, str]:
    """The record that we have under an OCLC number, our own first; else WorldCat's."""
    number = typed.lower().removeprefix("(ocolc)").lstrip("ocmn").strip().lstrip("0")
    if not number.isdecimal() or len(number) > MAX_OCLC_DIGITS:
        raise NotAllowed(
            f"“{typed}” is no OCLC number: it has 1 to {MAX_OCLC_DIGITS} digits and is not 0."
        )
    known = BibRecord.objects.filter(oclc_number=number, source__upload=None)
    row = known.select_related("source").order_by("-source__own", "pk").first()
    return (row.source.name, row.number) if row else ("worldcat", number)


def _suggestion(disc: Disc) -> tuple[str, str] | None:
    match = disc.match(disc.shown_revision)
    return match.choice.record_key if match else None


def _by_value(
    disc: Disc, suggested: tuple[str, str] | None, chosen: tuple[str, str] = ("", "")
) -> dict[str, Any]:
    """What was judged. The evidence is that of the record that was chosen, none where it is not
    among the candidates; where none was chosen, that of the suggested one."""
    check: Verification | None = disc.verification(disc.shown_revision)
    source, number = chosen if any(chosen) else suggested or ("", "")
    candidates = disc.ranked(disc.shown_revision)
    judged = candidates.filter(record__source__name=source, record__number=number).first()
    return {
        "disc": disc,
        "upload_name": disc.upload.name,
        "work_number": disc.work_number,
        "item_barcode": disc.item_barcode or "",
        "revision": disc.shown_revision,
        "suggested_source": suggested[0] if suggested else "",
        "suggested_number": suggested[1] if suggested else "",
        "confidence": check.verified.confidence if check else None,
        "evidence_data": judged.evidence_data if judged else [],
        **_by_model(disc),
        "program_version": settings.VERSION,
    }


def _by_model(disc: Disc) -> dict[str, str]:
    """The model that judged the match, and the version of what it was told; empty for the rules."""
    match = disc.match(disc.shown_revision)
    model, comma, version = match.made_by.partition(", ") if match else ("", "", "")
    return {"model": model, "prompt_version": version} if comma else {}


def undo(*, decision: Decision, by: User, note: str = "") -> Decision:
    """Takes a decision back by a further row; what was decided before it counts again."""
    with transaction.atomic():
        disc = _locked(decision.disc_id)
        current = Decision.objects.filter(disc=disc).current().first()
        if current is None or current.pk != decision.pk:
            raise NotAllowed("Only the current decision can be undone; reload the page to see it.")
        row = Decision.objects.create(
            **_by_value(disc, _suggestion(disc)),
            kind=Decision.Kind.UNDO,
            note=note,
            undoes=decision,
            made_by=by,
        )
        restate(disc)
    return row


def correct(
    *,
    disc: Disc,
    values: dict[str, Any],
    by: User,
    note: str = "",
    seen: dict[str, int] | None = None,
) -> None:
    """Lays values over the reading, then works the disc again from `clean` on.

    `values` maps a Correction.Field to plain JSON (see `catalog.typed`); None takes a correction
    back, an empty value says that the item does not have the thing. `seen` maps a field to the
    newest correction of it that the person has seen, 0 for none: of two people the second is told.
    """
    unknown = set(values) - set(Correction.Field.values)
    if unknown or not values:
        raise NotAllowed(f"These fields cannot be corrected: {', '.join(sorted(unknown))}.")
    _refuse_mistyped(disc, values)
    with transaction.atomic():
        ledger.resume(disc.upload)
        disc = _locked(disc.pk)
        _refuse_corrected(disc, seen or {})
        Correction.objects.bulk_create(
            Correction(
                disc=disc,
                revision=disc.revision + 1,
                field=field,
                value=value,
                note=note,
                made_by=by,
            )
            for field, value in values.items()
        )
        ledger.read_by_hand(disc)
        ledger.restart(disc, Stage.CLEAN)
        nudge_on_commit()


def _refuse_corrected(disc: Disc, seen: dict[str, int]) -> None:
    for field, was in seen.items():
        rows = Correction.objects.filter(disc=disc, field=field).select_related("made_by")
        newest = rows.order_by("-pk").first()
        if newest and newest.pk != was:
            raise NotAllowed(
                f"Nothing was changed: {newest.made_by} has corrected the same field meanwhile. Look "
                "at it, and correct it again if it should be otherwise."
            )


def _refuse_mistyped(disc: Disc, values: dict[str, Any]) -> None:
    for field, value in values.items():
        try:
            typed.check(field, value, disc.item_barcode)
        except typed.Mistyped as error:
            raise NotAllowed(str(error)) from error
