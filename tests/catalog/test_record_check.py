"""Remarks on a record alone, and the library's minimum."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processing.catalog.codec import from_json, to_json
from processing.catalog.marc import record_from_marc
from processing.catalog.policy import Need, Policy
from processing.catalog.record import Carrier, Record
from processing.catalog.record_check import below_minimum, is_parallel, record_check
from tests.catalog.kind_of_blue import RECORD
from tests.catalog.marc_builder import marc

EVERYTHING = Policy(minimum=tuple(Need))
RDA = marc(
    "007 sd fsngnnmmned",
    "040 ## $aABC$beng$erda$cABC",
    "100 1# $aDavis, Miles.",
    "245 10 $aKind of blue.",
    "300 ## $a1 audio disc :$bCD audio ;$c4 3/4 in.",
    "490 1# $aMasters ;$vv. 2",
    "490 1# $aLegacy",
    "505 0# $aSo what -- All blues.",
    "511 0# $aMiles Davis, trumpet.",
    "650 #0 $aJazz.",
)
OLD = marc(
    "007 vd cvaizq",
    "040 ## $aABC$cABC",
    "245 00 $aJazz.",
    "300 ## $a1 sound disc",
    leader="00000njm a2200000Ma 4500",
)


def test_a_full_record_by_rda_lacks_nothing() -> None:
    record = record_from_marc(RDA, source="worldcat", number="1")
    assert below_minimum(record, EVERYTHING) == ()
    assert record.numbered_series == ("Masters ; v. 2",)
    said = " ".join(record_check(record))
    assert "490 $v" in said
    for silent in ("007", "511", "6XX", "RDA", "040"):
        assert silent not in said


def test_an_old_and_poor_record_lacks_what_it_lacks() -> None:
    record = record_from_marc(OLD, source="worldcat", number="1")
    assert record.numbered_series == ()
    assert below_minimum(record, EVERYTHING) == (
        "encoding level M, from a batch load",
        "no 007",
        "no name (1XX, 7XX)",
        "no track list (505)",
        "no subject or genre (6XX)",
        "not cataloged by RDA",
    )
    said = " ".join(record_check(record))
    for words in ("040 $b", "batch load", "505", "511", "007", "6XX", "RDA", "100"):
        assert words in said


@pytest.mark.parametrize("level", [*" #14I|", ""])
def test_a_full_level_or_one_that_is_not_told_needs_no_upgrade(level: str) -> None:
    record = replace(RECORD, encoding_level=level)
    assert below_minimum(record, Policy(minimum=(Need.LEVEL,))) == ()


@pytest.mark.parametrize("level", "235789KMx")
def test_a_level_below_full_needs_an_upgrade(level: str) -> None:
    record = replace(RECORD, encoding_level=level)
    assert level in below_minimum(record, Policy(minimum=(Need.LEVEL,)))[0]


@pytest.mark.parametrize("need", list(Need))
def test_only_what_the_library_asks_is_missed(need: Need) -> None:
    record = record_from_marc(marc("245 00 $aJazz.", leader=" " * 17 + "3" + " " * 6), source="x", number="1")  # fmt: skip
    assert len(below_minimum(record, Policy(minimum=(need,)))) == 1
    assert below_minimum(record, Policy(minimum=())) == ()


@given(st.sets(st.sampled_from(["has_007", "has_511", "has_subjects", "is_rda"])))
def test_what_a_source_does_not_tell_is_never_missed(untold: set[str]) -> None:
    told = {name: True for name in ("has_007", "has_511", "has_subjects", "is_rda")}
    record = replace(RECORD, **(told | dict.fromkeys(untold)))
    assert below_minimum(record, EVERYTHING) == ()
    assert record_check(record) == ()


def test_a_row_from_before_these_facts_were_kept_can_be_read() -> None:
    data = to_json(RECORD)
    new = ("numbered_series", "has_007", "has_511", "has_subjects", "is_rda")
    older = {name: value for name, value in data.items() if name not in new}
    assert len(older) == len(data) - len(new)
    assert from_json(Record, older) == RECORD


@given(st.sampled_from(["eng", "ger", "", None]), st.sampled_from(["eng", "ger", ""]))
def test_only_another_language_that_is_told_makes_a_parallel_record(
    own: str | None, library: str
) -> None:
    parallel = is_parallel(replace(RECORD, cataloging_language=own), library)
    assert parallel is (bool(own) and bool(library) and own != library)


def test_remarks_say_that_the_carrier_is_not_told() -> None:
    assert "CD" in " ".join(record_check(replace(RECORD, carrier=Carrier.UNKNOWN)))
