"""Photos arrive whatever happens on the way: a killed server, a reload, two tabs, a sign-out."""

import base64
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.desk import Desk
from tests.browser.people import IMAGING, PASSWORD
from tests.browser.photos import save
from tests.browser.steps import MINUTE, choose, expect_opened, expect_sent, new_upload, tile
from tests.process.server import Server, ask, wait_for

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]
LINE = "#sending-line"
PHOTOS = "**/uploads/*/photos/"
DROP = """([on, files]) => {
  const transfer = new DataTransfer();
  for (const [name, data] of files) {
    const bytes = Uint8Array.from(atob(data), (one) => one.charCodeAt(0));
    transfer.items.add(new File([bytes], name, { type: "image/jpeg" }));
  }
  for (const kind of ["dragenter", "dragover", "drop"]) {
    const told = { dataTransfer: transfer, bubbles: true, cancelable: true };
    const kept = !document.querySelector(on).dispatchEvent(new DragEvent(kind, told));
    if (kind !== "dragenter" && !kept) throw new Error("the browser would open the photo");
  }
}"""
# What is put off for three seconds or more never happens.
NEVER_LATE = """
const real = window.setTimeout;
window.setTimeout = (what, wait, ...more) => wait >= 3000 ? 0 : real(what, wait, ...more);
"""


def small_photos(folder: Path, count: int) -> list[Path]:
    return [save(folder, f"IMG_{n:04d}.jpg", size=(640, 480)) for n in range(1, count + 1)]


def arrived(server: Server, upload: int) -> int:
    query = "select count(*) from processing_photo where upload_id = ?"
    return int(ask(server.var, query, upload)[0][0])


def test_a_few_files_are_on_the_board_as_soon_as_they_are_there(desk: Desk, tmp_path: Path) -> None:
    """Although the board is drawn only now and then while many arrive."""
    page = desk.open(who=IMAGING)
    page.add_init_script(NEVER_LATE)
    new_upload(page, "A few")
    choose(page, small_photos(tmp_path, 3))
    expect(page.locator(".tile")).to_have_count(3)


def drop(page: Page, files: list[Path], on: str = "#drop .drop-area") -> None:
    """Lets files fall on a part of the page, as a drag from the desktop ends."""
    told = [(one.name, base64.b64encode(one.read_bytes()).decode()) for one in files]
    page.evaluate(DROP, [on, told])


@pytest.mark.parametrize("on", ["#drop .drop-area", ".bar"], ids=["the area", "beside it"])
def test_files_are_dropped_from_the_desktop(desk: Desk, tmp_path: Path, on: str) -> None:
    """Also beside the area for them: the browser would else leave the page for the photo."""
    page = desk.open(who=IMAGING)
    upload, files = new_upload(page, "Dropped"), small_photos(tmp_path, 3)
    drop(page, files, on)
    expect_sent(page)
    assert arrived(desk.server, upload) == 3
    expect_opened(page, 3)
    page.reload()
    for file in files:
        expect(tile(page, file.name).locator("img")).to_have_js_property("naturalWidth", 320)


def test_a_server_killed_in_the_middle_loses_no_file(own_desk: Desk, tmp_path: Path) -> None:
    own_desk.failing = True
    page, server = own_desk.open(who=IMAGING), own_desk.server
    upload, files = new_upload(page, "Killed"), small_photos(tmp_path / "photos", 100)
    page.locator("#pick-files").set_input_files(files)
    wait_for(lambda: arrived(server, upload) >= 15, 120)
    server.kill()
    assert arrived(server, upload) < len(files), "it was killed too late"
    expect(page.locator(LINE)).to_contain_text("does not answer", timeout=MINUTE)
    server.start_again()
    expect_sent(page)
    expect(page.locator(LINE)).to_contain_text("100 of 100 files")
    expect(page.locator("#tray-title")).to_have_text("Tray 100", timeout=MINUTE)
    assert arrived(server, upload) == len(files)


def hold_after(page: Page, number: int) -> None:
    """The first requests go through, those after them wait for ever."""
    gone: list[Route] = []

    def handle(route: Route) -> None:
        gone.append(route)
        if len(gone) <= number:
            route.continue_()

    page.route(PHOTOS, handle)


def test_a_reload_in_the_middle_says_what_to_do_and_sends_only_the_rest(
    desk: Desk, tmp_path: Path
) -> None:
    page = desk.open(who=IMAGING)
    upload, files = new_upload(page, "Reloaded"), small_photos(tmp_path, 12)
    hold_after(page, 5)
    page.locator("#pick-files").set_input_files(files)
    expect(page.locator(LINE)).to_contain_text("5 of 12 files")
    assert arrived(desk.server, upload) == 5
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    page.unroute(PHOTOS)
    expect(page.locator("#cut-off")).to_contain_text("5 of 12 files had been sent")
    expect(page.locator(".tile")).to_have_count(5)
    choose(page, files)
    expect(page.locator(LINE)).to_contain_text("5 files were already here")
    expect(page.locator("#cut-off")).to_be_hidden()
    assert arrived(desk.server, upload) == 12


def test_two_tabs_that_send_the_same_files_make_no_photo_twice(desk: Desk, tmp_path: Path) -> None:
    page = desk.open(who=IMAGING)
    upload, files = new_upload(page, "Two tabs"), small_photos(tmp_path, 12)
    other = desk.beside(page)
    for tab in (page, other):
        tab.locator("#pick-files").set_input_files(files)
    for tab in (page, other):
        expect_sent(tab)
    expect(other.locator(LINE)).to_contain_text("already here")
    assert arrived(desk.server, upload) == 12
    expect(other.locator(".tile")).to_have_count(12, timeout=MINUTE)
    expect(page.locator("#refused")).to_be_empty()


def test_a_duplicate_is_counted_and_a_second_name_is_listed(desk: Desk, tmp_path: Path) -> None:
    page = desk.open(who=IMAGING)
    upload, files = new_upload(page, "Twice"), small_photos(tmp_path, 2)
    choose(page, files)
    page.reload()
    choose(page, files[:1])
    expect(page.locator(LINE)).to_contain_text("1 file was already here")
    copy = tmp_path / "copy of it.jpg"
    copy.write_bytes(files[0].read_bytes())
    choose(page, [copy])
    expect(page.locator("#refused")).to_contain_text(re.compile(r"copy of it\.jpg.*IMG_0001\.jpg"))
    assert arrived(desk.server, upload) == 2


def test_signed_out_in_the_middle_the_person_signs_in_elsewhere_and_goes_on(
    desk: Desk, tmp_path: Path
) -> None:
    page = desk.open(who=IMAGING)
    upload, files = new_upload(page, "Signed out"), small_photos(tmp_path, 4)
    page.context.clear_cookies()
    page.locator("#pick-files").set_input_files(files)
    expect(page.locator(LINE)).to_contain_text("You were signed out")
    other = desk.beside(page)
    other.get_by_role("textbox", name="Name").fill(IMAGING)
    other.get_by_label("Password").fill(PASSWORD)
    other.get_by_role("button", name="Sign in").click()
    expect(other.get_by_role("heading", name="Signed out")).to_be_visible()
    page.get_by_role("button", name="Go on").click()
    expect_sent(page)
    assert arrived(desk.server, upload) == 4
