"""Damaged words and the words of the catalog that they may have been."""

import pytest

from processing.catalog.record import Record
from processing.models import RecordKey, Source
from processing.sources.spelling import existing, one_edit, respell
from processing.sources.storing import prepare, store

pytestmark = pytest.mark.django_db
INDEX = RecordKey.objects.all()
TITLES = ("Symphony fantastique", "Beethoven", "When we touch", "Live", "Kind of blue")


@pytest.fixture(autouse=True)
def _catalog():
    records = [Record("Ours", str(number), title=title) for number, title in enumerate(TITLES)]
    store(Source.objects.create(name="Ours"), [prepare(record, "") for record in records])


@pytest.mark.parametrize(
    ("damaged", "meant"),
    [
        ("symphcny", ("symphony",)),
        ("5ymphony", ("symphony",)),
        ("symphoony", ("symphony",)),
        ("symhony", ("symphony",)),
        ("beethcvcn", ("beethoven",)),
        ("lite", ("live",)),
        ("whenwetouch", ("when", "we", "touch")),
        ("kindofblue", ("kind", "blue")),
    ],
)
def test_a_damaged_word_finds_what_it_was(damaged, meant):
    assert respell(INDEX.all(), [damaged]) == {damaged: meant}


@pytest.mark.parametrize("word", ["xyz", "zzzzzz", "bxxthoven", "kindofblux", "v" * 500, "", "li"])
def test_a_word_that_is_too_far_away_finds_nothing(word):
    assert respell(INDEX.all(), [word]) == {}


def test_one_edit_changes_removes_and_adds_one_letter():
    edits = one_edit("blue")
    assert {"blxe", "blu", "blues", "xblue"} <= edits
    assert "blue" not in edits
    assert len(edits) < 300


def test_only_words_of_the_catalog_exist():
    assert existing(INDEX.all(), ["blue", "red", "live"]) == {"blue", "live"}
    assert existing(INDEX.all(), []) == set()
