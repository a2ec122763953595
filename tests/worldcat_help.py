"""WorldCat for tests of pages: the settings name a stand-in, and nothing is kept from other tests."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.utils import timezone

from processing.models import Disc, Upload
from processing.sources.worldcat import connecting
from tests.standins.worldcat import StandIn
from tests.views import results

KIND_OF_BLUE, SKETCHES = "36393465", "37390357"
UPC = "074646493526"


def forget() -> None:
    """The connection with its counts, and the token that processes share."""
    connecting.forget()
    cache.clear()


def point_at(stand_in: StandIn, settings: object, **more: object) -> None:
    """The settings of a library whose WorldCat is this stand-in, and a new connection to it."""
    values = {
        "CATALOG": "worldcat",
        "OCLC_CLIENT_ID": stand_in.client_id,
        "OCLC_SECRET": stand_in.secret,
        "OCLC_TOKEN_URL": stand_in.token_url,
        "OCLC_SEARCH_URL": stand_in.search_url,
        "OCLC_METADATA_URL": stand_in.metadata_url,
        "OCLC_SYMBOL": "OURS",
        "OCLC_API": "metadata",
        "OCLC_CALLS_PER_SECOND": 100,
    }
    for name, value in {**values, **more}.items():
        setattr(settings, name, value)
    forget()


@pytest.fixture
def worldcat(settings: Any) -> Iterator[StandIn]:
    """WorldCat with two records; the library of the key holds the first, as 1,200 others do."""
    with StandIn() as running:
        add_records(running)
        point_at(running, settings, CATALOG="auto", OCLC_API="auto")
        yield running
    forget()


def add_records(running: StandIn) -> None:
    tracks = ["So what (9:04)", "Freddie freeloader (9:46)", "Blue in green (5:37)"]
    running.add_stub(
        KIND_OF_BLUE,
        "Kind of blue",
        "Davis, Miles",
        upc=UPC,
        year=1997,
        tracks=tracks,
        label="Columbia/Legacy",
        publisher_numbers=["CK 64935"],
    )
    running.add_stub(SKETCHES, "Sketches of Spain <b>new</b>", "Davis, Miles", year=1997)
    running.hold(KIND_OF_BLUE, ["OURS", "XYZ"], total=1200)


@pytest.fixture
def wanting(make_upload: Callable[..., Upload], worldcat: StandIn) -> Disc:
    """A disc of an upload that is searched in WorldCat, with a doubtful record of another file."""
    upload = make_upload(1, name="Box 12")
    upload.started_at, upload.snapshot = timezone.now(), {"reader": "local", "catalog": "worldcat"}
    upload.save()
    disc: Disc = upload.discs.get()
    results.finish(disc)
    return disc
