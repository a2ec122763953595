"""From a prepared job to a batch at OpenAI, exactly once.

Where it stands is committed before each outside step. A file whose upload was not confirmed is
found by its name, a batch whose creation was not confirmed by our job's uuid in its metadata (or
by its file, which is ours alone): it is adopted, never created twice.
"""

import logging
from contextlib import suppress
from datetime import timedelta
from tempfile import TemporaryFile

from django.conf import settings
from django.utils import timezone

from processing.batches import building, gathering, releasing, room
from processing.batches.lost import NOT_SEEN, has_other_key, key_end, of_keys
from processing.batches.next_step import Next, write
from processing.clients.openai_batches import Batch, Batches
from processing.clients.openai_errors import Kind, OpenAIError
from processing.models import BatchJob, Stage
from processing.questions import budget
from processing.questions.allowed import NOT_YET_ALLOWED, allowed
from processing.questions.asking import client

log = logging.getLogger(__name__)

Step = BatchJob.Step
TURN = timedelta(minutes=1)  # until the next look whether there is room
KEPT_SECONDS = 7 * 86_400  # of a file at OpenAI that nobody deletes any more
LOOKS = 3  # in the list of batches, before one counts as not made


def batches() -> Batches:
    return Batches(client())


def send_file(job: BatchJob) -> Next:
    """PREPARED: waits for its turn and its budget, then builds the file and uploads it."""
    if not _may_be_sent(job):
        return Next(wait=TURN, error=NOT_YET_ALLOWED)
    if reason := budget.refusal(job.upload_number, job.estimated_usd):
        return Next(wait=budget.look_again(timezone.now()) - timezone.now(), error=reason)
    if not room.has_room(job):
        return Next(wait=TURN, error="It waits until OpenAI has ended the batches before it.")
    api = batches()
    if job.submit_began_at and (known := api.uploaded(job.file_name)):
        write(job, step=Step.UPLOADED, input_file=known)
        return Next()
    # from here on its tokens count
    write(job, submit_began_at=timezone.now(), key_end=key_end())
    with TemporaryFile(prefix="batch-") as file:
        done = building.write(job, file)
        if not done.lines:
            write(job, step=Step.ENDED, requests=0)
            return Next()
        told = {"requests": done.lines, "byte_size": done.size, "tokens": done.tokens}
        write(job, **told, estimated_usd=done.usd)
        file.seek(0)
        number = api.upload(file, job.file_name, KEPT_SECONDS)
    write(job, step=Step.UPLOADED, input_file=number)
    log.info("%d questions, %d bytes are at OpenAI as %s", done.lines, done.size, number)
    return Next()


def _may_be_sent(job: BatchJob) -> bool:
    """Asked once more: a manager may have taken the word back since the questions were written."""
    word = allowed()
    return bool(word.photos if job.stage == Stage.EXTRACT else word.records)


def submit(job: BatchJob) -> Next:
    """UPLOADED: creates the batch. Without an answer nobody knows whether it was made.

    Where nobody waits for any of its questions any more (the upload was cancelled while its file
    was being sent) it ends here, and its file is deleted with the next step.
    """
    if not gathering.wanted().filter(batch=job).exists():
        building.leave_unwanted(job)
        write(job, step=Step.ENDED, requests=0)
        return Next()
    now = timezone.now()
    write(job, step=Step.SUBMITTING, submit_began_at=now, looks=0, key_end=key_end())
    try:
        made = batches().create(job.input_file, str(job.uuid))
    except OpenAIError as error:
        if error.possibly_paid or error.kind is Kind.DOWN:
            return Next(
                wait=_look_again(), error=f"{error} Whether the batch was made is looked up."
            )
        if error.kind is Kind.FILE:
            return releasing.file_gone(job, str(error))
        write(job, step=Step.UPLOADED)  # a clear no: it was not made
        if error.kind is Kind.REQUEST and not _is_full(error):
            return releasing.give_up(job, str(error))
        if _is_full(error):
            return releasing.no_room(job, error.said)
        raise
    return adopt(job, made)


def look_for(job: BatchJob) -> Next:
    """SUBMITTING, found after a kill or an unknown outcome: adopted where it is, else made again."""
    found = [one for one in batches().newest() if is_ours(job, one)]
    if found:
        found.sort(key=lambda one: (one.created_at is None, one.created_at, one.id))
        for twin in found[1:]:
            with suppress(OpenAIError):  # it may have ended; its results are not used
                batches().cancel(twin.id)
        log.info("batch %s was found and adopted", found[0].id)
        return adopt(job, found[0])
    if has_other_key(job):  # the list may be another project's: it says nothing
        return Next(wait=_look_again(), error=of_keys(NOT_SEEN, job))
    if job.looks + 1 < LOOKS:
        write(job, looks=job.looks + 1)
        return Next(wait=_look_again(), error="The batch is not in OpenAI's list yet.")
    write(job, step=Step.UPLOADED)
    return Next()


def is_ours(job: BatchJob, batch: Batch) -> bool:
    """One that failed when it was checked asked nothing: another may live for the same job."""
    ours = batch.job == str(job.uuid) or bool(job.input_file and batch.input_file == job.input_file)
    return ours and not batch.asked_nothing


def adopt(job: BatchJob, made: Batch) -> Next:
    write(
        job,
        step=Step.SUBMITTED,
        batch_id=made.id,
        status=made.status[:20],
        submitted_at=made.created_at or timezone.now(),
        expires_at=made.expires_at,
        checked_at=timezone.now(),
    )
    log.info("submitted as %s", made.id)
    return Next(wait=timedelta(seconds=settings.BATCH_POLL_SECONDS))


def _is_full(error: OpenAIError) -> bool:
    return "enqueued token limit" in error.said.lower()


def _look_again() -> timedelta:
    return timedelta(seconds=settings.BATCH_LOOK_SECONDS)
