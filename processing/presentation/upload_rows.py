"""The list of uploads, in a fixed number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from processing.models import Disc, Photo, StageRun, State, Upload
from processing.models.standing import SortGroup, standing
from processing.presentation import words

MOVING = (State.PENDING, State.RUNNING, State.WAITING)


@dataclass(frozen=True, slots=True)
class GroupCount:
    """Discs of an upload in one sort group, said by its mark; the word stands beside it."""

    group: SortGroup
    discs: int

    @property
    def mark(self) -> str:
        return str(self.group.label).split()[0]

    @property
    def word(self) -> str:
        return str(self.group.label).partition(" ")[2]

    @property
    def is_review(self) -> bool:
        return self.group is SortGroup.REVIEW


@dataclass(frozen=True, slots=True)
class UploadRow:
    """One upload: `ended` are discs that reached an end, well or not; `begun` those to be worked.

    `groups` are the sort groups that have discs.
    """

    upload: Upload
    discs: int
    photos: int
    begun: int
    ended: int
    failed: int
    groups: tuple[GroupCount, ...] = ()
    state: str = ""
    mark: str = ""

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
    begun = StageRun.objects.filter(stage="extract")
    ended_well = StageRun.objects.filter(stage="verify", state=State.DONE)
    return uploads.annotate(
        discs_in=_number(Disc.objects.all(), "upload"),
        photos_in=_number(Photo.objects.all(), "upload"),
        begun_in=_number(begun, "disc__upload"),
        done_in=_number(ended_well, "disc__upload"),
        failed_in=_number(StageRun.objects.filter(state=State.FAILED), "disc__upload"),
        review_in=_number(Disc.objects.filter(needs_review=True), "upload"),
    )


def _state(row: UploadRow) -> tuple[str, str]:
    """Mark and words. Discs that were not begun are skipped, or wait for somebody's choice."""
    if row.upload.cancelled_at:
        return "×", "Cancelled"
    if row.upload.started_at is None:
        return "○", "Not started"
    if row.ended < row.begun:
        return "◔", f"Being processed, {words.count(row.begun - row.ended, 'disc')} left"
    aside = f", {row.discs - row.begun} not begun" if row.begun < row.discs else ""
    if row.failed:
        return "▲", f"Finished, {row.failed} failed{aside}"
    return "●", f"Finished{aside}"


def upload_row(upload: Upload, groups: Mapping[str, int] | None = None) -> UploadRow:
    """`upload` comes from `for_list`; `groups` are its discs by sort group."""
    names = ("discs", "photos", "begun", "done", "failed")
    discs, photos, begun, done, failed = (getattr(upload, f"{n}_in") for n in names)
    known = groups or {}
    counts = (GroupCount(group, known.get(group.value, 0)) for group in SortGroup)
    row = UploadRow(
        upload, discs, photos, begun, done + failed, failed, tuple(c for c in counts if c.discs)
    )
    mark, state = _state(row)
    return replace(row, mark=mark, state=state)


def upload_rows(uploads: Iterable[Upload]) -> list[UploadRow]:
    """Those of one page, from `for_list`, with their sort groups: one query for all."""
    page = list(uploads)
    started = [upload.pk for upload in page if upload.started_at]
    groups = standing().filter(upload__in=started).counted() if started else {}
    return [upload_row(upload, groups.get(upload.pk)) for upload in page]


def is_changing(upload: Upload) -> bool:
    """Whether a worker has something to do here: photos to open or discs to work."""
    photos = upload.photos.filter(state__in=MOVING)
    runs = StageRun.objects.filter(disc__upload=upload, state__in=MOVING)
    bundles = upload.bundles.filter(state__in=MOVING)
    return bundles.exists() or photos.exists() or runs.exists()
