"""Trial mode: High confidence counts for nothing before a person has checked it."""

from collections.abc import Callable
from io import StringIO
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.management.base import OutputWrapper
from django.db import IntegrityError, transaction

from processing import actions
from processing.catalog.evidence import Tier
from processing.exports.rows import DiscRow
from processing.management.terminal import tell_end
from processing.models import AutoAccept, Decision, Disc, Upload
from processing.models.checked import checked
from processing.models.progress import progress
from processing.models.standing import SortGroup, restate, standing, standing_label
from processing.models.trial import by_lot
from processing.report_rows import rows_of
from tests.models.test_standing import group, matched, record

pytestmark = pytest.mark.django_db
Make = Callable[..., Upload]
CHECK = "● High confidence · trial: please check"


@pytest.fixture(autouse=True)
def _new_installation(settings: Any) -> None:
    settings.TRIAL = ""


@pytest.fixture
def discs(make_upload: Make) -> list[Disc]:
    """Of High confidence, each with a record of its own and another possible one."""
    upload, other = make_upload(20), record("other")
    found = list(upload.discs.order_by("position"))
    for disc in found:
        row = record(str(disc.pk))
        for rank, one in enumerate((row, other), start=1):
            disc.candidates.create(revision=1, record=one, rank=rank, score=90)
        matched(disc, row)
    return found


def shown(discs: list[Disc]) -> Disc:
    return next(disc for disc in discs if not disc.hidden)


def hidden(discs: list[Disc]) -> Disc:
    return next(disc for disc in discs if disc.hidden)


def state(disc: Disc) -> tuple[bool | None, str, str]:
    disc.refresh_from_db()
    return disc.needs_review, disc.accepted_number, disc.trial


def label(disc: Disc) -> str:
    return standing_label(standing().with_standing().get(pk=disc.pk))


def report(disc: Disc) -> DiscRow:
    (found,) = rows_of(standing().filter(pk=disc.pk).with_standing().select_related("upload"))
    return found


def choose(disc: Disc, number: str, by: User) -> Decision:
    return actions.decide(disc=disc, kind="different", source="catalogue", number=number, by=by)


def test_the_command_line_says_how_many_are_on_trial(discs: list[Disc]) -> None:
    out = StringIO()
    upload = discs[0].upload
    tell_end(OutputWrapper(out), upload, progress(upload))
    assert (
        f"● High confidence {len(discs)}\n{len(discs)} on trial: please check\n" in out.getvalue()
    )


def test_high_confidence_is_to_be_checked_and_accepts_nothing(discs: list[Disc]) -> None:
    disc = shown(discs)
    assert state(disc) == (True, "", "check")
    assert (group(disc), label(disc)) == (SortGroup.HIGH, CHECK)
    assert disc in standing().to_review()
    row = report(disc)
    assert (row.sort_group, row.number, row.source, row.disposition) == (CHECK, "", "", "")
    assert "not yet checked" in row.alternatives[0]


def test_filters_and_counts_say_the_same(discs: list[Disc], cataloger: User) -> None:
    upload, decided, later = discs[0].upload, shown(discs), hidden(discs)
    actions.decide(disc=decided, kind="approve", by=cataloger)
    actions.decide(disc=later, kind="later", by=cataloger)
    for name in SortGroup:
        assert set(standing().in_group(name)) == {disc for disc in discs if group(disc) == name}
    counts = standing().filter(upload=upload).counted()[upload.pk]
    assert counts == {"high": 19, "trial": 18, "review": 1}


def test_other_tiers_are_as_ever(make_upload: Make) -> None:
    disc = matched(make_upload().discs.get(), record("1"), Tier.MEDIUM, 70)
    assert (state(disc), group(disc)) == ((True, "", ""), SortGroup.REVIEW)


def test_the_sample_is_left_out(make_upload: Make) -> None:
    upload = make_upload()
    upload.is_sample = True
    upload.save()
    disc = matched(upload.discs.get(), record("1"))
    assert (state(disc), label(disc)) == ((False, "1", ""), "● High confidence")


def test_an_approved_one_is_accepted_and_counted(discs: list[Disc], cataloger: User) -> None:
    disc = shown(discs)
    decision = actions.decide(disc=disc, kind="approve", by=cataloger)
    assert state(disc) == (False, str(disc.pk), "")
    assert (label(disc), decision.trial) == ("● High confidence", "shown")
    assert (checked().every.checked, checked().every.right) == (1, 1)
    assert report(disc).number == str(disc.pk)


def test_one_in_five_is_hidden_and_stays_so() -> None:
    drawn = [by_lot(key) for key in range(5000)]
    assert 900 < sum(drawn) < 1100
    assert drawn == [by_lot(key) for key in range(5000)]


