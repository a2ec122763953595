"""Choosing: tiers, margin, floor, and every rule that takes High confidence away."""

from dataclasses import replace

import pytest

from processing.catalog.choose import choose
from processing.catalog.compare import compare
from processing.catalog.doubts import doubt
from processing.catalog.evidence import Choice, Field, Tier, Verdict
from processing.catalog.policy import DEFAULT
from processing.catalog.reading import CleanReading, CleanTrack, YearKind
from processing.catalog.record import Carrier, PublisherNumber, Record
from tests.catalog.kind_of_blue import OTHER_GTIN, READING, RECORD, TRACKS

DIGITS = (PublisherNumber("64935", "Columbia"),)
UNIDENTIFIED = replace(RECORD, gtins=(), publisher_numbers=())


def chosen(reading: CleanReading, *records: Record) -> Choice:
    return choose(reading, [(record, compare(reading, record)) for record in records])


def chance(choice: Choice) -> float:
    """To more digits than the confidence has."""
    return DEFAULT.calibration.chance(choice.signs)


def test_full_agreement_is_high_and_needs_no_reason() -> None:
    found = chosen(READING, RECORD)
    assert (found.tier, found.record_key) == (Tier.HIGH, ("worldcat", "36889362"))
    assert found.confidence >= 90
    assert found.reasons == ()
    assert "UPC" in found.explanation


@pytest.mark.parametrize(
    "record",
    [
        replace(RECORD, gtins=()),
        replace(RECORD, publisher_numbers=()),
        replace(RECORD, tracks=()),
        replace(RECORD, years=None),
        replace(RECORD, labels=(), disc_count=None),
        replace(RECORD, years={YearKind.RELEASED: (1998,)}),
    ],
)
def test_what_is_missing_or_a_year_apart_does_not_take_high_away(record: Record) -> None:
    assert chosen(READING, record).tier is Tier.HIGH


@pytest.mark.parametrize(
    "record",
    [
        UNIDENTIFIED,
        replace(RECORD, gtins=(OTHER_GTIN,)),
        replace(RECORD, publisher_numbers=(PublisherNumber("CK 1234"),)),
        replace(RECORD, title="Sketches of Spain", titles=()),
        replace(RECORD, name="Evans, Gil", names=(), responsibility=None),
        replace(RECORD, labels=("Decca",), publisher_numbers=()),
        replace(RECORD, tracks=TRACKS[:4]),
        replace(RECORD, tracks=(*TRACKS, CleanTrack("Bonus: Teo"))),
        replace(RECORD, disc_count=2),
        replace(RECORD, years={YearKind.RELEASED: (2009,)}),
        replace(RECORD, carrier=Carrier.UNKNOWN),
        replace(RECORD, gtins=(), publisher_numbers=DIGITS, labels=("Sony",)),
        replace(RECORD, gtins=(), tracks=(), years=None),
    ],
)
def test_anything_that_contradicts_or_carries_too_little_goes_to_review(record: Record) -> None:
    found = chosen(READING, record)
    assert found.tier is not Tier.HIGH
    assert found.reasons
    assert chance(found) < chance(chosen(READING, RECORD))


def test_digits_alone_carry_a_match_only_with_the_label() -> None:
    reading = replace(READING, gtins=(), publisher_numbers=("64935",))
    with_label = replace(RECORD, gtins=(), publisher_numbers=DIGITS)
    without = replace(with_label, labels=(), publisher_numbers=(PublisherNumber("64935"),))
    assert chosen(reading, with_label).tier is Tier.HIGH
    assert chosen(reading, without).tier is Tier.MEDIUM


def test_without_an_agreeing_identifier_a_match_is_not_high_and_less_likely() -> None:
    found = chosen(READING, UNIDENTIFIED)
    assert found.tier is Tier.MEDIUM
    assert chance(found) < chance(chosen(READING, replace(RECORD, gtins=())))


@pytest.mark.parametrize("field", [Field.TITLE, Field.TRACKS, Field.DISCS])
def test_a_doubt_about_what_was_compared_takes_high_away(field: Field) -> None:
    reading = replace(READING, doubts=(doubt(field, "not certain."),))
    found = chosen(reading, RECORD)
    assert found.tier is Tier.MEDIUM
    assert reading.doubts[0] in found.reasons


