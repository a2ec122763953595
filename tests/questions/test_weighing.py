"""Which claims of the model the evidence contradicts."""

import pytest

from processing.catalog.evidence import Evidence, Field, Scored, Verdict
from processing.judging.shape import Finding, Said
from processing.judging.weighing import contradictions

SENTENCE = "LABEL SENTENCE."
AGREE, PARTIAL, ABSENT, CONFLICT = Verdict
TABLE: dict[tuple[Said, Verdict], str | None] = {
    ("agree", AGREE): None,
    ("agree", PARTIAL): None,
    ("agree", ABSENT): "The model says that the Label agrees; it is not given on both sides.",
    ("agree", CONFLICT): f"The model says that the Label agrees. {SENTENCE}",
    ("partial", AGREE): None,
    ("partial", PARTIAL): None,
    ("partial", ABSENT): None,
    ("partial", CONFLICT): f"The model says that the Label agrees in part. {SENTENCE}",
    ("absent", AGREE): None,
    ("absent", PARTIAL): None,
    ("absent", ABSENT): None,
    ("absent", CONFLICT): f"The model says that the Label is not given on both sides. {SENTENCE}",
    ("conflict", AGREE): f"The model says that the Label differs. {SENTENCE}",
    ("conflict", PARTIAL): None,
    ("conflict", ABSENT): "The model says that the Label differs; it is not given on both sides.",
    ("conflict", CONFLICT): None,
}


@pytest.mark.parametrize(("said", "found"), TABLE)
def test_each_claim_beside_what_the_evidence_finds(said: Said, found: Verdict):
    evidence = (Evidence(Field.LABEL, found, "Lake", "Lake", None, SENTENCE),)
    scored = Scored(("books", "1"), 50, evidence)
    told = list(contradictions(scored, [Finding(field="label", verdict=said, note=None)] * 2))
    expected = TABLE[said, found]
    assert told == ([expected] if expected else [])


def test_the_table_has_all_pairs():
    assert len(TABLE) == 16
