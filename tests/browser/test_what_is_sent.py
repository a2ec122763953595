"""What is sent, confirmed in the browser; and parts of photos that are covered before it is."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import PHONE, Desk
from tests.browser.people import CATALOGER, IMAGING, MANAGER, VIEWER
from tests.browser.photos import save
from tests.browser.steps import boxed, card
from tests.browser.test_every_page import expect_fine
from tests.process.server import Server, ask

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
NOWHERE = "http://127.0.0.1:9/v1"  # nothing is asked: no disc is started here


@pytest.fixture(scope="module")
def with_key(furnished_var: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A program with a key, in which nobody has said yet what may be sent."""
    var = tmp_path_factory.mktemp("with-key") / "var"
    shutil.copytree(furnished_var, var)
    own = {"OPENAI_API_KEY": "sk-none", "OPENAI_BASE_URL": NOWHERE, "CPU_SLOTS": "1"}
    server = Server(var, **own).wait_until_ready()
    yield server
    server.stop()


@pytest.fixture
def key_desk(browser: Browser, with_key: Server) -> Iterator[Desk]:
    desk = Desk(browser, with_key)
    yield desk
    desk.close()


def test_a_manager_confirms_and_takes_it_back(key_desk: Desk) -> None:
    page = key_desk.open("/", MANAGER)
    expect(page.locator("#sending-unsaid")).to_contain_text("a manager confirms what is sent")
    expect_fine(page)
    page.goto("/admin/")
    expect_fine(page)
    page.locator("#sending-unsaid").get_by_role("link").click()
    expect(page.locator("#sending-unsaid")).to_have_count(0)
    expect(page.locator("#sending-state")).to_contain_text("Nobody has confirmed this yet")
    expect(page.get_by_label("Photos", exact=True)).not_to_be_checked()
    expect_fine(page)
    page.get_by_label("Photos", exact=True).check()
    page.get_by_role("button", name="Confirm what is ticked").click()
    expect(page.locator(".notes")).to_contain_text("Confirmed: photos may be sent to the server")
    expect(page.locator("#sending-state")).to_contain_text("● Photos may be sent")
    page.get_by_role("link", name="cdcatalog").click()
    expect(page.locator("#sending-unsaid")).to_have_count(0)
    page.goto("/admin/")
    expect(page.locator("#sending-unsaid")).to_have_count(0)
    page.locator(".person summary").click()
    page.get_by_role("link", name="What is sent").click()
    page.get_by_role("button", name="Take it back: send nothing").click()
    expect(page.locator("#sending-state")).to_contain_text("○ Photos are not sent")
    expect(page.locator(".history li")).to_have_count(2)
    page.get_by_text("The text then").first.click()
    expect_fine(page)


def test_others_read_it_and_are_offered_nothing(key_desk: Desk) -> None:
    for who in (CATALOGER, VIEWER):
        page = key_desk.open("/sending/", who)
        expect(page.get_by_role("heading", name="What is sent")).to_be_visible()
        expect(page.locator("main").get_by_role("button")).to_have_count(0)
        expect(page.locator("#sending-unsaid")).to_have_count(0)


def parts(page: Page) -> list[list[int]]:
    """The covered parts as the list beside the photo has them."""
    boxes = page.locator("#cover-list [data-box]")
    every = [boxes.nth(at).get_attribute("data-box") or "" for at in range(boxes.count())]
    return [[int(edge) for edge in box.split()] for box in every]


def drag(page: Page, start: tuple[float, float], end: tuple[float, float]) -> None:
    """Drags over the photo, from and to these shares of its width and height."""
    box = page.locator("#cover-layer image").bounding_box()
    assert box is not None
    ends = [(box["x"] + box["width"] * x, box["y"] + box["height"] * y) for x, y in (start, end)]
    page.mouse.move(*ends[0])
    page.mouse.down()
    page.mouse.move(*ends[1], steps=5)
    page.mouse.up()


@pytest.fixture
def covering(key_desk: Desk, tmp_path: Path) -> Page:
    """Ida has photographed a case of 1280 × 960 and covers a part of it before the start."""
    page = key_desk.open(who=IMAGING)
    boxed(page, "Gifts", [save(tmp_path, f"059173000000911{letter}.jpg") for letter in "ab"])
    card(page, 1).get_by_text("Change").click()
    page.get_by_role("link", name="Cover a part of photo 1").click()
    expect(page.locator("#cover-how")).to_be_visible()
    return page


