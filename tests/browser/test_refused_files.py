"""Files that are no good photos are refused at once, in words, and stay listed."""

import random
import re
import struct
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import APIResponse, Page, Route, expect

from tests.browser.desk import Desk
from tests.browser.people import IMAGING
from tests.browser.photos import jpeg, photo, save, zipped
from tests.browser.steps import MINUTE, choose, new_upload
from tests.process.server import ask
from tests.zip_files import flagged

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
LOCKED = 1  # bit of a ZIP's flags
BOMB_SIDE = 30_000
A_MEGABYTE = 1_000_000
HALF_A_SECOND = 500  # milliseconds


def good() -> bytes:
    return jpeg(photo("good"))


def bomb() -> bytes:
    """A PNG of a few hundred bytes that says it has 900 million pixels."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        check = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + check

    head = struct.pack(">IIBBBBB", BOMB_SIDE, BOMB_SIDE, 1, 0, 0, 0, 0)
    rows = chunk(b"IDAT", zlib.compress(b"\0" * 1000))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + rows + chunk(b"IEND", b"")


def locked_zip(folder: Path) -> bytes:
    return flagged(zipped(folder / "in.zip", [("a.jpg", good())]).read_bytes(), LOCKED)


KINDS: dict[str, tuple[Callable[[Path], bytes], str]] = {
    "empty.jpg": (lambda _: b"", "The file is empty"),
    "truncated.jpg": (lambda _: good()[:9000], "breaks off in the middle"),
    "large.jpg": (lambda _: good() + random.Random(1).randbytes(A_MEGABYTE), "at most 1 MB"),
    "bomb.png": (lambda _: bomb(), "million pixels"),
    "words.jpg": (lambda _: b"only some words, no photo", "This is not a photo"),
    "film.heic": (lambda _: b"\0\0\0\x18ftypisom" + b"\0" * 64, "This is not a photo"),
    "locked.zip": (locked_zip, "locked with a password"),
    "damaged.pdf": (lambda _: b"%PDF-1.7\n" + b"nothing" * 40, "PDF is damaged"),
}


@pytest.fixture
def upload_page(desk: Desk) -> Page:
    desk.failing = True  # the answers 422 of the server are errors to Chromium
    page = desk.open(who=IMAGING)
    new_upload(page, "Refused")
    return page


def test_each_kind_of_bad_file_is_listed_with_its_reason(upload_page: Page, tmp_path: Path) -> None:
    files = [tmp_path / name for name in KINDS]
    for path in files:
        path.write_bytes(KINDS[path.name][0](tmp_path))
    choose(upload_page, [*files, save(tmp_path, "good.jpg")])
    expect(upload_page.locator("#sending-line")).to_contain_text("8 files were not taken")
    for again in (False, True):
        if again:
            upload_page.reload()
        expect(upload_page.locator("#refused-title")).to_contain_text("8 files were not taken")
        for name, (_, reason) in KINDS.items():
            row = upload_page.locator(".refused-list li").filter(has_text=name)
            expect(row).to_contain_text(reason)
    expect(upload_page.locator(".tile .cut")).to_have_text(["good.jpg"], timeout=MINUTE)


def test_a_list_on_its_way_hides_none_that_is_refused_meanwhile(
    upload_page: Page, tmp_path: Path
) -> None:
    """The list that is asked for first comes last."""
    held: list[tuple[Route, APIResponse]] = []

    def hold_the_first(route: Route) -> None:
        if held or route.request.method != "GET":
            route.continue_()
        else:
            held.append((route, route.fetch()))

    upload_page.route("**/refused/", hold_the_first)
    for number, name in enumerate(("first.jpg", "second.jpg"), start=1):
        (tmp_path / name).write_bytes(good()[:9000])
        choose(upload_page, [tmp_path / name])
        expect(upload_page.locator("#sending-line")).to_contain_text(f"{number} file")
        while not held:
            upload_page.wait_for_timeout(HALF_A_SECOND)
    upload_page.wait_for_timeout(HALF_A_SECOND)  # the second list would be asked for by now
    route, answer = held[0]
    route.fulfill(response=answer)
    expect(upload_page.locator(".refused-list li")).to_have_count(2)


def test_a_row_goes_when_the_file_arrives_and_the_list_when_it_is_dismissed(
    upload_page: Page, tmp_path: Path
) -> None:
    names = ("first.jpg", "second.jpg")
    for name in names:
        (tmp_path / name).write_bytes(good()[:9000])
    choose(upload_page, [tmp_path / name for name in names])
    expect(upload_page.locator(".refused-list li")).to_have_count(2)
    upload_page.reload()
    choose(upload_page, [save(tmp_path, "first.jpg")])
    expect(upload_page.locator(".refused-list li")).to_have_count(1)
    expect(upload_page.locator("#refused")).to_contain_text("second.jpg")
    upload_page.get_by_role("button", name="Dismiss the list").click()
    expect(upload_page.locator(".refused-list")).to_have_count(0)
    upload_page.reload()
    expect(upload_page.locator(".refused-list")).to_have_count(0)


def test_a_zip_gives_its_photos_and_lists_what_is_none(
    upload_page: Page, desk: Desk, tmp_path: Path
) -> None:
    entries = [("box/059173004a.jpg", good()), ("box/059173004b.jpg", jpeg(photo("back")))]
    bad = [("box/broken.jpg", good()[:9000]), ("__MACOSX/._x.jpg", b"x"), ("Thumbs.db", b"x")]
    choose(upload_page, [zipped(tmp_path / "box.zip", [*entries, *bad])])
    names = [name.rsplit("/", 1)[1] for name, _ in entries]
    expect(upload_page.locator(".card .tile .cut")).to_have_text(names, timeout=MINUTE)
    upload_page.reload()
    row = upload_page.locator(".refused-list li")
    expect(row).to_have_text(re.compile(r"broken\.jpg.*breaks off"))
    number = int(upload_page.url.rstrip("/").rsplit("/", 1)[1])
    query = "select count(*) from processing_photo where upload_id = ?"
    assert ask(desk.server.var, query, number) == [(2,)]
