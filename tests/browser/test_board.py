"""Photos are moved from disc to disc: by dragging, and by ticks and keys without dragging."""

from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.desk import Desk
from tests.browser.people import IMAGING
from tests.browser.photos import save
from tests.browser.steps import boxed, card, expect_discs, expect_said, tick, tile

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
FIRST = ["059173001a.jpg", "059173001b.jpg"]
SECOND = ["059173002a.jpg", "059173002b.jpg", "059173002c.jpg"]


@pytest.fixture
def board(desk: Desk, tmp_path: Path) -> Page:
    """Two discs with two and three photos, by file name."""
    page = desk.open(who=IMAGING)
    files = [save(tmp_path, name, text=f"{tmp_path} {name}") for name in FIRST + SECOND]
    boxed(page, "Board", files)
    expect_discs(page, [FIRST, SECOND])
    return page


def drag(page: Page, photo: Locator, to: Locator | str) -> None:
    """With the mouse; a target given by its words appears only while something is in the hand."""
    thumb = photo.locator(".thumb")
    thumb.scroll_into_view_if_needed()
    thumb.hover()
    page.mouse.down()
    box = thumb.bounding_box()
    assert box is not None
    page.mouse.move(box["x"] + 30, box["y"] + 30, steps=4)
    target = page.locator("#dock-drop p", has_text=to) if isinstance(to, str) else to
    target.hover()
    expect(target).to_have_class("over" if isinstance(to, str) else "card over")
    page.mouse.up()


def test_a_thumbnail_is_dragged_to_another_disc_and_back(board: Page) -> None:
    drag(board, tile(board, "002b"), card(board, 1))
    expect_discs(board, [[*FIRST, "059173002b.jpg"], ["059173002a.jpg", "059173002c.jpg"]])
    expect_said(board, "059173002b.jpg moved to 059173001")
    board.get_by_role("button", name="Undo").click()
    expect_discs(board, [FIRST, SECOND])


def test_a_thumbnail_is_dragged_to_a_new_disc_and_to_the_tray(board: Page) -> None:
    drag(board, tile(board, "002c"), "New disc")
    expect_discs(board, [FIRST, SECOND[:2], ["059173002c.jpg"]])
    drag(board, tile(board, "001b"), "Tray")
    expect_discs(board, [FIRST[:1], SECOND[:2], ["059173002c.jpg"]], tray=FIRST[1:])
    drag(board, tile(board, "001b"), card(board, 1))
    expect_discs(board, [FIRST, SECOND[:2], ["059173002c.jpg"]])


def test_ticked_photos_are_dragged_together(board: Page) -> None:
    tick(board, "002a", "002b")
    drag(board, tile(board, "002b"), card(board, 1))
    expect_discs(board, [[*FIRST, *SECOND[:2]], SECOND[2:]])


def change(page: Page, place: int, what: str) -> None:
    """By the menu of the disc in this place."""
    card(page, place).get_by_text("Change").click()
    card(page, place).get_by_role("button", name=what).click()


def test_a_disc_is_split_and_merged_by_its_menu(board: Page) -> None:
    change(board, 2, "Split before photo 2")
    expect_discs(board, [FIRST, SECOND[:1], SECOND[1:]])
    change(board, 3, "Merge with the disc before")
    expect_discs(board, [FIRST, SECOND])


def test_two_discs_with_item_barcodes_are_not_merged(board: Page) -> None:
    change(board, 2, "Merge with the disc before")
    expect_said(board, "have item barcodes of their own")
    expect_discs(board, [FIRST, SECOND])


def test_photos_are_moved_by_keys_alone(board: Page) -> None:
    tile(board, "002c").get_by_role("checkbox").focus()
    board.keyboard.press("Space")
    expect(board.locator("#ticked-number")).to_have_text("1 photo ticked")
    board.get_by_label("Move to").focus()
    board.keyboard.type("1")
    board.keyboard.press("Enter")
    expect_discs(board, [[*FIRST, "059173002c.jpg"], SECOND[:2]])
    board.wait_for_function("document.activeElement !== document.body")  # the focus comes back


def test_ticked_photos_go_to_the_tray_to_a_new_disc_and_away(board: Page) -> None:
    tick(board, "002b", "002c")
    board.get_by_role("button", name="To the tray").click()
    expect_discs(board, [FIRST, SECOND[:1]], tray=SECOND[1:])
    tick(board, "002b")
    board.locator("#do-new").click()
    expect_discs(board, [FIRST, SECOND[:1], ["059173002b.jpg"]], tray=SECOND[2:])
    tick(board, "002c")
    board.get_by_text("Remove", exact=True).click()
    board.get_by_role("button", name="Delete the ticked photos").click()
    expect_discs(board, [FIRST, SECOND[:1], ["059173002b.jpg"]])


def test_a_tray_photo_is_given_to_an_item_barcode(board: Page) -> None:
    tick(board, "002c")
    board.get_by_label("Move to").fill("059173777")
    board.locator("#do-move").click()
    expect_discs(board, [FIRST, SECOND[:2], ["059173002c.jpg"]])
    expect(card(board, 3).get_by_role("heading")).to_contain_text("059173777")


def test_a_role_is_changed_and_the_warning_goes(board: Page) -> None:
    tick(board, "001b")
    board.locator("#do-tray").click()
    expect(card(board, 1)).to_contain_text("no back photo")
    tile(board, "001a").get_by_role("combobox").select_option(label="Back")
    expect(card(board, 1)).to_contain_text("no front photo")
    expect(card(board, 1)).not_to_contain_text("no back photo")


def test_two_tabs_move_the_same_photo(board: Page, desk: Desk) -> None:
    other = desk.beside(board)
    expect_discs(other, [FIRST, SECOND])
    tick(board, "002c")
    board.locator("#do-tray").click()
    expect_discs(board, [FIRST, SECOND[:2]], tray=SECOND[2:])
    drag(other, tile(other, "002c"), card(other, 1))
    expect_discs(other, [[*FIRST, "059173002c.jpg"], SECOND[:2]])


def test_a_disc_that_went_in_another_tab_is_said(board: Page, desk: Desk) -> None:
    change(board, 2, "Split before photo 2")
    expect_discs(board, [FIRST, SECOND[:1], SECOND[1:]])
    other = desk.beside(board)
    change(board, 3, "Merge with the disc before")
    expect_discs(board, [FIRST, SECOND])
    drag(other, tile(other, "001a"), card(other, 3))
    expect(other.locator("#board-said .mark-failed")).to_be_visible()
    expect_discs(other, [FIRST, SECOND])
