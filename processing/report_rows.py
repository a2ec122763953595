"""What stands in the report for each disc, as plain values: the newest complete revision."""

import logging
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from processing.catalog import gtin
from processing.catalog.evidence import Field, TrackComparison
from processing.catalog.reading import CleanReading, YearKind
from processing.catalog.verify import Verified
from processing.catalog.wording import count, is_are
from processing.exports.rows import DiscRow
from processing.models import Decision, Disc, Match, Photo, likeness
from processing.models.disposing import disposition
from processing.models.held import holding
from processing.models.shown import Shown, shown
from processing.models.standing import on_trial, standing_label
from processing.models.twins import Twin, twins

log = logging.getLogger(__name__)

ALTERNATIVES = 5  # named in a row
HIDDEN = "Hidden until it is checked (trial mode)."
NO_RECORD = "No record, so nothing was checked."
# A sign stands at its year, a word before it; a year of another kind stands alone.
_YEAR_WORDS = {
    YearKind.PHONOGRAM: "℗",
    YearKind.COPYRIGHT: "©",
    YearKind.RECORDED: "recorded ",
    YearKind.ORIGINAL: "first issued ",
}


def rows_of(discs: Sequence[Disc]) -> Iterator[DiscRow]:
    """The rows of some hundred discs that came from `with_standing` with their uploads."""
    found, repeated = shown(discs), twins(discs)
    return (_told(disc, found[disc.pk], repeated.get(disc.pk)) for disc in discs)


def _told(disc: Disc, known: Shown, twin: Twin | None) -> DiscRow:
    """In trial mode no number looks accepted, and of a hidden suggestion nothing is told."""
    row = replace(
        _row(disc, known),
        held=holding(disc, known),
        disposition=_disposition(disc, known, twin),
        repeats=likeness.sentence(disc, twin) if twin else "",
    )
    if disc.hidden:
        bare = replace(row, number="", source="", confidence=None, alternatives=())
        return replace(bare, explanation=HIDDEN, track_check="", year_check="")
    if on_trial(disc):
        suggested = f"{row.number} (suggested; not yet checked)"
        return replace(row, number="", source="", alternatives=(suggested, *row.alternatives))
    return row


def _disposition(disc: Disc, known: Shown, twin: Twin | None) -> str:
    """What was decided, else what the program suggests."""
    if known.decision and known.decision.disposition:
        return str(known.decision.get_disposition_display())
    found = bool(known.candidates or (known.match and known.match.record))
    check = known.check.verified if known.check else None
    suggested = disposition(disc, check, twin, found=found)
    return f"{suggested.label} (suggested)" if suggested else ""


def _row(disc: Disc, known: Shown) -> DiscRow:
    """A disc without a result says why."""
    cleaned = (known.reading.cleaned if known.reading else None) or CleanReading()
    check = known.check.verified if known.check else None
    decision = known.decision
    source, number = _number(known)
    return DiscRow(
        thumbnail=_thumbnail(known.photos),
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
        explanation=_explanation(known.match, check),
        track_check=_track_check(known.match, check),
        year_check=_year_check(known.match, check),
        alternatives=tuple(map(_alternative, known.candidates[:ALTERNATIVES])),
        processed_at=known.check.created_at if known.check else None,
        decision=str(decision.get_kind_display()) if decision else "",
        decided_by=decision.made_by.get_username() if decision else "",
        decided_at=decision.made_at if decision else None,
        note=decision.note if decision else "",
        error=_problem(disc, known),
    )


def _thumbnail(photos: Sequence[Photo]) -> bytes | None:
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


def _number(known: Shown) -> tuple[str, str]:
    """Source and number of what a cataloger decided, else of what the program suggests."""
    record, decision = known.match.record if known.match else None, known.decision
    if decision and decision.kind != Decision.Kind.LATER:
        record = known.decided
        if record is None:
            return decision.source, decision.number
    return (record.source.name, record.oclc_number or record.number) if record else ("", "")


def _years(cleaned: CleanReading) -> str:
    parts = (
        f"{_YEAR_WORDS.get(kind, '')}{year}"
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


def _explanation(match: Match | None, check: Verified | None) -> str:
    """Line by line; what a longer line says too is not said twice."""
    told = [match.choice.explanation, match.choice.said] if match else []
    told += [*check.reasons, check.upgrade] if check else []
    told = list(dict.fromkeys(filter(None, told)))
    return "\n".join(one for one in told if not any(one in other for other in told if other != one))


def _track_check(match: Match | None, check: Verified | None) -> str:
    if check is None:
        return ""
    return track_sentence(check.tracks) if match and match.record else NO_RECORD


def _year_check(match: Match | None, check: Verified | None) -> str:
    if check is None:
        return ""
    return check.years.sentence if match and match.record else NO_RECORD


def track_sentence(tracks: TrackComparison) -> str:
    """The track check in words."""
    if tracks.other_script:
        return "Not checked: the lists are in different scripts."
    if tracks.score is None:
        return "Not checked: one side gives no track list."
    ours, theirs = len(tracks.pairs) + len(tracks.missing), len(tracks.pairs) + len(tracks.extra)
    text = (
        f"{len(tracks.pairs)} of {count(ours, 'track')} {is_are(len(tracks.pairs))} on the record"
    )
    text += f" (titles {tracks.score} % alike)"
    if tracks.extra:
        text += f"; the record has {theirs} tracks"
    if not tracks.in_order:
        text += "; in another order"
    if tracks.other_lengths:
        text += f"; {len(tracks.other_lengths)} of another length"
    return text + "."


def _alternative(candidate: Any) -> str:
    """With the first thing that speaks against it: another title says more than another number."""
    against = {one.field: one.sentence for one in candidate.evidence if one.verdict == "conflict"}
    first = against.get(Field.TITLE) or next(iter(against.values()), "")
    why = f": {first}" if first else ""
    return f"{candidate.record.shown_number} {candidate.full_title}{why}"


def _problem(disc: Disc, known: Shown) -> str:
    if newer := known.newer:
        return f"Processed again as {newer.work_number} in “{newer.upload.name}”; that one counts."
    if disc.repeat == Disc.Repeat.SKIP and not known.begun:
        return "Skipped: its item barcode stands in an earlier upload."
    if failed := known.stopped:
        words = failed.error or failed.get_state_display()
        return f"{failed.get_stage_display()}: {words}"
    if disc.needs_review is None:
        return "Not finished yet." if known.begun else "Not started yet."
    return ""
