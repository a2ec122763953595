"""Claims, tokens and leases, with real threads."""

import uuid
from collections.abc import Callable
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from processing import leases, ledger, pipeline
from processing.leases import Only
from processing.models import Failure, LostClaim, Stage, StageRun, State, Upload
from processing.models.claimable import LEASE, MAX_ATTEMPTS, MAX_INTERRUPTIONS
from processing.stages.base import Done
from tests.fake_stages import RESULTS, FakeStages
from tests.pipeline_help import in_threads, let_lease_run_out, states, work_all

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Upload]


@pytest.fixture
def run(make_upload: Make, stages: FakeStages) -> StageRun:
    upload = make_upload()
    ledger.begin(upload)
    return StageRun.objects.get(stage=Stage.EXTRACT)


def claim_of(run: StageRun, owner: str = "one") -> StageRun:
    claimed = StageRun.objects.claim(run.pk, owner)
    assert claimed is not None
    return claimed  # type: ignore[no-any-return]


def test_of_many_who_claim_at_once_one_gets_it(run: StageRun) -> None:
    claims = in_threads(*[lambda: StageRun.objects.claim(run.pk, "x") for _ in range(8)])
    assert sum(claim is not None for claim in claims) == 1


def test_many_workers_share_many_runs_without_doubling(
    make_upload: Make, stages: FakeStages
) -> None:
    ledger.begin(make_upload(20))
    in_threads(*[work_all] * 4)
    work_all()
    assert len(stages.ran) == len(set(stages.ran)) == 100
    assert StageRun.objects.filter(state=State.DONE).count() == 100


def test_a_claim_writes_token_owner_and_a_lease_of_a_minute(run: StageRun) -> None:
    claimed = claim_of(run, "host/1/ab")
    assert claimed.token is not None
    assert claimed.owner == "host/1/ab"
    assert claimed.lease_until is not None
    assert timedelta(seconds=50) < claimed.lease_until - timezone.now() <= LEASE


def test_a_running_row_without_a_token_is_refused_by_the_database(run: StageRun) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        StageRun.objects.filter(pk=run.pk).update(state=State.RUNNING, token=None)


def test_a_token_on_a_row_that_does_not_run_is_refused_by_the_database(run: StageRun) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        StageRun.objects.filter(pk=run.pk).update(state=State.DONE, token=uuid.uuid4())


def test_the_heartbeat_moves_the_lease_on(run: StageRun) -> None:
    claimed = claim_of(run)
    let_lease_run_out(claimed)
    assert claimed.token is not None
    leases.renew({claimed.token: StageRun})
    claimed.refresh_from_db()
    assert claimed.lease_until is not None
    assert claimed.lease_until > timezone.now() + timedelta(seconds=50)


def test_the_heartbeat_does_not_revive_a_claim_that_was_lost(run: StageRun) -> None:
    claimed = claim_of(run)
    let_lease_run_out(claimed)
    leases.take_back()
    assert claimed.token is not None
    leases.renew({claimed.token: StageRun})
    run.refresh_from_db()
    assert (run.state, run.lease_until) == (State.PENDING, None)


def test_a_worker_that_wakes_up_after_its_lease_changes_nothing(run: StageRun) -> None:
    slow = claim_of(run, "slow")
    let_lease_run_out(slow)
    leases.take_back()
    quick = claim_of(run, "quick")
    pipeline.settle(quick, Done(RESULTS["extract"]))
    with pytest.raises(LostClaim):
        pipeline.settle(slow, Done(RESULTS["extract"]))
    run.refresh_from_db()
    assert run.state == State.DONE
    assert run.disc.readings.count() == 1
    assert states(run.disc_id)["clean"] == State.PENDING


def test_a_worker_that_wakes_up_cannot_end_a_claim_that_is_in_other_hands(run: StageRun) -> None:
    slow = claim_of(run, "slow")
    let_lease_run_out(slow)
    leases.take_back()
    quick = claim_of(run, "quick")
    with pytest.raises(LostClaim):
        StageRun.objects.record_failure(slow, Failure("no"))
    run.refresh_from_db()
    assert (run.state, run.owner, run.token) == (State.RUNNING, "quick", quick.token)


