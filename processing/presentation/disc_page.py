"""Everything that is known of one disc, for its page in front and in the admin."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from processing.catalog.reading import CleanReading
from processing.catalog.reading import Reading as MachineReading
from processing.catalog.tracks import tracks_beside
from processing.models import (
    CLOSED_STATES,
    Candidate,
    Correction,
    Decision,
    Disc,
    Match,
    Photo,
    Reading,
    Search,
    StageRun,
    State,
    Verification,
    likeness,
)
from processing.models.disposing import disposition
from processing.models.held import held_sentence
from processing.models.standing import standing, standing_label
from processing.models.twins import Twin
from processing.models.twins import twins as twins_of
from processing.presentation import (
    disc_rows,
    reading_rows,
    searched,
    tracks,
    words,
    worldcat,
)
from processing.presentation.candidates import Table, neutral, tables
from processing.presentation.corrections import in_words, newest, present
from processing.presentation.history import Decided, decided, standing_one

MOST_TWINS = 20
EVEN = 50  # of 100: a suggestion that is as likely wrong
READERS = {
    "local": "on this machine (printed text and barcodes)",
    "by hand": "by hand",
}


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
    search: Search | None
    corrections: tuple[Correction, ...]
    decisions: tuple[Decision, ...]
    twins: Mapping[tuple[str, str], Sequence[str]]
    twin: Twin | None = None

    @cached_property
    def standing(self) -> disc_rows.Standing:
        return disc_rows.standing_of(self.disc)

    @cached_property
    def group(self) -> str:
        return standing_label(self.disc)

    @property
    def hidden(self) -> bool:
        """Whether a cataloger is to choose unprompted: nothing says what the program suggests."""
        return self.disc.hidden

    @property
    def likely(self) -> bool:
        """Whether the suggestion is more likely right than wrong."""
        check = self.verification
        return check is not None and check.verified.confidence >= EVEN

    @cached_property
    def disposition(self) -> str:
        """What is to be done with the item, as the program suggests it; "" where it does not."""
        check = self.verification.verified if self.verification else None
        found = bool(self.candidates)
        told = disposition(self.disc, check, self.twin, found=found)
        return str(told.label) if told else ""

    @property
    def repeats(self) -> str:
        """Which earlier item it repeats, and how; "" where it does not."""
        return likeness.sentence(self.disc, self.twin) if self.twin else ""

    @property
    def holdings(self) -> str:
        """Whether this library has the accepted record, in words; unknown is said to be so."""
        return held_sentence(self.disc) if self.disc.accepted_number else ""

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
    def corrected(self) -> dict[str, Correction]:
        """The corrections that stand, by field."""
        return newest(reversed(self.corrections))

    @cached_property
    def newest_correction(self) -> dict[str, int]:
        """Field to the key of its newest correction, also of one that took another back."""
        return {row.field: row.pk for row in sorted(self.corrections, key=lambda row: row.pk)}

    @cached_property
    def present(self) -> dict[str, Any]:
        """Field to the value that a cataloger would put right."""
        machine = self.reading.machine if self.reading else MachineReading()
        return present(machine, self.corrected, self.disc.item_barcode)

    @property
    def no_numbers(self) -> str:
        return worldcat.NO_NUMBERS

    @property
    def further_rows(self) -> list[reading_rows.Row]:
        if not self.reading:
            return []
        return reading_rows.further_rows(self.reading.machine, self.clean, self.photos)

    @property
    def doubts(self) -> tuple[str, ...]:
        return self.clean.doubts if self.clean else ()

    @property
    def read_by(self) -> str:
        """Who read the photos, in words."""
        return READERS.get(self.reading.reader, f"by {self.reading.reader}") if self.reading else ""

    @property
    def by_model(self) -> bool:
        """Whether answers of a model stand behind what is shown."""
        read = self.reading is not None and self.reading.reader not in READERS
        return read or (self.match is not None and "," in self.match.made_by)

    @cached_property
    def tables(self) -> list[Table]:
        """The item beside its possible records, three at a time."""
        machine = self.reading.machine if self.reading else MachineReading()
        rows = reading_rows.reading_rows(machine, self.clean, self.photos, self.corrected)
        decided = self.decided
        match = None if self.hidden else self.match
        return tables(
            neutral(self.candidates) if self.hidden else self.candidates,
            rows,
            chosen=match.record_id if match else None,
            decided=(decided.source, decided.number) if decided else None,
            suggests=self.suggests,
            twins=self.twins,
        )

    @property
    def tier(self) -> str:
        return words.TIERS[self.verification.verified.tier] if self.verification else ""

    @property
    def suggests(self) -> bool:
        """Whether the record of the match still waits for a cataloger."""
        return bool(self.disc.needs_review) and not self.decided

    @property
    def judge(self) -> str:
        """Who judged the records, without the version of what it was told."""
        return self.match.made_by.partition(",")[0] if self.match else ""

    @property
    def judge_said(self) -> str:
        """What the model said of the chosen record, unless it stands among the reasons."""
        said = self.match.choice.said if self.match else ""
        return "" if any(said in reason for reason in self.reasons) else said

    @property
    def reasons(self) -> tuple[str, ...]:
        """Why a cataloger should look: from the check where there is one, else from comparing."""
        if self.verification:
            return self.verification.verified.reasons
        return self.match.choice.reasons if self.match else ()

    @cached_property
    def track_rows(self) -> list[tracks.Row]:
        if self.hidden or not (self.match and self.match.record and self.verification):
            return []
        ours = self.clean.tracks if self.clean else ()
        theirs = tracks_beside(ours, self.match.record.record)
        return tracks.track_rows(ours, theirs, self.verification.verified.tracks)

    @property
    def years_word(self) -> str:
        return words.VERDICTS[self.verification.verified.years.verdict] if self.verification else ""

    @property
    def years_mark(self) -> str:
        if not self.verification:
            return ""
        return words.VERDICT_MARKS[self.verification.verified.years.verdict]

    @cached_property
    def decided(self) -> Decided | None:
        """The decision that stands."""
        return standing_one(self.history)

    @cached_property
    def history(self) -> tuple[Decided, ...]:
        return decided(self.decisions)

    @property
    def put_right(self) -> list[tuple[Correction, str]]:
        """The corrections, newest first, with their values in words."""
        return [(one, in_words(one)) for one in self.corrections]

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


def _twins(disc: Disc, candidates: Sequence[Candidate]) -> dict[tuple[str, str], list[str]]:
    """Other items that have one of these records as theirs already, by source and number."""
    numbers = {candidate.record.number for candidate in candidates}
    others = Disc.objects.filter(
        accepted_source__in={candidate.record.source.name for candidate in candidates},
        accepted_number__in=numbers,
        upload__is_sample=disc.upload.is_sample,
    ).exclude(pk=disc.pk)
    found: dict[tuple[str, str], list[str]] = {}
    for other in others.order_by("upload_id", "position")[:MOST_TWINS]:
        key = (other.accepted_source, other.accepted_number)
        found.setdefault(key, []).append(f"{other} (item {other.work_number})")
    return found


def disc_page(pk: int, photo: str = "") -> DiscPage | None:
    """The page of a disc, None where there is no such disc. `photo`: id of the photo to show."""
    discs = standing().filter(pk=pk).with_standing().select_related("upload")
    disc = discs.prefetch_related("photos__covers", "runs").first()
    if disc is None:
        return None
    revision = disc.shown_revision
    photos, candidates = tuple(disc.photos.all()), tuple(disc.ranked(revision))
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
        candidates=candidates,
        search=searched.of_disc(disc, revision),
        corrections=tuple(disc.corrections.select_related("made_by").order_by("-id")),
        decisions=tuple(Decision.objects.filter(disc=disc).select_related("made_by", "undoes")),
        twins=_twins(disc, candidates),
        twin=twins_of([disc]).get(disc.pk),
    )
