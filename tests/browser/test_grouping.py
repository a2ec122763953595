"""Photos become discs in every way that the page offers, each with its preview."""

import io
from pathlib import Path

import pypdfium2
import pytest
from playwright.sync_api import expect

from processing import slips
from tests.browser.desk import Desk
from tests.browser.people import IMAGING
from tests.browser.photos import jpeg, phone_names, save
from tests.browser.steps import (
    boxed,
    card,
    choose,
    expect_discs,
    expect_opened,
    new_upload,
    preview,
    use,
)

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
STICKERS = ("31234000000017", "31234000000025")


def save_slip(folder: Path, name: str, number: int) -> Path:
    with pypdfium2.PdfDocument(io.BytesIO(slips.sheets(number, 1))) as sheet:
        path = folder / name
        path.write_bytes(jpeg(sheet[0].render(scale=1.5).to_pil().convert("RGB")))
    return path


def test_file_names_tell_discs_and_the_rest_waits_in_the_tray(desk: Desk, tmp_path: Path) -> None:
    page = desk.open(who=IMAGING)
    names = [f"0591730001001{disc}{letter}.jpg" for disc in "12" for letter in "ab"]
    boxed(page, "By name", [save(tmp_path, name) for name in [*names, "IMG_0007.jpg"]])
    expect(page.locator("#way-name-makes")).to_have_text("2 discs, 1 photo left over")
    expect_discs(page, [names[:2], names[2:]], tray=["IMG_0007.jpg"])
    expect(card(page, 2).get_by_role("heading")).to_contain_text("05917300010012")


def test_a_folder_is_a_disc(desk: Desk, tmp_path: Path) -> None:
    page = desk.open(who=IMAGING)
    for folder in ("box/first", "box/05917300020"):
        for name in phone_names(2):
            save(tmp_path, f"{folder}/{name}", text=f"{folder} {name}")
    new_upload(page, "By folder")
    choose(page, [tmp_path / "box"], "#pick-folder")
    expect_opened(page, 4)
    page.reload(wait_until="networkidle")
    assert preview(page, "folder").get_by_role("heading").inner_text().endswith("2 discs")
    use(page)
    expect_discs(page, [phone_names(2)] * 2)
    expect(card(page, 1).get_by_role("heading")).to_contain_text("05917300020")


@pytest.mark.parametrize("place", ["first", "last"])
def test_a_sticker_tells_a_new_disc(desk: Desk, tmp_path: Path, place: str) -> None:
    page, names = desk.open(who=IMAGING), phone_names(6)
    at = {0: STICKERS[0], 3: STICKERS[1]} if place == "first" else {2: STICKERS[0], 5: STICKERS[1]}
    files = [
        save(tmp_path, name, at.get(number, ""), text=f"{place} {name}")
        for number, name in enumerate(names)
    ]
    boxed(page, f"By stickers on the {place} photo", files)
    shown = preview(page, "mark")
    expect(shown.get_by_role("heading")).to_contain_text("2 discs")
    expect(shown).to_contain_text(STICKERS[0])
    if place == "last":
        expect(shown.locator(".remarks")).to_contain_text("last photo")
    use(page)
    expect_discs(page, [names[:3], names[3:]])
    for number, sticker in enumerate(STICKERS, start=1):
        expect(card(page, number).get_by_role("heading")).to_contain_text(sticker)


def test_a_printed_slip_tells_a_new_disc(desk: Desk, tmp_path: Path) -> None:
    page, names = desk.open(who=IMAGING), phone_names(5)
    files = [
        save_slip(tmp_path, names[0], 1),
        save(tmp_path, names[1], text="slip 1"),
        save_slip(tmp_path, names[2], 2),
        *(save(tmp_path, name, text=f"slip 2 {name}") for name in names[3:]),
    ]
    boxed(page, "By slips", files, slips=2)
    expect(preview(page, "mark").get_by_role("heading")).to_contain_text("2 discs")
    use(page)
    expect_discs(page, [names[:2], names[2:]])
    expect(page.locator(".tile.slip .cut")).to_have_text([names[0], names[2]])
    expect(card(page, 2).get_by_role("heading")).to_contain_text("no item barcode yet")


def test_every_so_many_photos_are_a_disc(desk: Desk, tmp_path: Path) -> None:
    page, names = desk.open(who=IMAGING), phone_names(6)
    boxed(page, "By count", [save(tmp_path, name, text=f"count {name}") for name in names])
    shown = preview(page, "count")
    page.get_by_label("Photos per disc").fill("3")
    page.keyboard.press("Enter")
    expect(shown.get_by_role("heading")).to_contain_text("2 discs")
    expect(shown.locator(".previewed > li")).to_have_count(2)
    expect(page.locator(".card")).to_have_count(0)  # a preview changes nothing
    page.get_by_label("Photos per disc").fill("2")
    page.keyboard.press("Tab")
    expect(shown.get_by_role("heading")).to_contain_text("3 discs")
    use(page)
    expect_discs(page, [names[:2], names[2:4], names[4:]])


def test_slips_are_printed_from_the_page(desk: Desk) -> None:
    page = desk.open("/slips/", IMAGING)
    page.get_by_label("slips", exact=False).first.fill("9")
    answer = page.request.get("/slips/?count=9")
    assert answer.headers["content-type"] == "application/pdf"
    with pypdfium2.PdfDocument(io.BytesIO(answer.body())) as sheets:
        assert len(sheets) == 2