def test_work_of_a_dead_process_on_this_machine_goes_on_without_waiting(run: StageRun) -> None:
    host = leases.owner().split("/")[0]
    claim_of(run, f"{host}/999999999/dead")
    assert leases.take_back() == 1
    run.refresh_from_db()
    assert (run.state, run.interruptions, run.attempts) == (State.PENDING, 1, 0)


def test_work_of_a_living_process_is_left_alone(run: StageRun) -> None:
    claim_of(run, leases.owner())
    assert leases.take_back() == 0


def test_work_of_an_earlier_process_with_our_number_is_taken_back(run: StageRun) -> None:
    host, number, _ = leases.owner().split("/")
    claim_of(run, f"{host}/{number}/other")
    assert leases.take_back() == 1


def test_work_of_another_machine_waits_for_its_lease(run: StageRun) -> None:
    claim_of(run, "elsewhere/1/ab")
    assert leases.take_back() == 0
    let_lease_run_out(run)
    assert leases.take_back() == 1


def test_what_a_process_gives_back_at_its_end_counts_as_no_interruption(run: StageRun) -> None:
    claim_of(run, leases.owner())
    leases.give_back()
    run.refresh_from_db()
    assert (run.state, run.interruptions, run.token) == (State.PENDING, 0, None)


def test_a_run_that_kills_its_worker_every_time_fails_in_words_in_the_end(run: StageRun) -> None:
    StageRun.objects.filter(pk=run.pk).update(interruptions=MAX_INTERRUPTIONS - 1)
    let_lease_run_out(claim_of(run))
    leases.take_back()
    run.refresh_from_db()
    assert run.state == State.FAILED
    assert "was stopped" in run.error


def test_an_error_is_tried_again_later_and_after_five_times_it_stays(run: StageRun) -> None:
    for attempt in range(1, MAX_ATTEMPTS + 1):
        StageRun.objects.filter(pk=run.pk).update(not_before=None)
        claimed = claim_of(run)
        over = StageRun.objects.record_failure(claimed, Failure("It did not work."))
        run.refresh_from_db()
        assert run.attempts == attempt
        assert over == (attempt == MAX_ATTEMPTS)
        if not over:
            assert run.not_before is not None
            assert run.not_before > timezone.now()
            assert not StageRun.objects.due().filter(pk=run.pk).exists()
    assert (run.state, run.error) == (State.FAILED, "It did not work.")


def test_small_uploads_come_first(make_upload: Make, stages: FakeStages) -> None:
    ledger.begin(make_upload(5, name="large"))
    ledger.begin(make_upload(2, name="small"))
    first = StageRun.objects.all().claim_next("x")
    assert first is not None
    assert first.disc.upload.name == "small"


def test_only_the_work_of_one_upload_can_be_asked_for(
    make_upload: Make, stages: FakeStages
) -> None:
    one, two = make_upload(1, name="one"), make_upload(1, name="two")
    ledger.begin(one)
    ledger.begin(two)
    while pipeline.work_next(Only(one.pk), needs_cpu=False) or pipeline.work_next(
        Only(one.pk), needs_cpu=True
    ):
        pass
    assert {disc for disc, _ in stages.ran} == {one.discs.get().pk}


def test_what_is_not_due_yet_cannot_be_claimed(run: StageRun) -> None:
    later = timezone.now() + timedelta(minutes=1)
    StageRun.objects.filter(pk=run.pk).update(not_before=later)
    assert StageRun.objects.claim(run.pk, "x") is None


def test_signs_that_no_database_takes_are_left_out_of_failures() -> None:
    assert Failure("a\0b", "c\0d") == Failure("ab", "cd")


def test_a_lease_is_renewed_no_longer_than_the_work_lasts(
    make_upload: Callable[..., Upload],
) -> None:
    upload = make_upload()
    ledger.begin(upload)
    run = StageRun.objects.claim(StageRun.objects.due()[0].pk, leases.owner())
    assert run is not None
    with leases.kept(run):
        run.token = None  # as after reading the row anew, when its claim has ended
    assert leases.held() == {}
