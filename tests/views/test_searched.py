"""What pages say of a search: what was asked and found, what was not asked, who holds a record."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from processing import actions
from processing.catalog.codec import to_json
from processing.catalog.searched import Asked, NotAsked, Searched
from processing.models import BibRecord, Disc, Pause, Source, StageRun, State, Upload
from tests.pipeline_help import work_all
from tests.standins.worldcat import StandIn
from tests.views import results
from tests.worldcat_help import KIND_OF_BLUE, SKETCHES


def page(client: Client, disc: Disc) -> str:
    answer = client.get(f"/discs/{disc.pk}/")
    assert answer.status_code == 200
    return str(answer.content.decode())


def search(disc: Disc) -> None:
    """The disc is searched and compared by the real stages."""
    actions.run_again(disc=disc, stage="search", by=None)
    work_all()
    disc.refresh_from_db()


def test_what_was_searched_stands_on_the_disc(signed_in: Client, wanting: Disc):
    search(wanting)
    text = page(signed_in, wanting)
    summary = text.partition('id="searched"')[2].partition("</summary>")[0]
    assert "call" in summary
    assert "to WorldCat" in summary
    assert "UPC/EAN 0 74646 49352 6" in text
    assert "sn:" in text
    assert "1 record, 1 new" in text
    assert "found by UPC/EAN 0 74646 49352 6" in text
    assert "kept from an earlier search" not in text


def test_answers_that_were_kept_are_called_so(signed_in: Client, wanting: Disc):
    search(wanting)
    search(wanting)
    text = page(signed_in, wanting)
    assert "(kept from an earlier search)" in text
    assert "no call to WorldCat" in text


def test_a_record_of_worldcat_leads_there_and_says_who_holds_it(signed_in: Client, wanting: Disc):
    search(wanting)
    text = page(signed_in, wanting)
    link = (
        f'<a class="mono" href="https://search.worldcat.org/title/{KIND_OF_BLUE}" rel="noreferrer"'
    )
    assert link in text
    assert "■ held by this library" in text


def test_a_record_of_a_file_leads_nowhere_even_with_an_oclc_number(
    signed_in: Client, wanting: Disc
):
    BibRecord.objects.update(oclc_number="55")
    Source.objects.update(own=True)
    text = page(signed_in, wanting)
    assert "search.worldcat.org" not in text
    assert "■ held by this library · 412 libraries in all" in text


def test_a_record_that_is_not_among_the_music_cds_is_labelled(signed_in: Client, wanting: Disc):
    assert "not among WorldCat’s music CDs" not in page(signed_in, wanting)
    row = BibRecord.objects.get()
    row.data = {**row.data, "listed": False}
    row.save()
    assert "◐ not among WorldCat’s music CDs" in page(signed_in, wanting)


def log(disc: Disc, told: Searched, **more: Any) -> None:
    disc.searches.create(revision=disc.revision, data=to_json(told), **more)


LOCAL = Asked("imported catalogue", "codes, words and tracks", "", 3, 3, 3)


def test_a_source_that_was_not_asked_is_named_with_when_it_is(signed_in: Client, wanting: Disc):
    why = "WorldCat has trouble of its own. The disc is searched there again later."
    again = timezone.now() + timedelta(minutes=15)
    log(wanting, Searched((LOCAL,), (NotAsked("WorldCat", why),)), again_at=again)
    text = page(signed_in, wanting)
    assert f"▲ WorldCat was not asked. {why}" in text
    assert "not before" in text
    assert "3 records, 3 new" in text


def test_a_decided_disc_is_not_promised_another_search(
    signed_in: Client, wanting: Disc, cataloger: Any
):
    log(
        wanting, Searched((LOCAL,), (NotAsked("WorldCat", "It is down."),)), again_at=timezone.now()
    )
    actions.decide(disc=wanting, kind="approve", by=cataloger)
    text = page(signed_in, wanting)
    assert "WorldCat was not asked" in text
    assert "not before" not in text


def test_the_search_api_is_said_to_show_no_publisher_numbers(signed_in: Client, wanting: Disc):
    log(wanting, Searched((LOCAL,), (), 2, shows_numbers=False))
    assert "Publisher numbers are not available from this connection" in page(signed_in, wanting)


def test_a_disc_without_a_log_of_its_search_has_no_such_table(signed_in: Client, wanting: Disc):
    assert 'id="searched"' not in page(signed_in, wanting)
    log(wanting, Searched())
    assert 'id="searched"' not in page(signed_in, wanting)


def test_markup_in_queries_and_titles_is_only_text(
    signed_in: Client, wanting: Disc, worldcat: StandIn
):
    asked = Asked("<i>W</i>", "<i>title</i>", 'ti:"<i>x</i>"', 1, 1, 1)
    log(wanting, Searched((asked,), (NotAsked("<i>W</i>", "<i>down</i>"),), 1))
    row = BibRecord.objects.get()
    row.title = "<i>Kind</i>"
    row.save()
    text = page(signed_in, wanting)
    assert "<i>" not in text
    assert text.count("&lt;i&gt;") >= 5


def test_the_disc_page_takes_no_more_queries_for_more_records_of_worldcat(
    signed_in: Client, wanting: Disc, django_assert_max_num_queries: Any
):
    search(wanting)
    page(signed_in, wanting)
    with django_assert_max_num_queries(18) as few:
        page(signed_in, wanting)
    most = len(few.captured_queries)
    source = Source.objects.get(name="worldcat")
    for number in range(2, 10):
        row = results.record(str(number), f"Another {number}")
        row.source, row.oclc_number = source, row.number
        row.save()
        told = {"record": row, "rank": number, "score": 1}
        wanting.candidates.create(revision=wanting.revision, **told)
    with django_assert_max_num_queries(most):
        assert page(signed_in, wanting).count("search.worldcat.org") >= 9


def test_the_page_of_what_is_sent_names_what_goes_to_oclc(signed_in: Client, worldcat: StandIn):
    text = signed_in.get("/sending/").content.decode()
    assert "What is searched for in WorldCat goes to OCLC" in text
    assert "Nothing is sent to a model</strong>" in text


def test_without_a_key_nothing_goes_to_oclc(signed_in: Client, db: None):
    text = signed_in.get("/sending/").content.decode()
    assert "OCLC" not in text
    assert "Nothing is sent</strong>" in text


def upload_page(client: Client, upload: Upload, part: str = "") -> str:
    answer = client.get(f"/uploads/{upload.pk}/{part}")
    assert answer.status_code == 200
    return str(answer.content.decode())


def test_before_the_start_worldcat_is_named_and_nothing_is_missing(
    signed_in: Client, make_upload: Callable[..., Upload], worldcat: StandIn, settings: Any
):
    settings.OCLC_API = "metadata"
    text = upload_page(signed_in, make_upload(1))
    assert "searched in WorldCat (Metadata API)." in text
    assert "There is no catalogue to search" not in text
    assert "Only the imported catalogue is searched" not in text
    settings.OCLC_API = "search"
    text = upload_page(signed_in, make_upload(1))
    assert "searched in WorldCat (Search API)." in text
    assert "Publisher numbers are not available from this connection" in text
    assert not worldcat.calls("")


def test_a_pause_is_said_before_the_start_and_while_discs_wait(signed_in: Client, wanting: Disc):
    Pause.begin("worldcat", "WorldCat asks to send less for a while.")
    new = Upload.objects.create(name="Box 13")
    text = upload_page(signed_in, new)
    assert "WorldCat is not asked until " in text
    assert "asks to send less for a while. Discs that need it wait" in text
    StageRun.objects.filter(stage="search").update(state=State.PENDING)
    StageRun.objects.filter(stage__in=("analyze", "verify")).update(state=State.IDLE)
    text = upload_page(signed_in, wanting.upload, "progress/")
    assert "asks to send less for a while. Work that needs it waits until " in text
    Upload.objects.update(snapshot={"reader": "local", "catalog": "local"})
    text = upload_page(signed_in, wanting.upload, "progress/")
    assert "asks to send less" not in text


def test_a_hit_that_was_added_by_hand_is_called_so(
    signed_in: Client, wanting: Disc, cataloger: Any
):
    actions.add_candidate(disc=wanting, number=SKETCHES, by=cataloger)
    work_all()
    text = page(signed_in, wanting)
    assert "added by hand" in text
    assert "found by by hand" not in text


@pytest.mark.parametrize("api", ["metadata", "search"])
def test_both_interfaces_find_the_record(signed_in: Client, wanting: Disc, settings: Any, api: str):
    settings.OCLC_API = api
    search(wanting)
    text = page(signed_in, wanting)
    assert f"/title/{KIND_OF_BLUE}" in text
    assert ("Publisher numbers are not available" in text) == (api == "search")
