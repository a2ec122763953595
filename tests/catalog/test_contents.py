"""Contents notes (505) become track lists."""

import pytest

from processing.catalog.contents import ContentsField, parse_contents
from processing.catalog.reading import CleanTrack


def basic(*notes: str) -> tuple[CleanTrack, ...]:
    return parse_contents([ContentsField((("a", note),)) for note in notes])


def enhanced(*subfields: tuple[str, str]) -> tuple[CleanTrack, ...]:
    return parse_contents([ContentsField(subfields, "0", "0")])


def titles(*notes: str) -> list[str]:
    return [track.title for track in basic(*notes)]


def discs(*notes: str) -> list[tuple[int | None, str]]:
    return [(track.disc, track.title) for track in basic(*notes)]


@pytest.mark.parametrize(
    ("note", "expected"),
    [
        ("So what -- Freddie Freeloader -- Blue in green.", 3),
        ("So what --Freddie Freeloader-- Blue in green --- All blues", 4),
        ("So what – Freddie Freeloader – Blue in green", 3),
        ("So what — Freddie Freeloader—Blue in green", 3),
        ("You go to my head ; Get out of town ; Seagull ; I love you.", 4),
        ("Rain; Sun; Wind; Snow", 4),
        ("1. Allegro 2. Andante 3. Finale", 3),
        ("Roto mate ; Katchi katchi -- Ta vai nei", 2),
        ("One - two -- Three", 2),
        ("", 0),
        (" -- . -- ", 0),
    ],
)
def test_a_note_is_split_at_its_dashes_or_else_at_its_semicolons(note, expected):
    assert len(basic(note)) == expected


@pytest.mark.parametrize(
    "title",
    [
        "99 problems",
        "1999",
        "7 rings",
        "25 or 6 to 4",
        "6.13",
        "John 3:16",
        "Disco 2000",
        "Volume 4",
        "T.N.T.",
        "Wait ...",
        "Big pimpin'/Papercut",
        "Tiger-lily",
        "CD jam",
        "Live – at last",
    ],
)
def test_a_title_with_numbers_or_signs_is_kept_whole(title):
    assert titles(f"Intro -- {title} -- Outro")[1] == title


@pytest.mark.parametrize(
    ("piece", "seconds"),
    [
        ("So what (9:22)", 562),
        ("So what [1:02:33]", 3753),
        ("So what (31 min., 20 sec.)", 1880),
        ("So what (8 min.)", 480),
        ("So what (ca. 50 sec.)", 50),
        ("So what (1 hr., 2 min.)", 3720),
        ("So what (:52)", 52),
        ("So what (3'45\")", 225),
        ("So what 12:41)", 761),
        ("So what, 5:01", 301),
        ("So what (9:22) / Davis", 562),
        ("So what / Davis (9:22)", 562),
    ],
)
def test_a_duration_becomes_seconds_and_leaves_the_title(piece, seconds):
    track = basic(f"{piece} -- Outro")[0]

    assert (track.title, track.seconds) == ("So what", seconds)


@pytest.mark.parametrize("piece", ["Blues (1960)", "Ornithology (2 takes)", "Wail (live)"])
def test_other_brackets_are_no_durations(piece):
    assert basic(f"{piece} -- Outro")[0].title == piece
    assert basic(f"{piece} -- Outro")[0].seconds is None


def test_what_follows_a_spaced_slash_is_the_statement_of_responsibility():
    sonata, song = basic(
        "Sonata no. 14, op. 27, no. 2 / Beethoven (15:02) -- Vilja / [words] Léon."
    )

    assert sonata == CleanTrack("Sonata no. 14, op. 27, no. 2", None, None, 902, "Beethoven")
    assert song.responsibility == "words Léon"


def test_movements_stay_in_the_title_of_their_work():
    assert titles("Songs. Le paon ; Le grillon / Ravel -- Ah! perfido / Beethoven") == [
        "Songs. Le paon ; Le grillon",
        "Ah! perfido",
    ]


def test_movements_with_durations_of_their_own_are_tracks():
    tracks = basic("Ta vai nei (4:08) ; Cher Bro (3:30) / Tara -- Noatu (4:48)")

    assert [(track.title, track.seconds, track.responsibility) for track in tracks] == [
        ("Ta vai nei", 248, "Tara"),
        ("Cher Bro", 210, "Tara"),
        ("Noatu", 288, None),
    ]


