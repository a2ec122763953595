"""How often the search in WorldCat finds the right record, and with how many calls.

Each record of the real CDs is turned into a reading, damaged, and searched for among about 13,900
records of all carriers: the stand-in answers over HTTP, through the real client.
"""

import random
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from django.utils import timezone

from processing.catalog.marc import record_from_marc
from processing.catalog.reading import CleanReading
from processing.catalog.record import Record
from processing.clients.worldcat import Access, WorldCat
from processing.evaluation.corpus import reading_of
from processing.evaluation.damages import KINDS, WITHOUT_CODES, Kind, damaged, no_tracks
from processing.sources.worldcat.climbing import Climb
from processing.sources.worldcat.desk import Desk
from tests.conftest import SHARED
from tests.standins.worldcat import StandIn, haystack

SEED = 20261128
APIS = ("metadata", "search")


def with_article(reading: CleanReading, _: random.Random) -> CleanReading:
    """The name as covers have it: "The Beatles", of which the heading is "Beatles"."""
    return replace(reading, name=f"The {reading.name}" if reading.name else None)


# Corpora draw their damages from KINDS by chance, so one more there would change all of them.
OWN_KINDS = (
    Kind("no code, name with its article", (*WITHOUT_CODES, with_article), identifier=False),
    Kind(
        "no code, no tracks, name with its article",
        (*WITHOUT_CODES, no_tracks, with_article),
        identifier=False,
    ),
)
ALL_KINDS = (*KINDS, *OWN_KINDS)


@dataclass
class Tally:
    """What came of one kind of damage; ranks count from 1."""

    discs: int = 0
    found: int = 0
    first: int = 0
    calls: list[int] = field(default_factory=list)
    missed: list[str] = field(default_factory=list)

    def line(self, name: str) -> str:
        mean = sum(self.calls) / len(self.calls)
        return (
            f"  {name:41} {self.discs:4} discs  in the ten {100 * self.found / self.discs:5.1f} %  "
            f"first {100 * self.first / self.discs:5.1f} %  calls {mean:.2f}, at most {max(self.calls)}"
        )


def real(stand_in: StandIn, name: str) -> list[Record]:
    """The records of a file as the stand-in has them."""
    numbers = stand_in.load(SHARED / name)
    held = (stand_in.records.get(number) for number in numbers)
    return [
        record_from_marc(one.record, source="worldcat", number=one.number) for one in held if one
    ]


def is_listed(stand_in: StandIn, record: Record) -> bool:
    """Whether the catalogue has it among music CDs. Ten of the real records do not say what they
    are of (or say LP, or online): whoever looks for them among CDs cannot find them."""
    held = stand_in.records.get(record.number)
    return held is not None and stand_in.records.brief(held).get("specificFormat") == "CD"


def tally(
    kind: Kind, truths: list[Record], client: WorldCat, others: set[str]
) -> tuple[Tally, int]:
    """The tally of one kind of damage, and how many candidates were records of other carriers."""
    chance, told, wrong = random.Random(SEED), Tally(), 0
    for truth in truths:
        reading = damaged(reading_of(truth), kind, chance)
        if kind.identifier and not has_right_code(reading, truth):
            continue
        desk = Desk(client, anew_since=timezone.now())
        climb = Climb(reading, desk)
        climb.up()
        best = [one.record.number for one in climb.best()]
        told.discs += 1
        told.calls.append(desk.calls)
        told.first += best[:1] == [truth.number]
        wrong += len(others.intersection(best))
        if truth.number in best:
            told.found += 1
        else:
            told.missed.append(f"{truth.number} {reading.title} / {reading.name}")
    return told, wrong


def has_right_code(reading: CleanReading, truth: Record) -> bool:
    numbers = {one.number for one in truth.publisher_numbers}
    return bool(
        set(reading.gtins) & set(truth.gtins) or numbers.intersection(reading.publisher_numbers)
    )


def measure(api: str, *, names_missed: bool = False) -> Iterator[str]:
    if not SHARED.is_dir():
        yield "recall: the real data (../shared/data) is not on this machine"
        return
    with StandIn() as stand_in:
        stand_in.add(haystack(SHARED))
        others = {one.number for one in real(stand_in, "marc_other_formats.mrc")}
        truths = [one for one in real(stand_in, "marc_cd.mrc") if is_listed(stand_in, one)]
        access = Access(
            stand_in.client_id,
            stand_in.secret,
            stand_in.token_url,
            stand_in.search_url,
            stand_in.metadata_url,
            api=api,
        )
        client = WorldCat(access)
        yield f"{api}: {len(truths)} discs among {len(stand_in.records)} records"
        for kind in ALL_KINDS:
            told, wrong = tally(kind, truths, client, others)
            yield told.line(kind.name) + (f"  OTHER CARRIERS {wrong}" if wrong else "")
            if names_missed:
                yield from (f"      {missed}" for missed in told.missed)


if __name__ == "__main__":
    names = sys.argv[1:] or APIS
    for api_name in names:
        for text in measure(api_name, names_missed=len(names) == 1):
            sys.stdout.write(f"{text}\n")
            sys.stdout.flush()
