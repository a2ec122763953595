"""Item barcodes of an earlier upload: skip, add the photos there, or process again; and item
barcodes that are scanned in later."""

import re
from collections.abc import Sequence
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import Desk
from tests.browser.people import IMAGING
from tests.browser.photos import phone_names, save
from tests.browser.steps import boxed, card, expect_said, preview, use
from tests.process.server import ask

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
BARCODES = ("059173005", "059173006", "059173007")
UPC = "074646493526"


def box(page: Page, folder: Path, name: str, barcodes: Sequence[str] = BARCODES) -> int:
    files = [
        save(folder / name, f"{barcode}a.jpg", text=f"{name} {barcode}") for barcode in barcodes
    ]
    return boxed(page, name, files)


def test_repeated_discs_are_skipped_added_or_processed_again(desk: Desk, tmp_path: Path) -> None:
    page = desk.open(who=IMAGING)
    first = box(page, tmp_path, "first")
    second = box(page, tmp_path, "second")
    expect(page.locator("#eye")).to_contain_text("3 item barcodes stand in an earlier upload")
    expect(page.locator("#start")).to_have_count(0)
    expect(page.locator("#choose-repeats")).to_contain_text("3 repeated discs")
    card(page, 1).get_by_role("button", name=re.compile("^Skip")).click()
    expect_said(page, f"{BARCODES[0]} is skipped")
    card(page, 2).get_by_role("button", name=re.compile("^Process again")).click()
    expect_said(page, f"{BARCODES[1]} is processed again")
    card(page, 3).get_by_role("button", name=re.compile("^Add photos there")).click()
    expect_said(page, f"{BARCODES[2]} gave its photos")
    expect(page.locator(".card")).to_have_count(2)
    expect(page.locator(".start")).to_contain_text("1 disc is skipped")
    expect(page.locator("#start")).to_be_visible()
    query = "select upload_id from processing_photo where name = ? and upload_id in (?, ?)"
    found = ask(desk.server.var, query, f"{BARCODES[2]}a.jpg", first, second)
    assert found == [(first,), (first,)]


def test_one_choice_for_all_repeated_discs(desk: Desk, tmp_path: Path) -> None:
    page = desk.open(who=IMAGING)
    for name in ("third", "fourth"):
        box(page, tmp_path, name, ("059173008", "059173009"))
    page.get_by_role("button", name="Process all again").click()
    expect(page.locator("#start")).to_be_visible()
    expect(page.locator("#repeats")).to_have_count(0)


def test_item_barcodes_are_scanned_in_one_after_the_other(desk: Desk, tmp_path: Path) -> None:
    desk.failing = True  # a wrong number is answered with 422
    page = desk.open(who=IMAGING)
    names = phone_names(3)
    boxed(page, "Scanned", [save(tmp_path, name, text=f"scan {name}") for name in names])
    preview(page, "count")
    page.get_by_label("Photos per disc").fill("1")
    page.keyboard.press("Tab")
    expect(page.locator("#grouping-preview")).to_contain_text("3 discs")
    use(page)
    page.get_by_role("link", name="Scan item barcodes").click()
    fields = page.locator("input[name=item_barcode]")
    fields.first.focus()
    scan(page, "81000001")
    expect(fields.nth(1)).to_be_focused()
    scan(page, UPC)
    said = page.locator("tbody tr").nth(1).locator(".said")
    expect(said).to_contain_text("UPC")
    expect(fields.nth(1)).to_have_value(UPC)
    scan(page, "81000001")  # the wrong number is selected, so that a scan replaces it
    expect(said).to_contain_text("81000001")
    scan(page, "81000002")
    expect(fields.nth(2)).to_be_focused()
    page.reload()
    expect(fields.nth(0)).to_have_value("81000001")
    expect(fields.nth(1)).to_have_value("81000002")
    expect(page.locator("#barcodes-left")).to_contain_text("1 disc of 3")


def scan(page: Page, digits: str) -> None:
    """As a hand scanner does."""
    page.keyboard.type(digits)
    page.keyboard.press("Enter")
