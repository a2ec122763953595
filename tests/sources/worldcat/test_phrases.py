"""Text from discs becomes words and phrases that mean nothing else in the language of queries."""

import pytest

from processing.sources.worldcat.phrases import bare_words, parts, phrase, phrases, size, words


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Nonesuch", ("Nonesuch",)),
        ("Unknown Pleasures", ("Unknown", "Pleasures")),
        ("...And Justice for All", ("And", "Justice", "for", "All")),
        ("AC/DC", ("AC", "DC")),
        ("Guns N’ Roses", ("Guns", "N", "Roses")),
        ("Don’t look back", ("Don't", "look", "back")),
        ("Simon & Garfunkel", ("Simon", "Garfunkel")),
        ("kw: sn=123 (NOT) #?*", ("kw", "sn", "123")),
        ("Что такое? «любовь»*", ("Что", "такое", "любовь")),
        ("שלום : עולם", ("שלום", "עולם")),
        ("林檎\uff1d東京\uff08限定\uff09", ("林檎", "東京")),
        ("So\u00adnate zwei\u200bhändig", ("Sonate", "zweihändig")),
        ("Beyonce\u0301", ("Beyoncé",)),
        ("???", ()),
        ("÷", ()),
        ("\u0301 \u00a8", ()),
        ("' ''", ()),
        (None, ()),
    ],
)
def test_words_are_cleaned_in_any_script(text: str | None, expected: tuple[str, ...]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("With", ()),
        ("and OR Not", ()),
        ("The The", ("The",)),
        ("Guns N' Roses", ("Guns", "Roses")),
        ("N.E.R.D", ("E", "R", "D")),
        ("Simon and Garfunkel", ("Simon", "Garfunkel")),
        ("\uff37\uff49\uff54\uff48 \uff2c\uff4f\uff56\uff45", ("Love",)),
    ],
)
def test_operators_are_no_words_without_quotes(text: str, expected: tuple[str, ...]) -> None:
    assert bare_words(text) == expected


def test_operators_stay_within_quotes() -> None:
    assert phrase("With the Beatles") == '"With the Beatles"'


def test_what_stands_in_brackets_is_left_out_unless_it_is_all() -> None:
    assert phrase("Thriller (25th anniversary)") == '"Thriller"'
    assert phrase("(Untitled)") == '"Untitled"'


def test_a_phrase_is_cut_before_it_is_too_long_for_a_query() -> None:
    assert phrase("one two three four five six seven") == '"one two three four five six"'
    assert phrase("椎名林檎無罪モラトリアム") == '"椎名林檎無罪"'
    assert phrase("a" * 10_000) == f'"{"a" * 40}"'


def test_the_two_longest_parts_of_a_text_are_asked_for_side_by_side() -> None:
    assert phrases("Face/Off & more of it") == ('"more of it"', '"Face"')


def test_a_title_falls_into_titles_that_a_record_may_have_alone() -> None:
    assert parts("Die Zauberflöte = The magic flute") == ["Die Zauberflöte", "The magic flute"]
    assert parts("Davis: Kind of blue") == ["Kind of blue", "Davis"]
    assert parts("AC/DC") == ["AC/DC"]
    assert parts("2:30 Jazz-Rock") == ["2:30 Jazz-Rock"]


@pytest.mark.parametrize(
    ("word", "expected"),
    [("don't", 1), ("林檎", 2), ("2nd", 1), ("abc林", 2), ("Москва", 1), ("\u0301", 0), ("'", 0)],
)
def test_the_size_of_a_word_is_what_the_indexes_make_of_it(word: str, expected: int) -> None:
    assert size(word) == expected
