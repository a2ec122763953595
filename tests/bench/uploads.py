"""Hundreds of photos from real Chromium into the running program: `python -m tests.bench.uploads`.

Once undisturbed, once with the program killed for five seconds in the middle.
"""

import argparse
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import Page, sync_playwright

from tests.bench import big_photos
from tests.bench.memory import Watch, cpu_seconds
from tests.bench.program import NAME, Program
from tests.process.server import ask

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
PHOTOS = 300
DEAD_SECONDS = 5.0
KILL_AT = 0.4  # share of the photos that have arrived when the program is killed
LIMIT_SECONDS = 300.0
LOOK_EVERY = 0.1
OPEN = "state in ('pending', 'running')"
SECONDS_ALLOWED, MB_ALLOWED = 25, 450


@dataclass(slots=True)
class Figures:
    """Seconds since the files were chosen; memory in MB at its peak."""

    arrived: float
    processor: float  # seconds that the program took of the processors until then
    taken_in: float
    lost: int
    renderer_pss: float
    renderer_rss: float
    program_rss: float
    said: str


def count(var: Path, where: str = "1") -> int:
    return int(ask(var, f"select count(*) from processing_photo where {where}")[0][0])


def open_upload(page: Page, program: Program) -> None:
    page.goto(program.url)
    page.get_by_label("Name", exact=False).first.fill(NAME)
    page.get_by_label("Password").fill(program.password)
    page.get_by_role("button", name="Sign in").click()
    page.get_by_role("link", name="New upload").first.click()
    page.get_by_role("textbox", name="Name").fill("Box of the bench")
    page.locator("main form button").first.click()
    page.locator("#pick-files").wait_for(state="attached")


def until(page: Page, true: Callable[[], bool], begun: float) -> float:
    """Seconds since `begun` when it is true; the page goes on meanwhile."""
    while not true():
        if time.monotonic() - begun > LIMIT_SECONDS:
            raise TimeoutError("the photos did not arrive")
        page.wait_for_timeout(LOOK_EVERY * 1000)
    return time.monotonic() - begun


def send(
    page: Page, program: Program, files: list[Path], *, killed: bool, to_the_end: bool
) -> Figures:
    open_upload(page, program)
    watch = Watch(program.process.pid)
    watch.start()
    begun = time.monotonic()
    page.locator("#pick-files").set_input_files(files)
    before = 0.0
    if killed:
        until(page, lambda: count(program.var) >= KILL_AT * len(files), begun)
        before = cpu_seconds(program.process.pid)
        program.kill()
        page.wait_for_timeout(DEAD_SECONDS * 1000)
        program.start_again()
        watch.program_pid = program.process.pid
    line = page.locator("#sending-line")
    everything = len(files)
    arrived = until(
        page,
        lambda: count(program.var) >= everything or "done" in (line.text_content() or ""),
        begun,
    )
    processor = before + cpu_seconds(program.process.pid)
    lost = everything - count(program.var)
    taken_in = until(page, lambda: not count(program.var, OPEN), begun) if to_the_end else 0.0
    watch.end()
    said = (line.text_content() or "").strip()
    peaks = (watch.renderer_pss, watch.renderer_rss, watch.program_rss)
    return Figures(arrived, processor, taken_in, lost, *peaks, said)


def run(files: list[Path], folder: Path, *, killed: bool, to_the_end: bool = True) -> Figures:
    folder.mkdir()
    program = Program(folder)
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=str(CHROMIUM), args=FLAGS)
            figures = send(browser.new_page(), program, files, killed=killed, to_the_end=to_the_end)
            browser.close()
    finally:
        program.kill()
    return figures


def lines(title: str, count: int, figures: Figures) -> Iterator[str]:
    yield f"{count} photos of 4 MB, {title}:"
    yield (
        f"  all arrived: {figures.arrived:.1f} s (goal {SECONDS_ALLOWED}), "
        f"{figures.processor:.1f} s of the program's processor time"
    )
    if figures.taken_in:
        yield f"  all taken in: {figures.taken_in:.1f} s"
    yield (
        f"  page: {figures.renderer_pss:.0f} MB PSS, {figures.renderer_rss:.0f} MB RSS at its peak "
        f"(goal {MB_ALLOWED}); program: {figures.program_rss:.0f} MB RSS"
    )
    yield f"  lost: {figures.lost} (goal 0); the page said: {figures.said}"


def measure(
    photos: int = PHOTOS, *, rounds: tuple[bool, ...] = (False, True), to_the_end: bool = True
) -> Iterator[str]:
    """Lines of figures; `rounds` says of each run whether the program is killed in it."""
    if not CHROMIUM.exists():
        yield "uploads: left out, Chromium is not installed (sudo apt install chromium)"
        return
    with TemporaryDirectory() as place:
        files = big_photos.write(Path(place, "camera"), photos)
        for number, killed in enumerate(rounds):
            title = "the program killed for 5 s in the middle" if killed else "undisturbed"
            folder = Path(place, f"var{number}")
            figures = run(files, folder, killed=killed, to_the_end=to_the_end)
            yield from lines(title, photos, figures)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--photos", type=int, default=PHOTOS)
    parser.add_argument("--only", choices=("undisturbed", "killed"))
    parser.add_argument("--arrival-only", action="store_true", help="do not wait for the workers")
    options = parser.parse_args()
    wanted = {"undisturbed": (False,), "killed": (True,)}.get(options.only, (False, True))
    for text in measure(options.photos, rounds=wanted, to_the_end=not options.arrival_only):
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