def test_track_numbers_are_taken_off_when_most_tracks_have_one():
    tracks = basic("1. So what -- 2) Freddie -- 12. All blues")

    assert [(track.number, track.title) for track in tracks] == [
        (1, "So what"),
        (2, "Freddie"),
        (12, "All blues"),
    ]


def test_a_single_leading_number_belongs_to_the_title():
    assert titles("Kyrie -- Gloria -- 7. Sinfonie -- Credo")[2] == "7. Sinfonie"


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("CD 1. ", "CD 2. "),
        ("Disc one: ", "Disc two: "),
        ("[Disque I] ", "[Disque II] "),
        ("v.1. ", "v.2. "),
        ("Vol. 1, ", "Vol. 2, "),
        ("CD1. ", "CD2. "),
        ("CD 1 ", "CD 2 "),
        ("(Disc A) ", "(Disc B) "),
        ("Disc 1 -- ", "Disc 2 -- "),
        ("CD: ", "Bonus CD: "),
        ("CD. ", "DVD. "),
        ("CD 1. ", "DVD 1. "),
    ],
)
def test_disc_headings_are_peeled_and_counted(first, second):
    assert discs(f"{first}So what -- Freddie -- {second}Solea") == [
        (1, "So what"),
        (1, "Freddie"),
        (2, "Solea"),
    ]


@pytest.mark.parametrize(
    "note",
    [
        "v.1. So what -- Freddie ; v.2. Solea",
        "v.1. So what -- Freddie.  v.2. Solea.",
        "CD 1. So what ; Freddie -- CD 2. Solea",
    ],
)
def test_a_disc_heading_may_stand_inside_a_piece(note):
    assert discs(note) == [(1, "So what"), (1, "Freddie"), (2, "Solea")]


def test_a_range_of_discs_and_the_sides_of_a_record_give_no_disc():
    assert discs("CDs 1-2. Act one -- Act two") == [(None, "Act one"), (None, "Act two")]
    assert discs("Side 1. So what -- Side 2. Solea") == [(None, "So what"), (None, "Solea")]


def test_several_notes_are_joined_in_their_order():
    assert discs("CD 1. So what --", "Freddie -- CD 2. Solea", "(cont.): Saeta") == [
        (1, "So what"),
        (1, "Freddie"),
        (2, "Solea"),
        (2, "Saeta"),
    ]


@pytest.mark.parametrize("lead", ["Contents: ", "Partial contents: ", "Inhalt: ", "Contient : "])
def test_the_lead_in_is_dropped(lead):
    assert titles(f"{lead}So what -- Freddie") == ["So what", "Freddie"]


def test_brackets_and_corrections_of_the_cataloger_go():
    assert titles("Women [i.e. Woman] in my life -- [Fatcat & Fishface] -- Hte [sic] end") == [
        "Women in my life",
        "Fatcat & Fishface",
        "Hte end",
    ]


def test_an_enhanced_note_gives_number_duration_and_responsibility():
    tracks = enhanced(
        ("g", "Disc 1."),
        ("g", "1."),
        ("t", "So what /"),
        ("r", "Miles Davis"),
        ("g", "(9:22) --"),
        ("g", "2."),
        ("t", "Freddie Freeloader"),
        ("g", "(9 min., 46 sec.) --"),
        ("g", "Disc 2."),
        ("t", "Solea."),
    )

    assert tracks == (
        CleanTrack("So what", 1, 1, 562, "Miles Davis"),
        CleanTrack("Freddie Freeloader", 1, 2, 586, None),
        CleanTrack("Solea", 2, None, None, None),
    )


def test_titles_parted_by_semicolons_share_what_follows_them():
    tracks = enhanced(("t", "Fire ;"), ("t", "Rain /"), ("r", "Morrigan --"), ("t", "Sun"))

    assert [(track.title, track.responsibility) for track in tracks] == [
        ("Fire", "Morrigan"),
        ("Rain", "Morrigan"),
        ("Sun", None),
    ]


def test_a_long_note_loses_no_track():
    note = " -- ".join(f"Waiata {number} ({number % 9 + 1}:00)" for number in range(1500))

    assert len(basic(note)) == 1500


def test_links_and_field_numbers_are_not_read():
    field = ContentsField((("6", "880-03"), ("a", "So what -- Freddie"), ("u", "http://x.y")))

    assert [track.title for track in parse_contents([field])] == ["So what", "Freddie"]
