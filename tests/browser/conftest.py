"""Chromium, and running programs to look at."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import (
    Browser,
    ConsoleMessage,
    Page,
    StorageState,
    expect,
    sync_playwright,
)

from tests.browser import furniture
from tests.browser.desk import Desk
from tests.browser.people import CHIEF, make_people
from tests.process.sample import manage
from tests.process.server import Server, change

# Nothing that a test waits for takes this long; the machine may have other work, though.
PATIENCE = 30_000
expect.set_options(timeout=PATIENCE)
CHROMIUM = Path("/usr/bin/chromium")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    if not CHROMIUM.exists():
        pytest.skip("Chromium is not installed: sudo apt install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def house(sample_var: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One program for all tests that make uploads of their own: the sample is done in it, its
    texts are kept, there is a person of each group, and a file may have 1 MB."""
    var = tmp_path_factory.mktemp("house") / "var"
    shutil.copytree(sample_var, var)
    make_people(var)
    furniture.ask_questions(var)
    server = Server(var, MAX_UPLOAD_MB="1").wait_until_ready()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def house_states() -> dict[str, StorageState]:
    """The cookies of those who have signed in to the house."""
    return {}


@pytest.fixture
def desk(browser: Browser, house: Server, house_states: dict[str, StorageState]) -> Iterator[Desk]:
    desk = Desk(browser, house, house_states)
    yield desk
    desk.close()


@pytest.fixture(scope="session")
def numbers(
    browser: Browser,
    house: Server,
    house_states: dict[str, StorageState],
    tmp_path_factory: pytest.TempPathFactory,
) -> dict[str, int]:
    """Uploads in each state stand in the house; the numbers that their addresses need."""
    desk = Desk(browser, house, house_states)
    desk.failing = True  # refused files
    furniture.furnish(desk.open(who=CHIEF), tmp_path_factory.mktemp("furniture"))
    desk.close()
    return furniture.numbers(house.var)


@pytest.fixture(scope="session")
def furnished_var(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data of a program with people and without any upload, to be copied."""
    var = tmp_path_factory.mktemp("furnished")
    manage(var, "migrate", "-v0")
    make_people(var)
    return var


@pytest.fixture
def own_desk(browser: Browser, furnished_var: Path, tmp_path: Path) -> Iterator[Desk]:
    """The desk of a program that the test may kill."""
    shutil.copytree(furnished_var, tmp_path / "var")
    server = Server(tmp_path / "var").wait_until_ready()
    desk = Desk(browser, server)
    yield desk
    try:
        desk.close()
    finally:
        server.stop() if server.process.poll() is None else server.kill()


@pytest.fixture
def page(browser: Browser, server: Server) -> Iterator[Page]:
    """A page whose console must stay free of errors: the strict CSP would show there.

    It needs the server, so that it is closed before that stops.
    """
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    errors: list[str] = []

    def note(message: ConsoleMessage) -> None:
        if message.type == "error":
            errors.append(message.text)

    page.on("console", note)
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


@pytest.fixture
def server(tmp_path: Path, sample_var: Path) -> Iterator[Server]:
    """A program that has worked its sample and knows the texts of those photos, but nobody yet."""
    shutil.copytree(sample_var, tmp_path, dirs_exist_ok=True)
    change(tmp_path, "delete from auth_user")
    server = Server(tmp_path).wait_until_ready()
    yield server
    server.stop()


@pytest.fixture
def sign_in(page: Page, server: Server) -> Callable[[], None]:
    def sign() -> None:
        page.goto(server.url)
        page.get_by_label("Name", exact=False).first.fill("admin")
        page.get_by_label("Password").fill(server.password)
        page.get_by_role("button", name="Sign in").click()

    return sign
