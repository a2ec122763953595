"""The stages judge an upload by the settings that it started with."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from processing import ledger
from processing.catalog.codec import to_json
from processing.catalog.evidence import Tier
from processing.catalog.policy import Mismatch, Need, Policy, policy_of
from processing.catalog.reading import Reading as MachineReading
from processing.catalog.record import PublisherNumber, Record
from processing.catalog.verify import Verified
from processing.models import Disc, Source, Upload
from processing.sources.storing import prepare, store
from processing.stages import analyze, search, verify
from processing.stages.base import Done
from tests.catalog.kind_of_blue import READING, RECORD

pytestmark = pytest.mark.django_db
OTHER_NUMBER = (PublisherNumber("CK 1234", "Columbia"),)


def checked(upload: Upload, record: Record, **snapshot: Any) -> Verified:
    """What search, compare and check make of a disc whose only possible record is this one."""
    source, _ = Source.objects.get_or_create(name="Ours")
    store(source, [prepare(replace(record, source="Ours"), "")])
    Upload.objects.filter(pk=upload.pk).update(snapshot={"catalog": "local", **snapshot})
    disc = Disc.objects.get(upload=upload)
    disc.readings.create(
        revision=1,
        reader="local",
        machine_data=to_json(MachineReading()),
        cleaned_data=to_json(READING),
    )
    for stage in (search, analyze, verify):
        disc = Disc.objects.get(upload=upload)
        outcome = stage.run(disc)
        assert isinstance(outcome, Done)
        stage.save(disc, 1, outcome.result)
    return disc.verifications.get(revision=1).verified


@pytest.mark.parametrize(
    ("mismatch", "tier"),
    [("review", Tier.MEDIUM), ("veto", Tier.NONE), ("ignore", Tier.HIGH)],
)
def test_a_publisher_number_that_differs_is_taken_as_the_library_decided(
    make_upload: Callable[..., Upload], mismatch: str, tier: Tier
) -> None:
    record = replace(RECORD, publisher_numbers=OTHER_NUMBER)
    found = checked(make_upload(), record, number_mismatch=mismatch)
    assert found.tier is tier
    assert ("publisher number" in " ".join(found.reasons)) is (mismatch == "review")


def test_a_library_that_catalogs_in_german_takes_german_records(
    make_upload: Callable[..., Upload],
) -> None:
    german = replace(RECORD, cataloging_language="ger")
    assert checked(make_upload(), german, cataloging_language="ger").tier is Tier.HIGH
    parallel = checked(make_upload(), german)
    assert (parallel.tier, parallel.parallel) == (Tier.MEDIUM, True)


def test_what_a_library_asks_of_a_record_is_its_own(make_upload: Callable[..., Upload]) -> None:
    brief = replace(RECORD, encoding_level="3", tracks=())
    assert checked(make_upload(), brief, record_minimum=["300"]).upgrade == ""
    assert checked(make_upload(), brief).upgrade.startswith("Right record, needs upgrade:")


def test_an_upload_starts_with_the_settings_of_the_day(settings: Any) -> None:
    settings.PUBLISHER_NUMBER_MISMATCH = "ignore"
    settings.OCLC_CATALOG_LANGUAGE = "fre"
    settings.RECORD_MINIMUM = ["6xx"]
    settings.HIGH_CONFIDENCE = 93
    told = policy_of(ledger.snapshot())
    assert told == Policy(Mismatch.IGNORE, "fre", (Need.SUBJECTS,), high_confidence=93)
