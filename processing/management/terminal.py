"""Words for the terminal: progress in one line, and the end."""

from typing import Any

from django.core.management.base import OutputWrapper

from processing.management.batch_lines import BatchTeller
from processing.models import Upload
from processing.models.progress import Progress, failed_photos, failures
from processing.models.standing import PLEASE_CHECK


def line(now: Progress) -> str:
    """How far it is: "photos 24 of 24 · Read photos 3 of 12 · … · about 40 s left"."""
    parts = [f"photos {now.photos_ready} of {now.photos_total}"]
    parts += [f"{stage.label} {stage.done}" for stage in now.stages]
    if now.failed:
        parts.append(f"▲ {now.failed} failed")
    parts.append(f"{now.ended} of {now.discs} discs done")
    if now.seconds_left and not any(stage.waiting for stage in now.stages):  # a batch tells its own
        parts.append(f"about {now.seconds_left} s left")
    return " · ".join(parts)


class Teller:
    """Writes the progress, and how the batches are, whenever it has changed."""

    def __init__(self, out: OutputWrapper, upload: Upload) -> None:
        self._out, self._last = out, ""
        self._batches = BatchTeller(out, upload)

    def __call__(self, now: Progress) -> None:
        self._batches()
        text = line(now)
        if text != self._last:
            self._out.write(text)
            self._out.flush()
            self._last = text


def tell_end(out: Any, upload: Upload, now: Progress) -> None:
    """Sort groups, and every failure in words with the disc it belongs to."""
    groups = " · ".join(f"{group.label} {count}" for group, count in now.groups.items() if count)
    out.write(groups or "No disc was finished.")
    if now.trial:
        out.write(f"{now.trial} on {PLEASE_CHECK}")
    for bundle in upload.bundles.filter(state="failed"):
        out.write(f"▲ {bundle}: {bundle.error}")
    for photo in failed_photos(upload):
        out.write(f"▲ Photo {photo}: {photo.error}")
    for run in failures(upload):
        out.write(f"▲ {run.disc} ({run.get_stage_display()}): {run.error}")