def test_a_part_is_painted_with_the_mouse_chosen_and_removed(
    covering: Page, key_desk: Desk
) -> None:
    page = covering
    drag(page, (0.5, 0.25), (0.75, 0.5))
    expect(page.locator("#cover-said")).to_contain_text("● The part is covered.")
    drag(page, (0.2, 0.9), (0.1, 0.8))
    expect(page.locator("#cover-list li")).to_have_count(2)
    for found, meant in zip(parts(page), ([640, 240, 960, 480], [128, 768, 256, 864]), strict=True):
        assert all(abs(a - b) <= 2 for a, b in zip(found, meant, strict=True)), (found, meant)
    expect(page.locator("#cover-parts .part")).to_have_count(2)
    expect_fine(page)
    page.locator("#cover-parts .part rect").first.click()
    expect(page.locator("#cover-list li").first).to_contain_text("✓ chosen")
    page.locator("#cover-remove-chosen").click()
    expect(page.locator("#cover-list li")).to_have_count(1)
    page.locator("#cover-parts .part rect").first.click()
    page.keyboard.press("Delete")
    expect(page.locator("#cover-side")).to_contain_text("Nothing is covered")
    expect(page.locator("#cover-parts .part")).to_have_count(0)


def test_a_click_and_a_slip_of_the_hand_cover_nothing(covering: Page) -> None:
    page = covering
    page.locator("#cover-layer").click()
    drag(page, (0.5, 0.5), (0.6, 0.502))
    expect(page.locator("#cover-said")).to_contain_text("too small")
    assert parts(page) == []


def test_a_part_is_covered_by_the_keyboard_alone(covering: Page) -> None:
    page = covering
    page.get_by_label("Left").focus()
    for edge in ("100", "200", "300", "260"):
        page.keyboard.type(edge)
        page.keyboard.press("Tab")
    expect(page.locator("#cover-go")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("#cover-parts rect")).to_have_attribute("width", "200")
    assert parts(page) == [[100, 200, 300, 260]]
    expect(page.locator("#cover-go")).to_be_focused()
    page.get_by_label("Left").fill("100")
    page.get_by_label("Top").fill("200")
    page.get_by_label("Right").fill("104")
    page.get_by_label("Bottom").fill("300")
    page.keyboard.press("Enter")
    expect(page.locator("#edges-problem")).to_contain_text("at least 8 pixels wide and high")
    expect(page.get_by_label("Right")).to_have_value("104")
    page.locator("#cover-list button").focus()
    expect(page.locator(".part.chosen")).to_have_count(1)
    page.keyboard.press("Enter")
    expect(page.locator("#covers-title")).to_be_focused()
    assert parts(page) == []


def test_a_part_is_covered_without_the_script(
    covering: Page, key_desk: Desk, browser: Browser, with_key: Server
) -> None:
    context = browser.new_context(
        base_url=with_key.url, java_script_enabled=False, storage_state=key_desk.states[IMAGING]
    )
    page = context.new_page()
    page.goto(covering.url)
    expect(page.locator("#cover-how")).to_be_hidden()
    for edge, value in (("Left", "100"), ("Top", "200"), ("Right", "300"), ("Bottom", "260")):
        page.get_by_label(edge).fill(value)
    page.get_by_role("button", name="Cover", exact=True).click()
    expect(page.locator("#cover-parts rect")).to_have_attribute("width", "200")
    page.get_by_role("button", name="Remove part 1").click()
    expect(page.locator("main")).to_contain_text("The part is no longer covered.")
    context.close()


def test_a_finger_paints(
    covering: Page, key_desk: Desk, browser: Browser, with_key: Server
) -> None:
    context = browser.new_context(
        base_url=with_key.url,
        has_touch=True,
        viewport={"width": PHONE, "height": 844},
        storage_state=key_desk.states[IMAGING],
    )
    page = context.new_page()
    page.goto(covering.url)
    page.locator("#cover-layer").scroll_into_view_if_needed()
    box = page.locator("#cover-layer image").bounding_box()
    assert box is not None
    finger = context.new_cdp_session(page)
    for kind, share in (("touchStart", 0.25), ("touchMove", 0.4), ("touchMove", 0.5)):
        point = {"x": box["x"] + box["width"] * share, "y": box["y"] + box["height"] * share}
        finger.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
    finger.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    expect(page.locator("#cover-list li")).to_have_count(1)
    [found] = parts(page)
    assert all(abs(a - b) <= 4 for a, b in zip(found, [320, 240, 640, 480], strict=True)), found
    context.close()


def test_the_disc_says_that_a_part_is_covered(covering: Page, with_key: Server) -> None:
    page = covering
    drag(page, (0.1, 0.1), (0.3, 0.3))
    expect(page.locator("#cover-list li")).to_have_count(1)
    page.locator(".crumbs a").last.click()
    expect(page.locator("#large-covered")).to_have_text("1 part covered")
    page.locator(".pick").last.click()
    expect(page.locator("#large-covered")).to_have_text("")
    page.get_by_role("link", name="Cover a part…").click()
    expect(page).to_have_url(re.compile(r"/photos/\d+/cover/$"))
    query = "select count(*) from processing_photo where name like '059173000000911%' and id = ?"
    photo = int(page.url.rstrip("/").split("/")[-2])
    assert ask(with_key.var, query, photo) == [(1,)]
