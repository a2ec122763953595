"""Decisions on the page of a disc: one bar, one note, the queue kept, nobody overruled unseen."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from processing import actions
from processing.models import BibRecord, Decision, Disc, Source, Upload
from tests.standins.worldcat import StandIn
from tests.views import results
from tests.worldcat_help import KIND_OF_BLUE

FILTERS = "group%3Dreview"


@pytest.fixture
def discs(make_upload: Callable[..., Upload], db: None) -> list[Disc]:
    """Three discs that need review, in one box."""
    found = list(make_upload(3, name="Box 12").discs.all())
    for disc in found:
        results.finish(disc)
    return found


def page(client: Client, disc: Disc, query: str = "") -> str:
    answer = client.get(f"/admin/processing/disc/{disc.pk}/change/{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def seen(disc: Disc, decision: int = 0) -> dict[str, object]:
    return {"seen_revision": disc.revision, "seen_decision": decision}


def decide(client: Client, disc: Disc, query: str = "", **told: object) -> str:
    address = f"/admin/processing/disc/{disc.pk}/decide/{query}"
    answer = client.post(address, {**seen(disc), **told}, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_page_has_what_catalogers_compare(signed_in: Client, discs: list[Disc]):
    text = page(signed_in, discs[0])
    for words in ("028", "024", "1XX", "245 $a", "264 $b", "264 $c", "300", "505", "007, 33X"):
        assert words in text
    assert "held by 412 libraries" in text
    assert "Read on this machine (printed text and barcodes)." in text


def test_a_decision_says_what_was_decided_with_undo_and_the_next_beside_it(
    signed_in: Client, discs: list[Disc]
):
    text = decide(signed_in, discs[0], kind="approve", note="seen on the shelf")
    decision = Decision.objects.get()
    assert (decision.kind, decision.note) == ("approve", "seen on the shelf")
    assert "<strong>Approved</strong>" in text
    assert f"/admin/processing/disc/{discs[0].pk}/undo/" in text
    assert "Next that needs review" in text
    assert f"/admin/processing/disc/{discs[1].pk}/change/" in text


def test_the_queue_keeps_the_filters_it_was_opened_with(signed_in: Client, discs: list[Disc]):
    query = f"?_changelist_filters={FILTERS}"
    text = page(signed_in, discs[1], query)
    assert "2 of 3" in text
    assert f"/admin/processing/disc/{discs[0].pk}/change/{query}" in text
    assert f"/admin/processing/disc/{discs[2].pk}/change/{query}" in text
    after = decide(signed_in, discs[1], query, kind="later")
    assert f'id="next-review" href="/admin/processing/disc/{discs[2].pk}/change/{query}"' in after


def test_a_disc_that_left_the_queue_is_followed_by_the_one_that_followed_it(
    signed_in: Client, discs: list[Disc]
):
    query = f"?_changelist_filters={FILTERS}"
    text = decide(signed_in, discs[1], query, kind="approve")
    assert "2 left" in text
    assert f'id="next-review" href="/admin/processing/disc/{discs[2].pk}/change/{query}"' in text


def test_when_the_last_is_decided_the_page_says_so(signed_in: Client, discs: list[Disc]):
    for disc in discs:
        text = decide(signed_in, disc, kind="original")
    assert "Nothing else needs review in this list." in text


def test_without_filters_the_queue_is_what_needs_review_in_the_upload(
    signed_in: Client, discs: list[Disc], make_upload: Callable[..., Upload]
):
    results.finish(make_upload(1, name="Box 13").discs.get())
    text = page(signed_in, discs[0])
    assert "◐ Needs review · Box 12" in text
    assert "1 of 3" in text


@pytest.mark.parametrize("filters", ["group%3Dnonsense", "upload__id__exact%3Dx", "nothing%3D1"])
def test_filters_that_nobody_knows_do_no_harm(signed_in: Client, discs: list[Disc], filters: str):
    assert "of 3" in page(signed_in, discs[0], f"?_changelist_filters={filters}&next=x")


def test_a_second_click_or_a_second_person_is_asked_again(
    signed_in: Client, discs: list[Disc], manager: User
):
    actions.decide(disc=discs[0], kind="original", by=manager)
    text = decide(signed_in, discs[0], kind="approve")
    assert "managers has decided on" in text
    assert "Needs original cataloging" in text
    assert Decision.objects.count() == 1
    now = Decision.objects.get().pk
    decide(signed_in, discs[0], kind="approve", seen_decision=now)
    assert Decision.objects.count() == 2


def test_a_decision_on_what_has_changed_meanwhile_is_refused(signed_in: Client, discs: list[Disc]):
    text = decide(signed_in, discs[0], kind="approve", seen_revision=9)
    assert "was worked again since you opened the page" in text
    assert not Decision.objects.exists()


def test_a_decision_that_was_undone_meanwhile_is_not_built_upon(
    signed_in: Client, discs: list[Disc], manager: User
):
    made = actions.decide(disc=discs[0], kind="original", by=manager)
    actions.undo(decision=made, by=manager)
    text = decide(signed_in, discs[0], kind="approve", seen_decision=made.pk)
    assert "has been undone" in text


def test_one_of_the_possible_records_is_picked(signed_in: Client, discs: list[Disc]):
    other = results.record("777", "Sketches of Spain")
    row = discs[0].candidates.create(revision=1, record=other, rank=2, score=10)
    text = decide(signed_in, discs[0], pick=row.pk)
    decision = Decision.objects.get()
    assert (decision.kind, decision.number) == ("different", "777")
    assert "Sketches of Spain" in text
    assert "2 ● decided" in text


def test_a_record_that_is_no_longer_possible_cannot_be_picked(signed_in: Client, discs: list[Disc]):
    assert "possible records have changed" in decide(signed_in, discs[0], pick=99999)
    assert not Decision.objects.exists()


def test_a_number_that_is_not_known_is_kept_and_what_that_means_is_said(
    signed_in: Client, discs: list[Disc]
):
    text = decide(signed_in, discs[0], kind="different", number="4321")
    assert "4321 is not among the records that the program knows" in text
    assert (Decision.objects.get().source, Decision.objects.get().number) == ("worldcat", "4321")


def different(client: Client, disc: Disc, number: str) -> tuple[str, list[tuple[str, str]]]:
    """What the page says to a typed number, and the records that were decided on."""
    text = decide(client, disc, kind="different", number=number, note="on the spine")
    return text, list(Decision.objects.values_list("source", "number"))


@pytest.mark.parametrize(
    "number", [KIND_OF_BLUE, f"(OCoLC)0{KIND_OF_BLUE}", f" ocm{KIND_OF_BLUE} "]
)
def test_an_oclc_number_that_is_not_known_is_looked_up_in_worldcat(
    signed_in: Client, wanting: Disc, number: str
):
    text, decided = different(signed_in, wanting, number)
    assert decided == [("worldcat", KIND_OF_BLUE)]
    assert "not among the records that the program knows" not in text
    assert text.count("Kind of blue") > 2
    assert BibRecord.objects.get(number=KIND_OF_BLUE).complete


def test_a_number_that_was_merged_means_the_record_that_it_is_now(
    signed_in: Client, wanting: Disc, worldcat: StandIn
):
    worldcat.merge("4321", KIND_OF_BLUE)
    assert different(signed_in, wanting, "4321")[1] == [("worldcat", KIND_OF_BLUE)]


def test_a_number_that_worldcat_does_not_have_is_refused_and_stays_typed(
    signed_in: Client, wanting: Disc
):
    text, decided = different(signed_in, wanting, "4321")
    assert "Nothing was decided. WorldCat has no record with the number 4321." in text
    assert 'value="4321"' in text
    assert 'value="on the spine"' in text
    assert decided == []
    assert "is no OCLC number" in different(signed_in, wanting, "CK 64935")[0]


def test_while_worldcat_is_down_a_number_is_taken_as_typed_and_that_is_said(
    signed_in: Client, wanting: Disc, worldcat: StandIn
):
    worldcat.fault("403", times=-1)
    text, decided = different(signed_in, wanting, f"ocm{KIND_OF_BLUE}")
    assert decided == [("worldcat", KIND_OF_BLUE)]
    assert "could not be looked up in WorldCat. OCLC does not allow this key" in text
    assert "not among the records that the program knows" in text


@pytest.mark.parametrize(
    ("catalog", "number", "decided"),
    [
        ("worldcat", "123", ("Shelf list", "123")),  # known
        ("local", "4321", ("worldcat", "4321")),  # WorldCat is not to be asked
    ],
)
def test_worldcat_is_only_asked_for_what_is_not_known(
    signed_in: Client,
    wanting: Disc,
    worldcat: StandIn,
    settings: Any,
    catalog: str,
    number: str,
    decided: tuple[str, str],
):
    settings.CATALOG = catalog
    assert different(signed_in, wanting, number)[1] == [decided]
    assert not worldcat.calls("")


def test_our_own_record_of_an_oclc_number_is_meant_where_worldcat_has_it_too(
    signed_in: Client, wanting: Disc, worldcat: StandIn
):
    worldcat.merge("4321", KIND_OF_BLUE)
    BibRecord.objects.update(oclc_number=KIND_OF_BLUE, title="Kind of blue (our copy)")
    assert different(signed_in, wanting, "4321")[1] == [("Shelf list", "123")]


@pytest.mark.parametrize("number", ["123", "Shelf list 123"])
def test_a_typed_number_of_a_catalogue_means_its_record(
    signed_in: Client, discs: list[Disc], number: str
):
    decide(signed_in, discs[0], kind="different", number=number)
    assert (Decision.objects.get().source, Decision.objects.get().number) == ("Shelf list", "123")


def test_a_number_that_several_records_have_is_asked_about(signed_in: Client, discs: list[Disc]):
    second = results.record("124", "Sketches of Spain")
    second.source = Source.objects.create(name="Second list")
    second.number = "123"
    second.save()
    text = decide(signed_in, discs[0], kind="different", number="123")
    assert "2 records have the number 123" in text
    assert "Second list 123" in text
    assert not Decision.objects.exists()


def test_nothing_chosen_is_said(signed_in: Client, discs: list[Disc]):
    assert "Choose one of the decisions." in decide(signed_in, discs[0])
    assert "Give the number" in decide(signed_in, discs[0], kind="different")


def test_undo_keeps_its_note(signed_in: Client, discs: list[Disc], cataloger: User):
    made = actions.decide(disc=discs[0], kind="approve", by=cataloger)
    form = {"decision": made.pk, "note": "the wrong box"}
    answer = signed_in.post(f"/admin/processing/disc/{discs[0].pk}/undo/", form, follow=True)
    assert "“Approved” is undone." in answer.content.decode()
    assert "the wrong box" in answer.content.decode()
    assert "1 of 3" in answer.content.decode()


@pytest.mark.parametrize("view", ["decide", "undo", "correct"])
@pytest.mark.parametrize("group", ["Viewers", "Imaging"])
def test_deciding_is_for_catalogers(
    client: Client, person: Callable[[str], User], discs: list[Disc], group: str, view: str
):
    client.force_login(person(group))
    address = f"/admin/processing/disc/{discs[0].pk}/{view}/"
    answer = client.post(address, {"kind": "approve", "field": "title", "value": "x"})
    assert answer.status_code == (302 if group == "Imaging" else 403)  # the admin is closed to them
    assert not Decision.objects.exists()
    assert not discs[0].corrections.exists()


def test_viewers_see_the_page_without_any_control(
    client: Client, person: Callable[[str], User], discs: list[Disc]
):
    client.force_login(person("Viewers"))
    text = page(client, discs[0])
    assert "Possible records" in text
    for control in ("Approve", "Choose", "Correct", "Take the correction back", "Undo"):
        assert control not in text


@pytest.mark.parametrize("key", ["0", "99999", "x", "9" * 30])
def test_a_disc_that_there_is_not_is_not_found(signed_in: Client, key: str, db: None):
    assert signed_in.get(f"/admin/processing/disc/{key}/change/").status_code == 404


def test_the_page_takes_the_same_queries_whatever_stands_on_it(
    signed_in: Client, discs: list[Disc], cataloger: User, django_assert_max_num_queries: Any
):
    actions.decide(disc=discs[0], kind="approve", by=cataloger)
    page(signed_in, discs[0])
    with django_assert_max_num_queries(32) as few:
        page(signed_in, discs[0])
    for number in range(2, 10):
        found = results.record(str(number), f"Another {number}")
        discs[0].candidates.create(revision=1, record=found, rank=number, score=1)
        actions.decide(disc=discs[0], kind="different", number="123", by=cataloger)
    with django_assert_max_num_queries(len(few.captured_queries)):
        page(signed_in, discs[0])
