"""The truth beside the sample covers every disc and only names records that exist."""

import json
from pathlib import Path

from processing.sample.discs import DISCS
from processing.sample.records import ENTRIES
from processing.sample.truth import truth


def test_the_truth_covers_every_disc_and_is_written_as_json(folder: Path):
    written = json.loads((folder / "truth.json").read_text(encoding="utf-8"))
    assert written == truth()
    assert list(written) == [disc.item_barcode for disc in DISCS]


def test_every_record_that_the_truth_names_exists():
    numbers = {entry.number for entry in ENTRIES}
    for each in truth().values():
        assert {*each["others"], each["record"]} - {None} <= numbers
        assert each["record"] not in each["others"]


def test_what_cannot_be_seen_is_said():
    unseen = [each["title"] for each in truth().values() if not each["visible"]["gtin"]]
    assert unseen == ["The Köln Concert", "OK Computer"]
