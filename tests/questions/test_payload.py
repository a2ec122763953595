"""What the model is given to judge: nothing that the statement does not name."""

import json

import pytest

from processing.catalog.reading import CleanReading
from processing.catalog.record import Record
from processing.judging import payload
from processing.questions.statement import ITEM_NAMED, RECORD_NAMED, RECORDS


@pytest.fixture
def all_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys without a value are told too."""
    monkeypatch.setattr(payload, "_json", lambda **values: json.dumps(values, default=str))


@pytest.mark.usefixtures("all_keys")
def test_all_that_is_sent_for_judging_is_named() -> None:
    item = payload.item(CleanReading())
    record = payload.record("1", CleanReading(), Record("books", "1"))
    for sent, named in ((item, ITEM_NAMED), (record, RECORD_NAMED)):
        assert set(json.loads(sent)) == set(named)
        assert [words for words in named.values() if words not in RECORDS] == []
