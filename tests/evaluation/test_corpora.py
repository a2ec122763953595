"""The corpus that ships: its size, its facts, and that it is always the same."""

from collections import Counter

import pytest

from processing.catalog import gtin
from processing.catalog.folding import fold
from processing.catalog.record import Carrier
from processing.evaluation import shipped
from processing.evaluation.cases import Corpus
from processing.evaluation.damages import KINDS as DAMAGES
from processing.evaluation.families import FAMILIES, families
from processing.evaluation.handmade import albums
from processing.evaluation.neighbours import KINDS

FEW = 120


@pytest.fixture(scope="module")
def handmade() -> Corpus:
    return shipped.handmade()


@pytest.fixture(scope="module")
def generated() -> Corpus:
    return shipped.generated(FEW)


def test_there_are_enough_cases_of_albums_with_known_facts(handmade) -> None:
    assert len(handmade.cases) >= 150
    assert len({case.family for case in handmade.cases}) >= 140


def test_every_upc_of_the_albums_has_its_check_digit() -> None:
    codes = [issue.upc for issues in albums() for issue in issues if issue.upc]
    assert len(codes) > 100
    assert [code for code in codes if not gtin.parse(code)] == []


def test_no_two_issues_share_a_number_or_a_upc() -> None:
    issues = [issue for album in albums() for issue in album]
    codes = Counter(issue.upc for issue in issues if issue.upc)
    numbers = Counter(number for issue in issues for number in issue.numbers)
    assert [code for code, count in (codes + numbers).items() if count > 1] == []


def test_an_order_number_in_the_form_of_a_upc_is_that_upc() -> None:
    pairs = [(issue.numbers[0], issue.upc) for album in albums() for issue in album if issue.upc]
    given = [(gtin.parse(number), upc) for number, upc in pairs if gtin.parse(number)]
    assert len(given) > 5
    assert [upc for number, upc in given if number != gtin.parse(upc)] == []


def test_albums_have_plain_facts() -> None:
    for issues in albums():
        for issue in issues:
            assert all((issue.title.printed, issue.name.printed, issue.label)), issue
            assert 1982 <= issue.year <= 2015, issue
            assert (issue.original or issue.year) <= issue.year
            assert len(issue.songs) != 1


def test_families_are_of_different_titles_and_of_every_kind() -> None:
    found = list(families(FAMILIES))
    names = Counter(fold(family.name) for family in found)
    assert len(found) == FAMILIES
    assert names.most_common(1)[0][1] == 1
    assert {family.kind for family in found} == {kind.name for kind in KINDS}
    assert {"eng", "ger", "fre", "spa", "ita", "por", "rus", "jpn"} <= {
        family.base.language for family in found
    }


def test_the_same_seed_gives_the_same_corpus(generated) -> None:
    assert shipped.generated(FEW) == generated
    assert shipped.generated(FEW, seed=1) != generated


@pytest.mark.parametrize("name", ["handmade", "generated"])
def test_in_a_quarter_and_more_of_the_cases_the_record_is_not_there(name, request) -> None:
    cases = request.getfixturevalue(name).cases
    absent = [case for case in cases if not case.present]
    assert len(absent) >= len(cases) / 4
    assert all(case.hidden and not case.identified for case in absent)
    assert not any(case.hidden for case in cases if case.present)


@pytest.mark.parametrize("name", ["handmade", "generated"])
def test_every_case_refers_to_records_that_are_there(name, request) -> None:
    corpus = request.getfixturevalue(name)
    keys = {(record.source, record.number) for record in corpus.records}
    assert len(keys) == len(corpus.records)
    assert all(case.truths | case.hidden <= keys for case in corpus.cases)


def test_every_damage_is_measured(handmade, generated) -> None:
    done = {case.damage for case in (*handmade.cases, *generated.cases)}
    assert done == {damage.name for damage in DAMAGES}


def test_records_are_what_catalogers_write(generated) -> None:
    records = generated.records
    assert any(record.carrier is Carrier.OTHER for record in records)
    assert 0.7 < sum(bool(record.tracks) for record in records) / len(records) < 0.95
    assert any(record.language == "jpn" and record.original_tracks for record in records)
