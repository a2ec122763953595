"""Where an upload is searched, and what is missing or waited for, in words."""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from processing.catalog.codec import to_json
from processing.catalog.record import Carrier, Record
from processing.catalog.searched import Asked, NotAsked, Searched
from processing.models import Disc, Pause, Source, Upload
from processing.presentation import plan, searched, worldcat
from processing.presentation.candidates import facts
from processing.sources.worldcat.connecting import connection
from tests.standins.worldcat import StandIn
from tests.views import results


@pytest.fixture
def upload(make_upload: Callable[..., Upload], db: None) -> Upload:
    return make_upload(1)


def keep(upload: Upload, catalog: str) -> Upload:
    upload.started_at = timezone.now()
    upload.snapshot = {"reader": "local", "catalog": catalog}
    upload.save()
    return upload


def own_catalogue(name: str = "Shelf list", *, own: bool = True) -> None:
    results.record()
    Source.objects.filter(name="Shelf list").update(name=name, own=own)


def log(disc: Disc, *, shows_numbers: bool, source: str = "WorldCat") -> None:
    asked = Asked(source, "title and name", "ti:x", 1, 1, 1)
    told = Searched((asked,), (), 1, shows_numbers)
    disc.searches.create(revision=disc.searches.count() + 1, data=to_json(told))


def said(upload: Upload) -> tuple[str, tuple[str, ...]]:
    told = plan.plan(upload)
    return told.catalogue, tuple(one for one in told.warnings if one != plan.NO_OCR)


def test_without_a_key_and_a_file_there_is_no_catalogue(upload: Upload):
    assert said(upload) == ("", (plan.NO_CATALOGUE,))


@pytest.mark.parametrize(
    ("api", "name"),
    [("metadata", "WorldCat (Metadata API)"), ("search", "WorldCat (Search API)")],
)
def test_worldcat_is_named_with_the_interface_that_is_set(
    upload: Upload, worldcat: StandIn, settings: Any, api: str, name: str
):
    settings.OCLC_API = api
    catalogue, warnings = said(upload)
    assert catalogue == name
    assert plan.NO_CATALOGUE not in warnings
    assert any("Publisher numbers are not available" in one for one in warnings) == (
        api == "search"
    )
    assert not worldcat.calls("")


def test_with_auto_the_interface_is_told_by_the_last_search(upload: Upload, worldcat: StandIn):
    disc = upload.discs.get()
    assert said(upload)[0] == "WorldCat"
    log(disc, shows_numbers=True)
    assert said(upload)[0] == "WorldCat (Metadata API)"
    log(disc, shows_numbers=False)
    log(disc, shows_numbers=True, source="imported catalogue")
    assert said(upload)[0] == "WorldCat (Search API)"
    assert not worldcat.calls("")


def test_the_own_catalogue_is_named_beside_worldcat_and_others_only_where_they_are_searched(
    upload: Upload, worldcat: StandIn
):
    own_catalogue()
    Source.objects.create(name="worldcat")
    Source.objects.create(name="Bought file")
    assert said(upload)[0] == "WorldCat and your own catalogue Shelf list (1 record)"
    assert said(keep(upload, "worldcat")) == ("WorldCat", ())
    text = "WorldCat, Bought file (0 records) and your own catalogue Shelf list (1 record)"
    assert said(keep(upload, "worldcat,local"))[0] == text


def test_an_upload_that_was_started_without_worldcat_says_so(upload: Upload, worldcat: StandIn):
    own_catalogue(own=False)
    assert said(keep(upload, "local")) == ("Shelf list (1 record)", (plan.ONLY_IMPORTED,))


def test_a_key_that_was_taken_away_is_missed(upload: Upload):
    assert said(keep(upload, "worldcat"))[1] == (plan.NO_KEY,)


def test_the_sample_is_searched_in_its_own_records(upload: Upload, worldcat: StandIn):
    upload.is_sample = True
    upload.save()
    Source.objects.create(name="sample", upload=upload)
    assert said(keep(upload, "worldcat,own")) == ("sample (0 records)", (plan.OF_SAMPLE,))


def test_a_pause_of_worldcat_is_said_before_the_start_with_its_end(
    upload: Upload, worldcat: StandIn
):
    until = timezone.now() + timedelta(hours=30)
    Pause.begin("worldcat", "The calls are used up.", until - timedelta(hours=8))
    (waits,) = plan.plan(upload).waits
    assert "The calls are used up." in waits
    end = timezone.localtime(Pause.objects.get().until)
    assert f"until {end.day} {end:%b}, {end:%H:%M} UTC:" in waits
    assert plan.plan(keep(upload, "worldcat")).waits == ()  # its progress says it
    assert plan.plan(keep(upload, "local")).waits == ()


def test_only_pauses_that_concern_an_upload_are_its_own(upload: Upload):
    Pause.begin("openai", "No credit.")
    Pause.begin("worldcat", "It is down.")
    names = [pause.service for pause in worldcat.pauses(keep(upload, "local"))]
    assert names == ["openai"]
    names = [pause.service for pause in worldcat.pauses(keep(upload, "worldcat,own"))]
    assert names == ["openai", "worldcat"]


def test_that_the_calls_of_a_day_run_out_is_said_in_time(
    upload: Upload, worldcat: StandIn, settings: Any
):
    settings.OCLC_CALLS_PER_DAY = 50
    gate = connection().gate
    assert gate is not None
    for _ in range(44):
        gate.take()
    assert plan.plan(upload).waits == ()  # 5 of 49
    gate.take()
    (waits,) = plan.plan(upload).waits
    assert "4 of 49 calls to WorldCat in 24 hours are left." in waits
    assert not worldcat.calls("")


@pytest.mark.parametrize(
    ("held", "holdings", "words"),
    [
        (True, 1200, "■ held by this library · 1,200 libraries in all"),
        (True, None, "■ held by this library"),
        (False, 1, "held by 1 library, not by this one"),
        (False, None, "not held by this library"),
        (None, 412, "held by 412 libraries"),
    ],
)
def test_holdings_say_who_has_the_record(held: Any, holdings: Any, words: str):
    told = Record("worldcat", "1", held=held, holdings=holdings, carrier=Carrier.CD)
    assert facts(told) == ("CD", words)


def test_a_record_that_is_no_music_cd_in_worldcat_is_labelled():
    assert "not among WorldCat’s music CDs" in facts(Record("worldcat", "1", listed=False))
    assert len(facts(Record("worldcat", "1", listed=True))) == 1


def test_how_often_worldcat_was_asked_is_said():
    local = Asked("imported catalogue", "codes", "", 0, 0, 0)
    kept = Asked("WorldCat", "title", "ti:x", 9, 5, 2, kept=True)
    assert searched.calls(Searched((local,))) == ""
    assert searched.calls(Searched((local, kept), (), 1)) == "1 call to WorldCat"
    assert "kept from earlier" in searched.calls(Searched((kept,)))
    missing = NotAsked("WorldCat", "It is down.")
    assert searched.calls(Searched((local,), (missing,))) == "WorldCat was not asked"
    assert searched.outcome(kept) == "9 records, the first 5 taken, 2 new"
    assert searched.outcome(local) == "nothing"
