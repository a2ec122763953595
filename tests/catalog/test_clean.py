"""Cleaning: codes, doubts, corrections."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processing.catalog import gtin
from processing.catalog.clean import clean
from processing.catalog.doubts import about
from processing.catalog.evidence import Field
from processing.catalog.reading import (
    BarcodeRead,
    CleanReading,
    ContributorRead,
    Legibility,
    Reading,
    TrackRead,
    Value,
    YearKind,
    YearRead,
)

KIND_OF_BLUE = "00074646493526"


def unsure(text: str) -> Value:
    return Value(text, legibility=Legibility.UNSURE)


def barcode(decoded: str | None = None, printed: str | None = None, **more: bool) -> Reading:
    return Reading(barcodes=(BarcodeRead(decoded=decoded, printed=printed, **more),))


def test_an_empty_reading_stays_empty() -> None:
    assert clean(Reading(), {}) == CleanReading()


def test_a_reading_is_made_comparable() -> None:
    found = clean(
        Reading(
            title=Value(" Kind of\n Blue / "),
            part_title=Value("Vol. 2"),
            parallel_titles=(Value("Genre de bleu"),),
            name=Value("Miles Davis"),
            responsibility=Value("Miles Davis Sextet"),
            contributors=(ContributorRead(Value("Teo Macero"), "producer"),),
            labels=(Value("Columbia"), Value("Columbia")),
            barcodes=(BarcodeRead(decoded="0074646493526", printed="0 74646 49352 6"),),
            publisher_numbers=(Value("CK 64935"), Value("LC 0162"), Value("AAD")),
            years=(YearRead(1997, YearKind.UNKNOWN, Value("℗ 1997")),),
            tracks=(
                TrackRead(Value("1. So What (9:22)"), number=1),
                TrackRead(Value("1999"), disc=2),
            ),
        ),
        {},
    )
    assert found.title == "Kind of Blue. Vol. 2"
    assert found.other_titles == ("Genre de bleu",)
    assert found.other_names == ("Miles Davis Sextet", "Teo Macero")
    assert found.labels == ("Columbia",)
    assert found.gtins == (KIND_OF_BLUE,)
    assert found.publisher_numbers == ("CK 64935",)
    assert found.years == {YearKind.PHONOGRAM: (1997,)}
    assert [(track.title, track.seconds) for track in found.tracks] == [
        ("So What", 562),
        ("1999", None),
    ]
    assert found.disc_count == 2
    assert found.doubts == ()


@pytest.mark.parametrize(
    ("discs", "count"), [((1, 2), 2), ((None, 2), 2), ((2,), None), ((2, 3), None), ((1,), None)]
)
def test_discs_are_counted_only_where_the_list_begins_with_the_first(
    discs: tuple[int | None, ...], count: int | None
) -> None:
    tracks = tuple(TrackRead(Value(f"Song {disc}"), disc=disc) for disc in discs)
    assert clean(Reading(tracks=tracks), {}).disc_count == count


def test_what_is_a_guess_is_left_out_and_said() -> None:
    found = clean(
        Reading(
            title=unsure("Kinl of Blue"),
            publisher_numbers=(unsure("CK 6493S"),),
            years=(YearRead(1991, YearKind.PHONOGRAM, unsure("℗ 1991")),),
            tracks=(TrackRead(unsure("So Whal")),),
        ),
        {},
    )
    assert (found.title, found.publisher_numbers, found.years, found.tracks) == (None, (), None, ())
    assert all(
        about(field, found.doubts)
        for field in (Field.TITLE, Field.PUBLISHER_NUMBER, Field.YEARS, Field.TRACKS)
    )


def test_what_is_partly_read_is_kept_and_said() -> None:
    found = clean(Reading(title=Value("Kind of Blue", legibility=Legibility.PARTLY)), {})
    assert found.title == "Kind of Blue"
    assert about(Field.TITLE, found.doubts)


def test_bars_and_printed_digits_that_disagree_are_a_doubt() -> None:
    found = clean(barcode("0074646493526", "0 74646 49353 3"), {})
    assert found.gtins == (KIND_OF_BLUE,)
    assert found.weak_gtins == ("00074646493533",)
    assert about(Field.GTIN, found.doubts)


@pytest.mark.parametrize(
    "printed", ["0 74646 49352 6", "74646 49352", "074646493526", "7464", None]
)
def test_printed_digits_without_the_outer_ones_do_not_disagree(printed: str | None) -> None:
    assert clean(barcode("0074646493526", printed), {}).doubts == ()


def test_two_codes_without_a_vote_are_a_doubt() -> None:
    found = clean(barcode("0074646493526", doubtful=True), {})
    assert found.gtins == (KIND_OF_BLUE,)
    assert about(Field.GTIN, found.doubts)


def test_a_damaged_upc_is_only_good_for_searching() -> None:
    found = clean(barcode(printed="74646493526"), {})
    assert found.gtins == ()
    assert KIND_OF_BLUE in found.weak_gtins
    assert about(Field.GTIN, found.doubts)


@pytest.mark.parametrize("read", [barcode("0074646493526"), barcode(printed="0 74646 49352 6")])
def test_the_item_barcode_is_never_a_upc(read: Reading) -> None:
    assert clean(read, {}, item_barcode="0074646493526") == CleanReading()
    assert clean(read, {}, item_barcode="31234000123456").gtins == (KIND_OF_BLUE,)


def test_the_item_barcode_is_no_publisher_number_and_no_typed_upc() -> None:
    item = "31234000123457"
    read = Reading(publisher_numbers=(Value("CK 64935"), Value("3 1234 00012 3457")))
    assert clean(read, {}, item_barcode=item).publisher_numbers == ("CK 64935",)
    like_a_upc = Reading(publisher_numbers=(Value("036000291452"),))
    assert clean(like_a_upc, {}, item_barcode="036000291452").weak_gtins == ()
    assert clean(Reading(), {"upc": "036000291452"}, item_barcode="036000291452").gtins == ()


def test_digits_of_a_library_s_sticker_are_no_weak_upc() -> None:
    sticker = Reading(publisher_numbers=(Value("31234000123456"),))  # its check digit fits
    assert clean(sticker, {}).weak_gtins == ()


def test_an_isbn_and_a_shop_s_own_code_are_no_upc_of_the_disc() -> None:
    assert clean(barcode("9780306406157"), {}).gtins == ()
    own = clean(barcode("2012345678903"), {})
    assert own.gtins == ()
    assert own.weak_gtins == ("02012345678903",)


def test_corrections_lie_over_the_reading_and_are_sure() -> None:
    read = Reading(title=unsure("Kinl"), subtitle=Value("x"), name=unsure("Mi"), disc_count=3)
    found = clean(
        read,
        {
            "title": "Kind of Blue",
            "name": "Miles Davis",
            "labels": ["Columbia", "Legacy"],
            "upc": "0 74646 49352 6",
            "publisher_numbers": ["CK 64935"],
            "years": ["℗ 1997 © 2003"],
            "tracks": ["1. So What (9:22)", {"title": "All Blues", "disc": 2, "seconds": "690"}],
            "disc_count": "2",
        },
    )
    assert (found.title, found.subtitle, found.name) == ("Kind of Blue", None, "Miles Davis")
    assert (found.labels, found.gtins) == (("Columbia", "Legacy"), (KIND_OF_BLUE,))
    assert found.publisher_numbers == ("CK 64935",)
    assert found.years == {YearKind.PHONOGRAM: (1997,), YearKind.COPYRIGHT: (2003,)}
    assert [(t.title, t.disc, t.number, t.seconds) for t in found.tracks] == [
        ("So What", None, 1, 562),
        ("All Blues", 2, None, 690),
    ]
    assert found.disc_count == 2
    assert found.doubts == ()


def test_years_may_be_typed_by_kind() -> None:
    found = clean(Reading(), {"years": {"phonogram": [1997], "copyright": 2003}})
    assert found.years == {YearKind.PHONOGRAM: (1997,), YearKind.COPYRIGHT: (2003,)}


def test_an_empty_correction_says_that_the_item_does_not_have_it() -> None:
    read = Reading(title=unsure("x"), publisher_numbers=(Value("CK 1234"),), disc_count=2,
                   barcodes=(BarcodeRead(decoded="0074646493526"),))  # fmt: skip
    empty = {"title": "", "upc": None, "publisher_numbers": [], "disc_count": None, "tracks": ""}
    assert clean(read, empty) == CleanReading()


def test_a_typed_upc_with_a_wrong_check_digit_is_said() -> None:
    found = clean(Reading(), {"upc": "074646493527"})
    assert found.gtins == ()
    assert about(Field.GTIN, found.doubts)


def test_a_typed_number_of_discs_that_is_none_is_said() -> None:
    found = clean(Reading(), {"disc_count": "two"})
    assert found.disc_count is None
    assert about(Field.DISCS, found.doubts)


@given(st.text(max_size=30), st.lists(st.text(max_size=20), max_size=4))
def test_any_text_can_be_cleaned_and_titles_stay_on_one_line(title: str, tracks: list[str]) -> None:
    read = Reading(title=Value(title), tracks=tuple(TrackRead(Value(text)) for text in tracks))
    found = clean(read, {})
    assert found.title is None or (found.title and "\n" not in found.title)
    assert all(track.title.strip() for track in found.tracks)


def test_many_doubtful_tracks_are_counted_and_not_listed():
    tracks = tuple(
        TrackRead(Value(f"Piece {number}", legibility=Legibility.PARTLY), number=number)
        for number in range(1, 6)
    )
    assert clean(Reading(tracks=tracks), {}).doubts == (
        "Tracks: 5 tracks could not be read with certainty.",
    )


def test_the_sticker_of_another_library_is_no_upc_though_its_check_digit_is_right() -> None:
    assert gtin.parse("31234000000009") == "31234000000009"
    assert clean(barcode("31234000000009"), {}).gtins == ()


def test_a_sticker_is_a_doubt_about_each_field_that_it_hides() -> None:
    found = clean(Reading(obscured=("a price sticker over barcode and copyright date",)), {})
    assert about(Field.GTIN, found.doubts)
    assert about(Field.YEARS, found.doubts)
