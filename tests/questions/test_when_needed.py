"""Which discs a model is asked about: those whose open question is one of words or of choice."""

from dataclasses import replace

import pytest

from processing.catalog.choose import choose
from processing.catalog.compare import compare
from processing.catalog.policy import DEFAULT, Mismatch, Policy
from processing.catalog.reading import CleanReading, CleanTrack
from processing.catalog.record import Carrier, PublisherNumber, Record
from processing.judging import is_needed
from tests.catalog.kind_of_blue import OTHER_GTIN, READING, RECORD, TRACKS

UNCODED = replace(READING, gtins=(), publisher_numbers=())
EDITION = replace(RECORD, number="2", oclc_number="2", gtins=(OTHER_GTIN,), publisher_numbers=())
GERMAN = (
    "Na und",
    "Freddie, der Schmarotzer",
    "Blau in Grün",
    "Alles Blues",
    "Skizzen in Flamenco",
)


def titled(title: str, record: Record = RECORD) -> Record:
    return replace(record, title=title, titles=(title,))


def asked(
    reading: CleanReading, *records: Record, mode: str = "when_needed", policy: Policy = DEFAULT
) -> bool:
    candidates = [(record, compare(reading, record, policy)) for record in records]
    return is_needed(mode, reading, choose(reading, candidates, policy), candidates, policy)


@pytest.mark.parametrize(
    ("reading", "records"),
    [
        (UNCODED, (RECORD, EDITION)),  # two editions, and nothing tells which
        (UNCODED, (titled("A kind of blue mood"),)),
        (READING, (titled("Blaue Stunde"),)),  # the codes agree, the title may be a translation
        (UNCODED, (replace(RECORD, name="Miles Davis Quintet", names=(), responsibility=None),)),
        (READING, (replace(RECORD, tracks=tuple(map(CleanTrack, GERMAN))),)),
    ],
)
def test_words_and_a_choice_between_records_are_asked_about(reading, records) -> None:
    assert asked(reading, *records)


@pytest.mark.parametrize(
    ("reading", "records"),
    [
        (READING, (RECORD,)),  # High confidence
        (READING, (RECORD, EDITION)),  # the codes decide
        (UNCODED, (RECORD,)),  # only a code is missing, which no model can read
        (READING, (EDITION,)),  # another UPC
        (READING, (replace(RECORD, publisher_numbers=(PublisherNumber("CK 1"),)),)),
        (replace(UNCODED, doubts=("Title: hard to read.",)), (RECORD, EDITION)),
        (replace(READING, title="Sonatas, op. 27"), (titled("Sonatas, op. 28"),)),
        (READING, (replace(RECORD, tracks=TRACKS[:4]),)),  # a track is missing
        (replace(UNCODED, title="Other", tracks=()), (RECORD,)),  # nothing is alike
        (UNCODED, (replace(RECORD, carrier=Carrier.OTHER),)),
        (READING, ()),
    ],
)
def test_what_no_judgement_of_words_can_settle_is_not_asked_about(reading, records) -> None:
    assert not asked(reading, *records)


def test_a_number_that_counts_for_nothing_leaves_the_words_open() -> None:
    other = replace(titled("Blaue Stunde"), publisher_numbers=(PublisherNumber("CK 1"),))
    assert not asked(READING, other)
    assert asked(READING, other, policy=replace(DEFAULT, number_mismatch=Mismatch.IGNORE))


def test_the_setting_comes_first() -> None:
    assert asked(READING, RECORD, mode="always")
    assert not asked(READING, mode="always")
    assert not asked(READING, replace(RECORD, carrier=Carrier.OTHER), mode="always")
    assert not asked(UNCODED, RECORD, EDITION, mode="never")
