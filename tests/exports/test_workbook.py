"""The Excel report, written and read back."""

import io
import tracemalloc
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime

import pytest
from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet
from PIL import Image

from processing.exports.rows import DiscRow
from processing.exports.workbook import write

COLUMNS = [
    "Thumbnail",
    "Item barcode",
    "Sort group",
    "OCLC/record number",
    "Confidence",
    "Title",
    "Artist",
    "Label",
    "Publisher number",
    "UPC",
    "Year",
    "Tracks",
    "Explanation",
    "Track check",
    "Year check",
    "Alternatives",
    "Processed at",
]
ROW = DiscRow(
    item_barcode="00311230001234",
    work_number="12-007",
    upload="Gift of the radio station",
    sort_group="● High confidence",
    number="000123456",
    source="WorldCat",
    confidence=97,
    title="Kind of blue",
    artist="Miles Davis",
    label="Columbia/Legacy",
    publisher_number="CK 64935",
    upc="0 74646 49352 6",
    years="℗ 1959, © 1997",
    tracks=("1. So what (9:22)", "2. Freddie Freeloader (9:46)"),
    explanation="The UPC/EAN and the publisher number are the same.",
    track_check="5 of 5 tracks agree.",
    year_check="1997 agrees.",
    alternatives=("ocm000777 Kind of blue (LP)", "999 Kind of blue (1987)"),
    decision="Accepted",
    decided_by="ana",
    decided_at=datetime(2026, 3, 2, 9, 5, tzinfo=UTC),
    note="1997 reissue, seen on the spine",
    processed_at=datetime(2026, 3, 1, 12, 30, tzinfo=UTC),
)
HOSTILE = [
    '=HYPERLINK("http://example.org","click")',
    "=1+1",
    "+1+1",
    "-1+1",
    "@SUM(A1)",
    "'quoted",
    "\ttab first",
    "  spaces around  ",
    "#N/A",
    "TRUE",
    "1e5",
    "<b>&amp;</b>",
    "Dvořák 🎻🎻 春香歌 ♯♭ ℗",
]


def picture(kind: str, *, mode: str = "RGB", size: tuple[int, int] = (320, 240)) -> bytes:
    colour = (200, 30, 60, 128) if mode == "RGBA" else (200, 30, 60)
    out = io.BytesIO()
    Image.new(mode, size, colour).save(out, kind)
    return out.getvalue()


def written(rows: Iterable[DiscRow], title: str = "Report") -> Worksheet:
    """The sheet of the workbook that these rows become, read back."""
    out = io.BytesIO()
    write(rows, out, title=title)
    return load_workbook(io.BytesIO(out.getvalue()))["Discs"]


def line(sheet: Worksheet, number: int = 2) -> dict[str, object]:
    """The values of one line under their column headings."""
    return {sheet.cell(1, cell.column).value: cell.value for cell in sheet[number]}


def test_the_columns_stand_in_the_agreed_order():
    headings = [cell.value for cell in written([ROW])[1]]
    assert headings[: len(COLUMNS)] == COLUMNS
    assert headings[len(COLUMNS) :] == [
        "Decision",
        "Decided by",
        "Decided at",
        "Note",
        "Disposition",
        "Held by library",
        "Same record as",
        "Record source",
        "Work number",
        "Upload",
        "Problem",
    ]


def test_a_disc_reads_back_as_it_was():
    found = line(written([ROW]))
    assert found["Title"] == "Kind of blue"
    assert found["Confidence"] == 97
    assert found["Tracks"] == "1. So what (9:22)\n2. Freddie Freeloader (9:46)"
    assert found["Alternatives"] == "ocm000777 Kind of blue (LP)\n999 Kind of blue (1987)"
    assert found["Sort group"] == "● High confidence"
    assert found["Processed at"] == datetime(2026, 3, 1, 12, 30)
    assert found["Work number"] == "12-007"
    assert found["Decided by"] == "ana"
    assert found["Decided at"] == datetime(2026, 3, 2, 9, 5)
    assert found["Note"] == "1997 reissue, seen on the spine"
    assert found["Problem"] is None


def test_times_are_told_in_the_time_zone_of_the_library(settings):
    settings.TIME_ZONE = "America/New_York"
    assert line(written([ROW]))["Processed at"] == datetime(2026, 3, 1, 7, 30)


def test_the_count_of_discs_is_returned():
    assert write([ROW, ROW, ROW], io.BytesIO(), title="Three") == 3


def test_a_report_without_discs_has_its_header():
    sheet = written([])
    assert sheet.max_row == 1
    assert sheet.auto_filter.ref == "A1:AB1"


