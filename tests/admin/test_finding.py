"""A cataloger's own search in WorldCat: found, added, compared; refused in words; for catalogers."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from processing import actions
from processing.models import BibRecord, Disc, Upload
from processing.presentation import searched
from tests.pipeline_help import work_all
from tests.standins.worldcat import StandIn
from tests.views import results
from tests.worldcat_help import KIND_OF_BLUE, SKETCHES, UPC


def address(disc: Disc, view: str = "change") -> str:
    return f"/admin/processing/disc/{disc.pk}/{view}/"


def page(client: Client, disc: Disc, view: str = "change", query: str = "") -> str:
    answer = client.get(address(disc, view) + query, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


def find(client: Client, disc: Disc, typed: str, by: str = "words") -> str:
    answer = client.post(address(disc, "find"), {"by": by, "typed": typed})
    assert answer.status_code == 200
    return str(answer.content.decode())


def add(client: Client, disc: Disc, number: str) -> str:
    answer = client.post(address(disc, "add"), {"number": number}, follow=True)
    assert answer.status_code == 200
    return str(answer.content.decode())


@pytest.mark.parametrize(
    ("by", "typed"),
    [
        ("words", "kind of blue davis"),
        ("upc", "0 74646 49352 6"),
        ("number", "CK 64935"),
        ("oclc", f"(OCoLC){KIND_OF_BLUE}"),
        ("query", 'ti:"kind of blue" AND au:davis'),
    ],
)
def test_a_record_is_found_by_all_that_a_cataloger_may_have(
    signed_in: Client, wanting: Disc, by: str, typed: str
):
    text = find(signed_in, wanting, typed, by)
    assert "1 record found" in text
    assert f'href="https://search.worldcat.org/title/{KIND_OF_BLUE}" rel="noreferrer"' in text
    for fact in ("Davis", "Columbia/Legacy, 1997", "■ held by this library", "of 100"):
        assert fact in text
    assert f'name="number" value="{KIND_OF_BLUE}"' in text


def test_a_hit_becomes_a_possible_record_that_is_compared(signed_in: Client, wanting: Disc):
    find(signed_in, wanting, UPC, "upc")
    text = add(signed_in, wanting, KIND_OF_BLUE)
    assert f"Added: Kind of blue ({KIND_OF_BLUE})." in text
    assert "The disc is being worked again." in text
    work_all()
    text = page(signed_in, wanting)
    assert "added by hand" in text
    assert f'href="https://search.worldcat.org/title/{KIND_OF_BLUE}"' in text
    assert "■ held by this library" in text
    wanting.refresh_from_db()
    assert wanting.match().record.number == KIND_OF_BLUE


def test_what_is_possible_already_is_named_and_not_added_twice(signed_in: Client, wanting: Disc):
    add(signed_in, wanting, KIND_OF_BLUE)
    work_all()
    text = find(signed_in, wanting, "miles davis")
    assert "2 records found" in text
    assert "possible record already" in text
    assert f'value="{KIND_OF_BLUE}"' not in text
    assert f'value="{SKETCHES}"' in text
    assert "one of the possible records already" in add(signed_in, wanting, KIND_OF_BLUE)
    assert wanting.candidates.filter(record__number=KIND_OF_BLUE, revision=2).count() == 1


def test_what_fits_best_comes_first_in_whatever_order_it_is_found(
    db: None, wanting: Disc, cataloger: User
):
    found = actions.find_records(disc=wanting, user=cataloger, by="words", typed="miles davis")
    turned = replace(found, hits=found.hits[::-1])
    for one in (found, turned):
        rows = searched.rows(wanting, one)
        assert [row.record.number for row in rows] == [KIND_OF_BLUE, SKETCHES]


def test_markup_in_a_title_is_only_text(signed_in: Client, wanting: Disc):
    text = find(signed_in, wanting, SKETCHES, "oclc") + add(signed_in, wanting, SKETCHES)
    work_all()
    text += page(signed_in, wanting)
    assert "<b>new" not in text
    assert text.count("Sketches of Spain &lt;b&gt;new") >= 3
    assert "<script" not in find(signed_in, wanting, "<script>").partition('id="find"')[2]


def test_what_the_disc_says_is_searched_with_one_press(signed_in: Client, wanting: Disc):
    text = page(signed_in, wanting, "find")
    assert 'name="typed" value="0 74646 49352 6"' in text
    assert 'name="by" value="number"' in text
    assert 'value="Kind of blue Miles Davis"' in text


@pytest.mark.parametrize(
    ("by", "typed", "words"),
    [
        ("words", "", "Type what to search for."),
        ("words", "?!", "has no word to search for"),
        ("upc", "12", "is no UPC or EAN"),
        ("number", "CK", "is no publisher number"),
        ("oclc", "kind", "is no OCLC number"),
        ("oclc", "99999", "WorldCat has no record with the number 99999"),
        ("query", "ti:(", "WorldCat does not take this search"),
        ("nothing", "kind", "Select a valid choice"),
        ("words", "zzzz", "Nothing found"),
    ],
)
def test_what_cannot_be_searched_is_said_and_stays_typed(
    signed_in: Client, wanting: Disc, by: str, typed: str, words: str
):
    text = find(signed_in, wanting, typed, by)
    assert words in text
    assert not typed or f'value="{typed}"' in text


def test_that_worldcat_is_down_is_said_on_the_page(
    signed_in: Client, wanting: Disc, worldcat: StandIn
):
    worldcat.fault("503", times=-1)
    assert "Nothing was searched. WorldCat has trouble" in find(signed_in, wanting, "kind of blue")
    assert "Nothing was added. WorldCat has trouble" in add(signed_in, wanting, KIND_OF_BLUE)
    assert wanting.candidates.count() == 1


def test_a_wrong_key_is_said_and_never_shown(
    signed_in: Client, wanting: Disc, worldcat: StandIn, settings: Any
):
    settings.OCLC_SECRET = "a secret that is wrong"
    text = find(signed_in, wanting, "kind of blue")
    assert "OCLC does not accept the key" in text
    assert "a secret that is wrong" not in text


def test_a_number_that_there_is_not_is_not_added(signed_in: Client, wanting: Disc):
    assert "WorldCat has no record with the number 99999" in add(signed_in, wanting, "99999")
    assert "is no OCLC number" in add(signed_in, wanting, "<b>")


def test_a_disc_that_was_not_searched_yet_is_waited_for(
    signed_in: Client, wanting: Disc, make_upload: Callable[..., Upload]
):
    new = make_upload(1).discs.get()
    assert "has not been searched yet" in add(signed_in, new, KIND_OF_BLUE)
    assert "1 record found" in find(signed_in, new, KIND_OF_BLUE, "oclc")


def test_the_queue_is_kept_on_the_way_there_and_back(signed_in: Client, wanting: Disc):
    query = "?_changelist_filters=group%3Dreview"
    assert f"/find/{query}" in page(signed_in, wanting, query=query)
    assert f"/change/{query}" in page(signed_in, wanting, "find", query)
    answer = signed_in.post(address(wanting, "add") + query, {"number": KIND_OF_BLUE})
    assert answer.headers["Location"] == address(wanting) + query


@pytest.mark.parametrize("view", ["find", "add", "search-again"])
@pytest.mark.parametrize(("group", "status"), [("Viewers", 403), ("Imaging", 302)])
def test_the_search_is_for_catalogers(
    client: Client,
    person: Callable[[str], User],
    wanting: Disc,
    worldcat: StandIn,
    view: str,
    group: str,
    status: int,
):
    client.force_login(person(group))
    told: dict[str, Any] = {"by": "words", "typed": "kind", "number": KIND_OF_BLUE}
    answer = client.post(address(wanting, view), told)
    assert answer.status_code == status  # the admin is closed to Imaging
    assert client.get(address(wanting, "find")).status_code == status
    assert not worldcat.calls()
    assert not wanting.candidates.filter(by_hand=True).exists()


def test_viewers_see_what_was_found_and_no_button(
    client: Client, person: Callable[[str], User], wanting: Disc
):
    client.force_login(person("Viewers"))
    assert "find-records" not in page(client, wanting)


NOWHERE = [
    ({"OCLC_CLIENT_ID": "", "OCLC_SECRET": ""}, False, "there is no key for it"),
    ({"CATALOG": "local"}, False, "CATALOG does not name it"),
    ({}, True, "The sample is searched only in the records that came with it"),
]


@pytest.mark.parametrize(("changed", "sample", "words"), NOWHERE)
def test_where_worldcat_is_not_searched_there_is_no_button_and_actions_refuse(
    signed_in: Client,
    wanting: Disc,
    worldcat: StandIn,
    settings: Any,
    changed: dict[str, str],
    sample: Any,
    words: str,
):
    for name, value in changed.items():
        setattr(settings, name, value)
    Upload.objects.update(is_sample=sample)
    text = page(signed_in, wanting)
    assert "find-records" not in text
    assert "search-again" not in text
    assert words in page(signed_in, wanting, "find")
    for view in ("add", "search-again"):
        told = {"number": KIND_OF_BLUE}
        answer = signed_in.post(address(wanting, view), told, follow=True)
        assert words in answer.content.decode()
    assert not worldcat.calls()


def test_search_again_asks_worldcat_anew(signed_in: Client, wanting: Disc, worldcat: StandIn):
    wanting.searches.create(revision=1, data={})
    for _ in range(2):
        assert 'id="search-again"' in page(signed_in, wanting)
        before = len(worldcat.calls())
        answer = signed_in.post(address(wanting, "search-again"), follow=True)
        assert "is searched again" in answer.content.decode()
        work_all()
        assert len(worldcat.calls()) > before
    text = page(signed_in, wanting)
    assert "UPC/EAN 0 74646 49352 6" in text
    assert BibRecord.objects.filter(number=KIND_OF_BLUE, candidacies__disc=wanting).exists()


def test_an_upload_that_was_started_without_worldcat_is_not_asked_anew(
    signed_in: Client, wanting: Disc
):
    wanting.searches.create(revision=1, data={})
    Upload.objects.update(snapshot={"reader": "local", "catalog": "local"})
    text = page(signed_in, wanting)
    assert 'id="find-records"' in text
    assert 'id="search-again"' not in text
    answer = signed_in.post(address(wanting, "search-again"), follow=True)
    assert "was started without WorldCat" in answer.content.decode()


def test_the_disc_page_takes_the_same_queries_with_worldcat(
    signed_in: Client, wanting: Disc, django_assert_max_num_queries: Any
):
    page(signed_in, wanting)
    with django_assert_max_num_queries(32) as few:
        page(signed_in, wanting)
    most = len(few.captured_queries)
    assert most > 10
    for number in (KIND_OF_BLUE, SKETCHES):
        add(signed_in, wanting, number)
        work_all()
    for number in range(2, 8):
        found = results.record(str(number), f"Another {number}")
        wanting.candidates.create(revision=3, record=found, rank=number + 3, score=1)
    with django_assert_max_num_queries(most):
        page(signed_in, wanting)
