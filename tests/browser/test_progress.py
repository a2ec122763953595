"""Progress is shown to the end; then the page stops asking. Hidden tabs ask slowly."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import Desk
from tests.browser.people import IMAGING
from tests.browser.photos import save
from tests.browser.steps import MINUTE, boxed
from tests.process.sample import photos_of
from tests.process.server import change

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
HIDDEN = "Object.defineProperty(document, 'hidden', {get: () => true})"
FIRST_DISC = "059173000000201"
POLLED = re.compile(r"/uploads/\d+/(progress|discs)/")


def count_polls(page: Page, milliseconds: int) -> int:
    """How often the page asks for its progress in this time, by a clock that runs fast."""
    asked: list[str] = []
    page.on(
        "request",
        lambda request: asked.append(request.url) if "/progress/" in request.url else None,
    )
    for _ in range(milliseconds // 1000):
        with_answer(page)
    return len(asked)


def with_answer(page: Page) -> None:
    page.clock.run_for(1000)
    expect(page.locator("#progress.htmx-request")).to_have_count(0)


def test_a_started_upload_reaches_its_end_and_the_page_stops_asking(
    desk: Desk, sample_var: Path, tmp_path: Path
) -> None:
    page = desk.open(who=IMAGING)
    photos = photos_of(sample_var, tmp_path / "camera")
    boxed(page, "To the end", [one for one in photos if one.name.startswith(FIRST_DISC)])
    page.get_by_role("button", name="Start processing").click()
    expect(page.get_by_text("1 disc started")).to_be_visible()
    expect(page.locator("#progress")).to_contain_text(
        "all discs have reached their end", timeout=MINUTE
    )
    expect(page.locator("#progress progress").first).to_have_attribute("value", "1")
    expect(page.locator("#group-review")).to_contain_text("1")
    expect(page.locator("[data-poll]")).to_have_count(0, timeout=MINUTE)
    page.clock.install()
    page.reload()
    assert count_polls(page, 30_000) == 0


@pytest.fixture
def unfinished(desk: Desk, tmp_path: Path) -> Page:
    """An upload of which a worker has one photo in its hands, and keeps it for an hour."""
    page = desk.open(who=IMAGING)
    number = boxed(page, "Unfinished", [save(tmp_path, "IMG_0001.jpg", text=str(tmp_path))])
    query = (
        "update processing_photo set state = 'running', token = lower(hex(randomblob(16))), "
        "lease_until = datetime('now', '+1 hour') where upload_id = ?"
    )
    change(desk.server.var, query, number)
    page.clock.install()
    return page


def test_a_page_asks_every_two_seconds_and_in_the_background_slowly(unfinished: Page) -> None:
    unfinished.reload()
    assert 9 <= count_polls(unfinished, 30_000) <= 15
    unfinished.add_init_script(HIDDEN)
    unfinished.reload()
    assert 1 <= count_polls(unfinished, 60_000) <= 2


def test_a_server_that_does_not_answer_is_said_until_it_does(desk: Desk, unfinished: Page) -> None:
    desk.failing = True
    unfinished.reload()
    unfinished.route(POLLED, lambda route: route.abort())
    silent = unfinished.locator("#silent")
    expect(silent).to_be_empty()
    for _ in range(15):
        with_answer(unfinished)
    expect(silent).to_contain_text("The program does not answer")
    unfinished.unroute(POLLED)
    for _ in range(12):
        with_answer(unfinished)
    expect(silent).to_be_empty()


def test_a_disc_of_an_upload_is_found_by_what_was_read(desk: Desk, numbers: dict[str, int]) -> None:
    page = desk.open(f"/uploads/{numbers['sample']}/")
    page.get_by_role("searchbox", name="Find a disc of this upload").fill("kind of blue")
    page.keyboard.press("Enter")
    expect(page.locator("table.discs tbody tr")).to_have_count(1)
    expect(page.locator("#discs-title")).to_contain_text("found for “kind of blue”")
    page.locator("#all-discs").click()
    expect(page.locator("table.discs tbody tr")).to_have_count(12)
