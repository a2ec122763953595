"""What a library decides for itself: numbers that differ, its language, its minimum."""

from dataclasses import replace

import pytest

from processing.catalog.choose import choose
from processing.catalog.compare import compare
from processing.catalog.evidence import Choice, Field, Tier, Verdict
from processing.catalog.policy import Mismatch, Need, Policy, policy_of
from processing.catalog.record import PublisherNumber, Record
from processing.catalog.verify import verify
from tests.catalog.kind_of_blue import OTHER_GTIN, READING, RECORD

OTHER_NUMBER = replace(RECORD, publisher_numbers=(PublisherNumber("CK 1234", "Columbia"),))
GERMAN = replace(RECORD, cataloging_language="ger")


def chosen(record: Record, policy: Policy) -> Choice:
    return choose(READING, [(record, compare(READING, record, policy))], policy)


@pytest.mark.parametrize(
    ("mismatch", "tier", "taken"),
    [
        (Mismatch.REVIEW, Tier.MEDIUM, True),
        (Mismatch.VETO, Tier.NONE, False),
        (Mismatch.IGNORE, Tier.HIGH, True),
    ],
)
def test_a_publisher_number_that_differs_though_the_upc_agrees(
    mismatch: Mismatch, tier: Tier, *, taken: bool
) -> None:
    found = chosen(OTHER_NUMBER, Policy(mismatch))
    assert (found.tier, found.record_key is not None) == (tier, taken)
    assert ("publisher number" in " ".join(found.reasons)) is (mismatch is not Mismatch.IGNORE)


@pytest.mark.parametrize("mismatch", list(Mismatch))
@pytest.mark.parametrize(
    "numbers",
    [
        RECORD.publisher_numbers,
        (),
        (PublisherNumber("CK 1234"), *RECORD.publisher_numbers),
        (PublisherNumber("ck-64935"),),
    ],
)
def test_numbers_that_agree_or_are_missing_are_high_whatever_was_decided(
    mismatch: Mismatch, numbers: tuple[PublisherNumber, ...]
) -> None:
    assert chosen(replace(RECORD, publisher_numbers=numbers), Policy(mismatch)).tier is Tier.HIGH


def test_an_ignored_number_is_shown_and_does_not_count() -> None:
    scored = compare(READING, OTHER_NUMBER, Policy(Mismatch.IGNORE))
    number = next(one for one in scored.evidence if one.field is Field.PUBLISHER_NUMBER)
    assert number.verdict is Verdict.CONFLICT
    without = compare(READING, replace(RECORD, publisher_numbers=()))
    assert scored.score == without.score


def test_an_ignored_number_does_not_make_up_for_another_upc() -> None:
    record = replace(OTHER_NUMBER, gtins=(OTHER_GTIN,))
    assert chosen(record, Policy(Mismatch.IGNORE)).tier is Tier.LOW


@pytest.mark.parametrize(
    ("language", "record", "tier"),
    [
        ("eng", RECORD, Tier.HIGH),
        ("eng", replace(RECORD, cataloging_language=None), Tier.HIGH),
        ("eng", GERMAN, Tier.MEDIUM),
        ("ger", GERMAN, Tier.HIGH),
        ("ger", RECORD, Tier.MEDIUM),
        ("", GERMAN, Tier.HIGH),
    ],
)
def test_a_parallel_record_is_never_high(language: str, record: Record, tier: Tier) -> None:
    policy = Policy(language=language)
    found = chosen(record, policy)
    assert found.tier is tier
    checked = verify(READING, record, found, policy)
    assert (checked.tier, checked.parallel) == (tier, tier is not Tier.HIGH)
    assert ("parallel record" in " ".join(checked.reasons)) is checked.parallel


def test_in_the_library_s_own_language_a_record_goes_before_a_parallel_one() -> None:
    german = replace(GERMAN, number="2", oclc_number="2")
    for language, number in (("eng", RECORD.number), ("ger", "2")):
        policy = Policy(language=language)
        both = [(record, compare(READING, record, policy)) for record in (RECORD, german)]
        found = choose(READING, both, policy)
        assert (found.record_key, found.tier) == (("worldcat", number), Tier.HIGH)


def test_an_older_upload_has_the_defaults() -> None:
    assert policy_of({}) == Policy()
    told = {
        "number_mismatch": "veto",
        "cataloging_language": "",
        "record_minimum": ["300", "rda"],
    }
    assert policy_of(told) == Policy(Mismatch.VETO, "", (Need.EXTENT, Need.RDA))


@pytest.mark.parametrize(
    ("record", "tier", "upgrade"),
    [
        (RECORD, Tier.HIGH, ""),
        (
            replace(RECORD, encoding_level="3", tracks=()),
            Tier.HIGH,
            "Right record, needs upgrade: encoding level 3, abbreviated, no track list (505).",
        ),
        (
            replace(RECORD, extent=None, gtins=(OTHER_GTIN,)),
            Tier.MEDIUM,
            "Needs upgrade, if right: no extent (300).",
        ),
    ],
)
def test_a_right_record_may_need_an_upgrade_and_stays_right(
    record: Record, tier: Tier, upgrade: str
) -> None:
    checked = verify(READING, record, chosen(record, Policy()))
    assert (checked.tier, checked.upgrade) == (tier, upgrade)