def test_a_doubtful_upc_does_not_carry_a_match_but_the_publisher_number_may() -> None:
    reading = replace(READING, doubts=(doubt(Field.GTIN, "two codes were read."),))
    assert chosen(reading, RECORD).tier is Tier.HIGH
    only_upc = replace(RECORD, publisher_numbers=())
    assert chosen(reading, only_upc).reasons == reading.doubts


def test_a_second_issue_that_fits_as_well_is_a_review() -> None:
    other = replace(RECORD, number="2", oclc_number="2", years={YearKind.RELEASED: (1998,)})
    found = chosen(READING, RECORD, other)
    assert found.tier is Tier.MEDIUM
    assert "another issue" in found.reasons[-1]
    assert found.alternatives == (("worldcat", "2"),)


def test_a_duplicate_record_is_named_and_does_not_take_high_away() -> None:
    twin = replace(RECORD, number="2", oclc_number="2", cataloging_language="ger", holdings=3)
    found = chosen(READING, twin, replace(RECORD, holdings=900))
    assert found.tier is Tier.HIGH
    assert found.record_key == ("worldcat", "36889362")
    assert "2" in found.explanation


def test_of_two_equal_records_the_one_in_the_library_s_language_is_taken() -> None:
    german = replace(RECORD, number="1", oclc_number="1", cataloging_language="ger", holdings=900)
    assert chosen(READING, german, RECORD).record_key == ("worldcat", "36889362")


def test_a_bare_record_with_the_upc_does_not_go_before_one_of_which_more_agrees() -> None:
    """Of the fuller record a year, a label and a track are only alike: it scores a little less."""
    bare = replace(
        RECORD, number="2", oclc_number="2", publisher_numbers=(), labels=(), tracks=(), years=None
    )
    fuller = replace(
        RECORD,
        encoding_level="7",
        labels=("Columbus",),
        tracks=TRACKS[:4],
        years={YearKind.RELEASED: (1998,)},
    )
    assert compare(READING, bare).score > compare(READING, fuller).score
    assert chosen(READING, bare, fuller).record_key == ("worldcat", RECORD.number)


def test_the_more_usable_of_two_equal_records_is_taken() -> None:
    twin = replace(RECORD, number="2", oclc_number="2", cataloging_language=None, holdings=3)
    assert chosen(READING, RECORD, replace(twin, holdings=9_999)).record_key == ("worldcat", "2")
    brief = replace(twin, encoding_level="3", holdings=9_999)
    assert chosen(READING, RECORD, brief).record_key == ("worldcat", RECORD.number)
    foreign = replace(twin, cataloging_language="ger", holdings=9_999)
    assert chosen(READING, RECORD, foreign).record_key == ("worldcat", RECORD.number)


def test_a_record_that_is_not_listed_among_music_cds_is_never_high() -> None:
    assert chosen(READING, replace(RECORD, listed=True)).tier is Tier.HIGH
    found = chosen(READING, replace(RECORD, listed=False))
    assert found.tier is not Tier.HIGH
    assert any("among music CDs" in reason for reason in found.reasons)


def test_a_number_that_only_the_catalogue_s_index_has_agrees_partly() -> None:
    hidden = replace(RECORD, gtins=(), publisher_numbers=(), indexed_numbers=("CK64935",))
    numbers = compare(READING, hidden).evidence[1]
    assert (numbers.verdict, numbers.theirs) == (Verdict.PARTIAL, "")
    assert chosen(READING, hidden).tier is not Tier.HIGH
    text_alone = replace(hidden, indexed_numbers=())
    assert compare(READING, hidden).score >= compare(READING, text_alone).score


def test_the_order_of_the_candidates_does_not_matter() -> None:
    records = (RECORD, UNIDENTIFIED, replace(RECORD, number="9", gtins=(OTHER_GTIN,)))
    assert chosen(READING, *records) == chosen(READING, *reversed(records))


def test_another_edition_is_shown_as_low() -> None:
    record = replace(RECORD, gtins=(OTHER_GTIN,), publisher_numbers=(PublisherNumber("COL 1"),))
    found = chosen(READING, record)
    assert found.tier is Tier.LOW
    assert found.record_key
    assert "The UPC on the record is another one." in found.reasons


