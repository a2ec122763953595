"""Trial mode in the browser: a hidden suggestion that is chosen, and the switch of a manager."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from tests.browser.desk import Desk
from tests.browser.people import CATALOGER, MANAGER
from tests.browser.test_every_page import expect_fine
from tests.process.sample import manage
from tests.process.server import Server, ask

pytestmark = [pytest.mark.browser, pytest.mark.timeout(180)]
HIDDEN = "059173000004"
_DISCS = f"""
from io import BytesIO
from django.core.files.base import ContentFile
from django.utils import timezone
from processing.models import Disc, Photo, Upload
from processing.models.standing import restate
from processing.models.trial import by_lot
from processing.sample.discs import DISCS
from processing.sample.fronts import front
from tests.views import results
upload = Upload.objects.create(name="Box 1", started_at=timezone.now())
right, other = results.record(), results.record("001", "Sketches of Spain")
out = BytesIO()
front(DISCS[0]).convert("RGB").resize((426, 375)).save(out, "JPEG")
image = ContentFile(out.getvalue(), name="front.jpg")
for position in range(1, 13):
    disc = Disc.objects.create(upload=upload, position=position)
    Photo.objects.create(
        upload=upload, disc=disc, sha256=str(position), name=f"{{position}}a.jpg", role="front",
        original=image, working=image, thumb=image, width=426, height=375, state="done",
    )
    results.read(disc, "Kind of blue")
    results.runs(disc)
    results.matched(disc, right, high=True)
    disc.candidates.create(revision=1, record=other, rank=2, score=20)
    disc.candidates.update(found_by="UPC/EAN")
    if by_lot(disc.pk):
        disc.item_barcode = f"{HIDDEN}{{position:03d}}"
    restate(disc)
    disc.save()
"""


@pytest.fixture(scope="module")
def new_library(furnished_var: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """A new installation with a box of twelve discs, all of them High confidence."""
    var = tmp_path_factory.mktemp("trial") / "var"
    shutil.copytree(furnished_var, var)
    manage(var, "shell", "-v0", "-c", _DISCS, TRIAL="")
    server = Server(var, TRIAL="").wait_until_ready()
    yield server
    server.stop()


@pytest.fixture
def trial_desk(browser: Browser, new_library: Server) -> Iterator[Desk]:
    desk = Desk(browser, new_library)
    yield desk
    desk.close()


def test_a_hidden_suggestion_is_chosen_unprompted(trial_desk: Desk) -> None:
    page = trial_desk.open("/admin/processing/disc/?group=review", CATALOGER)
    expect(page.get_by_text("trial: please check")).to_have_count(12)
    expect_fine(page)
    page.get_by_role("link", name=HIDDEN).first.click()
    expect(page.locator("#hidden-suggestion")).to_be_visible()
    expect(page.get_by_role("button", name="Approve")).to_have_count(0)
    expect(page.locator("main")).not_to_contain_text("Number and UPC agree.")
    expect_fine(page)
    page.get_by_role("button", name="Choose 2", exact=True).first.click()
    expect(page.locator("#decided")).to_contain_text("Approved")
    expect(page.locator("main")).to_contain_text("Number and UPC agree.")
    expect_fine(page)
    rows = ask(trial_desk.server.var, "select trial, kind from processing_decision")
    assert rows == [("hidden", "approve")]


def test_a_manager_ends_the_trial_and_goes_back(trial_desk: Desk) -> None:
    page = trial_desk.open("/", MANAGER)
    page.locator(".person summary").click()
    page.get_by_role("link", name="Trial mode").click()
    expect(page.locator("#trial-state")).to_contain_text("Trial mode is on")
    expect_fine(page)
    page.get_by_role("button", name="Switch auto-accept on").click()
    expect(page.locator("#trial-state")).to_contain_text("Auto-accept is on")
    expect(page.locator(".notes")).to_contain_text("accepted")
    expect_fine(page)
    waiting = ask(trial_desk.server.var, "select count(*) from processing_disc where trial <> ''")
    assert waiting == [(0,)]
    page.get_by_role("button", name="Back to trial mode").click()
    expect(page.locator("#trial-state")).to_contain_text("Trial mode is on")
    expect(page.locator(".history li")).to_have_count(2)
    rows = ask(trial_desk.server.var, 'select "on" from processing_autoaccept order by id')
    assert rows == [(1,), (0,)]
