"""Track lists that pass, and UPCs of a list."""

from dataclasses import replace

import pytest

from processing.evaluation import tracklists, upcs
from processing.evaluation.families import families
from processing.evaluation.handmade import albums

ISSUES = [issue for family in families(60) for issue in (family.base, family.neighbour)]


def test_true_lists_pass_and_lists_of_other_albums_do_not() -> None:
    found = tracklists.measure(issue for issues in albums() for issue in issues)
    true, shuffled = found[tracklists.TRUE], found[tracklists.SHUFFLED]
    assert true.pairs == shuffled.pairs > 90
    assert true.score / true.pairs >= 0.97
    assert found[tracklists.ARTIST].pairs > 50
    assert found[tracklists.ARTIST].agree == 0
    assert shuffled.agree / shuffled.pairs <= 0.1


def test_lists_of_other_editions_agree_less_often_than_the_reference_says() -> None:
    other = tracklists.measure(ISSUES)[tracklists.EDITION]
    assert other.pairs >= 5
    assert other.agree / other.pairs <= 0.17
    assert other.reference / other.pairs > 0.5


def test_equal_lists_of_two_issues_are_no_pair_of_editions() -> None:
    issue = next(one for one in ISSUES if len(one.songs) >= 5)
    found = tracklists.measure([issue, replace(issue, year=issue.year + 5)])
    assert found[tracklists.EDITION].pairs == 0


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        ("074646493526", "valid"),
        ("4 037408 015271", "valid"),
        ("", "rejected: empty"),
        ("74646493526", "repaired for the search (2 ways): 11 digits"),
        ("7464649352", "repaired for the search (5 ways): 10 digits"),
        ("9783161484100", "rejected: an ISBN"),
        ("no barcode", "rejected: not only digits"),
        ("12345", "rejected: 5 digits"),
    ],
)
def test_what_becomes_of_a_upc_is_said_with_the_reason(text: str, outcome: str) -> None:
    assert upcs.outcome(text) == outcome


def test_a_wrong_check_digit_is_repaired() -> None:
    assert upcs.outcome("074646493521").startswith("repaired for the search")
    assert "wrong check digit" in upcs.outcome("074646493521")
