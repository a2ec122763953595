"""Decisions and corrections on the disc page of the admin."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import Desk
from tests.browser.people import MANAGER
from tests.browser.steps import MINUTE
from tests.process.server import ask

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
TO_REVIEW, TO_CORRECT = "059173000000206", "059173000000203"


def disc(desk: Desk, barcode: str, who: str = "carl") -> Page:
    """The page of a disc of the sample."""
    query = "select min(id) from processing_disc where item_barcode = ?"
    number = ask(desk.server.var, query, barcode)[0][0]
    return desk.open(f"/admin/processing/disc/{number}/change/", who)


def decisions(desk: Desk, barcode: str) -> list[tuple[str, str]]:
    query = "select kind, note from processing_decision where item_barcode = ? order by id"
    return [(str(kind), str(note)) for kind, note in ask(desk.server.var, query, barcode)]


def test_a_decision_with_its_note_and_its_undo(desk: Desk) -> None:
    page = disc(desk, TO_REVIEW)
    page.locator("#decision-note").fill("no record has this cover")
    page.get_by_role("button", name="Original cataloging").click()
    decided = page.locator("#decided")
    expect(decided).to_contain_text("Needs original cataloging")
    expect(decided).to_contain_text("no record has this cover")
    decided.get_by_role("button", name="Undo").click()
    expect(decided).to_have_count(0)
    expect(page.locator(".history")).to_contain_text("Undone: Needs original cataloging")
    kinds = decisions(desk, TO_REVIEW)
    assert kinds[-2:] == [("original", "no record has this cover"), ("undo", "")]


def test_why_to_look_is_whole_at_first_sight(desk: Desk) -> None:
    """On a window of a laptop, beside the photo; no part of the page hides an end of its own."""
    page = disc(desk, TO_REVIEW)
    expect(page.locator(".match .note li").last).to_be_in_viewport(ratio=1)
    expect(page.locator("table.compare thead").first).to_be_in_viewport(ratio=1)
    side = page.locator(".disc > .side")
    assert side.evaluate("one => one.scrollHeight - one.clientHeight") == 0


def test_another_record_is_picked_and_the_next_disc_is_offered(desk: Desk) -> None:
    page = desk.open("/admin/processing/disc/?group=review")
    page.get_by_role("link", name=TO_REVIEW).first.click()
    page.get_by_role("button", name="Choose 2", exact=True).first.click()
    expect(page.locator("#decided")).to_contain_text("Different record")
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator("#decided")).to_have_count(0)


def test_the_second_of_two_people_sees_what_the_first_decided(desk: Desk) -> None:
    first, second = disc(desk, TO_REVIEW), disc(desk, TO_REVIEW, MANAGER)
    first.get_by_role("button", name="Check the shelf").click()
    expect(first.locator("#decided")).to_contain_text("Check the shelf")
    before = len(decisions(desk, TO_REVIEW))
    second.get_by_role("button", name="Original cataloging").click()
    expect(second.locator(".note.red, .notes .red")).to_be_visible()
    expect(second.locator("#decided")).to_contain_text("Check the shelf")
    assert len(decisions(desk, TO_REVIEW)) == before
    first.get_by_role("button", name="Undo").first.click()
    expect(first.locator("#decided")).to_have_count(0)


def test_a_correction_is_searched_and_matched_anew_and_can_be_taken_back(desk: Desk) -> None:
    page = disc(desk, TO_CORRECT)
    found = matched(desk)
    put_right(page, "Another title altogether")
    expect(page.locator("#working")).to_have_count(0, timeout=MINUTE)  # the page loads by itself
    expect(page.locator("table.compare").first).to_contain_text("Another title altogether")
    other = matched(desk)
    assert other[0] == found[0] + 1
    assert other[1:] != found[1:]
    page.locator("#correct-title").locator("xpath=..").locator("summary").click()
    page.locator("#correct-title").get_by_role("button", name="Take the correction back").click()
    expect(page.locator(".notes")).to_contain_text("The correction is taken back")
    expect(page.locator("#working")).to_have_count(0, timeout=MINUTE)
    assert matched(desk) == (found[0] + 2, *found[1:])


def put_right(page: Page, title: str) -> None:
    form = page.locator("#correct-title")
    form.locator("xpath=..").locator("summary").click()
    form.get_by_label("Title").fill(title)
    form.get_by_role("button", name="Correct", exact=True).click()
    expect(page.locator(".notes")).to_contain_text("Corrected: title")


def matched(desk: Desk) -> tuple[int, str, int]:
    """Revision, record and confidence of the disc that is corrected."""
    query = (
        "select revision, accepted_number, confidence from processing_disc "
        "where item_barcode = ? order by id limit 1"
    )
    revision, number, confidence = ask(desk.server.var, query, TO_CORRECT)[0]
    return int(revision), str(number), int(confidence)
