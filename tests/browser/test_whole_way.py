"""From photos in the browser to the workbook on the disk, as a newcomer would go."""

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from playwright.sync_api import Page, expect

from processing.sample.records import catalogue
from processing.sample.truth import truth
from tests.process.sample import DISCS, manage, photos_of
from tests.process.server import Server

pytestmark = [pytest.mark.browser, pytest.mark.timeout(900)]
MINUTES = 60_000


def import_catalogue(server: Server, folder: Path) -> None:
    file = folder / "catalogue.mrc"
    file.write_bytes(b"".join(record.as_marc() for record in catalogue()))
    manage(server.var, "import_marc", str(file), "--source", "union catalogue")


def upload_photos(page: Page, photos: list[Path]) -> None:
    page.get_by_role("link", name="New upload").first.click()
    page.get_by_role("textbox", name="Name").fill("Gift, box 12")
    page.locator("main form button").first.click()
    page.locator("#pick-files").set_input_files(photos)
    start = page.get_by_role("button", name="Start processing")
    expect(start).to_be_visible(timeout=2 * MINUTES)
    whole = f"{len(photos)} of {len(photos)}"
    expect(page.locator("#sending-line")).to_contain_text(whole, timeout=2 * MINUTES)
    expect(page.get_by_text(f"{DISCS} discs").first).to_be_visible(timeout=MINUTES)
    start.click()


def download_report(page: Page, folder: Path) -> dict[str, dict[str, object]]:
    page.get_by_role("button", name="Download Excel report").first.click()
    link = page.locator("#report-link")
    expect(link).to_be_visible(timeout=MINUTES)
    with page.expect_download() as started:
        link.click()
    file = folder / "report.xlsx"
    started.value.save_as(file)
    book = openpyxl.load_workbook(file)
    heads, *lines = book["Discs"].iter_rows(values_only=True)
    book.close()
    rows = [dict(zip(map(str, heads), line, strict=True)) for line in lines]
    return {str(row["Item barcode"]): row for row in rows}


def test_photos_in_and_a_workbook_out(
    page: Page, server: Server, sign_in: Callable[[], None], sample_var: Path, tmp_path: Path
) -> None:
    photos = photos_of(sample_var, tmp_path / "camera")
    import_catalogue(server, tmp_path)
    sign_in()
    upload_photos(page, photos)
    expect(page.get_by_text(f"{DISCS} finished").first).to_be_visible(timeout=5 * MINUTES)
    rows = download_report(page, tmp_path)
    assert set(rows) == set(truth())
    check_against_truth(rows)
    page.goto(f"{server.url}/admin/processing/disc/")
    expect(page.get_by_text("059173000000201").first).to_be_visible()
    page.wait_for_load_state("networkidle")


def check_against_truth(rows: dict[str, dict[str, object]]) -> None:
    """What is called sure must be right, and what has no record must not get one."""
    known = truth()
    groups = [str(row["Sort group"]) for row in rows.values()]
    assert "● High confidence" in groups
    assert "◐ Needs review" in groups
    for barcode, row in rows.items():
        if row["Sort group"] == "● High confidence":
            assert known[barcode]["record"] is not None, row
    titles = sum(
        str(row["Title"]).lower() == str(known[b]["title"]).lower() for b, row in rows.items()
    )
    assert titles >= DISCS * 2 / 3
