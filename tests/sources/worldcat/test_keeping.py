"""What WorldCat answered is kept: the same is not asked twice, and never made worse."""

from datetime import timedelta

import pytest
from django.db.models import F
from django.utils import timezone

from processing.catalog.reading import CleanReading
from processing.models import BibRecord, RecordKey, SearchAnswer, Source
from processing.sources import worldcat
from processing.sources.worldcat.by_hand import By, Mistyped, fetch, find
from tests.conftest import point_at
from tests.pipeline_help import in_threads
from tests.sources.worldcat.readings import (
    NO_CODES,
    NUMBER,
    READING,
    TRACKS,
    UPC,
    add,
    add_spoken,
    numbers,
    queries,
)
from tests.standins.worldcat import StandIn

pytestmark = pytest.mark.django_db(transaction=True)


def make_older(days: float) -> None:
    past = timedelta(days=days)
    SearchAnswer.objects.update(fetched_at=F("fetched_at") - past)
    BibRecord.objects.update(fetched_at=F("fetched_at") - past)


def row(number: str = NUMBER) -> BibRecord:
    return BibRecord.objects.get(number=number)


def test_the_same_upc_is_asked_once(oclc: StandIn) -> None:
    add(oclc)
    first = worldcat.search(READING)
    calls = len(oclc.calls())
    second = worldcat.search(CleanReading(title="Kind of blue", gtins=READING.gtins))
    assert len(oclc.calls()) == calls
    assert second.calls == 0
    assert [one.kept for one in first.asked] == [False]
    assert [one.kept for one in second.asked] == [True]
    assert numbers(second.hits) == [NUMBER]


def test_an_answer_of_nothing_is_kept_too(oclc: StandIn) -> None:
    worldcat.search(READING)
    calls = len(oclc.calls())
    assert worldcat.search(READING).calls == 0
    assert len(oclc.calls()) == calls


@pytest.mark.parametrize(("days", "again"), [(29, 0), (31, 2)])
def test_what_is_too_old_is_asked_again(oclc: StandIn, days: int, again: int) -> None:
    add(oclc)
    worldcat.search(READING)
    make_older(days)
    assert worldcat.search(READING).calls == again


def test_a_person_who_searches_again_gets_new_answers(oclc: StandIn) -> None:
    add(oclc)
    worldcat.search(READING)
    add(oclc, title="Kind of blue : legacy edition")
    asked_at = timezone.now()
    assert worldcat.search(READING).hits[0].record.title == "Kind of blue"
    anew = worldcat.search(READING, asked_at)
    assert anew.calls == 2
    assert anew.hits[0].record.title == "Kind of blue : legacy edition"
    assert worldcat.search(READING, asked_at).calls == 0


@pytest.mark.parametrize("days", [0, 31])
def test_a_brief_record_never_makes_a_full_one_brief(oclc: StandIn, days: int) -> None:
    """Discs of earlier days show the record with its tracks and numbers."""
    add(oclc)
    worldcat.search(READING)
    raw = row().raw
    make_older(days)
    oclc.fault("404", where="/manage/bibs/", times=-1)
    worldcat.search(NO_CODES)
    kept = row()
    assert (kept.complete, kept.raw) == (True, raw)
    assert len(kept.record.tracks) == len(TRACKS)
    assert [one.number for one in kept.record.publisher_numbers] == ["CK 64935"]
    assert kept.record.indexed_gtins == READING.gtins


def test_a_brief_answer_does_not_make_an_old_record_young(oclc: StandIn) -> None:
    add(oclc)
    worldcat.search(READING)
    make_older(20)
    worldcat.search(NO_CODES)
    make_older(20)
    oclc.traffic.__init__()  # type: ignore[misc]
    assert worldcat.search(NO_CODES).calls == 1
    assert len(oclc.calls("/manage/bibs/")) == 1


def test_what_we_hold_is_asked_again_with_the_record(oclc: StandIn) -> None:
    oclc.holdings.indicators = lambda number: []  # type: ignore[method-assign]
    add(oclc)
    assert worldcat.search(READING).hits[0].record.held is False
    oclc.hold(NUMBER, ["OURS"])
    assert worldcat.search(READING).hits[0].record.held is False
    assert worldcat.search(READING, timezone.now()).hits[0].record.held is True


