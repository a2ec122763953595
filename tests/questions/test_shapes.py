"""The schemas that are sent, compared with stored copies: a new SDK must not change them unseen."""

import json
from pathlib import Path

import pytest
from pydantic import BaseModel

from cdcatalog.env import SHORT
from processing.clients.openai_answers import response_format
from processing.judging.shape import MatchJudged
from processing.models import Match, ModelCall, Reading
from processing.readers.openai.shape import PhotosRead
from tests.standins.openai import schema_rules

STORED = Path(__file__).with_name("schemas")


@pytest.mark.parametrize("shape", [PhotosRead, MatchJudged])
def test_the_schema_is_the_stored_one(shape: type[BaseModel]):
    """After a change that is meant, write what this test compares with into the file."""
    stored = json.loads((STORED / f"{shape.__name__.lower()}.json").read_text(encoding="utf-8"))
    assert response_format(shape) == stored


@pytest.mark.parametrize("shape", [PhotosRead, MatchJudged])
def test_the_schema_keeps_the_rules_of_strict_mode(shape: type[BaseModel]):
    assert schema_rules.problem(response_format(shape)) is None


def test_every_group_of_fields_of_the_old_reports_can_be_read():
    """Title, publishers, dates, languages, format, physical description, contents, notes."""
    fields = set(PhotosRead.model_fields)
    assert {"title", "subtitle", "name", "contributors", "responsibility"} <= fields
    assert {"labels", "place", "publisher_numbers", "barcodes", "years"} <= fields
    assert {"sung_languages", "printed_languages", "carrier_words", "disc_count"} <= fields
    assert {"condition", "hidden", "tracks", "notes", "faces", "parallel_titles"} <= fields


def test_the_columns_hold_every_name_of_a_model():
    """PostgreSQL refuses what is longer: each disc would fail after its answer was paid."""
    room = {
        name: ModelCall._meta.get_field(name).max_length for name in ("model", "prompt_version")
    }
    assert Reading._meta.get_field("reader").max_length == room["model"] == SHORT
    assert Match._meta.get_field("made_by").max_length == sum(room.values()) + len(", ")
