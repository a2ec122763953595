"""One disc and its record in the stand-in, and records that are nearly the same."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from pymarc import Leader

from processing.catalog.reading import CleanReading, CleanTrack, YearKind
from tests.standins.worldcat import StandIn
from tests.standins.worldcat.stubs import Stub, marc

NUMBER, UPC, GTIN = "36393465", "074646493526", "00074646493526"
TRACKS = ("So what", "Freddie freeloader", "Blue in green", "All blues", "Flamenco sketches")
RECORD: dict[str, Any] = {
    "title": "Kind of blue",
    "creator": "Davis, Miles",
    "upc": UPC,
    "year": 1997,
    "tracks": TRACKS,
    "label": "Columbia/Legacy",
    "publisher_numbers": ["CK 64935"],
}
READING = CleanReading(
    title="Kind of blue",
    name="Miles Davis",
    labels=("Columbia",),
    gtins=(GTIN,),
    publisher_numbers=("CK 64935",),
    years={YearKind.RELEASED: (1997,)},
    tracks=tuple(map(CleanTrack, TRACKS)),
)
NO_CODES = replace(READING, gtins=(), publisher_numbers=())


def add(stand_in: StandIn, oclc: str = NUMBER, **changes: Any) -> str:
    """The record of the disc, or one that differs from it in these things."""
    return stand_in.add_stub(oclc, **{**RECORD, **changes})


def add_many(stand_in: StandIn, count: int, *, first: int = 700_000_001, **changes: Any) -> None:
    """So many records that differ in their numbers alone."""
    stubs = (Stub(oclc=str(first + place), **{**RECORD, **changes}) for place in range(count))
    stand_in.add(marc(stub) for stub in stubs)


def add_spoken(stand_in: StandIn, oclc: str = NUMBER, **changes: Any) -> None:
    """The record of a CD that its cataloger did not code as music."""
    record = marc(Stub(oclc=oclc, **{**RECORD, **changes}))
    record.leader = Leader(str(record.leader).replace("njm", "nim"))
    stand_in.add([record])


def queries(stand_in: StandIn) -> list[str]:
    return [call.params["q"] for call in stand_in.calls() if "q" in call.params]


def numbers(found: Sequence[Any]) -> list[str]:
    return [hit.record.number for hit in found]
