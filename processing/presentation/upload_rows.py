"""The list of uploads, in a fixed number of queries."""

from dataclasses import dataclass

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from processing.models import Disc, Photo, StageRun, State, Upload
from processing.presentation import words

MOVING = (State.PENDING, State.RUNNING, State.WAITING)


@dataclass(frozen=True, slots=True)
class UploadRow:
    """One upload: `ended` are discs that reached an end, well or not."""

    upload: Upload
    discs: int
    photos: int
    ended: int
    failed: int
    review: int
    state: str
    mark: str

    @property
    def kind(self) -> str:
        """For the style of the mark."""
        return {"●": "done", "▲": "failed"}.get(self.mark, "waiting")

    @property
    def started(self) -> bool:
        return self.upload.started_at is not None


def _number(rows: QuerySet[Disc] | QuerySet[Photo] | QuerySet[StageRun], path: str) -> Coalesce:
    counted = (
        rows.filter(**{path: OuterRef("pk")})
        .order_by()
        .values(path)
        .annotate(n=Count("pk"))
        .values("n")
    )
    return Coalesce(Subquery(counted, output_field=IntegerField()), 0)


def for_list(uploads: QuerySet[Upload]) -> QuerySet[Upload]:
    """Adds the numbers that `upload_row` shows, each by a subquery, so that no join multiplies."""
    ended_well = StageRun.objects.filter(stage="verify", state=State.DONE)
    return uploads.annotate(
        discs_in=_number(Disc.objects.all(), "upload"),
        photos_in=_number(Photo.objects.all(), "upload"),
        done_in=_number(ended_well, "disc__upload"),
        failed_in=_number(StageRun.objects.filter(state=State.FAILED), "disc__upload"),
        review_in=_number(Disc.objects.filter(needs_review=True), "upload"),
    )


def _state(upload: Upload, discs: int, done: int, failed: int) -> tuple[str, str]:
    """Mark and words."""
    if upload.cancelled_at:
        return "×", "Cancelled"
    if upload.started_at is None:
        return "○", "Not started"
    if done + failed < discs:
        return "◔", f"Being processed, {words.count(discs - done - failed, 'disc')} left"
    if failed:
        return "▲", f"Finished, {failed} failed"
    return "●", "Finished"


def upload_row(upload: Upload) -> UploadRow:
    """`upload` comes from `for_list`."""
    discs, done, failed, review, photos = (
        getattr(upload, f"{name}_in") for name in ("discs", "done", "failed", "review", "photos")
    )
    mark, state = _state(upload, discs, done, failed)
    return UploadRow(upload, discs, photos, done + failed, failed, review, state, mark)


def is_changing(upload: Upload) -> bool:
    """Whether a worker has something to do here: photos to open or discs to work."""
    photos = upload.photos.filter(state__in=MOVING)
    runs = StageRun.objects.filter(disc__upload=upload, state__in=MOVING)
    bundles = upload.bundles.filter(state__in=MOVING)
    return bundles.exists() or photos.exists() or runs.exists()
