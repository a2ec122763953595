"""Title and name from large type and what the other photos say."""

from processing.catalog.reading import TrackRead, Value
from processing.readers import front
from processing.readers.base import Line, Seen
from tests.readers.pages import line, seen


def heading(*photos: Seen, tracks: tuple[str, ...] = (), ignore: tuple[str, ...] = ()):
    found = front.heading(photos, [TrackRead(Value(title)) for title in tracks], ignore)
    texts = tuple(value.text for value in found.others)
    return found.title and found.title.text, found.name and found.name.text, texts


def test_the_larger_type_is_the_title_where_nothing_else_tells():
    cover = seen("front", line("Miles Davis", 100, 100, 50), line("Bitches Brew", 100, 250, 80))
    assert heading(cover) == ("Bitches Brew", "Miles Davis", ())


def test_a_title_track_tells_the_title_even_in_small_type():
    cover = seen("front", line("RADIOHEAD", 100, 100, 90), line("Airbag", 100, 300, 60))
    assert heading(cover, tracks=("Airbag", "Lucky"))[:2] == ("Airbag", "RADIOHEAD")


def test_the_spine_gives_the_name_first():
    cover = seen("front", line("ELBOW", 100, 100, 90), line("Asleep", 100, 400, 70))
    spine = seen("spine", line("Elbow \u2013 Asleep", 10, 10), photo=2)
    assert heading(cover, spine)[:2] == ("Asleep", "ELBOW")


def test_larger_type_at_the_head_of_the_back_is_the_title():
    cover = seen("front", line("Joni Mitchell", 100, 100, 70), line("Blue", 100, 300, 70))
    back = seen("back", line("Blue", 50, 60, 40), line("Joni Mitchell", 700, 60, 26), photo=2)
    assert heading(cover, back)[:2] == ("Blue", "Joni Mitchell")


def test_performers_are_no_title_however_large():
    cover = seen(
        "front", line("Wiener Philharmoniker", 50, 100, 90), line("Symphonien Nr. 5", 50, 400, 60)
    )
    assert heading(cover)[:2] == ("Symphonien Nr. 5", "Wiener Philharmoniker")


def test_several_names_under_each_other_are_several_names():
    cover = seen(
        "front",
        line("Berliner Blockflöten Orchester", 50, 100, 50),
        line("Simon Borutzki", 50, 160, 50),
        line("ALLA TURCA", 50, 800, 55),
    )
    assert heading(cover) == ("ALLA TURCA", "Berliner Blockflöten Orchester", ("Simon Borutzki",))


def test_a_title_on_two_lines_is_one():
    cover = seen(
        "front",
        line("The Köln", 50, 100, 80),
        line("Concert", 50, 190, 80),
        line("Keith Jarrett", 50, 400, 50),
    )
    assert heading(cover)[:2] == ("The Köln Concert", "Keith Jarrett")


def test_words_that_the_ocr_parted_are_put_together():
    cover = seen("front", line("Tracy", 100, 100, 80), line("Chapman", 325, 102, 80))
    assert heading(cover) == ("Tracy Chapman", None, ())


def test_stickers_and_advice_are_neither_title_nor_name():
    cover = seen(
        "front",
        line("Homogenic", 100, 100, 70),
        line("PARENTAL ADVISORY", 600, 800, 60),
        line("CITY LIBRARY", 100, 900, 60),
        line("WITHDRAWN", 100, 500, 90),
    )
    assert heading(cover) == ("Homogenic", None, ())


def test_a_label_is_not_the_name():
    cover = seen("front", line("ECM", 100, 50, 50), line("Winter", 100, 300, 70))
    assert heading(cover, ignore=("ecm",)) == ("Winter", None, ())


def test_the_head_of_the_back_stands_in_for_a_missing_front():
    lines: list[Line] = [line("GRACELAND", 50, 60, 50), line("Paul Simon", 700, 70, 30)]
    lines += [line(f"{place}. GRACELAND", 50, 150 + 40 * place) for place in (1, 2, 3)]
    found = heading(seen("back", *lines), tracks=("GRACELAND",) * 3)
    assert found[:2] == ("GRACELAND", "Paul Simon")


def test_no_text_gives_no_title():
    assert heading(seen("front")) == (None, None, ())
