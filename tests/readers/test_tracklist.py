"""Track lists from lines of text and where they stand; no OCR is needed."""

from processing.catalog.reading import Legibility, TrackRead
from processing.readers import tracklist
from processing.readers.base import Line
from tests.readers.pages import column, line, seen

TITLES = ("So What", "Freddie Freeloader", "Blue in Green", "All Blues", "Flamenco Sketches")
TIMES = ("9:22", "9:46", "5:37", "11:33", "9:26")
SECONDS = [562, 586, 337, 693, 566]


def read(*lines: Line, role: str = "back") -> tuple[TrackRead, ...]:
    return tracklist.tracks(seen(role, *lines))


def titles(tracks: tuple[TrackRead, ...]) -> list[str]:
    return [track.title.text for track in tracks]


def test_number_title_and_duration_in_columns_of_their_own():
    rows = [(str(place), *row) for place, row in enumerate(zip(TITLES, TIMES, strict=True), 1)]
    found = read(*column(*rows, lefts=(50, 90, 500)))
    assert titles(found) == list(TITLES)
    assert [track.number for track in found] == [1, 2, 3, 4, 5]
    assert [track.seconds for track in found] == SECONDS


def test_number_title_and_duration_in_one_line():
    rows = [
        (f"{place}. {title} ....... {time}",)
        for place, (title, time) in enumerate(zip(TITLES, TIMES, strict=True), 1)
    ]
    found = read(*column(*rows, lefts=(60,)))
    assert titles(found) == list(TITLES)
    assert [track.seconds for track in found] == SECONDS


def test_numbers_without_a_sign_and_glued_ones():
    found = read(
        *column(("1So What",), ("2.Freddie Freeloader",), ("3) Blue in Green",), lefts=(60,))
    )
    assert titles(found) == []  # "1So" is no number for sure, and nothing follows a 2
    found = read(
        *column(("1 So What",), ("2.Freddie Freeloader",), ("3) Blue in Green",), lefts=(60,))
    )
    assert titles(found) == list(TITLES[:3])


def test_two_columns_are_read_one_after_the_other():
    left = column(("01", "Chan Chan", "4:16"), ("02", "El cuarto", "7:27"), lefts=(40, 80, 300))
    right = column(("03", "Candela", "5:27"), ("04", "Murmullo", "3:50"), lefts=(540, 580, 800))
    found = read(*left, *right)
    assert titles(found) == ["Chan Chan", "El cuarto", "Candela", "Murmullo"]
    assert [track.seconds for track in found] == [256, 447, 327, 230]


def test_a_composer_above_each_title_is_told_by_the_dates_of_life():
    rows = (
        ("1 Jean-Baptiste Lully (1632\u20131687)", ""),
        ("Marche pour la cérémonie des Turcs", "3:41"),
        ("2 Georg Friedrich Händel (1685-1759)", ""),
        ("Arrival of the Queen of Sheba", "3:16"),
        ("3 Sören Sieg (*1966)", ""),
        ("Jabal Ram", "8:12"),
    )
    found = read(*column(*rows, lefts=(60, 700), pitch=27))
    assert titles(found) == [
        "Marche pour la cérémonie des Turcs",
        "Arrival of the Queen of Sheba",
        "Jabal Ram",
    ]
    assert [track.responsibility and track.responsibility.text for track in found] == [
        "Jean-Baptiste Lully",
        "Georg Friedrich Händel",
        "Sören Sieg",
    ]
    assert [track.seconds for track in found] == [221, 196, 492]


def test_a_smaller_name_below_each_title_is_its_responsibility():
    lines = []
    for place, (title, name) in enumerate(
        [
            ("Po Lazarus", "James Carter"),
            ("Down to the River", "Alison Krauss"),
            ("O Death", "Ralph Stanley"),
        ]
    ):
        top = 100 + 70 * place
        lines += [line(f"{place + 1}. {title}", 60, top, 30), line("2:10", 600, top, 30)]
        lines += [line(name, 100, top + 34, 22)]
    found = read(*lines)
    assert titles(found) == ["Po Lazarus", "Down to the River", "O Death"]
    assert found[1].responsibility is not None
    assert found[1].responsibility.text == "Alison Krauss"


def test_a_name_in_brackets_below_the_title_loses_its_brackets():
    rows = (("1. Yesterday",), ("(Lennon/McCartney)",), ("2. Help!",), ("(Lennon/McCartney)",))
    found = read(*column(*rows, lefts=(60,)))
    assert titles(found) == ["Yesterday", "Help!"]
    assert found[0].responsibility is not None
    assert found[0].responsibility.text == "Lennon/McCartney"


def test_a_title_that_runs_on_is_put_together():
    rows = (
        ("1. The Boy in the Bubble",),
        ("2. All Around the World, or",),
        ("the Myth of Fingerprints",),
    )
    found = read(*column(*rows, ("3. Homeless",), lefts=(60,)))
    assert "All Around the World, or the Myth of Fingerprints" in titles(found)
    assert len(found) == 3


