"""Every page passes axe (WCAG 2.2 A and AA) in both themes at both widths, and fits a phone."""

import pytest
from playwright.sync_api import Page

from tests.browser.axe import violations
from tests.browser.desk import HEIGHTS, PHONE, WIDE, Desk
from tests.browser.places import PLACES, Place

pytestmark = [pytest.mark.browser, pytest.mark.timeout(120)]
SETTLE = "document.getAnimations().forEach(one => one.cancel())"  # colours on their way
# Of the page, and of tables that stand as cards, where nobody would look for what is cut off.
OVERFLOW = """() => Math.max(
  document.scrollingElement.scrollWidth - window.innerWidth,
  ...Array.from(document.querySelectorAll(".scroll:has(> .stacked)"))
    .filter((one) => window.innerWidth < 600)
    .map((one) => one.scrollWidth - one.clientWidth - 1))"""  # 1: a text that only is heard


@pytest.mark.parametrize("place", PLACES, ids=lambda place: place.name)
def test_every_page_passes_axe_and_fits_its_window(
    desk: Desk, numbers: dict[str, int], place: Place
) -> None:
    desk.failing = True  # 403 and 404 are pages too
    page = desk.open(place.path.format(**numbers), place.who)
    broken = [line for width in (WIDE, PHONE) for line in looked_at(page, width)]
    assert broken == [], "\n".join(broken)


def expect_fine(page: Page) -> None:
    """No violation and nothing too wide, at both widths in both themes."""
    broken = [line for width in (WIDE, PHONE) for line in looked_at(page, width)]
    assert broken == [], "\n".join(broken)
    page.set_viewport_size({"width": WIDE, "height": 900})


def looked_at(page: Page, width: int) -> list[str]:
    page.wait_for_load_state()  # a style sheet may still be on its way
    page.set_viewport_size({"width": width, "height": HEIGHTS[width]})
    found = []
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        page.evaluate(SETTLE)
        found += [f"{width} {scheme} {line}" for line in violations(page)]
    wider = page.evaluate(OVERFLOW)
    return [*found, f"{width}: {wider} pixels too wide"] if wider > 0 else found
