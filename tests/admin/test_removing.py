"""Managers take away reports and imported catalogues; decisions stay."""

from collections.abc import Callable
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from processing import actions
from processing.models import BibRecord, Decision, Disc, Report, Source, Upload
from tests.views import results


@pytest.fixture
def disc(make_upload: Callable[..., Upload], db: None) -> Disc:
    disc: Disc = make_upload(1).discs.get()
    results.finish(disc)
    results.record("999", "Nobody refers to this")
    return disc


@pytest.fixture
def as_manager(client: Client, manager: User) -> Client:
    client.force_login(manager)
    return client


def source() -> Source:
    return Source.objects.get(name="Shelf list")


def test_before_a_catalogue_goes_the_page_says_what_goes(
    as_manager: Client, disc: Disc, manager: User
):
    actions.decide(disc=disc, kind="approve", by=manager)
    address = f"/admin/processing/source/{source().pk}/"
    assert "Remove this catalogue" in as_manager.get(f"{address}change/").content.decode()
    text = as_manager.get(f"{address}remove/").content.decode()
    for words in ("2 records", "1 record of them is among", "1 disc has one", "1 decision"):
        assert words in text
    assert BibRecord.objects.count() == 2


def test_what_discs_refer_to_stays_and_is_found_no_more(
    as_manager: Client, disc: Disc, manager: User
):
    Source.objects.update(own=True)
    actions.decide(disc=disc, kind="approve", by=manager)
    address = f"/admin/processing/source/{source().pk}/remove/"
    text = as_manager.post(address, follow=True).content.decode()
    assert "1 record deleted. 1 record that discs refer to stay" in text
    assert [row.number for row in BibRecord.objects.all()] == ["123"]
    assert not BibRecord.objects.get().keys.exists()
    assert source().own is False
    assert Decision.objects.get().number == "123"


def test_a_catalogue_that_nobody_refers_to_goes_as_a_whole(as_manager: Client, disc: Disc):
    disc.candidates.all().delete()
    disc.matches.all().delete()
    as_manager.post(f"/admin/processing/source/{source().pk}/remove/")
    assert not Source.objects.exists()


def test_worldcat_is_no_file_that_could_be_removed(as_manager: Client, disc: Disc):
    Source.objects.update(name="worldcat")
    pk = Source.objects.get().pk
    text = as_manager.post(f"/admin/processing/source/{pk}/remove/", follow=True).content.decode()
    assert "WorldCat is no file that was imported" in text
    assert BibRecord.objects.count() == 2


def test_the_catalogue_of_the_sample_goes_with_the_sample(as_manager: Client, disc: Disc):
    Source.objects.update(upload=disc.upload)
    address = f"/admin/processing/source/{source().pk}/remove/"
    assert "belongs to the sample" in as_manager.get(address).content.decode()
    assert "belongs to the sample" in as_manager.post(address, follow=True).content.decode()
    assert BibRecord.objects.count() == 2


@pytest.mark.parametrize("group", ["Catalogers", "Viewers"])
def test_only_managers_remove_a_catalogue(
    client: Client, person: Callable[[str], User], disc: Disc, group: str
):
    client.force_login(person(group))
    address = f"/admin/processing/source/{source().pk}/remove/"
    for answer in (client.get(address), client.post(address)):
        assert answer.status_code == 403
        assert "may not remove a catalogue" in answer.content.decode()
    assert BibRecord.objects.count() == 2


@pytest.fixture
def report(disc: Disc, manager: User) -> Report:
    found = actions.ask_report(uploads=[disc.upload], by=manager)
    found.file.save("1.xlsx", ContentFile(b"workbook"))
    return found


def test_a_manager_deletes_a_report_with_its_file(
    as_manager: Client, report: Report, django_capture_on_commit_callbacks: Any
):
    name = report.file.name
    address = f"/admin/processing/report/{report.pk}/delete/"
    assert "Are you sure" in as_manager.get(address).content.decode()
    with django_capture_on_commit_callbacks(execute=True):
        as_manager.post(address, {"post": "yes"})
    assert not Report.objects.exists()
    assert not default_storage.exists(name)


def test_a_manager_deletes_several_reports(as_manager: Client, report: Report, disc: Disc):
    second = actions.ask_report(uploads=[disc.upload], by=None)
    keys = [report.pk, second.pk]
    form = {"action": "delete_selected", "_selected_action": keys, "post": "yes"}
    as_manager.post("/admin/processing/report/", form)
    assert not Report.objects.exists()


def test_catalogers_delete_no_report(signed_in: Client, report: Report):
    address = f"/admin/processing/report/{report.pk}/delete/"
    assert signed_in.post(address, {"post": "yes"}).status_code == 403
    assert Report.objects.exists()
