"""From a folder of photos to the report with a model, on the command line."""

import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from tests.process.asking import KEY, asking, first_given, folder_of
from tests.process.sample import manage
from tests.process.server import ROOT, ask, environment
from tests.questions import box
from tests.standins.openai import StandIn

pytestmark = [pytest.mark.process, pytest.mark.timeout(300)]
DISCS = 10


def test_ten_discs_go_from_photos_to_the_report(tmp_path: Path):
    with StandIn(latency=0.1) as stand_in:
        stand_in.chat.judge = first_given
        folder, var, report = (
            folder_of(DISCS, tmp_path, stand_in),
            tmp_path / "var",
            tmp_path / "r.xlsx",
        )
        var.mkdir()
        manage(var, "migrate", "-v0")
        manage(var, "import_marc", str(tmp_path / "records.mrc"), "--source", "records")
        ended = subprocess.run(
            [sys.executable, "manage.py", "process", str(folder), "--report", str(report)],
            cwd=ROOT,
            env=environment(var, **asking(stand_in), OPENAI_LOG="debug"),
            capture_output=True,
            text=True,
            check=False,
        )
        asked = stand_in.asked()
    assert ended.returncode == 0, ended.stdout + ended.stderr
    assert "10 of 10 discs done, 0 failed" in ended.stdout
    assert len(asked) == 2 * DISCS
    log = (var / "logs" / "cdcatalog.log").read_text(encoding="utf-8")
    assert "stage=extract" in log
    assert KEY not in log + ended.stderr + ended.stdout
    check_report(report)
    tokens = ask(var, "select sum(input_tokens), sum(output_tokens) from processing_modelcall")
    assert all(tokens[0])


def check_report(path: Path) -> None:
    sheet = openpyxl.load_workbook(path)["Discs"]
    heads = [cell.value for cell in sheet[1]]
    rows = [
        dict(zip(heads, [cell.value for cell in row], strict=True)) for row in sheet.iter_rows(2)
    ]
    assert [row["Title"] for row in rows] == [
        box.title_of(number) for number in range(1, DISCS + 1)
    ]
    assert {row["OCLC/record number"] for row in rows} == {
        str(700_000 + number) for number in range(1, DISCS + 1)
    }
    assert all("The titles agree." in row["Explanation"] for row in rows)
