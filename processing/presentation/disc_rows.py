"""Lists of discs: thumbnail, numbers, title as read, and where each disc stands, in fixed queries."""

from dataclasses import dataclass

from django.db.models import Case, OuterRef, Prefetch, Subquery, TextField, Value, When
from django.db.models.fields.json import KeyTextTransform

from processing.models import Disc, Photo, Reading, StageRun, State, Upload
from processing.models.standing import DiscStanding, SortGroup, sort_group, standing_label
from processing.presentation import words
from processing.presentation.suggested import suggestion, with_suggestion

STAGE_ORDER = {
    stage: place for place, stage in enumerate(("extract", "clean", "search", "analyze", "verify"))
}
NOT_A_FACE = {Photo.Role.OTHER, Photo.Role.STICKER}


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a disc stands: `kind` is for the style, `text` is mark and word."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class DiscRow:
    """One disc in a list. `warnings` are words about its photos."""

    disc: Disc
    photos: tuple[Photo, ...]
    standing: Standing
    title: str
    name: str
    warnings: tuple[str, ...]

    @property
    def number(self) -> str:
        """The accepted record: its OCLC number, or its number in the source."""
        return getattr(self.disc, "accepted_oclc", "") or self.disc.accepted_number

    @property
    def suggested(self) -> str:
        """The number of the record that waits for a cataloger; "" once there is a decision."""
        return suggestion(self.disc)

    @property
    def source(self) -> str:
        """Named only where the number is no OCLC number."""
        return "" if getattr(self.disc, "accepted_oclc", "") else self.disc.accepted_source

    @property
    def face(self) -> Photo | None:
        """The photo that stands for the disc: its front, or the first."""
        fronts = (photo for photo in self.photos if photo.role == Photo.Role.FRONT)
        return next(fronts, self.photos[0] if self.photos else None)


def _read_as(key: str) -> Subquery:
    """A text of the newest reading; SQLite would else give the word "null" for a missing one."""
    missing = When(**{f"cleaned_data__{key}": None}, then=Value(None))
    text = Case(missing, default=KeyTextTransform(key, "cleaned_data"), output_field=TextField())
    newest = Reading.objects.filter(disc=OuterRef("pk")).order_by("-revision")
    return Subquery(newest.values_list(text)[:1])


def for_list(discs: DiscStanding) -> DiscStanding:
    """Adds what `disc_row` shows: two queries besides the one for the discs."""
    photos = Photo.objects.order_by("name", "page", "id")
    runs = StageRun.objects.defer("detail")
    return (
        with_suggestion(discs.with_standing())
        .select_related("upload")
        .annotate(read_title=_read_as("title"), read_name=_read_as("name"))
        .prefetch_related(Prefetch("photos", photos), Prefetch("runs", runs))
    )


def photo_warnings(photos: tuple[Photo, ...]) -> tuple[str, ...]:
    """What a cataloger would want to know before the disc is read."""
    roles = {photo.role for photo in photos}
    found = []
    if not photos:
        return ("no photo",)
    if Photo.Role.FRONT not in roles:
        found.append("no front photo")
    if Photo.Role.BACK not in roles:
        found.append("no back photo")
    failed = sum(1 for photo in photos if photo.state == State.FAILED)
    if failed:
        found.append(f"{words.count(failed, 'photo')} cannot be opened")
    return tuple(found)


def _of_group(group: SortGroup, label: str) -> Standing:
    return Standing("review" if group is SortGroup.REVIEW else group.value, label)


def _of_run(run: StageRun) -> Standing:
    if run.state == State.FAILED:
        return Standing("failed", f"▲ Failed: {run.get_stage_display()}")
    if run.state == State.CANCELLED:
        return Standing("waiting", "× Cancelled")
    if run.state == State.PENDING and run.attempts:
        return Standing("failed", f"▲ {run.get_stage_display()}: tried again")
    if run.state == State.RUNNING:
        return Standing("waiting", f"◔ {run.get_stage_display()}: under way")
    if run.state == State.WAITING:
        return Standing("waiting", f"○ {run.get_stage_display()}: waits for the batch")
    return Standing("waiting", f"○ {run.get_stage_display()}: next")


def _was_left_out(upload: Upload) -> bool:
    """A disc of a started upload begins by itself, unless its item barcode came earlier."""
    return upload.started_at is not None and upload.cancelled_at is None


def standing_of(disc: Disc) -> Standing:
    """Its sort group when all stages have ended well, else the stage that it is at."""
    runs = sorted(disc.runs.all(), key=lambda run: STAGE_ORDER.get(run.stage, 0))
    at = next((run for run in runs if run.state != State.DONE), None)
    if at and at.stage == "extract" and at.state in (State.IDLE, State.PENDING) and not at.attempts:
        return Standing("waiting", "○ Waiting")
    if at:
        return _of_run(at)
    if group := sort_group(disc):
        return _of_group(group, standing_label(disc))
    if disc.repeat == Disc.Repeat.SKIP and not runs:
        return Standing("decided", "– Skipped: it stands in an earlier upload")
    if disc.repeat == Disc.Repeat.OPEN and not runs and _was_left_out(disc.upload):
        return Standing("review", "⧉ Waits for your choice: it stands in an earlier upload")
    decided = standing_label(disc)
    return Standing("decided", decided) if decided else Standing("waiting", "○ Not started")


def disc_row(disc: Disc) -> DiscRow:
    """`disc` comes from `for_list`."""
    photos = tuple(disc.photos.all())
    title = getattr(disc, "read_title", "") or ""
    name = getattr(disc, "read_name", "") or ""
    return DiscRow(disc, photos, standing_of(disc), title, name, photo_warnings(photos))
