"""The facts of the discs, and how a list of tracks is read."""

import pytest

from processing.sample.discs import DISCS
from processing.sample.facts import Defect, SampleDisc, SampleTrack, listing, seconds


def check_digit_is_right(digits: str) -> bool:
    """GS1: from the right, weights 1 and 3 in turn; the sum is a multiple of ten."""
    weighed = (int(digit) * (3 if at % 2 else 1) for at, digit in enumerate(reversed(digits)))
    return sum(weighed) % 10 == 0


def test_a_listing_knows_works_discs_durations_and_names():
    tracks = listing("""
        # Work one
        Allegro | 1:02 | Somebody
        ==
        Finale
    """)
    assert tracks == (
        SampleTrack(1, 1, "Allegro", 62, "Somebody", "Work one"),
        SampleTrack(2, 1, "Finale", None, None, "Work one"),
    )


@pytest.mark.parametrize(("text", "expected"), [("4:58", 298), ("26:05", 1565), ("", None)])
def test_a_duration_becomes_seconds(text: str, expected: int | None):
    assert seconds(text) == expected


def test_there_are_twelve_discs_with_item_barcodes_of_their_own():
    numbers = {disc.item_barcode for disc in DISCS}
    assert len(DISCS) == len(numbers) == 12
    assert all(len(number) == 15 and number.startswith("059173") for number in numbers)


@pytest.mark.parametrize("disc", DISCS, ids=lambda disc: disc.title)
def test_every_upc_has_a_right_check_digit(disc: SampleDisc):
    assert len(disc.gtin) == 12
    assert check_digit_is_right(disc.gtin)


@pytest.mark.parametrize("disc", DISCS, ids=lambda disc: disc.title)
def test_a_disc_holds_no_more_than_eighty_minutes(disc: SampleDisc):
    for part in range(1, disc.disc_count + 1):
        played = [track.seconds or 0 for track in disc.tracks if track.disc == part]
        assert 0 < sum(played) <= 80 * 60


def test_the_years_on_the_disc_stand_in_its_small_print():
    for disc in DISCS:
        print_ = " ".join(disc.small_print)
        years = {*disc.phonogram, *disc.copyright} | ({disc.original} if disc.original else set())
        assert all(str(year) in print_ for year in years), disc.title


def test_the_sample_has_each_kind_of_trouble():
    found = {defect for disc in DISCS for defect in disc.defects}
    assert found == set(Defect)
    assert any(disc.disc_count == 2 for disc in DISCS)
    assert any(disc.record is None for disc in DISCS)
    assert sum(disc.look.sticker is not None for disc in DISCS) >= len(DISCS) / 2