def test_leading_zeros_stay():
    sheet = written([ROW])
    for heading, value in (
        ("Item barcode", "00311230001234"),
        ("OCLC/record number", "000123456"),
        ("UPC", "0 74646 49352 6"),
    ):
        cell = sheet.cell(2, COLUMNS.index(heading) + 1)
        assert (cell.value, cell.data_type, cell.number_format) == (value, "s", "@")


@pytest.mark.parametrize("text", HOSTILE)
def test_text_is_never_a_formula_and_stays_as_it_is(text):
    cell = written([replace(ROW, title=text)]).cell(2, COLUMNS.index("Title") + 1)
    assert (cell.value, cell.data_type) == (text, "s")
    assert cell.hyperlink is None


def test_control_characters_do_not_break_the_report():
    bad = replace(ROW, title="Kind\x00 of\x0b blue\x1f\ud800\uffff", tracks=("a\x07", "b"))
    sheet = written([bad, ROW], title="Re\x01port")
    assert line(sheet, 2)["Title"] == "Kind of blue"
    assert line(sheet, 2)["Tracks"] == "a\nb"
    assert line(sheet, 3)["Title"] == "Kind of blue"


@pytest.mark.parametrize("sign", ["a", "é", "🎻"])
def test_a_text_longer_than_a_cell_is_cut_and_says_so(sign):
    text = line(written([replace(ROW, explanation=sign * 40_000)]))["Explanation"]
    assert isinstance(text, str)
    assert len(text.encode("utf-16-le")) // 2 <= 32_767
    assert text.startswith(sign * 16_000)
    assert text.endswith("[cut here: a cell holds 32,767 characters]")


def test_a_text_that_just_fits_is_not_cut():
    text = "a" * 32_767
    assert line(written([replace(ROW, explanation=text)]))["Explanation"] == text


def test_a_disc_without_a_result_has_its_line_with_the_problem():
    row = DiscRow(work_number="12-008", error="The photo of the back could not be read.")
    found = line(written([row]))
    assert found["Problem"] == "The photo of the back could not be read."
    assert found["Work number"] == "12-008"
    assert found["OCLC/record number"] is None


@pytest.mark.parametrize(
    ("kind", "mode"), [("JPEG", "RGB"), ("WEBP", "RGB"), ("WEBP", "RGBA"), ("PNG", "L")]
)
def test_a_thumbnail_stands_in_the_line_of_its_disc(kind, mode):
    thumbnail = picture(kind, mode=mode) if mode != "L" else _grey()
    sheet = written([ROW, replace(ROW, thumbnail=thumbnail)])
    (image,) = sheet._images
    assert (image.anchor._from.col, image.anchor._from.row) == (0, 2)
    assert image.format == "jpeg"
    with Image.open(io.BytesIO(image._data())) as shown:
        assert shown.size == (120, 90)


def _grey() -> bytes:
    out = io.BytesIO()
    Image.new("L", (320, 240), 90).save(out, "PNG")
    return out.getvalue()


@pytest.mark.parametrize("broken", [b"no image", b"\xff\xd8\xff\xe0", b"\x89PNG\r\n\x1a\n"])
def test_a_broken_thumbnail_leaves_its_cell_empty(broken):
    sheet = written([replace(ROW, thumbnail=broken)])
    assert sheet._images == []
    assert line(sheet)["Title"] == "Kind of blue"


def test_a_truncated_thumbnail_leaves_its_cell_empty():
    assert written([replace(ROW, thumbnail=picture("JPEG")[:400])])._images == []


def test_the_header_stays_in_sight_and_filters():
    sheet = written([ROW, ROW])
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == "A1:AB3"
    assert sheet.column_dimensions["F"].width == 36
    assert sheet.row_dimensions[2].height == 92
    assert sheet.cell(2, COLUMNS.index("Tracks") + 1).alignment.wrap_text


def test_the_heading_of_the_confidence_says_on_what_it_was_measured():
    sheet = written([replace(ROW, thumbnail=picture("JPEG"))])
    remark = sheet.cell(1, COLUMNS.index("Confidence") + 1).comment
    assert "measured on a test set, not on your discs" in remark.text
    assert len(sheet._images) == 1


def test_the_title_is_that_of_the_document():
    out = io.BytesIO()
    write([ROW], out, title="Radio station, box 7")
    assert load_workbook(io.BytesIO(out.getvalue())).properties.title == "Radio station, box 7"


def test_rows_are_not_kept_in_memory():
    def many() -> Iterator[DiscRow]:
        thumbnail = picture("WEBP")
        for number in range(600):
            yield replace(ROW, thumbnail=thumbnail, explanation=f"{number} " + "x" * 30_000)

    tracemalloc.start()
    try:
        assert write(many(), io.BytesIO(), title="Many") == 600
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    # the rows alone are 18 MB of text
    assert peak < 12_000_000
