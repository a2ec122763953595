"""What stands in the report for one disc, as plain values: the newest complete revision."""

import logging

from processing.catalog import gtin
from processing.catalog.evidence import TrackComparison
from processing.catalog.reading import CleanReading, YearKind
from processing.catalog.record import Record
from processing.exports.rows import DiscRow
from processing.models import (
    BibRecord,
    Candidate,
    Decision,
    Disc,
    Match,
    Photo,
    State,
    Verification,
)
from processing.models.repeats import superseded_by
from processing.models.standing import standing_label

log = logging.getLogger(__name__)

NO_RECORD = "No record, so nothing was checked."
_YEAR_SIGNS = {YearKind.PHONOGRAM: "℗", YearKind.COPYRIGHT: "©"}


def row_of(disc: Disc) -> DiscRow:
    """The row of a disc that came from `with_standing`. A disc without a result says why."""
    revision = disc.shown_revision
    reading = disc.reading(revision)
    cleaned = (reading.cleaned if reading else None) or CleanReading()
    check, match = disc.verification(revision), disc.match(revision)
    decision = Decision.objects.filter(disc=disc).current().select_related("made_by").first()
    source, number = _number(match, decision)
    return DiscRow(
        thumbnail=_thumbnail(disc),
        item_barcode=disc.item_barcode or "",
        work_number=disc.work_number,
        upload=disc.upload.name,
        sort_group=standing_label(disc),
        number=number,
        source=source,
        confidence=disc.confidence,
        title=cleaned.title or "",
        artist=cleaned.name or "",
        label="; ".join(cleaned.labels),
        publisher_number="; ".join(cleaned.publisher_numbers),
        upc="; ".join(gtin.display(code).replace(" ", "") for code in cleaned.gtins),
        years=_years(cleaned),
        tracks=_tracks(cleaned),
        explanation=_explanation(match, check),
        track_check=_track_check(match, check),
        year_check=_year_check(match, check),
        alternatives=_alternatives(disc, revision, match),
        processed_at=check.created_at if check else None,
        decision=str(decision.get_kind_display()) if decision else "",
        decided_by=decision.made_by.get_username() if decision else "",
        error=_problem(disc),
    )


def _thumbnail(disc: Disc) -> bytes | None:
    photos = list(disc.photos.filter(state=State.DONE))
    front = next((p for p in photos if p.role == Photo.Role.FRONT), photos[0] if photos else None)
    if front is None:
        return None
    try:
        with front.thumb.open("rb") as file:
            content: bytes = file.read()
    except (OSError, ValueError):
        log.warning("the thumbnail of %s cannot be read; its row has none", front)
        return None
    return content


def _number(match: Match | None, decision: Decision | None) -> tuple[str, str]:
    """Source and number of what a cataloger decided, else of what the program suggests."""
    record = match.record if match else None
    if decision and decision.kind != Decision.Kind.LATER:
        known = BibRecord.objects.filter(number=decision.number, source__name=decision.source)
        record = known.select_related("source").first()
        if record is None:
            return decision.source, decision.number
    return (record.source.name, record.oclc_number or record.number) if record else ("", "")


def _years(cleaned: CleanReading) -> str:
    parts = (
        f"{_YEAR_SIGNS.get(kind, '')}{year}"
        for kind, years in (cleaned.years or {}).items()
        for year in years
    )
    return ", ".join(dict.fromkeys(parts))


def _tracks(cleaned: CleanReading) -> tuple[str, ...]:
    several = len({track.disc for track in cleaned.tracks}) > 1
    lines = []
    for track in cleaned.tracks:
        number = f"{track.number}. " if track.number is not None else ""
        disc = f"[{track.disc}] " if several and track.disc is not None else ""
        lines.append(f"{disc}{number}{track.title}{_duration(track.seconds)}")
    return tuple(lines)


def _duration(seconds: int | None) -> str:
    return "" if seconds is None else f" ({seconds // 60}:{seconds % 60:02d})"


def _explanation(match: Match | None, check: Verification | None) -> str:
    parts = [match.choice.explanation] if match else []
    if check:
        parts += check.verified.reasons
    return "\n".join(dict.fromkeys(part for part in parts if part))


def _track_check(match: Match | None, check: Verification | None) -> str:
    if check is None:
        return ""
    return track_sentence(check.verified.tracks) if match and match.record else NO_RECORD


def _year_check(match: Match | None, check: Verification | None) -> str:
    if check is None:
        return ""
    return check.verified.years.sentence if match and match.record else NO_RECORD


def track_sentence(tracks: TrackComparison) -> str:
    """The track check in words."""
    if tracks.score is None:
        return "Not checked: one side gives no track list."
    ours, theirs = len(tracks.pairs) + len(tracks.missing), len(tracks.pairs) + len(tracks.extra)
    text = f"{len(tracks.pairs)} of {ours} tracks are on the record ({tracks.score} %)"
    if tracks.extra:
        text += f"; the record has {theirs} tracks"
    if not tracks.in_order:
        text += "; in another order"
    return text + "."


def _alternatives(disc: Disc, revision: int, match: Match | None) -> tuple[str, ...]:
    chosen = match.record_id if match else None
    others = [c for c in disc.ranked(revision) if c.record_id != chosen]
    return tuple(_alternative(candidate) for candidate in others[:5])


def _alternative(candidate: Candidate) -> str:
    record: Record = candidate.record.record
    differs = [e.sentence for e in candidate.evidence if e.verdict == "conflict"]
    why = f": {differs[0]}" if differs else ""
    return f"{candidate.record.shown_number} {record.title}{why}"


def _problem(disc: Disc) -> str:
    if newer := superseded_by(disc):
        return f"Processed again as {newer.work_number} in “{newer.upload.name}”; that one counts."
    if disc.repeat == Disc.Repeat.SKIP and not disc.runs.exists():
        return "Skipped: its item barcode stands in an earlier upload."
    failed = disc.runs.filter(state__in=(State.FAILED, State.CANCELLED)).first()
    if failed:
        words = failed.error or failed.get_state_display()
        return f"{failed.get_stage_display()}: {words}"
    if disc.needs_review is None:
        return "Not finished yet." if disc.runs.exists() else "Not started yet."
    return ""