@pytest.mark.parametrize(
    ("reading", "records", "words"),
    [
        (CleanReading(), (RECORD,), "Nothing could be read"),
        (READING, (), "No possible record was found."),
        (READING, (replace(RECORD, carrier=Carrier.OTHER),), "another carrier"),
        (
            READING,
            (Record("worldcat", "1", title="Tapestry", name="King, Carole"),),
            "alike enough",
        ),
    ],
)
def test_where_nothing_fits_there_is_no_match_and_the_reason_is_said(
    reading: CleanReading, records: tuple[Record, ...], words: str
) -> None:
    found = chosen(reading, *records)
    assert (found.record_key, found.tier, found.confidence) == (None, Tier.NONE, 0)
    assert words in found.reasons[0]


def test_a_refused_record_is_never_chosen() -> None:
    lp = replace(RECORD, number="lp", carrier=Carrier.OTHER)
    assert chosen(READING, lp, UNIDENTIFIED).record_key == ("worldcat", "36889362")


NUMBERED = replace(RECORD, gtins=())
LATER = replace(
    NUMBERED,
    number="2",
    oclc_number="2",
    years={YearKind.PHONOGRAM: (1997,), YearKind.RELEASED: (2009,)},
)


def test_of_two_issues_with_one_number_the_year_on_the_item_tells() -> None:
    signed = {YearKind.PHONOGRAM: (1997,), YearKind.COPYRIGHT: (1997,)}
    item = replace(READING, gtins=(), years=signed)
    found = chosen(item, LATER, NUMBERED)
    assert (found.record_key, found.tier) == (("worldcat", RECORD.number), Tier.HIGH)
    later = replace(item, years={YearKind.PHONOGRAM: (1997,), YearKind.COPYRIGHT: (2009,)})
    found = chosen(later, LATER, NUMBERED)
    assert (found.record_key, found.tier) == (("worldcat", "2"), Tier.HIGH)


def test_a_later_pressing_has_the_same_phonogram_year() -> None:
    found = chosen(replace(READING, gtins=()), LATER, NUMBERED)  # ℗ 1997 alone
    assert found.tier is Tier.MEDIUM
    assert any("fits nearly as well" in reason for reason in found.reasons)


def test_a_year_that_was_hard_to_read_does_not_tell_two_issues_apart() -> None:
    item = replace(READING, gtins=(), doubts=(doubt(Field.YEARS, "hard to read."),))
    found = chosen(item, LATER, NUMBERED)
    assert found.tier is Tier.MEDIUM
    assert any("fits nearly as well" in reason for reason in found.reasons)


def test_a_list_of_one_disc_does_not_tell_that_the_whole_set_is_here() -> None:
    of_set = replace(RECORD, disc_count=2)
    second = tuple(replace(track, disc=2) for track in TRACKS)
    loose = replace(READING, disc_count=None, tracks=second)
    whole = replace(READING, disc_count=None)
    said_of_set = replace(loose, disc_count=2)  # "disc 2 of 2"
    for record in (of_set, replace(of_set, tracks=())):  # with the contents of one disc, with none
        for reading in (loose, said_of_set):
            found = chosen(reading, record)
            assert found.tier is not Tier.HIGH
            assert any("may be one part of the set" in reason for reason in found.reasons)
    assert chosen(said_of_set, replace(of_set, disc_count=1)).tier is not Tier.HIGH
    assert chosen(whole, of_set).tier is Tier.HIGH


def test_digits_alone_do_not_carry_a_title_that_many_have() -> None:
    reading = replace(
        READING, title="Greatest Hits", gtins=(), publisher_numbers=("1001",), tracks=()
    )
    record = replace(
        RECORD,
        title="Greatest hits",
        titles=(),
        gtins=(),
        publisher_numbers=(PublisherNumber("1001", "Columbia"),),
    )
    assert chosen(reading, record).tier is Tier.HIGH
    assert chosen(replace(reading, name=None), record).tier is not Tier.HIGH
    assert chosen(replace(reading, name=None, tracks=TRACKS), record).tier is Tier.HIGH
