"""What stands in the house for the tests that only look: uploads in each state, a decision."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.photos import phone_names, photo, save
from tests.browser.steps import choose, new_upload
from tests.process.sample import manage
from tests.process.server import ask

EARLIER = "059173000000901"


_QUESTIONS = """
from processing.models import Disc
from tests.questions.calls import answered, photo, request
disc = Disc.objects.filter(needs_review=True).order_by("pk").first()
seen = photo(disc.photos.first().pk, crop=[10, 20, 900, 300])
told = {"disc_number": disc.pk, "upload_number": disc.upload_id, "request": request("Data", seen)}
answered(**told)
answered(**told, stage="analyze", outcome="refused", attempt=2, lost_answers=1, reused=1)
answered(disc_number=4711, upload_number=4711, model="our-own", cost_usd=None)
"""
_BATCHES = """
from datetime import timedelta
from django.utils import timezone
from processing.models import BatchJob, Upload
now = timezone.now()
told = {"stage": "extract", "model": "our-own", "requests": 67, "completed": 45}
told |= {"submitted_at": now, "checked_at": now, "expires_at": now + timedelta(hours=24)}
ended = {"state": "done", "step": "ended", "status": "expired", "applied": 45, "ended_at": now}
sample = Upload.objects.get(is_sample=True).pk
BatchJob.objects.create(upload_number=sample, batch_id="batch_1", error="Late.", **told, **ended)
BatchJob.objects.create(
    upload_number=4711, batch_id=f"batch_{'6a1b2c3d' * 4}", step="submitted", status="in_progress",
    not_before=now + timedelta(days=9), error="OpenAI has trouble of its own.", **told
)
"""


def ask_questions(var: Path) -> None:
    """Questions to the model about the first disc to review, and about one that is gone; a batch that
    has ended, and one at OpenAI that nobody looks at. Before the program is started."""
    manage(var, "shell", "-v0", "-c", _QUESTIONS + _BATCHES)


def furnish(page: Page, folder: Path) -> None:
    """By the pages, as people would: two boxes with a disc in common, one of them with all that
    can be wrong, and an empty one."""
    earlier = [save(folder, f"{EARLIER}{letter}.jpg") for letter in "ab"]
    new_upload(page, "Earlier box")
    choose(page, earlier)
    new_upload(page, "Waiting box")
    choose(page, [*_wrong(folder), *_right(folder), earlier[0]])
    expect(page.locator("#discs")).to_contain_text(EARLIER)
    new_upload(page, "Empty box")
    page.goto("/")
    page.get_by_role("link", name="Sample").first.click()
    page.get_by_role("button", name="Download Excel report").click()
    expect(page.locator("#report-link")).to_be_visible()
    page.goto("/admin/processing/disc/?group=review")
    page.locator("#result_list th a").last.click()
    page.get_by_role("button", name="Check the shelf").click()
    expect(page.get_by_role("button", name="Undo").first).to_be_visible()


def _wrong(folder: Path) -> list[Path]:
    empty, text = folder / "empty.jpg", folder / "notes.jpg"
    empty.write_bytes(b"")
    text.write_text("no photo at all, only some words")
    tiny = folder / "059173000000903a.jpg"
    photo("tiny", size=(200, 150)).save(tiny)
    return [empty, text, tiny]


def _right(folder: Path) -> list[Path]:
    named = [f"059173000000902{letter}.jpg" for letter in "abc"] + [f"{EARLIER}b.jpg"]
    other = folder / "other"
    return [save(other, name, text=f"again {name}") for name in [*named, *phone_names(2)]]


def numbers(var: Path) -> dict[str, int]:
    """The numbers that addresses need, by name."""
    return {name: ask(var, query)[0][0] for name, query in _QUERIES.items()}


_QUERIES = {
    "waiting": "select id from processing_upload where name = 'Waiting box'",
    "empty": "select id from processing_upload where name = 'Empty box'",
    "sample": "select id from processing_upload where is_sample",
    "disc": "select id from processing_disc where needs_review order by id",
    "decided": "select disc_id from processing_decision order by id",
    "decision": "select id from processing_decision order by id",
    "report": "select id from processing_report order by id",
    "call": "select id from processing_modelcall order by id",
    "batch": "select id from processing_batchjob order by id desc",
    "photo": "select id from processing_photo order by id",
    "run": "select id from processing_stagerun order by id",
    "record": "select id from processing_bibrecord order by id",
    "source": "select id from processing_source order by id",
    "user": "select id from auth_user where username = 'victor'",
}
