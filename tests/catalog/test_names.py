"""Names of persons, groups, and labels."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processing.catalog.text import (
    is_various,
    label_key,
    label_similarity,
    name_similarity,
    without_article,
)

NAMES = st.text("abc ABC,.&-é1", max_size=20)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Davis, Miles", "Miles Davis"),
        ("Bach, Johann Sebastian, 1685-1750, composer.", "J.S. Bach"),
        ("Beethoven", "Beethoven, Ludwig van, 1770-1827"),
        ("The Beatles", "Beatles"),
        ("Isobel Campbell & Mark Lanegan", "Campbell, Isobel"),
        ("Berliner Philharmoniker", "Berlin Philharmonic"),
        ("Nirvana", "Nirvana (Musical group)"),
        ("Madonna", "Madonna, 1958-"),
        ("Karajan, Herbert von", "Herbert von Karajan"),
        ("Wiener Kammerorchester", "Wiener Kammerorchester, performer"),
    ],
)
def test_a_name_as_printed_and_as_filed_is_one(a: str, b: str) -> None:
    assert name_similarity(a, b) >= 0.8


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("U2", "UB40"),
        ("Johann Strauss", "Richard Strauss"),
        ("J. Strauss", "Richard Strauss"),
        ("Miles Davis", "John Coltrane"),
        ("", "Miles Davis"),
    ],
)
def test_other_names_are_not_the_same(a: str, b: str) -> None:
    assert name_similarity(a, b) < 0.8


@given(NAMES, NAMES)
def test_names_compare_the_same_in_both_directions(a: str, b: str) -> None:
    assert name_similarity(a, b) == name_similarity(b, a)


@pytest.mark.parametrize(
    "name",
    ["Various", "VARIOUS ARTISTS", "V/A", "V.A.", "Verschiedene Interpreten", "Artistes variés"],
)
def test_various_artists_is_known_in_many_languages(name: str) -> None:
    assert is_various(name)


def test_a_band_is_not_various_artists() -> None:
    assert not is_various("Various Cruelties")


def test_company_words_do_not_make_another_label() -> None:
    assert label_key("Columbia Records, Inc.") == label_key("Columbia") == "columbia"
    assert label_key("Music") == "music"


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Columbia/Legacy", "Legacy Recordings", True),
        ("Sony Classical", "Sony Music Entertainment", True),
        ("Deutsche Grammophon", "Deutsche Grammophon GmbH", True),
        ("Columbia", "Decca", False),
        ("Verve", "Virgin", False),
    ],
)
def test_any_imprint_of_a_label_may_agree(a: str, b: str, *, same: bool) -> None:
    assert (label_similarity(a, b) >= 0.85) is same
    assert label_similarity(a, b) == label_similarity(b, a)


@pytest.mark.parametrize(
    ("name", "left"),
    [
        ("The Beatles", "Beatles"),
        ("Beatles, The", "Beatles"),
        ("LES NÉGRESSES VERTES", "NÉGRESSES VERTES"),
        ("The The", "The"),
        ("The", "The"),
        ("The ?", "The ?"),
        ("Lacrimosa", "Lacrimosa"),
        ("Bob Marley and the Wailers", "Bob Marley and the Wailers"),
    ],
)
def test_an_article_goes_where_a_word_stays(name: str, left: str) -> None:
    assert without_article(name) == left