def test_a_label_below_the_last_track_is_no_part_of_it():
    rows = [(f"{place}. {title}",) for place, title in enumerate(TITLES, 1)]
    found = read(*column(*rows, ("Elektra",), lefts=(60,)))
    assert titles(found)[-1] == "Flamenco Sketches"
    assert found[-1].responsibility is None


def test_headings_of_discs_above_their_lists():
    rows = (("DISC ONE",), ("1 Pharaoh's Dance",), ("2 Bitches Brew",), ("DISC TWO",))
    found = read(*column(*rows, ("1 Spanish Key",), ("2 Feio",), lefts=(60,)))
    assert [(track.disc, track.number) for track in found] == [(1, 1), (1, 2), (2, 1), (2, 2)]


def test_headings_of_discs_side_by_side():
    left = column(
        ("CD 1", ""), ("1 Pharaoh's Dance", "20:04"), ("2 Bitches Brew", "26:58"), lefts=(40, 350)
    )
    right = column(("CD 2", ""), ("1 Spanish Key", "17:32"), ("2 Feio", "11:49"), lefts=(540, 850))
    found = read(*left, *right)
    assert [(track.disc, track.number) for track in found] == [(1, 1), (1, 2), (2, 1), (2, 2)]
    assert titles(found)[2] == "Spanish Key"


def test_numbers_that_begin_again_are_a_second_disc():
    rows = (("1 One Thing",), ("2 Another",), ("1 Third Thing",), ("2 Fourth",))
    found = read(*column(*rows, lefts=(60,)))
    assert [track.disc for track in found] == [1, 1, 2, 2]


def test_one_disc_is_not_called_disc_1():
    rows = [(f"{place}. {title}",) for place, title in enumerate(TITLES, 1)]
    assert {track.disc for track in read(*column(*rows, lefts=(60,)))} == {None}


def test_durations_alone_make_a_list_without_numbers():
    rows = list(zip(TITLES, TIMES, strict=True))
    found = read(*column(*rows, ("Total time", "45:44"), lefts=(60, 500)))
    assert titles(found) == list(TITLES)
    assert {track.number for track in found} == {None}
    assert [track.seconds for track in found] == SECONDS


def test_a_missed_number_is_filled_in_where_the_duration_shows_the_track():
    rows = [
        (f"{place}. {title}" if place != 3 else title, time)
        for place, (title, time) in enumerate(zip(TITLES, TIMES, strict=True), 1)
    ]
    found = read(*column(*rows, lefts=(60, 500)))
    assert [track.number for track in found] == [1, 2, 3, 4, 5]
    assert titles(found) == list(TITLES)


def test_a_number_that_belongs_to_the_title_stays_there():
    rows = (("5", "All Neon Like"), ("6", "5 Years"), ("7", "Immature"))
    first = column(
        ("1", "Hunter"),
        ("2", "Jóga"),
        ("3", "Unravel"),
        ("4", "Bachelorette"),
        *rows,
        lefts=(50, 90),
    )
    assert titles(read(*first))[5] == "5 Years"


def test_a_leaning_photo_pairs_durations_in_order():
    lines = []
    for place, (title, time) in enumerate(zip(TITLES, TIMES, strict=True)):
        lines.append(line(f"{place + 1}. {title}", 60, 100 + 32 * place))
        lines.append(line(time, 800, 100 + 32 * place - 18))
    assert [track.seconds for track in read(*lines)] == SECONDS


def test_running_text_on_a_label():
    lines = column(
        ("1. So What \u00b7 2. Freddie",), ("Freeloader \u00b7 3. Blue in Green \u00b7 4. All",), ("Blues",),
        lefts=(60,),
    )  # fmt: skip
    found = read(*lines, role="disc")
    assert titles(found) == ["So What", "Freddie Freeloader", "Blue in Green", "All Blues"]
    assert {track.title.legibility for track in found} == {Legibility.PARTLY}


def test_a_bare_list_on_a_back_is_taken_with_doubt():
    rows = [(title,) for title in TITLES]
    found = read(*column(*rows, lefts=(60,)))
    assert titles(found) == list(TITLES)
    assert {track.title.legibility for track in found} == {Legibility.PARTLY}
    assert read(*column(*rows, lefts=(60,)), role="booklet") == ()


def test_running_prose_is_no_track_list():
    rows = [("When this record was made in the spring of 1959, nobody",)] * 8
    assert read(*column(*rows, lefts=(60,))) == ()


def test_credits_with_life_dates_and_addresses_are_no_tracks():
    rows = (
        ("Produced by Manfred Eicher",),
        ("www.ecmrecords.com",),
        ("\u00a9 1975 ECM Records GmbH",),
    )
    assert read(*column(*rows, lefts=(60,))) == ()


def test_every_title_keeps_its_place_on_the_photo():
    found = read(*column(("1.", "So What", "9:22"), ("2.", "Blue", "5:37"), lefts=(50, 90, 500)))
    assert found[0].title.photo == 1
    assert found[0].title.box == (90, 100, 90 + 7 * 12, 124)
