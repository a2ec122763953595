"""How the questions of an upload travel: now, or in an OpenAI batch; and why."""

from dataclasses import dataclass

from django.conf import settings

from processing.models import Upload
from processing.questions.estimate import batches_possible


@dataclass(frozen=True, slots=True)
class Road:
    """`batch`: by OpenAI's Batch API; `why` is for people."""

    batch: bool
    why: str


def road(upload: Upload, discs: int) -> Road:
    """The road for so many discs: what was chosen for the upload, else the setting, else by number."""
    if upload.is_sample:
        return Road(batch=False, why="the sample is always read at once")
    if not batches_possible():
        return Road(batch=False, why="this server takes no batches")
    if upload.road:
        chosen = upload.road == Upload.Road.BATCH
        return Road(chosen, "chosen for this upload")
    if settings.USE_BATCH_PROCESSING != "auto":
        batch = settings.USE_BATCH_PROCESSING == "true"
        return Road(batch, f"USE_BATCH_PROCESSING is {settings.USE_BATCH_PROCESSING}")
    most = settings.BATCH_THRESHOLD
    if discs > most:
        return Road(batch=True, why=f"more than {most} discs")
    return Road(batch=False, why=f"at most {most} discs")
