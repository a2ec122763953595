"""Single pages of the admin: what they show, and that nothing of the pipeline is written there."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from processing import actions
from processing.models import BibRecord, Decision, Disc, Source, StageRun, State, Upload
from tests.views import results


@pytest.fixture
def disc(make_upload: Callable[..., Upload], db: None) -> Disc:
    disc: Disc = make_upload(1).discs.get()
    results.finish(disc)
    return disc


def page(client: Client, row: Any) -> str:
    name = f"admin:processing_{row._meta.model_name}_change"
    answer = client.get(reverse(name, args=[row.pk]))
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_the_disc_page_shows_photos_readings_records_and_stages(signed_in: Client, disc: Disc):
    text = page(signed_in, disc)
    for words in ("Read from the item", "Possible records", "▲ differs", "Stages", "Approve"):
        assert words in text
    assert f"/photos/{disc.photos.get().pk}/working/" in text


@pytest.mark.parametrize(("confidence", "main"), [(61, True), (30, False)])
def test_approve_is_the_main_button_of_a_likely_match_only(
    signed_in: Client, disc: Disc, *, confidence: int, main: bool
):
    check = disc.verifications.get()
    check.data = {**check.data, "confidence": confidence}
    check.save()
    shown = 'class="button main" name="kind" value="approve"' in page(signed_in, disc)
    assert shown is main


def test_no_page_writes_what_the_pipeline_made(signed_in: Client, disc: Disc, cataloger: User):
    decision = actions.decide(disc=disc, kind="approve", by=cataloger)
    actions.correct(disc=disc, values={"title": "Kind of blue"}, by=cataloger)
    report = actions.ask_report(uploads=[disc.upload], by=cataloger)
    shown = [
        disc.upload,
        disc.photos.get(),
        BibRecord.objects.get(),
        Source.objects.get(),
        StageRun.objects.first(),
        decision,
        disc.corrections.get(),
        report,
    ]
    for row in shown:
        text = page(signed_in, row)
        assert 'name="_save"' not in text
        address = reverse(f"admin:processing_{row._meta.model_name}_change", args=[row.pk])
        assert signed_in.post(address, {}).status_code == 403


def test_nothing_of_the_pipeline_can_be_added_or_deleted(client: Client, db: None, disc: Disc):
    client.force_login(User.objects.create_superuser("root"))
    assert client.get("/admin/processing/disc/add/").status_code == 403
    assert client.post(f"/admin/processing/disc/{disc.pk}/delete/").status_code == 403


def test_approving_is_recorded_and_can_be_undone(signed_in: Client, disc: Disc):
    base = f"/admin/processing/disc/{disc.pk}"
    text = signed_in.post(f"{base}/decide/", {"kind": "approve"}, follow=True).content.decode()
    assert "Approved" in text
    disc.refresh_from_db()
    assert (disc.needs_review, disc.accepted_number) == (False, "123")
    seen = {"decision": Decision.objects.get().pk}
    text = signed_in.post(f"{base}/undo/", seen, follow=True).content.decode()
    assert "“Approved” is undone." in text
    disc.refresh_from_db()
    assert disc.needs_review is True
    again = signed_in.post(f"{base}/undo/", {}, follow=True).content.decode()
    assert "There is no decision on" in again


def test_another_record_is_chosen_by_number(signed_in: Client, disc: Disc):
    base = f"/admin/processing/disc/{disc.pk}"
    form = {"kind": "different", "number": "not a number", "note": "seen on the spine"}
    text = signed_in.post(f"{base}/decide/", form, follow=True).content.decode()
    assert "is no OCLC number" in text
    assert 'value="not a number"' in text  # nothing that was typed is lost
    assert 'value="seen on the spine"' in text
    signed_in.post(f"{base}/decide/", {"kind": "different", "number": "4321"})
    decision = Decision.objects.get()
    assert (decision.source, decision.number) == ("worldcat", "4321")


def test_a_correction_sends_the_disc_back_to_tidy(signed_in: Client, disc: Disc):
    form = {"field": "upc", "value": "074646493526; 5099749352629", "note": "under the sticker"}
    signed_in.post(f"/admin/processing/disc/{disc.pk}/correct/", form)
    correction = disc.corrections.get()
    assert correction.value == ["074646493526", "5099749352629"]
    assert disc.runs.get(stage="clean").state == State.PENDING


def test_what_an_upload_was_processed_with_is_said_in_words(signed_in: Client, disc: Disc):
    assert "Not started yet." in page(signed_in, disc.upload)
    disc.upload.snapshot = {"reader": "local", "catalog": "worldcat,local", "version": "9"}
    disc.upload.save()
    text = page(signed_in, disc.upload)
    assert "Photos read on this machine (printed text and barcodes)" in text
    assert "searched in WorldCat and the imported catalogues" in text


def test_the_sample_and_own_catalogues_are_named_as_what_they_are(signed_in: Client, disc: Disc):
    disc.upload.snapshot = {"reader": "local", "catalog": "worldcat,own", "version": "9"}
    disc.upload.save()
    text = page(signed_in, disc.upload)
    assert "searched in WorldCat and the library&#x27;s own imported catalogues" in text
    disc.upload.is_sample = True
    disc.upload.save()
    assert "searched in the records that came with it" in page(signed_in, disc.upload)


@pytest.mark.parametrize("view", ["decide", "undo", "correct"])
def test_deciding_is_not_for_viewers(
    client: Client, person: Callable[[str], User], disc: Disc, view: str
):
    client.force_login(person("Viewers"))
    answer = client.post(f"/admin/processing/disc/{disc.pk}/{view}/", {"kind": "approve"})
    assert answer.status_code == 403
    assert "may not decide or correct" in answer.content.decode()
    assert not Decision.objects.exists()
    assert "Approve" not in page(client, disc)


def test_a_record_shows_its_fields_and_its_marc(signed_in: Client, disc: Disc):
    text = page(signed_in, BibRecord.objects.get())
    assert "0 74646 49352 6" in text
    assert "&lt;r/&gt;" in text


@pytest.mark.parametrize(
    ("told", "own", "words"),
    [
        ({}, False, ("complete", "not known")),
        ({"complete": False, "held": True}, False, ("brief: WorldCat has more of it", "■ held")),
        ({"held": False}, False, ("complete", "not held")),
        ({}, True, ("complete", "■ held")),
    ],
)
def test_a_record_says_when_it_came_how_much_of_it_and_whether_we_hold_it(
    signed_in: Client, disc: Disc, told: dict[str, bool], own: Any, words: tuple[str, str]
):
    BibRecord.objects.update(**told)
    Source.objects.update(own=own)
    row = BibRecord.objects.get()
    listed = signed_in.get("/admin/processing/bibrecord/").content.decode()
    for text in (page(signed_in, row), listed.partition("result_list")[2]):
        assert row.fetched_at.strftime("%H:%M") in text
        for word in words:
            assert word in text
    query = "?complete__exact=0&held__exact=1"
    found = signed_in.get(f"/admin/processing/bibrecord/{query}").context["cl"].result_list
    assert list(found) == ([row] if told.get("held") else [])


def test_the_admin_is_not_open_to_imaging(client: Client, person: Callable[[str], User]):
    client.force_login(person("Imaging"))
    answer = client.get("/admin/", follow=True)
    assert "whose groups do not open the admin" in answer.content.decode()
