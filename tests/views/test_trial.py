"""The page “Trial mode”, and the pages of a disc whose suggestion is hidden."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse

from processing.models import AutoAccept, Decision, Disc, Upload
from processing.models.standing import restate
from tests.views import results

pytestmark = pytest.mark.django_db
Make = Callable[..., Upload]


@pytest.fixture(autouse=True)
def _new_installation(settings: Any) -> None:
    settings.TRIAL = ""


@pytest.fixture
def discs(make_upload: Make) -> list[Disc]:
    """Of High confidence, with one further possible record."""
    other = results.record("001", "Sketches of Spain")
    upload = make_upload(12)
    Upload.objects.filter(pk=upload.pk).update(started_at="2026-11-28T12:00Z")
    found = list(upload.discs.order_by("position"))
    for disc in found:
        results.finish(disc)
        disc.matches.all().delete()
        disc.verifications.all().delete()
        disc.candidates.all().delete()
        results.matched(disc, results.BibRecord.objects.get(number="123"), high=True)
        disc.candidates.create(revision=1, record=other, rank=2, score=20)
        restate(disc)
    return found


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def pages(disc: Disc) -> list[str]:
    return [
        reverse("disc", args=[disc.pk]),
        reverse("admin:processing_disc_change", args=[disc.pk]),
    ]


def hidden(discs: list[Disc]) -> Disc:
    return next(disc for disc in discs if disc.hidden)


def shown(discs: list[Disc]) -> Disc:
    return next(disc for disc in discs if not disc.hidden)


def test_the_page_of_a_hidden_one_says_nothing_of_the_suggestion(
    signed_in: Client, discs: list[Disc]
) -> None:
    for address in pages(hidden(discs)):
        found = text(signed_in, address)
        assert "● High confidence · trial: please check" in found
        assert 'id="hidden-suggestion"' in found
        assert found.index("Shelf list 001") < found.index("Shelf list 123")
        for word in ("suggested", "● chosen", "Number and UPC agree.", "confidence <strong"):
            assert word not in found
        assert 'value="approve"' not in found
        assert 'class="col chosen"' not in found
        assert "The record is of another year." not in found


def test_the_page_of_another_shows_it(signed_in: Client, discs: list[Disc]) -> None:
    front, admin = (text(signed_in, address) for address in pages(shown(discs)))
    for found in (front, admin):
        assert "1 ◐ suggested" in found
        assert "Number and UPC agree." in found
    assert 'value="approve"' in admin


def test_once_chosen_it_is_shown(signed_in: Client, discs: list[Disc]) -> None:
    disc = hidden(discs)
    pick = disc.candidates.get(record__number="123").pk
    address = reverse("admin:processing_disc_decide", args=[disc.pk])
    signed_in.post(address, {"pick": pick, "seen_revision": 1, "seen_decision": 0})
    assert Decision.objects.get().trial == "hidden"
    for address in pages(disc):
        found = text(signed_in, address)
        assert "Number and UPC agree." in found
        assert 'id="hidden-suggestion"' not in found


def test_the_queue_has_them_without_number_and_confidence(
    signed_in: Client, discs: list[Disc]
) -> None:
    address = reverse("admin:processing_disc_changelist")
    found = text(signed_in, f"{address}?group=review")
    assert found.count("trial: please check") == len(discs)
    assert found.count("Shelf list 123") + found.count(">123 <") == sum(
        not disc.hidden for disc in discs
    )
    assert found.count(">90–100<") == sum(not disc.hidden for disc in discs)
    upload = text(signed_in, reverse("upload", args=[discs[0].upload_id]))
    assert f"Review {len(discs)} →" in upload
    assert f"{len(discs)} on trial: please check" in upload


def test_a_manager_sees_the_result_and_switches(
    client: Client, manager: User, cataloger: User, discs: list[Disc]
) -> None:
    client.force_login(cataloger)
    disc = shown(discs)
    address = reverse("admin:processing_disc_decide", args=[disc.pk])
    client.post(address, {"kind": "approve", "seen_revision": 1, "seen_decision": 0})
    client.force_login(manager)
    found = text(client, reverse("trial"))
    assert "1 of 300 discs checked" in found
    assert "1 of 1 suggestion was right: 100.0 %" in found
    assert "20.7 and 100.0 %" in found
    assert "None checked yet" in found
    said = client.post(reverse("trial"), {"auto_accept": "on"}, follow=True).content.decode()
    assert f"{len(discs) - 1} discs that waited for a check are accepted." in said
    assert "Auto-accept is on" in said
    assert "Auto-accept switched on" in said
    client.post(reverse("trial"), {"auto_accept": "off"})
    assert list(AutoAccept.objects.values_list("on", "switched_by")) == [
        (False, manager.pk),
        (True, manager.pk),
    ]


def test_anything_else_than_on_or_off_is_refused(client: Client, manager: User) -> None:
    client.force_login(manager)
    answer = client.post(reverse("trial"), {"auto_accept": "maybe"}, follow=True)
    assert "Choose on or off." in answer.content.decode()
    assert not AutoAccept.objects.exists()


def test_others_may_neither_see_nor_switch(signed_in: Client) -> None:
    for answer in (
        signed_in.get(reverse("trial")),
        signed_in.post(reverse("trial"), {"auto_accept": "on"}),
    ):
        assert answer.status_code == 403
    assert not AutoAccept.objects.exists()
    assert reverse("trial") not in text(signed_in, reverse("uploads"))


def test_where_the_setting_counts_nothing_is_offered(
    client: Client, manager: User, settings: Any
) -> None:
    settings.TRIAL = "false"
    client.force_login(manager)
    found = text(client, reverse("trial"))
    assert "Set by TRIAL=false" in found
    assert 'id="trial-form"' not in found
    said = client.post(reverse("trial"), {"auto_accept": "off"}, follow=True).content.decode()
    assert "cannot be changed here" in said
    assert not AutoAccept.objects.exists()
