"""When a model is asked: only where the rules leave something open that it can settle.

It never gives High confidence, so a cataloger looks in any case. What its answer changes is which
of several records is proposed, and how much a difference of words weighs.
"""

from collections.abc import Sequence

from processing.catalog.choose import Candidate, is_alike, rival
from processing.catalog.evidence import Choice, Field, Scored, Tier, Verdict
from processing.catalog.policy import DEFAULT, Policy
from processing.catalog.reading import CleanReading
from processing.catalog.record import Record
from processing.catalog.same_issue import same_issue
from processing.catalog.text import numbers
from processing.catalog.thresholds import MEDIUM_SCORE
from processing.catalog.title_numbers import differ
from processing.catalog.tracks import compare_tracks, tracks_beside
from processing.catalog.verdicts import Verdicts


def is_needed(
    mode: str,
    reading: CleanReading,
    choice: Choice,
    candidates: Sequence[Candidate],
    policy: Policy = DEFAULT,
) -> bool:
    """Whether the model is asked: never without candidates; `mode` as ANALYZE_WITH_MODEL."""
    if mode == "never" or not possible(candidates):
        return False
    return mode == "always" or leaves_open(reading, choice, candidates, policy)


def possible(candidates: Sequence[Candidate]) -> list[Candidate]:
    """The candidates that the model may choose from: none that describes another carrier."""
    return [candidate for candidate in candidates if candidate[1].veto is None]


def leaves_open(
    reading: CleanReading,
    choice: Choice,
    candidates: Sequence[Candidate],
    policy: Policy = DEFAULT,
) -> bool:
    """Whether a judgement of words can change what is proposed.

    Not where the rules are sure or find nothing alike. Not where a code contradicts or the reading
    is in doubt either: then somebody has to look at the item, which the model has not seen.
    """
    given = possible(candidates)
    chosen = next((one for one in given if one[1].record_key == choice.record_key), None)
    if chosen is None or choice.tier is Tier.HIGH or reading.doubts:
        return False
    verdicts = Verdicts(chosen[1].evidence, policy.ignored)
    if verdicts.conflicting(Field.GTIN, Field.PUBLISHER_NUMBER):
        return False
    others = [one for one in given if one is not chosen and is_alike(one)]
    if _undecided(chosen, others) or rival(reading, chosen, others):
        return True
    return _in_other_words(reading, *chosen)


def _undecided(chosen: Candidate, others: Sequence[Candidate]) -> bool:
    """Whether words alone chose, and another issue would do as well without the chosen record."""
    if Verdicts(chosen[1].evidence).identified:
        return False
    good = (record for record, scored in others if scored.score >= MEDIUM_SCORE)
    return any(not same_issue(chosen[0], record) for record in good)


def _in_other_words(reading: CleanReading, record: Record, scored: Scored) -> bool:
    """Whether title, name or tracks may be the same in other words or in another language."""
    verdicts = Verdicts(scored.evidence)
    carried = verdicts.identified or verdicts.agrees(Field.TRACKS)
    title = verdicts.of(Field.TITLE)
    alike = title is Verdict.PARTIAL or (carried and title is Verdict.CONFLICT)
    if alike and not _other_numbers(scored):
        return True
    if verdicts.of(Field.NAME) is Verdict.PARTIAL:
        return True
    unlike = verdicts.of(Field.TRACKS) in (Verdict.PARTIAL, Verdict.CONFLICT)
    return unlike and _as_many_tracks(reading, record)


def _other_numbers(scored: Scored) -> bool:
    """Whether the titles differ in a number, which is another work in any language."""
    title = next(one for one in scored.evidence if one.field is Field.TITLE)
    return differ(numbers(title.ours), numbers(title.theirs))


def _as_many_tracks(reading: CleanReading, record: Record) -> bool:
    """Whether what differs in the lists can be wording: as many tracks, in the same lengths."""
    theirs = tracks_beside(reading.tracks, record)
    found = compare_tracks(reading.tracks, theirs)
    return len(reading.tracks) == len(theirs) and found.in_order and not found.other_lengths
