"""The right record among 13,800, from readings damaged as real ones are; `make bench` has all kinds."""

from collections.abc import Iterator

import pytest

from processing.catalog.record import Record
from processing.clients.worldcat import Access, WorldCat
from tests.bench.recall import ALL_KINDS, is_listed, real, tally
from tests.conftest import SHARED
from tests.standins.worldcat import StandIn, haystack

pytestmark = pytest.mark.django_db(transaction=True)
PART = 3  # each third record
BY_NAME = {kind.name: kind for kind in ALL_KINDS}


@pytest.fixture(scope="module")
def full() -> Iterator[StandIn]:
    if not SHARED.is_dir():
        pytest.skip("the real data (../shared/data) is not on this machine")
    with StandIn() as running:
        running.add(haystack(SHARED))
        yield running


@pytest.fixture(scope="module")
def others(full: StandIn) -> set[str]:
    """Records of LPs, cassettes, files and books."""
    return {one.number for one in real(full, "marc_other_formats.mrc")}


@pytest.fixture(scope="module")
def truths(full: StandIn, others: set[str]) -> list[Record]:
    return [one for one in real(full, "marc_cd.mrc") if is_listed(full, one)][::PART]


@pytest.mark.parametrize(
    ("name", "recall", "mean"),
    [
        ("titles folded", 0.98, 3),
        ("UPC misread", 0.98, 3),
        ("no code, letters misread", 0.90, 8),
        ("no code, words of an edition", 0.90, 8),
        ("no code, no tracks, name with its article", 0.98, 2.5),
    ],
)
def test_the_right_record_is_among_the_ten(
    full: StandIn,
    others: set[str],
    truths: list[Record],
    name: str,
    recall: float,
    mean: float,
) -> None:
    client = WorldCat(
        Access(
            full.client_id,
            full.secret,
            full.token_url,
            full.search_url,
            full.metadata_url,
            api="metadata",
        )
    )
    told, wrong = tally(BY_NAME[name], truths, client, others)
    assert told.discs >= 20
    assert told.found / told.discs >= recall, told.missed
    assert sum(told.calls) / told.discs <= mean
    assert max(told.calls) <= 8
    assert wrong == 0
