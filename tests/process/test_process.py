"""`manage.py process FOLDER`: the whole way without a browser."""

import shutil
from pathlib import Path

import openpyxl
import pytest
from PIL import Image, ImageDraw

from tests.process.server import ask
from tests.process.test_run import run

pytestmark = pytest.mark.process


def draw(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    image = Image.new("RGB", (500, 400), "white")
    ImageDraw.Draw(image).text((40, 60), text, fill="black", font_size=40)
    image.save(path, quality=90)


def barcodes_in(report: Path) -> list[str]:
    book = openpyxl.load_workbook(report)
    heads = [cell.value for cell in book["Discs"][1]]
    column = heads.index("Item barcode")
    values = [row[column] for row in book["Discs"].iter_rows(min_row=2, values_only=True)]
    book.close()
    return [str(value) for value in values]


@pytest.mark.parametrize("command", [("process", "."), ("batches", "list"), ("calibrate",)])
def test_without_tables_a_command_says_what_to_do(tmp_path: Path, command: tuple[str, ...]) -> None:
    ended = run(tmp_path / "new", *command)
    assert ended.returncode == 1
    assert ended.stderr.startswith("CommandError: The tables of the database are not up to date")
    assert "`manage.py migrate`" in ended.stderr


def test_a_folder_becomes_a_report(tmp_path: Path, var: Path) -> None:
    photos, report = tmp_path / "box 12", tmp_path / "out.xlsx"
    for number in (1, 2):
        for letter in "ab":
            draw(photos / f"05917300000000{number}{letter}.jpg", f"Disc {number} {letter}")
    (photos / "notes.txt").write_text("Gift of 12 May")
    ended = run(var, "process", str(photos), "--report", str(report))
    assert ended.returncode == 0, ended.stderr
    assert "2 of 2 discs done" in ended.stdout
    assert "photos 4 of 4" in ended.stdout
    assert "notes.txt: not a photo by its name, skipped." in ended.stdout
    assert barcodes_in(report) == ["059173000000001", "059173000000002"]


def test_what_cannot_be_used_is_named_and_the_rest_is_done(tmp_path: Path, var: Path) -> None:
    photos, report = tmp_path / "box", tmp_path / "out.xlsx"
    draw(photos / "059173000000001a.jpg", "Disc 1")
    draw(photos / "IMG_0412.jpg", "Nobody's")
    (photos / "059173000000002a.jpg").write_bytes(b"")
    (photos / "Thumbs.db").write_bytes(b"x")
    ended = run(var, "process", str(photos), "--report", str(report))
    assert ended.returncode == 1
    assert "059173000000002a.jpg: The file is empty." in ended.stderr
    assert "IMG_0412.jpg: no item barcode in its name" in ended.stderr
    assert "Files refused: 1. Photos without a disc: 1." in ended.stderr
    assert "Thumbs.db" not in ended.stderr
    assert barcodes_in(report) == ["059173000000001"]


def test_folders_are_discs_where_no_name_has_a_barcode(tmp_path: Path, var: Path) -> None:
    photos = tmp_path / "box"
    for folder in ("one", "two"):
        for side in ("front", "back"):
            draw(photos / folder / f"{side}.jpg", f"{folder} {side}")
    ended = run(var, "process", str(photos))
    assert ended.returncode == 0, ended.stderr
    assert ask(var, "select folder from processing_disc order by position") == [("one",), ("two",)]


def test_a_zip_in_the_folder_is_unpacked_and_the_best_way_of_grouping_is_found(
    tmp_path: Path, var: Path
) -> None:
    photos = tmp_path / "drawn"
    for disc in ("one", "two"):
        for number in (1, 2):
            draw(photos / disc / f"IMG_{number}.jpg", f"Disc {disc} {number}")
    (photos / "one" / "letter.txt").write_text("Dear sir")
    shutil.make_archive(str(tmp_path / "box" / "box 12"), "zip", photos)
    ended = run(var, "process", str(tmp_path / "box"))
    assert "Grouping: By folder" in ended.stdout
    assert "2 of 2 discs done" in ended.stdout
    assert "letter.txt: This is not a photo." in ended.stderr
    assert (ended.returncode, "Files refused: 1." in ended.stderr) == (1, True)
    assert ask(var, "select folder from processing_disc order by position") == [("one",), ("two",)]


def test_discs_of_an_earlier_upload_are_asked_about_or_decided_beforehand(
    tmp_path: Path, var: Path
) -> None:
    photos, report = tmp_path / "box", tmp_path / "out.xlsx"
    draw(photos / "059173000000001a.jpg", "Disc 1")
    run(var, "process", str(photos))
    draw(photos / "059173000000002a.jpg", "Disc 2")
    asked = run(var, "process", str(photos))
    assert asked.returncode == 1
    assert "1 disc stands in an earlier upload already, so upload 2 is here" in asked.stderr
    assert "--repeats skip, again or add" in asked.stderr
    assert ask(var, "select started_at from processing_upload where id = 2") == [(None,)]
    assert ask(var, "select count(*) from processing_photo where upload_id = 2") == [(2,)]
    # Its two discs are repeats of it from here on.
    all_skipped = run(var, "process", str(photos), "--repeats", "skip", "--report", str(report))
    assert all_skipped.returncode == 0, all_skipped.stderr
    assert "2 in an earlier upload already, skipped" in all_skipped.stdout
    assert "0 of 0 discs done" in all_skipped.stdout
    draw(photos / "059173000000003a.jpg", "Disc 3")
    some = run(var, "process", str(photos), "--repeats", "skip")
    assert some.returncode == 0, some.stderr
    assert "1 of 1 discs done" in some.stdout
    again = run(var, "process", str(photos), "--repeats", "again")
    assert again.returncode == 0, again.stderr
    assert "3 of 3 discs done" in again.stdout
    (photos / "059173000000003b.jpg").write_bytes((photos / "059173000000001a.jpg").read_bytes())
    draw(photos / "059173000000002a.jpg", "Disc 2, better")
    added = run(var, "process", str(photos), "--repeats", "add")
    assert added.returncode == 0, added.stderr
    assert "photos added to the earlier discs" in added.stdout
    assert ask(var, "select count(*) from processing_photo where upload_id = 6") == [(0,)]


def test_not_waiting_needs_somebody_who_goes_on(tmp_path: Path, var: Path) -> None:
    (tmp_path / "box").mkdir()
    ended = run(var, "process", str(tmp_path / "box"), "--no-wait")
    assert ended.returncode == 1
    assert "--no-wait needs workers that go on" in ended.stderr


def test_a_folder_without_photos_is_said(tmp_path: Path, var: Path) -> None:
    (tmp_path / "box").mkdir()
    ended = run(var, "process", str(tmp_path / "box"))
    assert ended.returncode == 1
    assert "no photo" in ended.stderr


def test_one_stage_can_be_run_again(tmp_path: Path, var: Path) -> None:
    photos = tmp_path / "box"
    draw(photos / "059173000000001a.jpg", "Disc 1")
    draw(photos / "059173000000002a.jpg", "Disc 2")
    run(var, "process", str(photos), "--name", "Box 7")
    ended = run(var, "run_stage", "search", "Box 7", "--barcode", "059173000000002")
    assert ended.returncode == 0, ended.stderr
    assert "Search: 1 of 1 discs again" in ended.stdout
    query = "select revision from processing_disc order by item_barcode"
    assert ask(var, query) == [(1,), (2,)]
    wrong = run(var, "run_stage", "search", "Box 7", "--barcode", "1")
    assert wrong.returncode == 1
    assert "Not in “Box 7”: 1." in wrong.stderr
    nothing = run(var, "run_stage", "search", "Box 7", "--failed")
    assert "0 of 0 discs again" in nothing.stdout


def test_an_account_can_be_made_from_the_command_line(var: Path) -> None:
    made = run(var, "createaccount", "anna")
    assert made.stdout.startswith("Account anna, password ")
    again = run(var, "createaccount", "anna")
    assert again.returncode == 1
    assert "There is an account “anna” already." in again.stderr
