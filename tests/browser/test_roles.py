"""What a person may not do is not offered, and is refused by address in words."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.desk import Desk
from tests.browser.people import CATALOGER, IMAGING, VIEWER
from tests.browser.steps import post

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
CONTROLS = "main form button, main input:not([type=hidden]), main select"


def expect_refused(page: Page, path: str, **fields: str) -> None:
    answer = post(page, path, **fields)
    assert answer.status == 403, (path, answer.status)
    assert "may not" in answer.text(), path


def test_imaging_may_not_decide(desk: Desk, numbers: dict[str, int]) -> None:
    page = desk.open("/discs/{disc}/".format(**numbers), IMAGING)
    expect(page.get_by_role("heading").first).to_be_visible()
    for name in ("Approve", "Original cataloging", "Check the shelf", "Run again", "Correct"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)
    expect(page.get_by_role("link", name="Review")).to_have_count(0)
    expect_refused(page, "/discs/{disc}/run-again/".format(**numbers), stage="extract")
    admin = "/admin/processing/disc/{disc}/".format(**numbers)
    for deed in ("decide", "undo", "correct"):
        answer = post(page, f"{admin}{deed}/", kind="original")
        assert answer.status in (302, 403), deed  # 302: to the admin's sign-in
    page.goto(f"{admin}change/")
    expect(page.locator("main")).to_contain_text("whose groups do not open the admin")


def test_viewers_may_look_and_change_nothing(desk: Desk, numbers: dict[str, int]) -> None:
    desk.failing = True
    page = desk.open("/", VIEWER)
    expect(page.get_by_role("link", name="New upload")).to_have_count(0)
    page.goto("/uploads/{waiting}/".format(**numbers))
    expect(page.locator(".tile").first).to_be_visible()
    expect(page.locator(CONTROLS)).to_have_count(0)
    page.goto("/admin/processing/disc/{disc}/change/".format(**numbers))
    expect(page.locator("table.compare").first).to_be_visible()
    expect(page.locator("main form[method=post] button")).to_have_count(0)
    for path in ("start", "arrange", "grouping", "repeats", "details", "delete", "refused/dismiss"):
        expect_refused(page, "/uploads/{waiting}/{path}/".format(**numbers, path=path))
    for deed in ("decide", "undo", "correct"):
        path = "/admin/processing/disc/{disc}/{deed}/".format(**numbers, deed=deed)
        expect_refused(page, path, kind="original")
    page.goto("/uploads/new/")
    expect(page.locator("main")).to_contain_text("Your account may not add photos")


def test_catalogers_may_not_delete_or_cancel(desk: Desk, numbers: dict[str, int]) -> None:
    desk.failing = True
    page = desk.open("/uploads/{sample}/".format(**numbers), CATALOGER)
    expect(page.get_by_role("link", name="Delete")).to_have_count(0)
    for path in ("delete", "cancel", "run-again"):
        expect_refused(page, "/uploads/{sample}/{path}/".format(**numbers, path=path))


def test_signed_out_nothing_is_shown(desk: Desk, numbers: dict[str, int]) -> None:
    page = desk.open("/uploads/{waiting}/".format(**numbers), "")
    expect(page.get_by_role("heading", name="Sign in")).to_be_visible()
    answer = page.request.get("/photos/{photo}/thumb/".format(**numbers), max_redirects=0)
    assert answer.status == 302
