"""axe-core on a page as it stands: WCAG 2.2, levels A and AA."""

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).resolve().parents[1] / "vendor" / "axe" / "axe.min.js"
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa"]
SHOWN = 5  # elements named for each rule
# Without preload: it copies imported style sheets into the page, which the page's policy refuses.
_RUN = "tags => axe.run(document, {runOnly: tags, resultTypes: ['violations'], preload: false})"


def violations(page: Page) -> list[str]:
    """What breaks a rule, a line each: the rule, what it asks for, and the elements.

    The script goes in through the debugger, which the page's own policy does not bind, and once.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text(encoding="utf-8") + ";0")
    found: dict[str, Any] = page.evaluate(_RUN, TAGS)
    return [_line(rule) for rule in found["violations"]]


def _line(rule: dict[str, Any]) -> str:
    nodes = [_told(node) for node in rule["nodes"][:SHOWN]]
    return f"{rule['id']} ({rule['impact']}, {len(rule['nodes'])}): {rule['help']}: {nodes}"


def _told(node: dict[str, Any]) -> str:
    message = next((check["message"] for check in node["any"] + node["all"]), "")
    return f"{' '.join(map(str, node['target']))} [{message}]"
