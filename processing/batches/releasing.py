"""Questions that leave a batch without an answer: they go again, or end in words."""

from collections.abc import Iterable
from datetime import timedelta

from django.db import transaction
from django.db.models import F

from processing.batches import room
from processing.batches.next_step import Next, write
from processing.clients.openai_batches import Batch
from processing.clients.openai_errors import shown
from processing.models import BatchJob, ModelCall, State
from processing.questions import calls

Step = BatchJob.Step
MOST_TRIES = 3  # of one question in batches that brought no answer
NO_ROOM = timedelta(minutes=10)  # OpenAI goes on counting failed batches for a while
LONGEST_NO_ROOM = timedelta(hours=1)
TOO_LARGE = 3  # refusals of a batch with no other beside it
LOWER = (
    "No other batch of this model is at OpenAI, so this one may be larger than its limit: lower "
    "BATCH_MAX_ENQUEUED_TOKENS, cancel the batch and ask its questions again: they then go in "
    "smaller ones."
)


def again(questions: Iterable[ModelCall], words: str) -> int:
    """Back to those that wait for their road; one that came back too often ends in these words."""
    count = 0
    for call in questions:
        if call.attempts + 1 >= MOST_TRIES:
            calls.close_unasked(call, words)
            continue
        row = ModelCall.objects.filter(pk=call.pk, state=State.WAITING, batch=call.batch_id)
        count += row.update(batch=None, attempts=F("attempts") + 1, error=words)
    return count


def still_open(job: BatchJob) -> Iterable[ModelCall]:
    return job.calls.filter(state=State.WAITING).order_by("pk").defer("request")


def give_up(job: BatchJob, words: str) -> Next:
    """Ends the job and its open questions in words; "retry" asks them again."""
    for call in still_open(job):
        calls.close_unasked(call, words)
    write(job, step=Step.ENDED, error=words)
    return Next(error=words)


def no_room(job: BatchJob, said: str) -> Next:
    """The enqueued limit is reached: the same file goes again later. `said` is OpenAI's reason."""
    write(job, step=Step.UPLOADED, batch_id=None, status="", closed_at=None, tries=job.tries + 1)
    wait = min(NO_ROOM * job.tries, LONGEST_NO_ROOM)
    reason = shown(said) or "it gives no reason."
    words = [f"OpenAI has no room for more questions now: {reason} It is sent again later."]
    if job.tries >= TOO_LARGE and not room.enqueued(job.model, job.pk):
        words.append(LOWER)
    return Next(wait=wait, error=" ".join(words))


def file_gone(job: BatchJob, words: str) -> Next:
    """The questions expired at OpenAI before the batch was made: they are uploaded once more.

    Forgetting when it was begun keeps it from finding the old file by its name.
    """
    tries = job.tries + 1
    write(job, step=Step.PREPARED, input_file="", submit_began_at=None, tries=tries)
    wait = min(NO_ROOM * tries, LONGEST_NO_ROOM)
    return Next(wait=wait, error=f"{words} The questions are uploaded again.")


@transaction.atomic
def validation_failed(job: BatchJob, batch: Batch) -> Next:
    """OpenAI did not accept the file: no question was asked, nothing is paid.

    In one transaction: the lines are numbered by the questions that are open, and after half of it
    these would be others.
    """
    for one in batch.problems:
        if one.code == "token_limit_exceeded":
            return no_room(job, one.message)
    said = "; ".join(one.message for one in batch.problems[:3]) or "no reason was given."
    named = {one.line: one.message for one in batch.problems if one.line}
    rest = []
    for number, call in enumerate(list(still_open(job)), start=1):  # as the lines were written
        if number in named:
            calls.close_unasked(call, f"OpenAI does not take this question: {named[number]}")
        else:
            rest.append(call)
    again(rest, f"OpenAI did not accept the batch: {said}")
    words = f"OpenAI did not accept the batch: {said}"
    write(job, step=Step.ENDED, error=words)
    return Next(error=words)
