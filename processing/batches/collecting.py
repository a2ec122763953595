"""The results of a batch: both files, in every way it can end, applied line by line.

A question that is closed already is left alone, so a kill in the middle, a second collector or a
line that stands twice change nothing. The files are kept as they came (batches/keeping.py).
"""

import logging
from collections.abc import Iterator, Mapping
from contextlib import suppress
from datetime import timedelta
from enum import Enum, auto
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import BinaryIO, cast

from django.core.files import File
from django.db.models.fields.files import FieldFile
from django.utils import timezone
from pydantic import BaseModel

from processing.arrival import store
from processing.batches import gathering, releasing, submitting
from processing.batches.lines import Line, lines
from processing.batches.lost import of_keys
from processing.batches.next_step import Next, write
from processing.clients.openai import Raw
from processing.clients.openai_answers import parse
from processing.clients.openai_batches import Batches
from processing.clients.openai_errors import Kind, OpenAIError
from processing.judging.shape import MatchJudged
from processing.models import BatchJob, Stage
from processing.questions import calls
from processing.readers.openai.shape import PhotosRead

log = logging.getLogger(__name__)

SHAPES: dict[str, type[BaseModel]] = {
    Stage.EXTRACT.value: PhotosRead,
    Stage.ANALYZE.value: MatchJudged,
}
ENDED = "The batch ended before this question was answered."
GONE = (
    "OpenAI does not show the results of this batch to the present key: their file is gone, or the "
    "key, or its project, is another one than when it was submitted (…{old}, now …{new})."
)
GONE_AGAIN = timedelta(minutes=15)
GONE_FOR_GOOD = timedelta(days=1)  # after the batch has ended, and
GONE_LOOKS = 24  # so often: the program may have stood still meanwhile
CANCELLED = "The batch was cancelled before this question was answered."
CANCELLED_THERE = "The batch was cancelled at OpenAI."


class Fate(Enum):
    """What a line means for its question: an answer, or a no for good; not worked, or to be asked
    again; or it is no line of a question of this batch."""

    ENDED = auto()
    OPEN = auto()
    STRAY = auto()


def collect(job: BatchJob) -> Next:
    """COLLECTING: downloads, applies, sends the rest again."""
    gone = _fetch(job)
    ended: set[int | None] = set()  # a question may stand in two lines
    said: dict[int | None, str] = {}
    strays = 0
    for line in _all_lines(job):
        fate = apply(job, line)
        strays += fate is Fate.STRAY
        if fate is Fate.ENDED:
            ended.add(line.call)
        elif line.why:
            said[line.call] = f"{ENDED} OpenAI says: {line.why}"
    if gone and _may_come_back(job):
        return Next(
            wait=GONE_AGAIN, error=f"{gone} Put the old key back, or wait: it is tried again."
        )
    _rest(job, gone or ENDED, said)
    write(job, applied=len(ended), strays=strays, step=BatchJob.Step.ENDED)
    log.info("collected: %d of %d questions", len(ended), job.requests)
    return Next(error=gone)


def tidy_up(job: BatchJob) -> Next:
    """ENDED: photos and answers need not lie at OpenAI any longer; what cannot be deleted expires."""
    api = submitting.batches()
    for number in (job.input_file, job.output_file, job.error_file):
        if number:
            with suppress(OpenAIError):
                api.delete(number)
    return Next(over=True, error=job.error)


def _fetch(job: BatchJob) -> str:
    """Downloads what is not here yet; says in words what OpenAI does not show."""
    api, gone = submitting.batches(), ""
    for number, kept in ((job.output_file, job.output), (job.error_file, job.errors)):
        if not number or kept:
            continue
        try:
            _download(api, job, number, kept)
        except OpenAIError as error:
            if error.kind not in (Kind.FILE, Kind.MODEL):  # any 404
                raise
            gone = of_keys(GONE, job)
    write(job, output=job.output.name or "", errors=job.errors.name or "")
    return gone


def _all_lines(job: BatchJob) -> Iterator[Line]:
    for kept in (job.output, job.errors):
        if kept:
            with kept.open("rb") as file:
                yield from lines(cast(BinaryIO, file))


def _may_come_back(job: BatchJob) -> bool:
    """Whether a file of results that is not shown is worth another try; it is counted."""
    now = timezone.now()
    if job.tries >= GONE_LOOKS and now - (job.closed_at or now) > GONE_FOR_GOOD:
        return False
    write(job, tries=min(job.tries + 1, GONE_LOOKS))
    return True


def _download(api: Batches, job: BatchJob, number: str, kept: FieldFile) -> None:
    with TemporaryDirectory(prefix="batch-") as place:
        path = Path(place) / "results.jsonl"
        api.download(number, path)
        with path.open("rb") as file:
            kept.name = store(f"batches/{job.uuid}-{number}.jsonl", File(file))


def apply(job: BatchJob, line: Line) -> Fate:
    """Writes what the line says on its question; one that is closed already stays as it is."""
    call = job.calls.filter(pk=line.call).defer("request").first() if line.call else None
    if call is None:
        log.warning("a line that is broken, or of no question of this batch")
        return Fate.STRAY
    if line.body is not None:
        raw = Raw(line.body, line.request_id, 0, {})
        answer = parse(line.body, SHAPES[call.stage])
        calls.answered_in_batch(call, raw, answer, job.submitted_at)
    elif line.error is not None and not line.error.retryable:
        calls.close_unasked(call, str(line.error))
    else:
        return Fate.OPEN
    return Fate.ENDED


def _rest(job: BatchJob, words: str, said: Mapping[int | None, str]) -> None:
    """What has no answer: asked again, or as the person wished who cancelled the batch.

    `said` are other words for the questions of which OpenAI said something.
    """
    rest = list(releasing.still_open(job))
    if job.rest == BatchJob.Rest.NOW:
        gathering.send_now([call.pk for call in rest])
        return
    if job.status == "cancelled":  # whoever did it: what a person stopped is not asked by itself
        words = CANCELLED if job.cancel_asked_at else CANCELLED_THERE
        for call in rest:
            calls.close_unasked(call, words)
        return
    for call in rest:
        releasing.again([call], said.get(call.pk, words))
