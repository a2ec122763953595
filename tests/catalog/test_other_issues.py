"""Signs of another issue behind the same number: record clubs, and what no year tells."""

from dataclasses import replace

import pytest

from processing.catalog.choose import choose
from processing.catalog.compare import compare
from processing.catalog.doubts import doubt
from processing.catalog.evidence import Choice, Field, Tier
from processing.catalog.other_issues import club_numbers, other_issue
from processing.catalog.reading import CleanReading, YearKind
from processing.catalog.record import PublisherNumber, Record
from processing.catalog.verdicts import Verdicts
from tests.catalog.kind_of_blue import READING, RECORD

CLUB_ITEM = replace(READING, gtins=(), publisher_numbers=("CK 64935", "D 171731"))
CLUB_RECORD = replace(
    RECORD,
    gtins=(),
    publisher_numbers=(PublisherNumber("CK 64935"), PublisherNumber("D 171731")),
)
NOTED = replace(RECORD, notes=("Manufactured by Columbia House.",))
BARE = replace(READING, gtins=())
NAMES_CLUB = replace(BARE, notes=("Mfg. for BMG Direct Marketing, Inc., Indianapolis, IN 46219",))
FIRST_ON_LP = replace(RECORD, years={YearKind.RELEASED: (1997,), YearKind.ORIGINAL: (1959,)})
REISSUE = replace(RECORD, years={YearKind.RELEASED: (1997,), YearKind.ORIGINAL: (1986,)})
HIDDEN = replace(READING, doubts=(doubt(Field.YEARS, "2003 could not be read with certainty."),))
OLD = replace(READING, years={YearKind.PHONOGRAM: (1959,)})
UNDATED = replace(READING, years=None)


def chosen(reading: CleanReading, record: Record) -> Choice:
    return choose(reading, [(record, compare(reading, record))])


@pytest.mark.parametrize(
    ("reading", "record", "words"),
    [
        (CLUB_ITEM, replace(RECORD, gtins=()), "D 171731 is the number of a record club"),
        (replace(READING, gtins=()), CLUB_RECORD, "edition of a record club"),
        (READING, NOTED, "edition of a record club"),
        (NAMES_CLUB, RECORD, "The item is the edition of a record club"),
        (replace(BARE, notes=("CRC",)), RECORD, "The item is the edition of a record club"),
        (
            replace(BARE, notes=("Mfg. by CRC, Terre Haute, IN 47811",)),
            RECORD,
            "The item is the edition of a record club",
        ),
        (
            replace(BARE, notes=("Mfd. for BMG, 6550 E. 30th St., Indianapolis, IN",)),
            RECORD,
            "The item is the edition of a record club",
        ),
        (
            replace(BARE, labels=("Columbia", "Columbia House")),
            RECORD,
            "The item is the edition of a record club",
        ),
        (BARE, replace(RECORD, edition="Record club edition."), "edition of a record club"),
        (UNDATED, RECORD, "No year was read from the item"),
        (HIDDEN, RECORD, "2003 could not be read"),
        (UNDATED, REISSUE, "No year was read from the item"),
        (OLD, replace(RECORD, gtins=()), "No year could be compared"),
        (OLD, replace(RECORD, tracks=()), "No year could be compared"),
        (OLD, replace(FIRST_ON_LP, gtins=(), tracks=()), "only years before there were CDs"),
    ],
)
def test_a_sign_of_another_issue_sends_a_match_to_review(reading, record, words) -> None:
    found = chosen(reading, record)
    assert found.tier is Tier.MEDIUM
    assert any(words in reason for reason in found.reasons)


@pytest.mark.parametrize(
    ("reading", "record"),
    [
        (CLUB_ITEM, CLUB_RECORD),
        (NAMES_CLUB, NOTED),
        (NAMES_CLUB, CLUB_RECORD),
        (READING, REISSUE),
        (OLD, RECORD),
        (OLD, FIRST_ON_LP),  # what an early CD of an LP shows, and how it is described
        (OLD, replace(FIRST_ON_LP, tracks=())),
        (OLD, replace(FIRST_ON_LP, gtins=())),
    ],
)
def test_without_such_a_sign_nothing_is_taken_away(reading, record) -> None:
    assert list(other_issue(reading, record, Verdicts(compare(reading, record).evidence))) == []
    assert chosen(reading, record).tier is Tier.HIGH


@pytest.mark.parametrize("number", ["D 171731", "D171731", "R-134500"])
def test_a_number_of_a_record_club_is_a_letter_and_six_digits(number: str) -> None:
    assert club_numbers([number]) == [number]


@pytest.mark.parametrize("number", ["CK 64935", "D 64935", "DIDX 171731", "D 1717312", "171731"])
def test_a_number_of_a_label_is_not_one_of_a_club(number: str) -> None:
    assert club_numbers([number]) == []
