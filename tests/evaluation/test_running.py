"""Cases through search, choice and check, on the database; figures of the corpus that ships."""

from dataclasses import replace

import pytest

from processing.catalog import signs
from processing.catalog.evidence import Tier
from processing.evaluation import scoring, shipped
from processing.evaluation.cases import Case, Corpus, Result
from processing.evaluation.real import EDITION, real
from processing.evaluation.reliability import expected_error
from processing.evaluation.running import run
from processing.evaluation.scoring import figures
from tests.catalog.kind_of_blue import OTHER_GTIN, READING, RECORD
from tests.catalog.marc_builder import SHARED_DATA

pytestmark = pytest.mark.django_db

OWN = replace(RECORD, source="test", oclc_number=None, number="own")
OTHER = replace(OWN, number="other", gtins=(OTHER_GTIN,), publisher_numbers=())
KEY, OTHER_KEY = ("test", "own"), ("test", "other")
THERE = Case(READING, frozenset({KEY}), "editions", "nothing", "Kind of Blue", identified=True)
ABSENT = replace(THERE, truths=frozenset(), hidden=frozenset({KEY}), identified=False)
FAMILIES = 150  # of the invented ones; all of them take a minute


def results(*cases: Case) -> tuple[Result, ...]:
    return run(Corpus("test", (OWN, OTHER), cases))


def test_a_disc_whose_record_is_there_is_found_and_accepted() -> None:
    (found,) = results(THERE)
    assert found.chosen == KEY
    assert (found.right, found.found, found.accepted) == (True, True, True)
    assert found.candidates[0] == KEY
    assert found.signs[signs.MARGIN] > 0
    assert not found.asked


def test_a_hidden_record_is_not_found_and_the_other_edition_is_not_accepted() -> None:
    (found,) = results(ABSENT)
    assert KEY not in found.candidates
    assert found.chosen == OTHER_KEY
    assert not found.right
    assert not found.accepted
    assert not found.asked


def test_the_reference_accepts_the_other_edition() -> None:
    """It looks at tracks and year alone, and these are the same."""
    (found,) = results(ABSENT)
    assert found.reference
    assert figures([found]).reference_wrong == 1


def test_a_wrong_accept_is_listed_with_its_evidence() -> None:
    (found,) = results(replace(THERE, truths=frozenset({OTHER_KEY})))
    assert scoring.wrong_accepts([found]) == [found]
    assert found.scored is not None
    assert found.scored.record_key == KEY


def test_progress_is_told_and_a_threshold_is_kept() -> None:
    told: list[tuple[int, int]] = []
    corpus = Corpus("test", (OWN, OTHER), (THERE, ABSENT))
    found = run(corpus, threshold=100, progress=lambda *place: told.append(place))
    assert told == [(1, 2), (2, 2)]
    assert found[0].tier is Tier.HIGH
    assert not found[0].accepted


def test_nothing_wrong_is_accepted_of_the_corpus_that_ships() -> None:
    found = (*run(shipped.handmade()), *run(shipped.generated(FAMILIES)))
    assert scoring.wrong_accepts(found) == []
    all_of_it = figures(found)
    assert all_of_it.accepted > 120
    assert (all_of_it.recall_at_10 or 0) >= 0.99
    assert (all_of_it.coverage_identified or 0) >= 0.55
    assert (expected_error(found) or 1) <= 0.05
    assert all_of_it.reference_wrong / all_of_it.reference_accepted > 0.2


@pytest.mark.skipif(not SHARED_DATA.is_dir(), reason="the shared data are not on this machine")
def test_no_other_edition_and_nothing_absent_is_accepted_of_real_data(tmp_path) -> None:
    for name in ("marc_cd.mrc", "marc_other_formats.mrc", "releases.jsonl"):
        (tmp_path / name).symlink_to(SHARED_DATA / name)
    corpus = real(tmp_path)
    found = run(corpus)
    kinds = scoring.by(found, lambda one: one.case.kind)
    assert kinds[EDITION].cases >= 10
    assert figures(found).wrong == 0
    assert figures(found).accepted > 80
    assert (figures(found).recall_at_10 or 0) >= 0.99
