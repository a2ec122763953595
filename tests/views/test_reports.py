"""Excel reports: asked for, being made, ready."""

from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from django.utils import timezone

from processing.models import Report, State, Upload


@pytest.fixture
def report(signed_in: Client, make_upload: Callable[..., Upload]) -> Report:
    upload = make_upload(1, name="Gift of KUT, box 12")
    signed_in.post("/reports/ask/", {"uploads": upload.pk})
    return Report.objects.get()


def make(report: Report) -> None:
    report.state, report.ended_at = State.DONE, timezone.now()
    report.file.save("reports/1.xlsx", ContentFile(b"PK"), save=False)
    report.save()


def test_asking_leads_to_a_page_that_says_it_is_being_made(signed_in: Client, report: Report):
    text = signed_in.get(f"/reports/{report.pk}/").content.decode()
    assert "The Excel report is being made." in text
    assert "data-poll" in text


def test_a_script_gets_the_fragment_alone(signed_in: Client, report: Report):
    form = {"uploads": report.uploads}
    answer = signed_in.post("/reports/ask/", form, headers={"HX-Request": "true"})
    text = answer.content.decode()
    assert text.strip().startswith('<div id="report"')
    assert "<html" not in text


def test_a_ready_report_is_a_link_and_no_longer_asks(signed_in: Client, report: Report):
    make(report)
    text = signed_in.get(f"/reports/{report.pk}/", headers={"HX-Request": "true"}).content.decode()
    assert f"/reports/{report.pk}/download/" in text
    assert "data-poll" not in text
    Upload.objects.update(started_at=timezone.now())
    assert "is ready" in signed_in.get(f"/uploads/{report.uploads[0]}/").content.decode()


def test_a_report_is_downloaded_under_the_name_of_its_upload(signed_in: Client, report: Report):
    assert signed_in.get(f"/reports/{report.pk}/download/").status_code == 404
    make(report)
    answer = signed_in.get(f"/reports/{report.pk}/download/")
    assert b"".join(answer.streaming_content) == b"PK"
    day = timezone.localtime(report.ended_at).date().isoformat()
    expected = f'attachment; filename="gift-of-kut-box-12-{day}.xlsx"'
    assert answer.headers["Content-Disposition"] == expected


def test_a_failed_report_says_why(signed_in: Client, report: Report):
    Report.objects.update(state=State.FAILED, error="The disk is full.")
    assert "The disk is full." in signed_in.get(f"/reports/{report.pk}/").content.decode()
    assert "The disk is full." in signed_in.get("/reports/").content.decode()


def test_a_report_over_nothing_is_not_asked_for(signed_in: Client, db: None):
    answer = signed_in.post("/reports/ask/", {}, follow=True)
    assert "Choose at least one upload." in answer.content.decode()
    assert not Report.objects.exists()


def test_an_empty_list_says_what_to_do(signed_in: Client):
    assert "No report yet." in signed_in.get("/reports/").content.decode()
