"""What the rules leave of the model's answer.

The model chooses where the rules do not settle it; it never gives High confidence, which is
given by evidence alone. Each of its claims is compared with the evidence: what that contradicts
lowers the confidence and is said. What is left of its opinion is one sign among those that the
confidence is worked out from; it speaks against a match or not at all.
"""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from processing.catalog import signs
from processing.catalog.choose import Candidate, choose, shown
from processing.catalog.doubts import FIELD_NAMES
from processing.catalog.evidence import Choice, Field, Scored, Tier, Verdict
from processing.catalog.policy import DEFAULT, Policy
from processing.catalog.reading import CleanReading
from processing.catalog.verdicts import Verdicts
from processing.judging import payload
from processing.judging.shape import Finding, MatchJudged

CONTRADICTED = 15  # points off for each claim that the evidence contradicts
LOOK_BELOW = 80  # the prompt tells the model that a cataloger looks below this
NONE_FITS = 30  # what is left at most where the model finds no record
LONGEST = 600  # characters of the model's own words
MOST_ALTERNATIVES = 5
# What is wrong with a claim of the model, by the claim and what the evidence finds. Of other pairs
# nothing is said: they differ by a shade, and the model sees the words themselves.
_CONTRADICTED = {
    ("agree", Verdict.CONFLICT): "The model says that the {name} agrees. {evidence}",
    ("agree", Verdict.ABSENT): "The model says that the {name} agrees; it is not given on both "
    "sides.",
    ("partial", Verdict.CONFLICT): "The model says that the {name} agrees in part. {evidence}",
    ("absent", Verdict.CONFLICT): "The model says that the {name} is not given on both sides. "
    "{evidence}",
    ("conflict", Verdict.AGREE): "The model says that the {name} differs. {evidence}",
    ("conflict", Verdict.ABSENT): "The model says that the {name} differs; it is not given on both "
    "sides.",
}
_LOWER = {Tier.HIGH: Tier.MEDIUM, Tier.MEDIUM: Tier.LOW}


def weigh(
    reading: CleanReading,
    candidates: Sequence[Candidate],
    rules: Choice,
    judged: MatchJudged,
    policy: Policy = DEFAULT,
) -> Choice:
    """The choice of rules and model together. `candidates` are those the model was given."""
    given = payload.numbered(candidates)
    said = replace(rules, said=_said(judged.explanation), said_of_others=_others(judged, given))
    picked = given.get(judged.number or "")
    if picked is None:
        return _none_fits(said, policy)
    if picked[1].record_key == rules.record_key:
        return _confirmed(said, picked[1], judged, policy)
    own = choose(reading, [picked], policy)
    return _differing(said, given, picked, own, judged, policy)


def unanswered(rules: Choice, words: str) -> Choice:
    """The rules alone, where the model's answer cannot be used: a cataloger looks."""
    reason = f"{words.removesuffix(' Retry asks once more.')} The rules alone chose."
    return _lowered(replace(rules, reasons=(*rules.reasons, reason)), Tier.MEDIUM)


def _none_fits(choice: Choice, policy: Policy) -> Choice:
    if choice.record_key is None:
        return choice
    reason = f"The model finds that none of the records describes this item. {choice.said}"
    lower = _LOWER.get(choice.tier, choice.tier)
    doubted = _doubted(choice, 0, policy)
    confidence = min(doubted.confidence, NONE_FITS)
    return replace(
        doubted, tier=lower, confidence=confidence, reasons=(*choice.reasons, reason.strip())
    )


def _confirmed(choice: Choice, scored: Scored, judged: MatchJudged, policy: Policy) -> Choice:
    """Rules and model agree on the record."""
    against = tuple(contradictions(scored, judged.findings))
    sure = _percent(judged.confidence) - CONTRADICTED * len(against)
    if choice.tier is Tier.HIGH:
        if sure >= LOOK_BELOW:
            return choice
        doubt = against or (f"The model is not sure ({judged.confidence} %). {choice.said}",)
        doubted = _doubted(choice, sure, policy)
        return replace(doubted, tier=Tier.MEDIUM, reasons=doubt)
    return _together(choice, sure, against, policy)


