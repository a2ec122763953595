"""`manage.py evaluate`: text, JSON, page, and what it says when it cannot."""

import json
import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError

from processing.evaluation.report_text import NOT_YOURS
from processing.models import BibRecord, Source

pytestmark = pytest.mark.django_db

KEYS = {
    "precision", "coverage", "accepted", "wrong_accepts", "recall_at_10", "ece", "by_kind",
    "high_confidence",
}  # fmt: skip


def evaluated(*corpora: str, **options: Path | int) -> str:
    out = StringIO()
    call_command("evaluate", *corpora, families=20, stdout=out, **options)
    return out.getvalue()


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    return tmp_path_factory.mktemp("evaluated")


def test_text_json_and_page_of_one_run(folder: Path) -> None:
    text = evaluated("generated", json=folder / "out.json", html=folder / "out.html")
    assert NOT_YOURS in text
    assert "By kind of case" in text
    assert "Wrong accepts: " in text
    assert "HIGH_CONFIDENCE: " in text
    figures = json.loads((folder / "out.json").read_text())
    assert figures.keys() >= KEYS
    assert figures["corpora"]["generated"]["cases"] == figures["cases"] > 40
    assert sum(one["accepted"] for one in figures["by_kind"].values()) == figures["accepted"]
    assert f"accepted {figures['accepted']} (" in text
    _check_page((folder / "out.html").read_text())


def test_another_seed_gives_other_titles() -> None:
    assert evaluated("generated", seed=1) != evaluated("generated", seed=2)


def _check_page(page: str) -> None:
    """It stands alone, draws both plots, and says on what it was measured."""
    assert NOT_YOURS in page
    assert page.count("<svg") == 2
    assert "<polyline" in page
    assert "<circle" in page
    assert "<script" not in page
    assert not re.search(r"(?:src|href)=", page)


def test_nothing_of_it_stays_in_the_database() -> None:
    evaluated("generated")
    assert not Source.objects.exists()
    assert not BibRecord.objects.exists()


def test_a_corpus_that_is_not_there_is_said() -> None:
    with pytest.raises(CommandError, match="There is no corpus nonsense"):
        evaluated("nonsense")


def test_a_file_that_cannot_be_written_is_said(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be written"):
        evaluated("generated", json=tmp_path / "missing" / "out.json")


def test_a_folder_of_real_data_is_measured_with_its_upcs(tmp_path: Path) -> None:
    rows = ["ID,Artist,Title,UPC Barcode,Date,Language"]
    rows += [f"{n},Miles Davis,Kind of Blue,{code},1997,eng" for n, code in enumerate(CODES)]
    (tmp_path / "library_upcs.csv").write_text("\n".join([*rows, "9,A,B,,1999,eng"]))
    text = evaluated(str(tmp_path))
    assert "UPCs of the list (3)" in text
    assert "rejected: empty" in text
    assert "title with several UPCs, record absent" in text


CODES = ("074646493526", "5099706493525")