def test_a_hidden_suggestion_is_not_in_the_report_and_cannot_be_approved(
    discs: list[Disc], cataloger: User
) -> None:
    disc = hidden(discs)
    row = report(disc)
    assert (row.sort_group, row.number, row.confidence, row.alternatives) == (CHECK, "", None, ())
    assert str(disc.pk) not in row.explanation
    with pytest.raises(actions.NotAllowed, match="suggestion is hidden"):
        actions.decide(disc=disc, kind="approve", by=cataloger)


def test_who_picks_the_hidden_suggestion_has_approved_it(
    discs: list[Disc], cataloger: User
) -> None:
    disc = hidden(discs)
    decision = choose(disc, str(disc.pk), cataloger)
    assert (decision.kind, decision.trial) == ("approve", "hidden")
    assert label(disc) == "● High confidence"
    assert (checked().hidden.checked, checked().hidden.right) == (1, 1)


def test_another_record_was_a_wrong_suggestion(discs: list[Disc], cataloger: User) -> None:
    choose(hidden(discs), "other", cataloger)
    choose(shown(discs), "other", cataloger)
    seen = checked()
    assert (seen.every.checked, seen.every.right) == (2, 0)
    assert (seen.hidden.checked, seen.hidden.right) == (1, 0)


def test_the_shelf_decides_nothing_and_the_suggestion_stays_hidden(
    discs: list[Disc], cataloger: User
) -> None:
    disc = hidden(discs)
    actions.decide(disc=disc, kind="later", by=cataloger)
    assert (state(disc), group(disc)) == ((True, "", "shelf"), SortGroup.REVIEW)
    assert (disc.hidden, checked().every.checked) == (True, 0)
    choose(disc, "other", cataloger)
    assert (checked().hidden.checked, checked().hidden.right) == (1, 0)


def test_of_a_disc_the_last_word_counts_once_and_was_not_unprompted(
    discs: list[Disc], cataloger: User
) -> None:
    disc = hidden(discs)
    first = choose(disc, "other", cataloger)
    actions.undo(decision=first, by=cataloger)
    assert (state(disc), checked().every.checked) == ((True, "", "check"), 0)
    choose(disc, str(disc.pk), cataloger)
    choose(disc, "other", cataloger)
    seen = checked()
    assert (seen.every.checked, seen.every.right, seen.hidden.checked) == (1, 0, 0)


def test_what_was_approved_in_bulk_was_not_checked(discs: list[Disc], cataloger: User) -> None:
    actions.decide(disc=shown(discs), kind="approve", how="bulk", by=cataloger)
    assert checked().every.checked == 0


def test_switching_on_accepts_what_waits_and_is_kept(
    discs: list[Disc], cataloger: User, manager: User
) -> None:
    wrong, later = shown(discs), hidden(discs)
    choose(wrong, "other", cataloger)
    actions.decide(disc=later, kind="later", by=cataloger)
    assert actions.switch_auto_accept(on=True, by=manager) == 18
    for disc in discs:
        if disc not in (wrong, later):
            assert state(disc) == (False, str(disc.pk), "")
            before = (disc.accepted_source, disc.accepted_number)
            restate(disc)
            assert before == (disc.accepted_source, disc.accepted_number)
    assert state(wrong) == (False, "other", "")
    assert state(later) == (True, "", "")
    row = AutoAccept.objects.get()
    assert (row.on, row.switched_by, row.checked, row.right) == (True, manager, 1, 0)


def test_switching_back_leaves_what_was_accepted(
    discs: list[Disc], manager: User, make_upload: Make
) -> None:
    actions.switch_auto_accept(on=True, by=manager)
    assert actions.switch_auto_accept(on=True, by=manager) == 0
    actions.switch_auto_accept(on=False, by=manager)
    assert [row.on for row in AutoAccept.objects.order_by("id")] == [True, False]
    assert state(discs[0]) == (False, str(discs[0].pk), "")
    disc = matched(make_upload(name="Box 2").discs.get(), record("new"))
    assert state(disc) == (True, "", "check")


@pytest.mark.parametrize(("value", "trial"), [("true", "check"), ("false", "")])
def test_the_setting_counts_before_any_switch(
    make_upload: Make, manager: User, settings: Any, value: str, trial: str
) -> None:
    AutoAccept.objects.create(on=value == "true", switched_by=manager)
    settings.TRIAL = value
    assert state(matched(make_upload().discs.get(), record("1")))[2] == trial
    with pytest.raises(actions.NotAllowed, match=f"TRIAL={value}"):
        actions.switch_auto_accept(on=True, by=manager)


def test_the_database_lets_nothing_be_accepted_on_trial(discs: list[Disc]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Disc.objects.filter(pk=discs[0].pk).update(accepted_number="1")
