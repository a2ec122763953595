"""What keeps a match from High confidence although codes agree, and what does not."""

from dataclasses import replace

import pytest

from processing.catalog.choose import choose
from processing.catalog.compare import compare
from processing.catalog.doubts import doubt
from processing.catalog.evidence import Field, Tier
from processing.catalog.policy import DEFAULT, Mismatch, Policy
from processing.catalog.reading import CleanReading, CleanTrack, YearKind
from processing.catalog.record import PublisherNumber, Record
from processing.catalog.verify import Verified, verify
from tests.catalog.kind_of_blue import READING, RECORD

TITLES = ("Dawn", "River", "Stones", "Lantern", "Harbour", "Snowfall", "Orchard", "Bells", "Home")
LONG = tuple(CleanTrack(title, number=number) for number, title in enumerate(TITLES, 1))
WHOLE = replace(RECORD, tracks=LONG)
BARE = replace(READING, gtins=(), labels=())
SHORT = replace(RECORD, gtins=(), publisher_numbers=(PublisherNumber("CD 12"),))
UNCODED = replace(READING, gtins=(), tracks=())


def without(*places: int) -> CleanReading:
    """The item with the long list, of which some tracks were not read."""
    kept = (track for place, track in enumerate(LONG, 1) if place not in places)
    return replace(READING, tracks=tuple(kept))


def checked(reading: CleanReading, record: Record, policy: Policy = DEFAULT) -> Verified:
    choice = choose(reading, [(record, compare(reading, record, policy))], policy)
    return verify(reading, record, choice, policy)


@pytest.mark.parametrize(
    ("reading", "record", "reason"),
    [
        # A short number that agrees, beside a long one of something else.
        (replace(BARE, publisher_numbers=("CD 12", "SK 64935")), SHORT, "too little else"),
        # The UPC agrees; the number has other letters: another label, or the LP.
        (replace(READING, publisher_numbers=("SMK 64935",)), RECORD, "alike but not the same"),
        (
            replace(READING, publisher_numbers=("FOOCD-123",)),
            replace(RECORD, publisher_numbers=(PublisherNumber("FOOLP-123"),)),
            "numbers",
        ),
        # Only the years of the LP were read.
        (
            replace(UNCODED, years={YearKind.PHONOGRAM: (1959,)}),
            replace(RECORD, years={YearKind.RELEASED: (1997,), YearKind.ORIGINAL: (1959,)}),
            "only years before there were CDs",
        ),
        # A version that stands in the subtitle alone, and no tracks to tell.
        (UNCODED, replace(RECORD, title="Kind of blue : live at the Plugged Nickel"), "(live)"),
        (replace(UNCODED, subtitle="Unplugged"), RECORD, "(unplugged)"),
        # Several discs that 300 does not count, or a DVD beside the CD, and nothing that tells.
        (
            replace(READING, disc_count=None),
            replace(RECORD, disc_count=None, extent="three audio discs", tracks=()),
            "several discs",
        ),
        (
            replace(READING, gtins=()),
            replace(RECORD, extent="1 audio disc + 1 videodisc", tracks=()),
            "more than the CD",
        ),
        # A slipcase with a UPC of its own, and a reissue that prints the earlier number too.
        (
            replace(READING, gtins=("00886971234523", *READING.gtins)),
            replace(RECORD, tracks=()),
            "another UPC as well",
        ),
        (
            replace(
                READING,
                publisher_numbers=("CK 64935", "CK 40579"),
                years={YearKind.PHONOGRAM: (1959,)},
            ),
            replace(
                RECORD,
                gtins=(),
                publisher_numbers=(PublisherNumber("CK 40579", "Columbia"),),
                years={YearKind.RELEASED: (1986,), YearKind.ORIGINAL: (1959,)},
            ),
            "another publisher number as well (CK 64935)",
        ),
        # A UPC that was read as a publisher number, not surely.
        (
            replace(
                READING,
                gtins=(),
                publisher_numbers=("0 74646 49352 6",),
                doubts=(doubt(Field.PUBLISHER_NUMBER, "hard to read."),),
            ),
            RECORD,
            "hard to read",
        ),
    ],
)
def test_what_only_seems_to_identify_goes_to_review(
    reading: CleanReading, record: Record, reason: str
) -> None:
    found = checked(reading, record)
    assert found.tier is not Tier.HIGH
    assert any(reason in one for one in found.reasons)


def test_a_library_that_ignores_numbers_ignores_those_that_are_only_alike() -> None:
    alike = replace(READING, publisher_numbers=("SMK 64935",))
    policy = replace(DEFAULT, number_mismatch=Mismatch.IGNORE)
    assert checked(alike, RECORD, policy).tier is Tier.HIGH


@pytest.mark.parametrize(("years", "high"), [((1997,), True), ((2003,), False)])
def test_a_remaster_is_another_issue_unless_it_is_of_the_same_year(
    years: tuple[int, ...], *, high: bool
) -> None:
    item = replace(READING, subtitle="Remastered", years={YearKind.COPYRIGHT: (1998, *years)})
    record = replace(RECORD, years={YearKind.RELEASED: (1998,), YearKind.COPYRIGHT: years})
    found = checked(item, record if high else replace(record, years={YearKind.RELEASED: (2002,)}))
    assert (found.tier is Tier.HIGH) is high
    assert any("is remastered" in one for one in found.reasons) is not high


def test_what_tells_that_all_of_it_is_here_settles_several_discs_and_a_second_upc() -> None:
    uncounted = replace(RECORD, disc_count=None, extent="audio discs")
    assert checked(replace(READING, disc_count=None), uncounted).tier is Tier.HIGH
    boxed = replace(READING, gtins=("00886971234523", *READING.gtins))
    assert checked(boxed, RECORD).tier is Tier.HIGH
    with_film = replace(RECORD, extent="1 audio disc + 1 DVD")
    assert checked(READING, with_film).tier is Tier.HIGH


def test_one_track_in_the_middle_that_was_not_read_is_no_reason() -> None:
    found = checked(without(4), WHOLE)
    assert (found.tier, found.reasons) == (Tier.HIGH, ())
    number_and_label = replace(without(4), gtins=())
    assert checked(number_and_label, WHOLE).tier is Tier.HIGH


@pytest.mark.parametrize(
    ("reading", "record"),
    [
        (without(9), WHOLE),  # it may be a bonus track
        (without(3, 4), WHOLE),
        (replace(READING, tracks=LONG), replace(WHOLE, tracks=without(4).tracks)),
        (replace(without(4), years={YearKind.PHONOGRAM: (1998,)}), WHOLE),
        (replace(without(4), gtins=(), labels=()), WHOLE),
        (replace(READING, tracks=LONG[:3]), replace(WHOLE, tracks=(*LONG[:1], *LONG[4:5], *LONG[1:3]))),
    ],
)  # fmt: skip
def test_any_other_list_with_a_track_less_is_looked_at(
    reading: CleanReading, record: Record
) -> None:
    assert checked(reading, record).tier is not Tier.HIGH


def test_title_and_name_that_were_exchanged_are_no_reason_where_upc_and_tracks_agree() -> None:
    turned = replace(READING, title=READING.name, name=READING.title)
    assert checked(turned, RECORD).tier is Tier.HIGH
    for less in (replace(turned, gtins=()), replace(turned, tracks=())):
        found = checked(less, RECORD)
        assert found.tier is Tier.MEDIUM
        assert any("the other way round" in one for one in found.reasons)
