"""Each kind of file that is taken becomes photos on the board, also by a real drop of a folder."""

import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import Desk
from tests.browser.people import IMAGING
from tests.browser.photos import phone_names, photo, save
from tests.browser.steps import choose, expect_opened, expect_sent, new_upload, preview, tile

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
PAGES = 2


def save_as(folder: Path, name: str, kind: str, pictures: int = 1) -> Path:
    """A file of this kind with so many pictures in it."""
    if kind == "HEIF":
        pytest.importorskip("pillow_heif").register_heif_opener()
    first, *others = (photo(f"{name} {number}", size=(640, 480)) for number in range(pictures))
    out = io.BytesIO()
    more: dict[str, object] = {"save_all": True, "append_images": others} if others else {}
    if kind == "TIFF":
        more["compression"] = "tiff_lzw"  # the server of these tests takes a megabyte
    first.save(out, kind, **more)
    path = folder / name
    path.write_bytes(out.getvalue())
    return path


def drop_from_desktop(page: Page, path: Path, on: str) -> None:
    """Drops a file or folder as the desktop does: the browser itself reads what is in it."""
    box = page.locator(on).bounding_box()
    assert box
    at = {"x": box["x"] + box["width"] / 2, "y": box["y"] + box["height"] / 2}
    data = {"items": [], "files": [str(path)], "dragOperationsMask": 1}
    session = page.context.new_cdp_session(page)
    for kind in ("dragEnter", "dragOver", "drop"):
        session.send("Input.dispatchDragEvent", {"type": kind, "data": data, **at})


def test_pages_and_frames_are_photos_and_every_kind_is_shown(desk: Desk, tmp_path: Path) -> None:
    page = desk.open(who=IMAGING)
    kinds = {"a.png": "PNG", "b.webp": "WEBP", "c.heic": "HEIF", "d.jpg": "JPEG"}
    files = [save_as(tmp_path, name, kind) for name, kind in kinds.items()]
    files += [save_as(tmp_path, "scan.pdf", "PDF", PAGES), save_as(tmp_path, "scan.tif", "TIFF", 3)]
    new_upload(page, "Every kind")
    choose(page, files)
    expect_opened(page, len(kinds) + PAGES + 3)
    page.reload()
    expect(tile(page, "scan.pdf")).to_have_count(PAGES)
    expect(tile(page, "scan.tif")).to_have_count(3)
    for picture in page.locator("#discs .tile img").all():
        picture.scroll_into_view_if_needed()
        expect(picture).to_have_js_property("naturalWidth", 320)


def test_a_folder_is_dropped_with_all_that_is_in_it(desk: Desk, tmp_path: Path) -> None:
    page = desk.open(who=IMAGING)
    for folder in ("box/first", "box/second/inner"):
        for name in phone_names(2):
            save(tmp_path, f"{folder}/{name}", text=f"{folder} {name}", size=(640, 480))
    (tmp_path / "box" / ".DS_Store").write_bytes(b"of the desktop")
    new_upload(page, "A folder is dropped")
    drop_from_desktop(page, tmp_path / "box", "#drop .drop-area")
    expect_sent(page)
    expect_opened(page, 4)
    expect(page.locator(".refused-list li")).to_have_count(0)
    page.reload(wait_until="networkidle")
    assert preview(page, "folder").get_by_role("heading").inner_text().endswith("2 discs")
