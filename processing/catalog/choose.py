"""Choose one of the compared records, and say how sure that is and why.

High confidence is given by evidence alone: an identifier that agrees and is not in doubt, nothing
that contradicts, and a margin to the next record that is a different one. A wrong High is worse
than ten reviews, so every rule here can only take it away.
"""

from collections.abc import Iterable, Sequence

from processing.catalog import signs
from processing.catalog.confidence import match_signs
from processing.catalog.doubts import about
from processing.catalog.evidence import Choice, Field, Scored, Tier
from processing.catalog.high import review_reasons
from processing.catalog.policy import CATALOGING_LANGUAGE, DEFAULT, Policy
from processing.catalog.reading import CleanReading, YearKind
from processing.catalog.record import Record
from processing.catalog.same_issue import same_issue
from processing.catalog.thresholds import FLOOR, MARGIN, MEDIUM_SCORE, MORE_AGREES
from processing.catalog.usable import Order, order
from processing.catalog.verdicts import Verdicts
from processing.catalog.years import compare_years

MAX_ALTERNATIVES = 5
_OF_ISSUE = (YearKind.RELEASED, YearKind.COPYRIGHT)
Candidate = tuple[Record, Scored]


def choose(
    reading: CleanReading, candidates: Sequence[Candidate], policy: Policy = DEFAULT
) -> Choice:
    """The best candidate with its tier, confidence 0 to 100, and the reasons for a review."""
    if _is_empty(reading):
        return _nothing("Nothing could be read from the photos that a search could use.")
    if not candidates:
        return _nothing("No possible record was found.")
    possible = [candidate for candidate in candidates if candidate[1].veto is None]
    if not possible:
        return _nothing(f"No possible record fits. {candidates[0][1].veto}")
    alike = filter(is_alike, possible)
    ranked = sorted(alike, key=lambda candidate: rank(candidate, policy.language))
    if not ranked:
        return _nothing("No possible record is alike enough.")
    return _best(reading, ranked, policy)


def _best(reading: CleanReading, ranked: Sequence[Candidate], policy: Policy) -> Choice:
    record, scored = ranked[0]
    alternatives = tuple(other.record_key for _, other in ranked[1 : MAX_ALTERNATIVES + 1])
    verdicts = Verdicts(scored.evidence, policy.ignored)
    reasons = (*review_reasons(reading, record, verdicts, policy), *_too_near(reading, ranked))
    tier = _tier(scored, verdicts, reasons)
    told = {
        **match_signs(reading, record, scored, policy, tier=tier, reasons=len(reasons)),
        **signs.of_margin(_margin(ranked)),
    }
    return Choice(
        scored.record_key,
        tier,
        policy.calibration.percent(told),
        _explanation(verdicts, ranked),
        reasons,
        alternatives,
        signs=told,
    )


def _is_empty(reading: CleanReading) -> bool:
    codes = reading.gtins or reading.weak_gtins or reading.publisher_numbers
    return not (codes or reading.title or reading.name or reading.tracks)


def is_alike(candidate: Candidate) -> bool:
    """Whether enough speaks for a record to show it as a match at all."""
    scored = candidate[1]
    return scored.score >= FLOOR and Verdicts(scored.evidence).speaks


def _nothing(reason: str) -> Choice:
    return Choice(None, Tier.NONE, 0, reason, (reason,))


def rank(
    candidate: Candidate, language: str = CATALOGING_LANGUAGE
) -> tuple[float, float, Order, tuple[str, str]]:
    """Best first: by score, by all evidence, then the more usable record; never by chance.

    Of records that an identifier names, one of which more agrees goes before a bare one: where
    little is given, little can differ.
    """
    record, scored = candidate
    agreement = sum(one.score or 0.0 for one in scored.evidence)
    verdicts = Verdicts(scored.evidence)
    is_it = verdicts.identified and not verdicts.conflicting(Field.TITLE, Field.TRACKS)
    more = MORE_AGREES * agreement if is_it else 0.0
    return (-scored.score - more, -agreement, order(record, language), scored.record_key)


def _tier(scored: Scored, verdicts: Verdicts, reasons: Sequence[str]) -> Tier:
    if not reasons:
        return Tier.HIGH
    if verdicts.conflicting(Field.GTIN, Field.PUBLISHER_NUMBER):
        return Tier.LOW if not verdicts.identified else Tier.MEDIUM
    return Tier.MEDIUM if scored.score >= MEDIUM_SCORE or verdicts.identified else Tier.LOW


def shown(record: Record) -> str:
    """The number that people know a record by."""
    return record.oclc_number or f"{record.source} {record.number}"


def _equals(ranked: Sequence[Candidate]) -> list[Candidate]:
    """Candidates within the margin that describe the same issue as the best."""
    best = ranked[0]
    near = [other for other in ranked[1:] if best[1].score - other[1].score < MARGIN]
    return [other for other in near if same_issue(best[0], other[0])]


def rival(reading: CleanReading, best: Candidate, others: Iterable[Candidate]) -> Record | None:
    """The first of the others that fits nearly as well and describes another issue."""
    near = (
        record
        for record, scored in others
        if _is_near(best[1], scored) and not _is_ruled_out(reading, best[1], record)
    )
    return next((record for record in near if not same_issue(best[0], record)), None)


def _is_ruled_out(reading: CleanReading, best: Scored, other: Record) -> bool:
    """Whether the item's year of issue, surely read, is that of the best and not of the other.

    Of two issues with one number, nothing else tells which it is. A ℗ does not: a later pressing
    has it too.
    """
    if not any((reading.years or {}).get(kind) for kind in _OF_ISSUE):
        return False
    dated = Verdicts(best.evidence).agrees(Field.YEARS) and not about(Field.YEARS, reading.doubts)
    return dated and compare_years(reading.years, other.years).look


def _too_near(reading: CleanReading, ranked: Sequence[Candidate]) -> tuple[str, ...]:
    if not (other := rival(reading, ranked[0], ranked[1:])):
        return ()
    return (f"Record {shown(other)} fits nearly as well and describes another issue.",)


def _margin(ranked: Sequence[Candidate]) -> int:
    """Points of the score to the next candidate that describes another issue; FAR at most."""
    best = ranked[0]
    for other in ranked[1:]:
        points = best[1].score - other[1].score
        if points < signs.FAR and not same_issue(best[0], other[0]):
            return max(0, points)
    return signs.FAR


def _is_near(best: Scored, other: Scored) -> bool:
    """Whether the other may be meant as well.

    A record without any identifier is only as good as one with, where more of it agrees.
    """
    if best.score - other.score >= MARGIN:
        return False
    own, theirs = Verdicts(best.evidence), Verdicts(other.evidence)
    silent = not any(theirs.compared(field) for field in (Field.GTIN, Field.PUBLISHER_NUMBER))
    if not own.identified or not silent:
        return True
    return any(theirs.agrees(field) and not own.agrees(field) for field in Field)


def _explanation(verdicts: Verdicts, ranked: Sequence[Candidate]) -> str:
    said = [verdicts.summary()]
    if equals := _equals(ranked):
        numbers = ", ".join(dict.fromkeys(shown(record) for record, _ in equals))
        said.append(f"The same issue is also described by {numbers}; the fuller record was taken.")
    return " ".join(said)
