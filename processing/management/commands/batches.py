"""manage.py batches list|poll|cancel|adopt: OpenAI batches, looked at and steered by hand."""

from argparse import ArgumentParser
from contextlib import suppress
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core.management.base import CommandError
from django.db.models import Q

from processing import logs
from processing.batches import adopting, cancelling, polling
from processing.catalog.wording import count
from processing.clients.openai_errors import Kind, OpenAIError
from processing.management import batch_table
from processing.management.batch_lines import News
from processing.management.batch_words import moment, name
from processing.management.tables import TableCommand
from processing.models import OPEN_STATES, BatchJob, StageRun, State
from processing.questions import probing

_ENDED = "{} has ended already: there is nothing to cancel."


class Command(TableCommand):
    help = "Shows the batches at OpenAI, looks at them now, cancels one, finds lost ones again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        ways = parser.add_subparsers(dest="do", required=True, metavar="list|poll|cancel|adopt")
        listing = ways.add_parser("list", help="the open batches")
        listing.add_argument("--all", action="store_true", help="also those that have ended")
        ways.add_parser("poll", help="look at all open batches now, and collect what is there")
        cancel = ways.add_parser("cancel", help="stop a batch; what is answered is kept")
        cancel.add_argument("id", help="OpenAI's number of the batch, or ours")
        cancel.add_argument("--now", action="store_true", help="ask the rest at once")
        ways.add_parser("adopt", help="look for batches at OpenAI that no job here knows of")

    def handle(self, *args: Any, **options: Any) -> None:
        logs.to_file(settings.LOGGING, settings.VAR_DIR)
        if options["do"] == "list":
            self._list(every=options["all"])
            return
        if not settings.OPENAI_API_KEY:
            raise CommandError("OPENAI_API_KEY is not set, and without it OpenAI shows no batch.")
        try:
            self._steer(options)
        except OpenAIError as error:
            raise CommandError(str(error)) from error

    def _steer(self, options: dict[str, Any]) -> None:
        match options["do"]:
            case "poll":
                self._poll()
            case "cancel":
                self._cancel(_find(options["id"]), now=options["now"])
            case "adopt":
                self._adopt()

    def _list(self, *, every: bool) -> None:
        jobs = BatchJob.objects.order_by("pk")
        found = jobs if every else jobs.filter(state__in=OPEN_STATES)
        if not found.exists():
            self.stdout.write("There is no batch." if every else "No batch is open.")
            return
        for text in batch_table.lines(found):
            self.stdout.write(text)

    def _poll(self) -> None:
        probing.probe()  # what comes back is asked by the road that the server takes
        news = News(BatchJob.objects.all())
        news.lines()
        polling.poll()
        told = news.lines()
        for text in told or ["Nothing has changed."]:
            self.stdout.write(text)
        self._tell_rest()

    def _tell_rest(self) -> None:
        left = BatchJob.objects.filter(state__in=OPEN_STATES).count()
        self.stdout.write("1 batch is open." if left == 1 else f"{left or 'No'} batches are open.")
        ready = StageRun.objects.filter(state=State.PENDING, disc__upload__cancelled_at=None)
        if number := ready.values("disc").distinct().count():
            self.stdout.write(f"{count(number, 'disc')} can go on: `manage.py run` works them.")

    def _cancel(self, job: BatchJob, *, now: bool) -> None:
        rest = BatchJob.Rest.NOW if now else BatchJob.Rest.STOP
        try:
            cancelled = cancelling.cancel(job, rest)
        except OpenAIError as error:
            if error.kind is not Kind.ENDED:
                raise
            raise CommandError(_ENDED.format(name(job))) from error
        if not cancelled:
            if job.state in OPEN_STATES:
                raise CommandError(f"{name(job)} is being worked on; try again in a few minutes.")
            raise CommandError(_ENDED.format(name(job)))
        job.refresh_from_db()
        then = "is asked now" if now else "stops, and “retry” asks it again"
        if job.state == State.CANCELLED and job.was_sent:
            self.stdout.write(
                f"{name(job)} is given up: the key does not show it; all of it {then}."
            )
        elif job.state == State.CANCELLED:
            self.stdout.write(f"{name(job)} is cancelled before it was sent; all of it {then}.")
        else:
            self.stdout.write(
                f"{name(job)} is to be cancelled, which takes OpenAI some minutes: what is answered "
                f"is kept, the rest {then}. `manage.py batches poll` looks at it."
            )

    def _adopt(self) -> None:
        found = adopting.adopt()
        for job in found.adopted:
            self.stdout.write(f"{name(job)} was found and is followed from here on.")
        if not found.adopted:
            self.stdout.write("No batch was found that a job here has lost.")
        for one in found.strangers:
            made = f", made {moment(one.created_at)}" if one.created_at else ""
            self.stdout.write(
                f"Batch {one.id}: {one.status}, {count(one.total, 'request')}{made}, is of no job "
                "here and left alone."
            )


def _find(text: str) -> BatchJob:
    named = Q(batch_id=text)
    with suppress(ValueError):  # not ours
        named |= Q(uuid=UUID(text))
    job: BatchJob | None = BatchJob.objects.filter(named).first()
    if job is None:
        raise CommandError(f"There is no batch “{text}” here; `manage.py batches list` names them.")
    return job