def _differing(
    choice: Choice,
    given: dict[str, Candidate],
    picked: Candidate,
    own: Choice,
    judged: MatchJudged,
    policy: Policy,
) -> Choice:
    """The model prefers another record than the rules; `own` is what they say of that one.

    They prefer another, so it has no margin.
    """
    record, scored = picked
    of_rules = next((one for one in given.values() if one[1].record_key == choice.record_key), None)
    if of_rules and _identified(of_rules[1]) and not _identified(scored):
        reason = f"The model prefers record {shown(record)}. {choice.said}"
        return _preferring(choice, reason, policy)
    if own.record_key is None:
        reason = f"The model chose record {shown(record)}; too little of it agrees. {choice.said}"
        return _preferring(choice, reason, policy)
    against = tuple(contradictions(scored, judged.findings))
    if of_rules:
        against = (*against, f"The rules prefer record {shown(of_rules[0])}.")
    sure = _percent(judged.confidence) - CONTRADICTED * len(against)
    keys = [key for key in (choice.record_key, *choice.alternatives) if key]
    others = tuple(key for key in keys if key != scored.record_key)[:MOST_ALTERNATIVES]
    mixed = replace(
        own,
        alternatives=others,
        said=choice.said,
        said_of_others=choice.said_of_others,
        signs={name: value for name, value in own.signs.items() if name != signs.MARGIN},
    )
    return _together(_lowered(mixed, Tier.MEDIUM), sure, against, policy)


def _together(choice: Choice, sure: int, against: tuple[str, ...], policy: Policy) -> Choice:
    """What the rules say, less what is left of the model's doubts."""
    reasons = tuple(dict.fromkeys((*choice.reasons, *against)))
    return replace(_doubted(choice, sure, policy), reasons=reasons)


def _doubted(choice: Choice, sure: int, policy: Policy) -> Choice:
    """With the model's doubts among the signs. `sure` is what is left of its opinion, in percent."""
    told = {**choice.signs, **signs.of_model(_percent(sure))}
    return replace(
        choice, signs=told, confidence=min(choice.confidence, policy.calibration.percent(told))
    )


def _preferring(choice: Choice, reason: str, policy: Policy) -> Choice:
    """The rules' choice, where the model's preference for another record is not followed."""
    doubted = replace(_doubted(choice, 0, policy), reasons=(*choice.reasons, reason.strip()))
    return _lowered(doubted, Tier.MEDIUM)


def _lowered(choice: Choice, most: Tier) -> Choice:
    """Never above this tier; a cataloger always looks."""
    if choice.tier is not Tier.HIGH or most is Tier.HIGH:
        return choice
    return replace(choice, tier=most)


def contradictions(scored: Scored, findings: Sequence[Finding]) -> Iterator[str]:
    """A sentence for each claim of the model that the evidence of that record contradicts.

    A claim that is repeated counts once."""
    verdicts = Verdicts(scored.evidence)
    once = {(finding.field, finding.verdict): finding for finding in findings}
    for finding in once.values():
        field = Field(finding.field)
        name, found = FIELD_NAMES[field], verdicts.of(field)
        if told := _CONTRADICTED.get((finding.verdict, found)):
            yield told.format(name=name, evidence=verdicts.sentence(field))


def _identified(scored: Scored) -> bool:
    return Verdicts(scored.evidence).identified


def _percent(number: int) -> int:
    return max(0, min(100, number))


def _said(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= LONGEST else f"{line[:LONGEST]}…"


def _others(judged: MatchJudged, given: dict[str, Candidate]) -> tuple[str, ...]:
    """The alternatives with the model's reasons; numbers that were not given are left out."""
    found = {}
    for one in judged.alternatives[:MOST_ALTERNATIVES]:
        if one.number in given and one.number != judged.number:
            found[one.number] = f"{shown(given[one.number][0])}: {_said(one.reason)}"
    return tuple(found.values())
