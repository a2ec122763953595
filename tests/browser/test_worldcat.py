"""WorldCat by hand in the browser, and its pages in both themes at both widths."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.desk import PHONE, WIDE, Desk
from tests.browser.library import LANTERNS, SURE, UNSURE, Library, library
from tests.browser.people import VIEWER
from tests.browser.photos import save
from tests.browser.steps import MINUTE, boxed
from tests.browser.test_every_page import looked_at
from tests.process.server import ask, change

pytestmark = [pytest.mark.browser, pytest.mark.timeout(240)]


@pytest.fixture(scope="module")
def lib(sample_var: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    with library(sample_var, tmp_path_factory.mktemp("library")) as running:
        yield running


@pytest.fixture
def desk(browser: Browser, lib: Library) -> Iterator[Desk]:
    desk = Desk(browser, lib.server)
    yield desk
    desk.close()


def disc(desk: Desk, lib: Library, barcode: str, who: str = "carl") -> Page:
    return desk.open(f"/admin/processing/disc/{lib.disc(barcode)}/change/", who)


def search(page: Page, by: str, typed: str) -> None:
    page.get_by_label("Search by").select_option(label=by)
    page.get_by_label("Search for").fill(typed)
    page.get_by_label("Search for").press("Enter")


def compared(page: Page) -> None:
    """The page has loaded the new result by itself."""
    expect(page.locator("#working")).to_have_count(0, timeout=MINUTE)


def test_a_record_is_found_by_hand_added_and_decided_on(desk: Desk, lib: Library) -> None:
    page = disc(desk, lib, UNSURE)
    page.get_by_role("link", name="Search WorldCat by hand").click()
    search(page, "UPC/EAN", "12")
    expect(page.locator("#find-problem")).to_contain_text("is no UPC or EAN")
    expect(page.get_by_label("Search for")).to_have_value("12")
    search(page, "Words", "lanterns lund")
    expect(page.locator("#found tbody tr")).to_have_count(1)
    expect(page.locator("#found")).to_contain_text("Lanterns & <b>other</b> songs")
    page.get_by_role("button", name=f"Add {LANTERNS}").click()
    expect(page.locator(".notes")).to_contain_text("Added: Lanterns")
    compared(page)
    heading = page.locator("table.compare thead").first
    expect(heading).to_contain_text("added by hand")
    expect(heading.get_by_role("link", name=LANTERNS)).to_have_attribute(
        "href", f"https://search.worldcat.org/title/{LANTERNS}"
    )
    page.get_by_role("button", name="Choose 2", exact=True).first.click()
    expect(page.locator("#decided")).to_contain_text(LANTERNS)
    query = "select source, number from processing_decision order by id desc limit 1"
    assert ask(lib.server.var, query) == [("worldcat", LANTERNS)]
    page.get_by_role("button", name="Undo").first.click()
    expect(page.locator("#decided")).to_have_count(0)


def test_what_was_read_is_searched_with_one_press(desk: Desk, lib: Library) -> None:
    page = disc(desk, lib, SURE)
    page.get_by_role("link", name="Search WorldCat by hand").click()
    page.locator("button.ready").first.click()
    expect(page.locator("#found")).to_contain_text("possible record already")
    page.locator("#find-back").click()
    expect(page.get_by_role("link", name="Search WorldCat by hand")).to_be_visible()


def test_a_disc_is_searched_again(desk: Desk, lib: Library) -> None:
    page, before = disc(desk, lib, SURE), len(lib.worldcat.calls())
    page.get_by_role("button", name="Search again").click()
    expect(page.locator(".notes")).to_contain_text("is searched again")
    compared(page)
    assert len(lib.worldcat.calls()) > before
    page.locator("#searched summary").click()
    expect(page.locator("#searched")).to_contain_text("UPC/EAN 0 75597 94782 3")
    expect(page.locator("#searched")).not_to_contain_text("kept from an earlier search")


def test_viewers_see_the_search_and_no_button(desk: Desk, lib: Library) -> None:
    page = disc(desk, lib, SURE, VIEWER)
    expect(page.locator("#searched")).to_be_visible()
    expect(page.locator("#find-records, #search-again")).to_have_count(0)


def _table_open(page: Page, lib: Library) -> None:
    page.goto(f"/admin/processing/disc/{lib.disc(UNSURE)}/change/")
    page.locator("#searched summary").click()


def _front(page: Page, lib: Library) -> None:
    page.goto(f"/discs/{lib.disc(SURE)}/")
    page.locator("#searched summary").click()


def _not_asked(page: Page, lib: Library) -> None:
    """The newest search of a disc is told to have gone without WorldCat, while the page is loaded."""
    told = '{"not_asked": [{"source": "WorldCat", "why": "It is down."}], "shows_numbers": false}'
    newest = "select id, data from processing_search where disc_id = ? order by id desc limit 1"
    number = lib.disc(UNSURE)
    ((row, kept),) = ask(lib.server.var, newest, number)
    write = "update processing_search set data = ? where id = ?"
    change(lib.server.var, write, told, row)
    page.goto(f"/discs/{number}/")
    expect(page.locator("main")).to_contain_text("WorldCat was not asked")
    change(lib.server.var, write, kept, row)


def _find(page: Page, lib: Library) -> None:
    page.goto(f"/admin/processing/disc/{lib.disc(SURE)}/find/")


def _hits(page: Page, lib: Library) -> None:
    _find(page, lib)
    search(page, "Words", "buena vista")
    expect(page.locator("#found tbody tr")).not_to_have_count(0)


def _nothing(page: Page, lib: Library) -> None:
    _find(page, lib)
    search(page, "Words", "zzzz")
    expect(page.locator("#found-title")).to_have_text("Nothing found")


def _problem(page: Page, lib: Library) -> None:
    _find(page, lib)
    search(page, "WorldCat query", "ti:(")
    expect(page.locator("#find-problem")).to_be_visible()


def _records(page: Page, lib: Library) -> None:
    _hits(page, lib)  # they are kept as brief records
    page.goto("/admin/processing/bibrecord/?complete__exact=0")
    expect(page.locator("#result_list")).to_contain_text("brief: WorldCat has more of it")


LOOKS = [_table_open, _front, _not_asked, _find, _hits, _nothing, _problem, _records]


@pytest.mark.parametrize("look", LOOKS, ids=lambda look: look.__name__.strip("_"))
def test_the_pages_of_worldcat_pass_axe_and_fit_their_window(
    desk: Desk, lib: Library, look: Callable[[Page, Library], None]
) -> None:
    page = desk.open()
    look(page, lib)
    page.evaluate("scrollTo(0, 0)")  # where the bar of decisions lies over nothing
    broken = [line for width in (WIDE, PHONE) for line in looked_at(page, width)]
    assert broken == [], "\n".join(broken)


def test_before_the_start_an_upload_says_that_worldcat_is_searched_and_waited_for(
    desk: Desk, lib: Library, tmp_path: Path
) -> None:
    change(
        lib.server.var,
        "insert into processing_pause (service, until, reason, step) "
        "values ('worldcat', datetime('now', '+3 hours'), 'It asks to send less.', 1)",
    )
    page = desk.open()
    boxed(page, "Box 14", [save(tmp_path, "059173000000777a.jpg")])
    expect(page.locator(".banner")).to_contain_text("WorldCat is not asked until")
    expect(page.locator("#start-form")).to_contain_text("WorldCat (Metadata API)")
    page.locator("#start-form").hover()
    page.mouse.wheel(0, 5000)  # to the end, where the start lies over nothing
    broken = [line for width in (WIDE, PHONE) for line in looked_at(page, width)]
    change(lib.server.var, "delete from processing_pause")
    assert broken == [], "\n".join(broken)
