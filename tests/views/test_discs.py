"""The page of one disc."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client

from processing import actions
from processing.catalog.codec import to_json
from processing.models import Disc, State, Upload
from tests.conftest import make_photo
from tests.views import results


@pytest.fixture
def disc(make_upload: Callable[..., Upload], db: None) -> Disc:
    disc: Disc = make_upload(1).discs.get()
    return disc


def page(client: Client, disc: Disc, query: str = "") -> str:
    answer = client.get(f"/discs/{disc.pk}/{query}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_a_disc_that_was_not_started_says_so(signed_in: Client, disc: Disc):
    text = page(signed_in, disc)
    assert "The photos have not been read yet." in text
    assert "The disc has not been started." in text


def test_what_was_read_stands_with_where_it_came_from_and_how_sure_it_is(
    signed_in: Client, disc: Disc
):
    results.finish(disc)
    text = page(signed_in, disc)
    assert "0 74646 49352 6" in text
    assert "partly legible" in text
    assert f'data-pick="pick-{disc.photos.get().pk}"' in text
    assert "Name: part of it is under a sticker." in text


def test_possible_records_carry_a_word_for_each_field(signed_in: Client, disc: Disc):
    results.finish(disc)
    text = page(signed_in, disc)
    for words in ("● agrees", "◐ partly", "○ not given", "▲ differs", "held by 412 libraries"):
        assert words in text
    assert "The years differ." in text


def test_the_match_is_explained_and_says_why_to_look(signed_in: Client, disc: Disc):
    results.finish(disc)
    text = page(signed_in, disc)
    assert "◐ Needs review" in text
    assert "Number and UPC agree." in text
    assert "2 of 12 tracks differ." in text


def test_confidence_is_shown_in_tens_with_what_it_was_measured_on(signed_in: Client, disc: Disc):
    results.finish(disc)  # 61
    text = page(signed_in, disc)
    assert '<strong class="num">60–69</strong> of 100' in text
    assert "measured on a test set, not on your discs" in text


def test_without_a_record_there_is_no_chance_to_speak_of(signed_in: Client, disc: Disc):
    results.finish(disc)
    disc.matches.update(record=None)
    assert "Of a hundred such matches" not in page(signed_in, disc)


def test_confidence_on_own_decisions_is_a_number(signed_in: Client, disc: Disc):
    own = {"version": "own", "bias": 0.0, "weights": {}, "own": True}
    Upload.objects.update(snapshot={"calibration": own})
    results.finish(disc)
    text = page(signed_in, disc)
    assert '<strong class="num">61</strong> of 100' in text
    assert "not on your discs" not in text


def test_a_record_below_the_library_s_minimum_needs_an_upgrade(signed_in: Client, disc: Disc):
    results.finish(disc, high=True)
    check = disc.verifications.get()
    check.data["below_minimum"] = ["encoding level 3, abbreviated"]
    check.save()
    assert "Right record, needs upgrade: encoding level 3, abbreviated." in page(signed_in, disc)


def test_a_record_is_suggested_until_somebody_has_decided(
    signed_in: Client, disc: Disc, cataloger: User
):
    results.finish(disc)
    text = page(signed_in, disc)
    assert "1 ◐ suggested" in text
    assert "suggested: <span" in text
    actions.decide(disc=disc, kind="approve", by=cataloger)
    text = page(signed_in, disc)
    assert "1 ● decided" in text
    assert "suggested" not in text


def test_who_judged_is_named_without_the_version_of_its_instructions(signed_in: Client, disc: Disc):
    results.finish(disc)
    match = disc.matches.get()
    match.made_by = "gpt-5.6-luna, judge-1"
    match.choice_data = to_json(replace(match.choice, said="The label is another one."))
    match.save()
    text = page(signed_in, disc)
    assert "gpt-5.6-luna:</span> The label is another one." in text
    assert "judge-1" not in text
    match.choice_data = to_json(replace(match.choice, said="2 of 12 tracks differ."))
    match.save()
    assert "gpt-5.6-luna:" not in page(signed_in, disc), "it stands among the reasons"


def test_tracks_stand_side_by_side(signed_in: Client, disc: Disc):
    results.finish(disc)
    text = page(signed_in, disc)
    assert "1 of 2 tracks agree; the record has 2." in text
    assert "not on the record" in text
    assert "not on the item" in text
    assert "9:05" in text


def test_text_from_a_disc_is_never_taken_for_markup(signed_in: Client, disc: Disc):
    results.finish(disc, title="<script>alert(1)</script>")
    for text in (page(signed_in, disc), signed_in.get(f"/uploads/{disc.upload_id}/").content):
        assert "<script>alert" not in str(text)


def test_the_photo_that_was_asked_for_is_shown_large(signed_in: Client, disc: Disc):
    other = make_photo(disc, name="back.jpg")
    text = page(signed_in, disc, f"?photo={other.pk}")
    assert f'id="large" class="large" src="/photos/{other.pk}/working/"' in text


def test_a_failed_stage_offers_a_retry(signed_in: Client, disc: Disc):
    results.runs(disc, extract=State.FAILED)
    text = page(signed_in, disc)
    assert "The photo is blurred." in text
    assert f"/discs/{disc.pk}/retry/" in text


def test_while_a_disc_is_worked_its_stages_ask_for_themselves(signed_in: Client, disc: Disc):
    results.runs(disc, search=State.PENDING, analyze=State.IDLE, verify=State.IDLE)
    address = f"/discs/{disc.pk}/ledger/"
    assert "data-poll" in signed_in.get(address).content.decode()
    disc.runs.update(state=State.DONE)
    text = signed_in.get(address).content.decode()
    assert "data-poll" not in text
    assert "Show the results" in text


def test_history_names_who_decided_and_corrected(signed_in: Client, disc: Disc, cataloger: User):
    results.finish(disc)
    actions.decide(disc=disc, kind="approve", by=cataloger, note="checked the shelf")
    actions.correct(disc=disc, values={"title": "Kind of blue"}, by=cataloger)
    text = page(signed_in, disc)
    assert "checked the shelf" in text
    assert "corrected by catalogers" in text
    assert "The disc is being worked again." in text


def test_a_disc_that_is_gone_is_not_found(signed_in: Client, disc: Disc):
    for address in (f"/discs/{disc.pk + 99}/", f"/discs/{disc.pk + 99}/ledger/"):
        assert signed_in.get(address).status_code == 404


def test_more_records_do_not_take_more_queries(
    signed_in: Client, disc: Disc, django_assert_max_num_queries: Any
):
    results.finish(disc)
    for number in range(2, 10):
        found = results.record(str(number), f"Another {number}")
        disc.candidates.create(revision=1, record=found, rank=number, score=1)
    with django_assert_max_num_queries(18):
        text = page(signed_in, disc)
    assert "3 more records" in text
