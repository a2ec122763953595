"""People at their browsers: pages of one running program, whose consoles must stay empty."""

import re
from typing import Literal

from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Response,
    StorageState,
)

from tests.browser.people import CATALOGER, signed_in
from tests.process.server import Server

Scheme = Literal["light", "dark"]
WIDE, PHONE = 1440, 390
INSIDE = 500
HEIGHTS = {WIDE: 900, PHONE: 844}
# What Chromium and htmx write for an answer that is not 2xx, or for none at all.
NO_ANSWER = re.compile(
    r"Failed to load resource|htmx:(afterRequest|sendError)|Response Status Error Code"
)


class Desk:
    """Opens pages for people; `close` asserts that no console said anything, by the strict CSP or
    by a script, and that nothing failed inside the program. A test that lets requests be refused
    on purpose sets `failing`."""

    def __init__(
        self, browser: Browser, server: Server, states: dict[str, StorageState] | None = None
    ) -> None:
        self.browser, self.server = browser, server
        self.states = {} if states is None else states
        self.errors: list[str] = []
        self.failing = False
        self.contexts: list[BrowserContext] = []

    def open(
        self, path: str = "/", who: str = CATALOGER, width: int = WIDE, scheme: Scheme = "light"
    ) -> Page:
        """A window of its own, signed in as `who` ("" for nobody)."""
        context = self.browser.new_context(
            base_url=self.server.url,
            viewport={"width": width, "height": HEIGHTS[width]},
            color_scheme=scheme,
            storage_state=self._state(who) if who else None,
        )
        self.contexts.append(context)
        page = context.new_page()
        self._listen(page)
        page.goto(path)
        return page

    def beside(self, page: Page) -> Page:
        """A second tab of the same person at the same address."""
        other = page.context.new_page()
        self._listen(other)
        other.goto(page.url)
        return other

    def close(self) -> None:
        for context in self.contexts:
            context.close()
        assert not self.errors, "\n".join(self.errors)

    def _state(self, who: str) -> StorageState:
        if who not in self.states:
            self.states[who] = signed_in(self.browser, self.server.url, who)
        return self.states[who]

    def _listen(self, page: Page) -> None:
        page.on("console", self._said)
        page.on("response", self._answered)
        page.on("pageerror", lambda error: self.errors.append(f"{page.url}: {error}"))

    def _answered(self, response: Response) -> None:
        """A failure inside the program is never meant."""
        if response.status == INSIDE:
            self.errors.append(f"{response.status} {response.request.method} {response.url}")

    def _said(self, message: ConsoleMessage) -> None:
        expected = self.failing and NO_ANSWER.match(message.text)
        if message.type == "error" and not expected:
            where = message.location.get("url", "")
            self.errors.append(f"{message.text} ({where})")
