"""What a person does on the pages of an upload, step by step."""

import re
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import APIResponse, Locator, Page, expect

MINUTE = 60_000


def new_upload(page: Page, name: str) -> int:
    """Makes an upload by the page; the browser is on its page afterwards. Returns its number."""
    page.goto("/uploads/new/")
    page.get_by_role("textbox", name="Name").fill(name)
    page.get_by_role("button", name="Go on to the photos").click()
    expect(page).to_have_url(re.compile(r"/uploads/\d+/$"))
    page.wait_for_load_state()  # what is dropped before the script has run goes to the browser
    return int(page.url.rstrip("/").rsplit("/", 1)[1])


def choose(page: Page, files: Sequence[Path], picker: str = "#pick-files") -> None:
    """Gives files to the page and waits until it has dealt with all of them."""
    page.locator(picker).set_input_files(files)
    expect_sent(page)


def expect_sent(page: Page) -> None:
    expect(page.locator("#sending-line")).to_contain_text("● done", timeout=2 * MINUTE)


def expect_opened(page: Page, photos: int) -> None:
    """All photos stand on the board, and no worker is at one of them any more."""
    expect(page.locator("#discs .tile")).to_have_count(photos, timeout=MINUTE)
    expect(page.locator("#discs:not([data-poll])")).to_be_visible(timeout=MINUTE)


def boxed(page: Page, name: str, files: Sequence[Path], slips: int = 0) -> int:
    """A new upload with these photos, all of them opened; the page is loaded again after that.

    Separator slips are not shown before they stand for a disc.
    """
    number = new_upload(page, name)
    choose(page, files)
    expect_opened(page, len(files) - slips)
    page.reload(wait_until="networkidle")
    return number


def preview(page: Page, way: str) -> Locator:
    """Ticks a way of grouping; returns what the page says that it would make."""
    page.locator(f"#way-{way}").check()
    shown = page.locator("#grouping-preview")
    expect(shown.locator("#grouping-use")).to_be_visible()
    return shown


def use(page: Page) -> None:
    page.locator("#grouping-use").click()
    expect(page.locator(".notes")).to_contain_text("The photos become discs")


def card(page: Page, place: int) -> Locator:
    """The disc in this place of the board, counted from 1."""
    return page.locator(".card").nth(place - 1)


def tile(page: Page, name: str) -> Locator:
    return page.locator(".tile").filter(has_text=name)


def tick(page: Page, *names: str) -> None:
    for name in names:
        tile(page, name).get_by_role("checkbox").check()


def expect_discs(page: Page, discs: Sequence[Sequence[str]], tray: Sequence[str] = ()) -> None:
    """Exactly these photos by name, disc by disc in the order of the box, and in the tray."""
    expect(page.locator(".card")).to_have_count(len(discs))
    for place, names in enumerate(discs, start=1):
        expect(card(page, place).locator(".tile .cut")).to_have_text(list(names))
    expect(page.locator("#tray .tile .cut")).to_have_text(list(tray))


def expect_said(page: Page, words: str) -> None:
    expect(page.locator("#board-said")).to_contain_text(words)


def post(page: Page, path: str, **fields: str) -> APIResponse:
    """A POST by address, past the page's own controls, as this person."""
    cookies = {one.get("name"): one.get("value", "") for one in page.context.cookies()}
    headers = {"X-CSRFToken": cookies["csrftoken"], "Referer": page.url}
    return page.request.post(path, form=fields, headers=headers, max_redirects=0)
