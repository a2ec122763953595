"""Batches in the browser, against a stand-in for OpenAI: the road, the line, and every button."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import HEIGHTS, PHONE, WIDE, Desk
from tests.browser.people import MANAGER
from tests.browser.steps import boxed
from tests.browser.test_every_page import OVERFLOW
from tests.process.asking import asking, folder_of
from tests.process.server import Server, wait_for
from tests.questions import box
from tests.standins.openai import StandIn

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
DISCS = 4
A_START_LINE = 90  # pixels, of the 844 of a phone


@pytest.fixture
def stand_in() -> Iterator[StandIn]:
    """A batch takes hours, and nobody looks at it but who presses the button."""
    with StandIn() as running:
        pace = running.batches.pace
        pace.validating, pace.in_progress, pace.finalizing = 0.0, 7200.0, 600.0
        yield running


@pytest.fixture
def batch_desk(
    browser: Browser, furnished_var: Path, stand_in: StandIn, tmp_path: Path
) -> Iterator[Desk]:
    shutil.copytree(furnished_var, tmp_path / "var")
    settings = {
        **asking(stand_in),
        "USE_BATCH_PROCESSING": "auto",
        "ANALYZE_WITH_MODEL": "never",
        "BATCH_POLL_SECONDS": "3600",
        "SWEEP_SECONDS": "1",
        "CPU_SLOTS": "2",
    }
    server = Server(tmp_path / "var", **settings).wait_until_ready()
    desk = Desk(browser, server)
    yield desk
    try:
        desk.close()
    finally:
        server.stop()


def test_a_box_by_batch_from_the_choice_of_the_road_to_the_last_retry(
    batch_desk: Desk, stand_in: StandIn, tmp_path: Path
) -> None:
    photos = sorted(folder_of(DISCS, tmp_path, stand_in).iterdir())
    stand_in.fault("400_image", saying=box.title_of(2))
    page = batch_desk.open(who=MANAGER)
    boxed(page, "By batch", photos)
    choose_the_road(page)
    page.locator("#start").click()
    line = page.locator(".batches li").filter(has_text="batch_000001")
    expect(line).to_contain_text(f"0 of {DISCS} completed, 0 failed")
    expect(page.locator("#progress")).to_contain_text(f"{DISCS} waiting for the batch")

    looked_at_again(page, stand_in)
    fits_a_phone(page)
    the_rest_in_real_time(page)
    expect(line).to_contain_text("being cancelled")
    stand_in.advance(600)
    page.get_by_role("button", name="Check batch_000001 now").click()
    expect(line).to_contain_text("2 of 4 collected")

    expect(page.locator("#progress")).to_contain_text("▲ 1 failed")
    expect(page.locator(".failures")).to_contain_text("cannot open a photo of this disc")
    # The rest; the photo that fails may be in either part.
    wait_for(lambda: len(stand_in.asked()) in (1, 2), 60)
    retried(page, stand_in)
    expect(page.locator("#progress")).to_contain_text("all discs have reached their end")
    expect(page.locator("#progress progress").first).to_have_attribute("value", str(DISCS))


def choose_the_road(page: Page) -> None:
    """Few discs go now; batch is a person's choice, which can be taken back."""
    said = page.locator("#road-said")
    expect(said).to_contain_text("now (at most 10 discs)")
    page.locator("#road-batch").check()
    expect(said).to_contain_text("Batch (chosen for this upload)")
    page.get_by_role("button", name="Leave it to the settings").click()
    expect(said).to_contain_text("now (at most 10 discs)")
    page.wait_for_load_state()
    page.locator("#road-batch").check()
    expect(said).to_contain_text("ready within 24 hours")
    page.set_viewport_size({"width": PHONE, "height": HEIGHTS[PHONE]})
    page.locator(".card").first.scroll_into_view_if_needed()
    dash = page.locator(".start .dash").bounding_box()
    assert dash is not None
    assert dash["height"] <= A_START_LINE
    assert dash["y"] + dash["height"] <= HEIGHTS[PHONE]
    page.get_by_role("link", name="4 discs → Batch").click()
    expect(page.locator("#road-now")).to_be_in_viewport()
    page.set_viewport_size({"width": WIDE, "height": HEIGHTS[WIDE]})


def looked_at_again(page: Page, stand_in: StandIn) -> None:
    """Nothing changes by itself; one press brings what OpenAI says now."""
    stand_in.batches.made["batch_000001"].row["request_counts"]["completed"] = 2
    page.get_by_role("button", name="Check batch_000001 now").click()
    expect(page.locator(".notes")).to_contain_text("batch_000001 is being checked")
    expect(page.locator(".batches")).to_contain_text(f"2 of {DISCS} completed, 0 failed")


def fits_a_phone(page: Page) -> None:
    page.wait_for_load_state()  # the style sheets
    page.set_viewport_size({"width": PHONE, "height": HEIGHTS[PHONE]})
    assert page.evaluate(OVERFLOW) <= 0
    page.set_viewport_size({"width": WIDE, "height": HEIGHTS[WIDE]})


def the_rest_in_real_time(page: Page) -> None:
    page.get_by_role("link", name="Cancel batch_000001").click()
    expect(page.get_by_role("heading", name="Cancel batch_000001?")).to_be_visible()
    page.get_by_label("Switch the rest to real time").check()
    page.get_by_role("button", name="Cancel the batch").click()
    expect(page.locator(".notes")).to_contain_text("the rest is asked now")


def retried(page: Page, stand_in: StandIn) -> None:
    """The question of the failed disc goes by a batch of its own, as was chosen for the upload."""
    stand_in.batches.pace.in_progress = stand_in.batches.pace.finalizing = 0.0
    page.locator("#retry-all").click()
    line = page.locator(".batches li").filter(has_text="batch_000002")
    expect(line).to_contain_text("0 of 1 completed")
    page.get_by_role("link", name="Cancel batch_000002").click()
    page.get_by_role("link", name="Let it go on").click()
    page.get_by_role("button", name="Check batch_000002 now").click()
    expect(line).to_contain_text("1 of 1 collected")
