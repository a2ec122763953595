"""Everything that is known of one disc, for its page in front and in the admin."""

from dataclasses import dataclass
from functools import cached_property

from processing.catalog.reading import CleanReading
from processing.models import (
    CLOSED_STATES,
    Candidate,
    Correction,
    Decision,
    Disc,
    Match,
    Photo,
    Reading,
    StageRun,
    State,
    Verification,
)
from processing.models.standing import standing, standing_label
from processing.presentation import disc_rows, reading_rows, tracks, words
from processing.presentation.candidates import Comparison, comparisons


@dataclass(frozen=True)
class DiscPage:
    """Built by `disc_page`; each part is worked out when a template asks for it.

    `revision` is the newest that went through all stages: it is shown while a newer one is made.
    """

    disc: Disc
    revision: int
    photos: tuple[Photo, ...]
    shown_photo: Photo | None
    runs: tuple[StageRun, ...]
    reading: Reading | None
    match: Match | None
    verification: Verification | None
    candidates: tuple[Candidate, ...]
    corrections: tuple[Correction, ...]
    decisions: tuple[Decision, ...]

    @cached_property
    def standing(self) -> disc_rows.Standing:
        return disc_rows.standing_of(self.disc)

    @cached_property
    def group(self) -> str:
        return standing_label(self.disc)

    @property
    def active(self) -> bool:
        """Whether a worker has something to do for this disc."""
        if not self.runs or self.disc.upload.cancelled_at:
            return False
        open_runs = [run for run in self.runs if run.state not in CLOSED_STATES]
        stopped = any(run.state in (State.FAILED, State.CANCELLED) for run in self.runs)
        return bool(open_runs) and not stopped

    @property
    def failed(self) -> StageRun | None:
        return next(
            (run for run in self.runs if run.state == State.FAILED or self._retried(run)), None
        )

    @staticmethod
    def _retried(run: StageRun) -> bool:
        return run.state == State.PENDING and run.attempts > 0

    @cached_property
    def clean(self) -> CleanReading | None:
        return self.reading.cleaned if self.reading else None

    @cached_property
    def reading_rows(self) -> list[reading_rows.Row]:
        if not self.reading:
            return []
        return reading_rows.reading_rows(
            self.reading.machine, self.clean, self.photos, reversed(self.corrections)
        )

    @property
    def doubts(self) -> tuple[str, ...]:
        return self.clean.doubts if self.clean else ()

    @cached_property
    def comparisons(self) -> list[Comparison]:
        chosen = self.match.record_id if self.match else None
        return comparisons(self.candidates, chosen)

    @property
    def tier(self) -> str:
        return words.TIERS[self.verification.verified.tier] if self.verification else ""

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why a cataloger should look: from the check where there is one, else from comparing."""
        if self.verification:
            return self.verification.verified.reasons
        return self.match.choice.reasons if self.match else ()

    @cached_property
    def track_rows(self) -> list[tracks.Row]:
        if not (self.match and self.match.record and self.verification):
            return []
        ours = self.clean.tracks if self.clean else ()
        theirs = self.match.record.record.tracks
        return tracks.track_rows(ours, theirs, self.verification.verified.tracks)

    @property
    def years_word(self) -> str:
        return words.VERDICTS[self.verification.verified.years.verdict] if self.verification else ""

    @property
    def years_mark(self) -> str:
        if not self.verification:
            return ""
        return words.VERDICT_MARKS[self.verification.verified.years.verdict]

    @property
    def decided(self) -> Decision | None:
        """The decision that stands."""
        undone = {decision.undoes_id for decision in self.decisions}
        standing_ones = (d for d in self.decisions if d.undoes_id is None and d.pk not in undone)
        return next(standing_ones, None)

    @property
    def track_summary(self) -> str:
        if self.match and not self.match.record:
            return "No record, so nothing was checked."
        return tracks.summary(self.track_rows)

    @property
    def only_ours(self) -> list[tracks.Row]:
        """The item's tracks where there is no record to set beside them."""
        if self.track_rows or not self.clean:
            return []
        return tracks.track_rows(self.clean.tracks, (), tracks.NOTHING_COMPARED)


def _photo(photos: tuple[Photo, ...], wanted: str) -> Photo | None:
    """The photo that was asked for, else the front, else the first."""
    asked = next((photo for photo in photos if str(photo.pk) == wanted), None)
    front = next((photo for photo in photos if photo.role == Photo.Role.FRONT), None)
    return asked or front or next(iter(photos), None)


def disc_page(pk: int, photo: str = "") -> DiscPage | None:
    """The page of a disc, None where there is no such disc. `photo`: id of the photo to show."""
    discs = standing().filter(pk=pk).with_standing().select_related("upload")
    disc = discs.prefetch_related("photos", "runs").first()
    if disc is None:
        return None
    revision = disc.shown_revision
    photos = tuple(disc.photos.all())
    order = disc_rows.STAGE_ORDER
    return DiscPage(
        disc=disc,
        revision=revision,
        photos=photos,
        shown_photo=_photo(photos, photo),
        runs=tuple(sorted(disc.runs.all(), key=lambda run: order.get(run.stage, 0))),
        reading=disc.reading(revision),
        match=disc.matches.filter(revision=revision).select_related("record__source").first(),
        verification=disc.verification(revision),
        candidates=tuple(disc.ranked(revision)),
        corrections=tuple(disc.corrections.select_related("made_by").order_by("-id")),
        decisions=tuple(Decision.objects.filter(disc=disc).select_related("made_by", "undoes")),
    )
