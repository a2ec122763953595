"""One work under its titles in several languages, and works that only look alike."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processing.catalog.text import numbers, similarity
from processing.catalog.works import work_similarity

TITLES = st.text("sonata symphony no.12345 op 27 c minor/:,-", max_size=40)


def of(a: str, b: str) -> float:
    return work_similarity(a, b, numbers(a), numbers(b))


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Sinfonie Nr. 5 c-Moll op. 67", "Symphony no. 5 in C minor, op. 67"),
        ("Sonate für Klavier Nr. 14 cis-Moll", "Piano sonata no. 14 in C sharp minor"),
        ("Konzert für Violine und Orchester D-Dur op. 61", "Violin concerto in D major, op. 61"),
        ("Klavierkonzert Nr. 21 KV 467", "Piano concerto no. 21, K. 467"),
        ("Quatuor à cordes no 14, D. 810", "String quartet no. 14, D. 810"),
        ("Suite Nr. 1 BWV 1007", "Suite no. 1, BWV 1007"),
    ],
)
def test_the_same_numbers_and_form_are_one_work_in_any_language(a: str, b: str) -> None:
    assert similarity(a, b) >= 0.85


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Symphony no. 5", "Symphony no. 5 in C minor, op. 67"),
        ("Beethoven: Symphony No. 5", "Symphony no. 5 in C minor, op. 67"),
    ],
)
def test_a_short_title_of_a_work_is_alike_but_says_less(a: str, b: str) -> None:
    assert 0.8 <= similarity(a, b) < 0.85


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Piano sonata, op. 27, no. 1", "Piano sonata, op. 27, no. 2"),
        ("Sinfonie Nr. 5 c-Moll", "Symphony no. 6 in C minor"),
        ("Sinfonie Nr. 5 c-Moll", "Symphony no. 5 in D minor"),
        ("Violin sonata no. 5", "Piano sonata no. 5"),
        ("Beethoven: Symphony no. 5", "Mahler: Symphony no. 5"),
        ("Symphony in C minor", "Mass in C minor"),
        ("Rain", "Snow"),
    ],
)
def test_another_number_key_or_form_is_another_work(a: str, b: str) -> None:
    assert of(a, b) == 0.0
    assert similarity(a, b) < 0.85


@given(TITLES, TITLES)
def test_works_compare_the_same_in_both_directions(a: str, b: str) -> None:
    assert of(a, b) == of(b, a)
    assert similarity(a, b) == similarity(b, a)
