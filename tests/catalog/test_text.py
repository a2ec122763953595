"""Titles: folding, variants, version words, similarity."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processing.catalog import text

TITLES = st.text(st.characters(max_codepoint=0x2FF), max_size=30)
ACCEPT = 0.85
PAIR = 0.75


@pytest.mark.parametrize(
    ("printed", "folded"),
    [
        ("Œdipe & “Cie”", "oedipe and cie"),
        ("Don't  Stop!", "dont stop"),
        ("Don\u2019t Stop", "dont stop"),
        ("Étude in C♯ minor", "etude in c sharp minor"),
        ("Nocturne in E♭", "nocturne in e flat"),
        ("Чайковский", "chaykovskiy"),
        ("???", "???"),
        ("  ", ""),
    ],
)
def test_folding_keeps_what_a_title_says_and_drops_how_it_is_printed(
    printed: str, folded: str
) -> None:
    assert text.fold(printed) == folded


@given(st.text(max_size=40))
def test_folding_twice_changes_nothing_more(title: str) -> None:
    assert text.fold(text.fold(title)) == text.fold(title)


def test_variants_are_the_forms_a_title_takes_elsewhere() -> None:
    found = text.variants("The Wall (live) / Pink Floyd")
    assert found[0] == "the wall live pink floyd"
    assert "the wall" in found
    assert "kind of blue" in text.variants("Kind of blue : legacy edition")


def test_search_words_have_no_stop_words_unless_there_is_nothing_else() -> None:
    assert text.words("The Art of the Fugue") == ("art", "fugue")
    assert text.words("Das Lied von der Erde") == ("lied", "erde")
    assert text.words("The The") == ("the",)


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("So What", "So what / Miles Davis"),
        ("The Wall", "Wall, The"),
        ("Uma noite", "Noite"),
        ("Ett liv", "Liv"),
        ("Help! (2009 Remaster)", "Help!"),
        ("Help! - Remastered", "Help!"),
        ("Crazy in love (feat. Jay-Z)", "Crazy in love"),
        ("Kind of blue", "Kind of blue : legacy edition"),
        ("Symphony no. 5", "Symphony 5"),
        ("Freddie Freeloader", "Freddie Freeloadcr"),
        ("Rock & Roll", "Rock and roll"),
        ("Liebe und Tod", "Liebe & Tod"),
        ("99 Problems", "99 problems"),
        ("椎名林檎", "椎名林檎"),
    ],
)
def test_the_same_title_in_other_dress_is_accepted(a: str, b: str) -> None:
    assert text.similarity(a, b) >= ACCEPT


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Symphony No. 5", "Symphony No. 6"),
        ("Piano sonatas, vol. 1", "Piano sonatas, vol. 2"),
        ("Piano sonatas, vol. I", "Piano sonatas, vol. 2"),
        ("Sonata, op. 27, no. 1", "Sonata, op. 27, no. 2"),
        ("Prelude in C major", "Prelude in C minor"),
        ("Love", "Love me do"),
        ("???", "!!!"),
        ("Deep", "De"),
        ("Led Zeppelin II", "Led Zeppelin III"),
    ],
)
def test_another_work_is_never_a_pair_however_alike_the_words(a: str, b: str) -> None:
    assert text.similarity(a, b) < PAIR


@pytest.mark.parametrize(
    ("a", "b"),
    [
        ("Help! (live)", "Help!"),
        ("Blue Monday (remix)", "Blue Monday"),
        ("Yesterday (mono)", "Yesterday"),
        ("Greatest hits, vol. 2", "Greatest hits, volume"),
        ("Sonata (Moonlight)", "Sonata (Pathétique)"),
        ("Symphony no. 5 : Allegro", "Symphony no. 5 : Andante"),
    ],
)
def test_another_version_or_a_missing_number_is_only_partly_the_same(a: str, b: str) -> None:
    assert 0.5 < text.similarity(a, b) < ACCEPT


@pytest.mark.parametrize(
    ("title", "tags"),
    [
        ("Help! (live)", {"live"}),
        ("Help! (ao vivo)", {"live"}),
        ("Live and let die", set()),
        ("Live at the Apollo", {"live"}),
        ("Song (Radio Edit)", {"radio edit"}),
        ("Song - Acoustic", {"acoustic"}),
        ("Song (2009 remaster)", set()),
        ("Demolition man", set()),
    ],
)
def test_version_words_are_read_where_they_are_versions(title: str, tags: set[str]) -> None:
    assert text.version_tags(title) == tags


@given(TITLES, TITLES)
def test_similarity_is_the_same_in_both_directions_and_between_0_and_1(a: str, b: str) -> None:
    assert text.similarity(a, b) == text.similarity(b, a)
    assert 0.0 <= text.similarity(a, b) <= 1.0


@given(TITLES.filter(lambda title: bool(text.fold(title))))
def test_a_title_is_like_itself(title: str) -> None:
    assert text.similarity(title, title) == 1.0


MUSICAL = st.lists(
    st.sampled_from(
        ["The", "Symphony", "no. 5", "No. 6", "(live)", "[remix]", "op. 27", ":", " / ", "Élégie",
         "feat. Ann", "und", "c-Moll", "Wall, The", "(2009 remaster)", "Vol. II", "夜", "sinfonie"]
    ),
    max_size=6,
).map(" ".join)  # fmt: skip


@given(MUSICAL, MUSICAL)
def test_what_is_remembered_is_what_is_found_anew(a: str, b: str) -> None:
    first = text.similarity(a, b)
    text.similarity.cache_clear()
    assert text.similarity(a, b) == first == text.similarity(b, a)
    assert text.similarity.__wrapped__(a, b) == first