def test_an_answer_to_a_person_is_not_taken_for_that_of_the_ladder(oclc: StandIn) -> None:
    """Else it would not be known that the record stands beside music CDs alone."""
    add_spoken(oclc)
    by_number = CleanReading(publisher_numbers=READING.publisher_numbers)
    typed = find(By.QUERY, "mn:(CK64935 OR 64935)")
    climbed = worldcat.search(by_number)
    assert climbed.asked[-1].query == typed.query
    assert climbed.hits[0].record.listed is False


def test_a_removed_record_makes_the_kept_answer_void(oclc: StandIn) -> None:
    add(oclc)
    worldcat.search(READING)
    BibRecord.objects.all().delete()
    climbed = worldcat.search(READING)
    assert climbed.calls == 2
    assert numbers(climbed.hits) == [NUMBER]


def test_answers_of_one_interface_are_none_of_the_other(oclc: StandIn, settings: object) -> None:
    add(oclc)
    worldcat.search(READING)
    point_at(oclc, settings, OCLC_API="search")
    assert worldcat.search(READING).calls == 1


def test_the_same_question_in_many_threads_at_once_does_no_harm(oclc: StandIn) -> None:
    for number in range(101, 121):
        add(oclc, str(number))
    found = in_threads(*[lambda: numbers(worldcat.search(READING).hits)] * 8)
    assert all(one == found[0] and len(one) == 10 for one in found)
    assert Source.objects.filter(name="worldcat").count() == 1
    assert BibRecord.objects.count() == 20
    whole = {call.path.rpartition("/")[2] for call in oclc.calls("/manage/bibs/")}
    complete = BibRecord.objects.filter(complete=True).values_list("number", flat=True)
    assert set(complete) == whole  # none was made brief again
    assert RecordKey.objects.filter(kind="gtin").count() == len(whole)
    assert SearchAnswer.objects.count() == 1


def test_records_keep_only_the_keys_by_which_they_are_ours(oclc: StandIn) -> None:
    add(oclc)
    worldcat.search(READING)
    assert set(RecordKey.objects.values_list("kind", flat=True)) == {"gtin", "pubno"}


@pytest.mark.parametrize(
    ("by", "typed"),
    [
        (By.UPC, "0 74646 49352 6"),
        (By.UPC, "074646493525"),  # the last digit misread
        (By.PUBLISHER_NUMBER, "ck-64935"),
        (By.WORDS, "blue kind davis"),
        (By.WORDS, "With “kind” of* (blue)? NOT"),
        (By.OCLC_NUMBER, "(OCoLC)ocm36393465"),
        (By.QUERY, 'ti:"kind of blue" AND au=davis, miles'),
    ],
)
def test_by_hand_finds_what_was_typed(oclc: StandIn, by: By, typed: str) -> None:
    add(oclc, title="Kind of blue with not")
    assert numbers(find(by, typed).hits) == [NUMBER]


@pytest.mark.parametrize(
    ("by", "typed", "words"),
    [
        (By.WORDS, "  ", "Type what to search for"),
        (By.WORDS, "???", "no word"),
        (By.UPC, "12345", "no UPC or EAN"),
        (By.PUBLISHER_NUMBER, "Columbia", "no digit"),
        (By.OCLC_NUMBER, "12a", "no OCLC number"),
        (By.OCLC_NUMBER, "1" * 13, "no OCLC number"),
        (By.OCLC_NUMBER, "99", "no record with the number 99"),
    ],
)
def test_by_hand_says_what_was_mistyped(oclc: StandIn, by: By, typed: str, words: str) -> None:
    with pytest.raises(Mistyped, match=words):
        find(by, typed)


@pytest.mark.parametrize(
    ("by", "typed"), [(By.WORDS, "word 漢字 " * 60), (By.PUBLISHER_NUMBER, "CD 100--CD 199")]
)
def test_by_hand_no_query_is_too_long(oclc: StandIn, by: By, typed: str) -> None:
    oclc.rules.most_terms = 30
    assert find(by, typed).total == 0


def test_by_hand_nothing_is_learnt_of_codes_and_lists(oclc: StandIn) -> None:
    add(oclc)
    find(By.UPC, UPC)
    assert (row().record.indexed_gtins, row().record.listed) == ((), None)
    fetch(NUMBER)
    assert row().complete
    assert len(queries(oclc)) == 1
