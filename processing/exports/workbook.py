"""The Excel report: one sheet, *Discs*, one line per disc.

Written row by row, so that 10,000 discs need no more memory than ten. Barcodes and numbers
are text cells (leading zeros stay), no text is ever a formula.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from tempfile import TemporaryFile
from typing import BinaryIO

from django.utils import timezone
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from processing.exports.cells import clean
from processing.exports.rows import DiscRow
from processing.exports.thumbnails import Thumbnails

SHEET = "Discs"
ROW_HEIGHT = 92.0  # points: room for a thumbnail of 120 pixels
FROZEN = "C2"  # header, thumbnail and item barcode stay in sight
TEXT_FORMAT = "@"
TIME_FORMAT = "yyyy-mm-dd hh:mm"
_TOP = Alignment(vertical="top")
_WRAP = Alignment(vertical="top", wrap_text=True)
_HEADER_FONT = Font(bold=True)
_HEADER_FILL = PatternFill("solid", fgColor="E7EDF3")

Value = str | int | datetime | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet; `width` is in characters, `fixed` means a number kept as text."""

    heading: str
    width: int
    value: Callable[[DiscRow], Value]
    fixed: bool = False
    remark: str = ""  # a comment on the heading


CONFIDENCE = (
    "0 to 100: of a hundred discs with this number, about so many are matched rightly. Unless it "
    "is calibrated on your own decisions, that was measured on a test set, not on your discs."
)
COLUMNS = (
    Column("Thumbnail", 18, lambda row: None),
    Column("Item barcode", 18, lambda row: row.item_barcode, fixed=True),
    Column("Sort group", 20, lambda row: row.sort_group),
    Column("OCLC/record number", 20, lambda row: row.number, fixed=True),
    Column("Confidence", 12, lambda row: row.confidence, remark=CONFIDENCE),
    Column("Title", 36, lambda row: row.title),
    Column("Artist", 28, lambda row: row.artist),
    Column("Label", 22, lambda row: row.label),
    Column("Publisher number", 20, lambda row: row.publisher_number, fixed=True),
    Column("UPC", 18, lambda row: row.upc, fixed=True),
    Column("Year", 16, lambda row: row.years, fixed=True),
    Column("Tracks", 44, lambda row: "\n".join(row.tracks)),
    Column("Explanation", 50, lambda row: row.explanation),
    Column("Track check", 36, lambda row: row.track_check),
    Column("Year check", 36, lambda row: row.year_check),
    Column("Alternatives", 44, lambda row: "\n".join(row.alternatives)),
    Column("Processed at", 18, lambda row: _local(row.processed_at)),
    Column("Decision", 22, lambda row: row.decision),
    Column("Decided by", 18, lambda row: row.decided_by),
    Column("Decided at", 18, lambda row: _local(row.decided_at)),
    Column("Note", 36, lambda row: row.note),
    Column("Disposition", 20, lambda row: row.disposition),
    Column("Held by library", 14, lambda row: row.held),
    Column("Same record as", 44, lambda row: row.repeats),
    Column("Record source", 18, lambda row: row.source),
    Column("Work number", 14, lambda row: row.work_number, fixed=True),
    Column("Upload", 24, lambda row: row.upload),
    Column("Problem", 44, lambda row: row.error),
)


def write(rows: Iterable[DiscRow], out: BinaryIO, *, title: str) -> int:
    """Write the report to `out` and return the number of discs in it.

    `title` becomes the title of the document. A thumbnail that cannot be read leaves its cell
    empty; the report does not fail for it.
    """
    book = Workbook(write_only=True)
    book.properties.title = clean(title)
    book.properties.creator = "cdcatalog"
    sheet: Worksheet = book.create_sheet(SHEET)
    with TemporaryFile(prefix="thumbnails-") as file:
        count = _fill(sheet, rows, Thumbnails(file))
        book.save(out)
    return count


def _fill(sheet: Worksheet, rows: Iterable[DiscRow], thumbnails: Thumbnails) -> int:
    _set_up(sheet)
    line = 1
    for line, row in enumerate(rows, start=2):
        # height and image must be there before the row is appended
        sheet.row_dimensions[line].height = ROW_HEIGHT
        if row.thumbnail and (image := thumbnails.add(row.thumbnail)):
            sheet.add_image(image, f"A{line}")
        sheet.append([_cell(sheet, column, row) for column in COLUMNS])
        del sheet.row_dimensions[line]  # it is written; kept, 10,000 of them would add up
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(COLUMNS))}{line}"
    return line - 1


def _set_up(sheet: Worksheet) -> None:
    """Widths, frozen panes and print set-up come before the first row, or are lost."""
    sheet.freeze_panes = FROZEN
    sheet.print_title_rows = "1:1"
    sheet.page_setup.orientation = "landscape"
    for number, column in enumerate(COLUMNS, start=1):
        sheet.column_dimensions[get_column_letter(number)].width = column.width
    sheet.append([_heading(sheet, column) for column in COLUMNS])


def _heading(sheet: Worksheet, column: Column) -> Cell:
    cell = WriteOnlyCell(sheet, value=column.heading)
    if column.remark:
        cell.comment = Comment(column.remark, "cdcatalog", width=280, height=110)
    cell.font, cell.fill, cell.alignment = _HEADER_FONT, _HEADER_FILL, _WRAP
    return cell


def _cell(sheet: Worksheet, column: Column, row: DiscRow) -> Cell | None:
    value = column.value(row)
    if value is None or value == "":
        return None
    text = isinstance(value, str)
    cell = WriteOnlyCell(sheet, value=clean(value) if isinstance(value, str) else value)
    cell.alignment = _WRAP if text else _TOP
    if text:
        cell.data_type = "s"  # a text that begins with "=" would become a formula
    if column.fixed:
        cell.number_format = TEXT_FORMAT
    elif isinstance(value, datetime):
        cell.number_format = TIME_FORMAT
    return cell


def _local(moment: datetime | None) -> datetime | None:
    """In the library's time zone, without the zone, which Excel does not know."""
    if moment is None or timezone.is_naive(moment):
        return moment
    return timezone.make_naive(moment)
