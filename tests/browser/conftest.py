"""Chromium, and a running program to look at."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, sync_playwright

from tests.process.sample import migrated_with_kept_texts
from tests.process.server import Server

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
    """A program that knows the sample's texts already, on its first start."""
    server = Server(migrated_with_kept_texts(tmp_path, sample_var)).wait_until_ready()
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
