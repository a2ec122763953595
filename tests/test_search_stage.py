"""The search of a disc, as the pipeline works it: which sources, which trouble, what is kept."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from processing import actions, catching_up, ledger, pipeline
from processing.actions.errors import NotAllowed
from processing.catalog.evidence import Tier
from processing.catalog.marc import record_from_marc
from processing.catalog.reading import CleanReading
from processing.leases import Only
from processing.models import Candidate, Disc, Pause, Search, Source, Stage, StageRun, State, Upload
from processing.sources.storing import prepare, store
from processing.stages import BY_NAME, analyze, search, verify
from processing.stages.base import Done
from tests.conftest import point_at
from tests.fake_stages import FakeStages
from tests.pipeline_help import make_due, states, work_all
from tests.sources.worldcat.readings import NO_CODES, NUMBER, READING, RECORD, add, add_many
from tests.standins.worldcat import StandIn
from tests.standins.worldcat.stubs import Stub, marc

pytestmark = pytest.mark.django_db(transaction=True)
Make = Callable[..., Upload]
OTHER = replace(READING, title="Porgy and Bess", gtins=("00074646514122",), publisher_numbers=())


class Discs:
    """Discs whose readings the test gives; search, comparison and checks are the real ones."""

    def __init__(self, make_upload: Make, stages: FakeStages) -> None:
        self.make_upload, self.stages = make_upload, stages
        self.readings: dict[int, CleanReading] = {}
        stages.before["clean"] = lambda disc: Done(self.readings.get(disc.pk, READING))

    def begin(self, *readings: CleanReading, sample: bool = False) -> list[Disc]:
        upload = self.make_upload(len(readings))
        Upload.objects.filter(pk=upload.pk).update(is_sample=sample)
        upload.refresh_from_db()
        found = list(upload.discs.order_by("position"))
        self.readings.update(zip((disc.pk for disc in found), readings, strict=True))
        ledger.begin(upload)
        return found

    def worked(self, reading: CleanReading = READING) -> Disc:
        (disc,) = self.begin(reading)
        work_all()
        disc.refresh_from_db()
        return disc


@pytest.fixture
def discs(make_upload: Make, stages: FakeStages, monkeypatch: pytest.MonkeyPatch) -> Discs:
    for name, stage in (("search", search), ("analyze", analyze), ("verify", verify)):
        monkeypatch.setitem(BY_NAME, name, stage.STAGE)
    return Discs(make_upload, stages)


def import_own(number: str = "local1", *, own: bool = True, **changes: object) -> None:
    """The record of the disc in a file of the library."""
    source, _ = Source.objects.get_or_create(name="catalogue", defaults={"own": own})
    record = marc(Stub(oclc="", **{**RECORD, **changes}))  # type: ignore[arg-type]
    store(source, [prepare(record_from_marc(record, source="catalogue", number=number), "")])


def candidates(disc: Disc) -> list[tuple[str, str]]:
    disc.refresh_from_db()
    return [(one.record.source.name, one.record.number) for one in disc.ranked()]


def searched(disc: Disc) -> Search:
    return Search.objects.get(disc=disc, revision=disc.revision)


def run_of(disc: Disc) -> StageRun:
    return StageRun.objects.get(disc=disc, stage=Stage.SEARCH)


def pause_is_over() -> None:
    Pause.objects.update(until=timezone.now() - timedelta(seconds=1))
    make_due()
    Search.objects.exclude(again_at=None).update(again_at=timezone.now())


WORLDCAT, OWN = ("worldcat", NUMBER), ("catalogue", "local1")


@pytest.mark.parametrize(
    ("catalog", "own", "expected"),
    [
        ("local", True, {OWN}),
        ("worldcat", True, {WORLDCAT}),
        ("worldcat,local", False, {WORLDCAT, OWN}),
        ("auto", True, {WORLDCAT, OWN}),
        ("auto", False, {WORLDCAT}),
    ],
)
def test_the_sources_that_catalog_names_are_searched(
    oclc: StandIn,
    discs: Discs,
    settings: object,
    catalog: str,
    own: bool,  # noqa: FBT001
    expected: set[tuple[str, str]],
) -> None:
    point_at(oclc, settings, CATALOG=catalog)
    add(oclc)
    import_own(own=own)
    disc = discs.worked()
    assert set(candidates(disc)) == expected
    assert bool(oclc.calls()) is (WORLDCAT in expected)
    assert disc.match().choice.tier is Tier.HIGH  # type: ignore[union-attr]


def test_what_was_asked_is_kept_with_the_disc(oclc: StandIn, discs: Discs) -> None:
    add(oclc)
    found = searched(discs.worked()).searched
    assert [
        (one.source, one.said, one.total, one.found, one.added, one.kept) for one in found.asked
    ] == [("WorldCat", "UPC/EAN 0 74646 49352 6", 1, 1, 1, False)]
    assert (found.calls, found.not_asked, found.shows_numbers) == (2, (), True)


def test_the_same_disc_in_another_upload_costs_no_call(oclc: StandIn, discs: Discs) -> None:
    add(oclc)
    first = discs.worked()
    calls = len(oclc.calls())
    second = discs.worked()
    assert len(oclc.calls()) == calls
    assert candidates(first) == candidates(second)


def test_without_worldcat_a_disc_that_we_have_goes_on_and_is_searched_again(
    oclc: StandIn, discs: Discs, settings: object
) -> None:
    point_at(oclc, settings, CATALOG="worldcat,local")
    add(oclc)
    import_own()
    oclc.fault("503", times=-1)
    disc = discs.worked()
    assert set(states(disc.pk).values()) == {State.DONE}
    assert candidates(disc) == [OWN]
    (missing,) = searched(disc).searched.not_asked
    assert missing.source == "WorldCat"
    assert missing.why == "WorldCat has trouble of its own. The disc is searched there again later."

    assert catching_up.search_again() == 0  # not before the pause is over
    oclc.faults.clear()
    pause_is_over()
    assert catching_up.search_again() == 1
    work_all()
    assert set(candidates(disc)) == {OWN, WORLDCAT}
    assert searched(disc).searched.not_asked == ()
    assert searched(disc).again_at is None
    assert catching_up.search_again() == 0


def test_a_decided_disc_is_not_searched_again(
    oclc: StandIn, discs: Discs, settings: object, cataloger: User
) -> None:
    point_at(oclc, settings, CATALOG="worldcat,local")
    import_own()
    oclc.fault("503", times=-1)
    disc = discs.worked()
    actions.decide(disc=disc, kind="approve", number="", source="", by=cataloger, note="")
    pause_is_over()
    assert catching_up.search_again() == 0
    disc.refresh_from_db()
    assert disc.revision == 1


def test_after_a_pause_one_disc_alone_asks_whether_worldcat_answers(
    oclc: StandIn, discs: Discs, settings: object
) -> None:
    point_at(oclc, settings, CATALOG="worldcat,local")
    import_own()
    oclc.fault("503", times=-1)
    found = discs.begin(*[READING] * 5)
    work_all()
    pause_is_over()
    assert catching_up.search_again() == 1
    work_all()
    assert sorted(Disc.objects.values_list("revision", flat=True)) == [1, 1, 1, 1, 2]
    oclc.faults.clear()
    pause_is_over()
    assert catching_up.search_again() == 1
    work_all()
    assert catching_up.search_again() == 4
    work_all()
    assert {len(searched(disc).searched.not_asked) for disc in Disc.objects.all()} == {0}
    assert len(found) == 5


@pytest.mark.parametrize("catalog", ["worldcat", "worldcat,local"])
@pytest.mark.parametrize("kind", ["503", "429", "drop", "html"])
def test_without_worldcat_a_disc_that_we_do_not_have_waits(
    oclc: StandIn, discs: Discs, settings: object, catalog: str, kind: str
) -> None:
    point_at(oclc, settings, CATALOG=catalog)
    import_own()
    add(oclc, title="Porgy and Bess", upc="074646514122", publisher_numbers=())
    oclc.fault(kind, times=-1)
    disc = discs.worked(OTHER)
    run = run_of(disc)
    assert (run.state, run.attempts) == (State.PENDING, 0)
    assert "WorldCat" in run.error
    assert Pause.objects.now().get().service == "worldcat"

    oclc.faults.clear()
    pause_is_over()
    work_all()
    assert candidates(disc)[0] == WORLDCAT
    assert not Pause.objects.exists()


def test_while_worldcat_is_paused_nobody_asks_it(
    oclc: StandIn, discs: Discs, settings: object
) -> None:
    point_at(oclc, settings, CATALOG="worldcat,local")
    import_own()
    Pause.begin("worldcat", "WorldCat asks to send less for a while.")
    ours, other = discs.begin(READING, OTHER)
    work_all()
    assert oclc.calls("") == []
    assert states(ours.pk)["verify"] == State.DONE
    assert run_of(other).error == "WorldCat asks to send less for a while."


def test_a_wrong_key_is_said_on_the_disc_and_retry_works_when_it_is_right(
    oclc: StandIn, discs: Discs, settings: object, cataloger: User
) -> None:
    add(oclc)
    point_at(oclc, settings, OCLC_SECRET="wrong")
    disc = discs.worked()
    run = run_of(disc)
    assert run.state == State.FAILED
    assert run.error == (
        "OCLC does not accept the key. Whoever looks after the program must put a valid pair into "
        "OCLC_CLIENT_ID and OCLC_SECRET."
    )
    assert not oclc.calls()

    point_at(oclc, settings)
    actions.retry(run=run, by=cataloger)
    work_all()
    assert candidates(disc) == [WORLDCAT]


def test_with_a_wrong_key_the_own_files_go_on_and_the_rest_waits(
    oclc: StandIn, discs: Discs, settings: object
) -> None:
    point_at(oclc, settings, CATALOG="worldcat,local", OCLC_SECRET="wrong")
    import_own()
    ours, other = discs.begin(READING, OTHER)
    work_all()
    assert states(ours.pk)["verify"] == State.DONE
    assert searched(ours).searched.not_asked[0].why.startswith("OCLC does not accept the key.")
    run = run_of(other)
    assert (run.state, run.attempts) == (State.PENDING, 0)
    assert run.error.startswith("OCLC does not accept the key.")


def test_a_search_that_is_refused_for_one_disc_pauses_nobody(
    oclc: StandIn, discs: Discs, settings: object
) -> None:
    point_at(oclc, settings, CATALOG="worldcat,local")
    import_own()
    add(oclc)
    oclc.fault("400", saying="74646514122", times=-1)
    other, ours = discs.begin(CleanReading(gtins=OTHER.gtins), READING)
    work_all()
    assert not Pause.objects.exists()
    assert WORLDCAT in candidates(ours)
    assert states(other.pk)["verify"] == State.DONE
    (missing,) = searched(other).searched.not_asked
    assert missing.why == "WorldCat does not take this search."
    assert searched(other).again_at is None


def test_at_the_daily_limit_it_waits_and_says_until_when(
    oclc: StandIn, discs: Discs, settings: object
) -> None:
    point_at(oclc, settings, OCLC_CALLS_PER_DAY=4)  # one stays for others; one call signs in
    add(oclc)
    first, second = discs.begin(READING, OTHER)
    work_all()
    assert states(first.pk)["verify"] == State.DONE
    run = run_of(second)
    assert (run.state, run.attempts) == (State.PENDING, 0)
    assert run.error.startswith("The calls to WorldCat of 24 hours are used up: 3 of 4")
    assert "The search goes on at " in run.error
    pause = Pause.objects.now().get()
    assert pause.until > timezone.now() + timedelta(hours=23)
    assert run.not_before == pause.until
    assert len(oclc.calls("")) == 3
    assert not pipeline.work_next(Only(), needs_cpu=False)


def test_the_sample_never_asks_worldcat(oclc: StandIn, discs: Discs, cataloger: User) -> None:
    add(oclc)
    (disc,) = discs.begin(READING, sample=True)
    work_all()
    disc = Disc.objects.get()
    assert states(disc.pk)["verify"] == State.DONE
    with pytest.raises(NotAllowed, match="sample"):
        actions.find_records(disc=disc, by="upc", typed="074646493526", user=cataloger)
    with pytest.raises(NotAllowed, match="sample"):
        actions.add_candidate(disc=disc, number=NUMBER, by=cataloger)
    assert oclc.calls("") == []


def test_a_record_added_by_hand_is_compared_and_stays(
    oclc: StandIn, discs: Discs, cataloger: User
) -> None:
    add(
        oclc,
        "222",
        upc="",
        publisher_numbers=(),
        title="Quite another",
        creator="Else, A.",
        tracks=(),
    )
    disc = discs.worked(replace(NO_CODES, tracks=()))
    assert candidates(disc) == []
    added = actions.add_candidate(disc=disc, number="ocn000222", by=cataloger)
    assert (added.by_hand, added.found_by) == (True, "by hand")
    work_all()
    assert candidates(disc) == [("worldcat", "222")]
    before = disc.candidates.get(revision=disc.revision).score

    discs.readings[disc.pk] = replace(NO_CODES, title="Quite another", name="A. Else", tracks=())
    actions.run_again(disc=disc, stage=Stage.CLEAN, by=cataloger)
    work_all()
    disc.refresh_from_db()
    again = disc.candidates.get(revision=disc.revision, by_hand=True)
    assert again.score > before
    assert candidates(disc) == [("worldcat", "222")]
    assert Candidate.objects.filter(disc=disc, revision=disc.revision).count() == 1


def test_what_cannot_be_added_is_said(oclc: StandIn, discs: Discs, cataloger: User) -> None:
    add(oclc)
    (early,) = discs.begin(READING)
    with pytest.raises(NotAllowed, match="has not been searched yet"):
        actions.add_candidate(disc=early, number=NUMBER, by=cataloger)
    work_all()
    for number, words in (("99", "no record with the number 99"), ("x", "no OCLC number")):
        with pytest.raises(NotAllowed, match=words):
            actions.add_candidate(disc=early, number=number, by=cataloger)
    with pytest.raises(NotAllowed, match="one of the possible records already"):
        actions.add_candidate(disc=early, number=NUMBER, by=cataloger)
    oclc.fault("503", times=-1)
    with pytest.raises(NotAllowed, match=r"Nothing was added\. WorldCat has trouble of its own"):
        actions.add_candidate(disc=early, number=NUMBER, by=cataloger)
    early.refresh_from_db()
    assert early.revision == 1


def test_a_person_who_searches_again_gets_what_is_new(
    oclc: StandIn, discs: Discs, cataloger: User
) -> None:
    disc = discs.worked()
    assert candidates(disc) == []
    add(oclc)
    actions.run_again(disc=disc, stage=Stage.SEARCH, by=cataloger)
    work_all()
    assert candidates(disc) == []  # kept
    actions.search_again(disc=disc, by=cataloger)
    work_all()
    assert candidates(disc) == [WORLDCAT]


def test_the_ten_are_cut_by_the_language_of_the_library(
    oclc: StandIn, discs: Discs, settings: object
) -> None:
    """More records than are kept are alike but for the language that they are cataloged in."""
    settings.OCLC_CATALOG_LANGUAGE = "ger"  # type: ignore[attr-defined]
    add_many(oclc, 12)
    add(oclc, cataloged_in="ger")
    disc = discs.worked()
    assert len(candidates(disc)) == search.KEPT
    assert candidates(disc)[0] == WORLDCAT
