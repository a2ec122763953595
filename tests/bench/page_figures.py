"""The figures of `tests.bench.pages`: only the server's side, by Django's test client."""

import resource
import statistics
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from tempfile import TemporaryFile

from django.contrib.auth.models import User
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import NoReverseMatch, reverse

from processing import reporting
from processing.exports import workbook
from processing.models import Disc, Upload
from tests.bench.large_database import make

RUNS = 20
LONGEST_MS = 20_000.0  # of all runs of one page together
SLOW_MS = 200.0
SLOW_STATEMENT_MS = 30.0
SHOWN_SIGNS = 200
PAGES = ("1", "150")  # of the discs: the first one, and one far behind
WAITING = {"needs_review": True}


@dataclass(frozen=True, slots=True)
class Page:
    """One row of the table; "" where this version of the program has no such page."""

    title: str
    address: str


@dataclass(frozen=True, slots=True)
class Figure:
    """What one page costs: medians of the runs, on the clock and of the processor in milliseconds,
    and the statements that take long. On a busy machine only the second tells anything."""

    page: Page
    status: int
    queries: int
    milliseconds: float
    processor: float
    kilobytes: float
    slow: tuple[tuple[float, str], ...]

    @property
    def line(self) -> str:
        mark = "▲" if self.processor > SLOW_MS or self.status != 200 else " "
        wrong = "" if self.status == 200 else f"  answered {self.status}"
        cost = f"{self.queries:4d} queries {self.milliseconds:8.0f} ms"
        more = f"{self.processor:8.0f} ms of the processor {self.kilobytes:7.0f} KB"
        return f"{mark} {self.page.title:34s}{cost}{more}{wrong}"


def address(name: str, *values: object, query: str = "") -> str:
    try:
        return reverse(name, args=values) + query
    except NoReverseMatch:
        return ""


def pages(upload: Upload) -> list[Page]:
    disc = upload.discs.filter(**WAITING)[500]
    admin_list = address("admin:processing_disc_changelist")
    fragment = [
        Page(
            f"fragment of its discs, page {page}",
            address("upload-discs", upload.pk, query=f"?page={page}"),
        )
        for page in PAGES
    ]
    return [
        Page("upload list", address("uploads")),
        Page("page of the upload", address("upload", upload.pk)),
        Page("fragment of its progress", address("upload-progress", upload.pk)),
        *fragment,
        Page(
            "fragment, only “Needs review”",
            address("upload-discs", upload.pk, query="?group=review"),
        ),
        Page(
            "fragment, only “High confidence”",
            address("upload-discs", upload.pk, query="?group=high"),
        ),
        Page("page of item barcodes", address("upload-barcodes", upload.pk)),
        Page("arranging its photos", address("upload", upload.pk, query="?arrange=1")),
        Page("page of a disc", address("disc", disc.pk)),
        Page("admin: list of discs", admin_list),
        Page("admin: needs review", f"{admin_list}?group=review"),
        Page("admin: page of a disc", address("admin:processing_disc_change", disc.pk)),
        Page("admin: search by item barcode", f"{admin_list}?q={disc.item_barcode}"),
        Page("admin: search by a word", f"{admin_list}?q=homogenic"),
        Page("reports", address("reports")),
    ]


def figure(client: Client, page: Page) -> Figure:
    with CaptureQueriesContext(connection) as captured:
        answer = client.get(page.address)
    statements = [(float(one["time"]) * 1000, one["sql"]) for one in captured.captured_queries]
    times: list[float] = []
    worked: list[float] = []
    while len(times) < RUNS and sum(times) < LONGEST_MS:
        begun, before = time.perf_counter(), time.process_time()
        client.get(page.address)
        times.append((time.perf_counter() - begun) * 1000)
        worked.append((time.process_time() - before) * 1000)
    return Figure(
        page,
        answer.status_code,
        len(statements),
        statistics.median(times),
        statistics.median(worked),
        len(answer.content) / 1000,
        tuple((took, sql) for took, sql in statements if took > SLOW_STATEMENT_MS),
    )


def report(upload: Upload) -> Iterator[str]:
    """The workbook of all its discs, made as a worker makes it."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    begun, worked = time.perf_counter(), time.process_time()
    with TemporaryFile() as out:
        workbook.write(reporting.rows([upload.pk]), out, title=upload.name)
        size = out.tell() / 1e6
    took, worked = time.perf_counter() - begun, time.process_time() - worked
    grew = (resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) / 1024
    discs = upload.discs.count()
    yield f"  Excel report of {discs} discs: {took:.1f} s ({worked:.1f} s of the processor), {size:.1f} MB, peak memory +{grew:.0f} MB"


def measure() -> Iterator[str]:
    if not Upload.objects.exists():
        begun = time.perf_counter()
        make()
        yield f"the database was made in {time.perf_counter() - begun:.0f} s"
    upload = Upload.objects.get(name="The whole collection")
    yield f"pages with {upload.discs.count()} discs in one upload of {Upload.objects.count()}, {Disc.objects.count()} in all"
    user, _ = User.objects.get_or_create(username="bench", is_staff=True, is_superuser=True)
    client = Client()
    client.force_login(user)
    for page in pages(upload):
        if not page.address:
            yield f"  {page.title:34s}not in this version"
            continue
        found = figure(client, page)
        yield found.line
        yield from (f"      {took:.0f} ms: {sql[:SHOWN_SIGNS]}" for took, sql in found.slow)
    yield from report(upload)


if __name__ == "__main__":
    with override_settings(ALLOWED_HOSTS=["testserver"]):
        for text in measure():
            sys.stdout.write(f"{text}\n")
            sys.stdout.flush()
