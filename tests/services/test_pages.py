"""The pages through gunicorn: photos and reports go to the bucket and come back from it."""

import io
import time
from pathlib import Path

import openpyxl
import pytest

from tests.process.sample import photos_of
from tests.process.server import wait_for
from tests.services.person import Person
from tests.services.stack import Stack

pytestmark = [pytest.mark.process, pytest.mark.timeout(600)]
PATIENCE = 15.0  # seconds that a person may wait for an answer while the broker is gone


@pytest.fixture
def anna(read_before: Stack) -> Person:
    """Her account was made from the shell; pages, a worker and a clock are running."""
    stack = read_before
    password = stack.manage("createaccount", "anna").strip().rpartition(" ")[2]
    stack.start("beat")
    stack.worker()
    return Person(stack.web(), "anna", password)


@pytest.fixture
def photos(sample_var: Path, tmp_path: Path) -> dict[str, bytes]:
    """Of the first discs of the sample, by name."""
    return {path.name: path.read_bytes() for path in photos_of(sample_var, tmp_path / "sample")[:6]}


def test_photos_and_reports_go_to_the_bucket_and_come_back(
    anna: Person, read_before: Stack, photos: dict[str, bytes]
) -> None:
    stack = read_before
    path = anna.new_upload("Box 12", photos)
    wait_for(lambda: is_taken_in(stack), 120, stack.tell)
    thumb = anna.get("/photos/1/thumb/")
    assert thumb.headers["Content-Type"] == "image/jpeg"
    assert thumb.content == stack.stored("thumb", 1)
    assert anna.get("/photos/1/working/").content == stack.stored("working", 1)
    assert anna.post(f"{path}start/").status_code == 302
    discs = int(stack.ask("select count(*) from processing_disc")[0][0])
    stack.wait_until_done(discs, 120)
    check_no_address_of_the_bucket(anna, stack, path)
    check_report(anna, stack, discs)
    stack.bucket.delete_objects(Delete={"Objects": [{"Key": stack.key("thumb", 2)}]})
    gone = anna.get("/photos/2/thumb/")
    assert (gone.status_code, "Nothing was found here" in gone.text) == (404, True)
    assert anna.post(f"{path}delete/").status_code == 302
    wait_for(lambda: stack.keys() == {"reports/1.xlsx"}, 120)


def is_taken_in(stack: Stack) -> bool:
    return stack.ask("select count(*) from processing_photo where state <> 'done'") == [(0,)]


def check_no_address_of_the_bucket(anna: Person, stack: Stack, path: str) -> None:
    """Photos are shown by views that ask who is there; the storage itself stays out of sight."""
    for page in (
        path,
        f"{path}discs/",
        "/discs/1/",
        "/admin/processing/disc/1/change/",
        "/reports/",
    ):
        answer = anna.get(page)
        assert answer.status_code == 200, page
        assert str(stack.storage.port) not in answer.text, page
        assert "X-Amz" not in answer.text, page


def check_report(anna: Person, stack: Stack, discs: int) -> None:
    path = anna.post("/reports/ask/", uploads="1").headers["Location"]
    wait_for(
        lambda: stack.ask("select state from processing_report") == [("done",)], 120, stack.tell
    )
    book = openpyxl.load_workbook(io.BytesIO(anna.get(f"{path}download/").content))
    assert book["Discs"].max_row == 1 + discs
    book.close()


def test_pages_do_not_wait_for_a_broker_that_is_gone_and_the_work_goes_on_later(
    anna: Person, read_before: Stack, photos: dict[str, bytes]
) -> None:
    stack, (first, second) = read_before, by_disc(photos)
    stopped = anna.new_upload("While it is stopped", first)
    frozen = anna.new_upload("While it is frozen", second)
    wait_for(lambda: is_taken_in(stack), 120, stack.tell)
    wait_for(lambda: anna.get("/healthz?workers").status_code == 200, 120, stack.tell)
    stack.broker.stop()
    try:
        assert seconds_to_start(anna, stopped) < PATIENCE
        answer = anna.get("/healthz?workers")
        assert (answer.status_code, answer.json()["status"]) == (503, "the broker does not answer")
        assert anna.get("/healthz").status_code == 200
    finally:
        stack.broker.start()
    stack.wait_until_done(1, 120)
    stack.broker.freeze()
    try:
        assert seconds_to_start(anna, frozen) < PATIENCE
    finally:
        stack.broker.thaw()
    stack.wait_until_done(2, 120)


def by_disc(photos: dict[str, bytes]) -> list[dict[str, bytes]]:
    """The photos of the first two discs, apart; the letter before the point says which photo it is."""
    discs: dict[str, dict[str, bytes]] = {}
    for name, content in photos.items():
        discs.setdefault(Path(name).stem[:-1], {})[name] = content
    return list(discs.values())[:2]


def seconds_to_start(anna: Person, path: str) -> float:
    begun = time.monotonic()
    assert anna.post(f"{path}start/").status_code == 302
    return time.monotonic() - begun


def test_the_health_of_the_workers_is_seen_from_outside(stack: Stack) -> None:
    """A monitor must see that nobody works, although the pages answer."""
    address = stack.web()
    probe = ("cdcatalog/probe.py", f"{address}/healthz")
    assert stack.python(*probe).returncode == 0
    ended = stack.python(probe[0], f"{probe[1]}?workers")
    assert ended.returncode == 1
    assert "no worker has swept yet" in ended.stderr
    stack.worker().says(" ready.")
    wait_for(lambda: stack.python(probe[0], f"{probe[1]}?workers").returncode == 0, 120)
