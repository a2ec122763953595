"""Decisions: rows by value, undone by rows, never changed by a re-run."""

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction

from processing import actions, ledger
from processing.catalog.evidence import Choice, Tier
from processing.models import Decision, Disc, Stage
from processing.stages.analyze import Analyzed
from processing.stages.base import Done
from tests.fake_stages import FakeStages
from tests.pipeline_help import work_all
from tests.test_revisions import Make, make_record

pytestmark = pytest.mark.django_db(transaction=True)


def approve(disc: Disc, by: User, number: str = "7") -> Decision:
    return actions.decide(
        disc=disc, kind="different", number=number, source="", by=by, note="seen on the shelf"
    )


def test_a_decision_keeps_by_value_what_was_judged(disc: Disc, cataloger: User) -> None:
    decision = approve(disc, cataloger)
    assert (decision.number, decision.source) == ("7", "worldcat")
    assert (decision.revision, decision.confidence) == (1, 0)
    assert decision.upload_name == disc.upload.name
    assert decision.made_by == cataloger
    disc.refresh_from_db()
    assert (disc.needs_review, disc.accepted_number) == (False, "7")


def test_running_again_never_changes_a_decision(
    disc: Disc, stages: FakeStages, cataloger: User
) -> None:
    approve(disc, cataloger)
    actions.run_again(disc=disc, stage=Stage.EXTRACT, by=cataloger)
    work_all()
    disc.refresh_from_db()
    assert (disc.accepted_number, Decision.objects.count()) == ("7", 1)


def test_undo_is_a_row_and_brings_back_what_was_decided_before(disc: Disc, cataloger: User) -> None:
    approve(disc, cataloger, "7")
    second = approve(disc, cataloger, "8")
    actions.undo(decision=second, by=cataloger)
    disc.refresh_from_db()
    assert disc.accepted_number == "7"
    assert Decision.objects.count() == 3
    current = Decision.objects.filter(disc=disc).current().first()
    assert current is not None
    actions.undo(decision=current, by=cataloger)
    disc.refresh_from_db()
    assert (disc.needs_review, disc.accepted_number) == (True, "")


def test_only_the_current_decision_can_be_undone_and_only_once(disc: Disc, cataloger: User) -> None:
    first = approve(disc, cataloger, "7")
    approve(disc, cataloger, "8")
    with pytest.raises(actions.NotAllowed):
        actions.undo(decision=first, by=cataloger)


def test_an_undo_that_names_nothing_is_refused_by_the_database(disc: Disc, cataloger: User) -> None:
    decision = approve(disc, cataloger)
    decision.pk, decision.kind = None, Decision.Kind.UNDO  # type: ignore[assignment]
    with pytest.raises(IntegrityError), transaction.atomic():
        decision.save(force_insert=True)


def test_nothing_can_be_approved_where_nothing_is_suggested(disc: Disc, cataloger: User) -> None:
    with pytest.raises(actions.NotAllowed, match="nothing to approve"):
        actions.decide(disc=disc, kind="approve", by=cataloger)


def test_approving_takes_the_suggested_record(
    make_upload: Make, stages: FakeStages, cataloger: User
) -> None:
    record = make_record("55")
    choice = Choice(("local", "55"), Tier.MEDIUM, 70, "The titles agree.", ("No UPC.",))
    stages.before["analyze"] = lambda disc: Done(Analyzed(choice))
    upload = make_upload()
    ledger.begin(upload)
    work_all()
    one = upload.discs.get()
    decision = actions.decide(disc=one, kind="approve", by=cataloger)
    assert (decision.source, decision.number) == ("local", record.number)
    one.refresh_from_db()
    assert (one.accepted_source, one.accepted_number) == ("local", "55")


def test_decisions_outlive_their_upload(disc: Disc, cataloger: User, manager: User) -> None:
    approve(disc, cataloger)
    actions.delete_upload(upload=disc.upload, by=manager)
    assert not Disc.objects.exists()
    assert Decision.objects.get().work_number.endswith("-001")
