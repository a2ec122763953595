"""The wrong disc in the case: disc face against case and booklet."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processing.catalog.choose import choose
from processing.catalog.clean import clean
from processing.catalog.compare import compare
from processing.catalog.evidence import Field, Tier
from processing.catalog.reading import (
    ContributorRead,
    Legibility,
    Part,
    PartRead,
    Reading,
    TrackRead,
    Value,
)
from processing.catalog.wrong_case import wrong_case
from tests.catalog.kind_of_blue import READING, RECORD

BLUE = PartRead(Part.CASE, Value("Kind of Blue"), Value("Miles Davis"), (Value("CK 64935"),))


def disc(title: str | None, name: str | None = None, *numbers: str) -> PartRead:
    return PartRead(
        Part.DISC,
        Value(title) if title else None,
        Value(name) if name else None,
        tuple(map(Value, numbers)),
    )


def fields(*parts: PartRead, **more: object) -> list[Field]:
    reading = replace(Reading(parts=parts), **more)  # type: ignore[arg-type]
    return [field for field, _ in wrong_case(reading)]


@pytest.mark.parametrize(
    ("face", "found"),
    [
        (disc("Kind of Blue", "Miles Davis", "CK 64935"), []),
        (disc("KIND OF BLUE"), []),
        (disc(None), []),
        (disc("Sketches of Spain"), [Field.TITLE]),
        (disc("Sketches of Spain", None, "CK 64935"), []),
        (disc("Kind of Blue", "John Coltrane"), [Field.NAME]),
        (disc("Kind of Blue", "Davis"), []),
        (disc("Kind of Blue", "Various Artists"), []),
        (disc("Kind of Blue", None, "CK 65142"), [Field.PUBLISHER_NUMBER]),
        (disc("Kind of Blue", None, "64935"), []),
        (disc("Kind of Blue", None, "DDD"), []),
        (disc("Tapestry", "Carole King", "EK 65850"), [Field.TITLE, Field.NAME, Field.PUBLISHER_NUMBER]),
    ],
)  # fmt: skip
def test_a_disc_that_differs_from_its_case_is_said(face: PartRead, found: list[Field]) -> None:
    assert fields(face, BLUE) == found
    assert fields(BLUE, face) == found


@pytest.mark.parametrize(
    ("face", "case", "found"),
    [
        ("Greatest Hits", "Greatest Hits, Volume 2", [Field.TITLE]),
        ("Chicago", "Chicago II", [Field.TITLE]),
        ("Greatest Hits, Vol. 1", "Greatest Hits, Vol. 1 & 2", []),
        ("Anthology, Disc 2", "Anthology", []),
        ("Enema of the State", "Blink-182: Enema of the State", []),
        ("Live", "Live 1964", []),
        ("Symphony No. 5", "Beethoven: Symphony No. 5; Egmont", []),
    ],
)
def test_a_title_without_the_volume_of_the_case_is_another_one(
    face: str, case: str, found: list[Field]
) -> None:
    around = PartRead(Part.CASE, Value(case))
    assert fields(disc(face), around) == found
    assert fields(disc(case), PartRead(Part.CASE, Value(face))) == found
    numbered = replace(around, numbers=(Value("CK 64935"),))
    assert fields(disc(face, None, "CK 64935"), numbered) == []


def test_the_composer_on_the_disc_and_the_players_on_the_case_belong_together() -> None:
    face = disc("Symphony no. 5", "Beethoven")
    case = PartRead(Part.CASE, Value("Symphony no. 5"), Value("Berliner Philharmoniker"))
    assert fields(face, case) == [Field.NAME]
    composer = ContributorRead(Value("Ludwig van Beethoven"), "composer")
    assert fields(face, case, contributors=(composer,)) == []
    assert fields(face, case, responsibility=Value("Beethoven ; Karajan")) == []
    track = TrackRead(Value("Allegro"), responsibility=Value("Beethoven"))
    assert fields(face, case, tracks=(track,)) == []


def test_any_part_around_the_disc_may_agree() -> None:
    booklet = PartRead(Part.BOOKLET, Value("Sketches of Spain"))
    assert fields(disc("Sketches of Spain"), BLUE, booklet) == []


def test_a_guess_and_a_disc_alone_say_nothing() -> None:
    guess = replace(disc(None), title=Value("Tapestry", legibility=Legibility.UNSURE))
    assert fields(guess, BLUE) == []
    assert fields(disc("Tapestry")) == []
    assert fields(BLUE) == []


@given(st.text(max_size=20), st.text(max_size=20), st.lists(st.text(max_size=12), max_size=3))
def test_a_disc_that_shows_what_its_case_shows_is_never_wrong(
    title: str, name: str, numbers: list[str]
) -> None:
    shown = disc(title, name, *numbers)
    assert fields(shown, replace(shown, part=Part.CASE)) == []


@pytest.mark.parametrize(
    ("face", "put_right"),
    [
        (disc("Sketches of Spain"), {"title": "Kind of Blue"}),
        (disc("Kind of Blue", "John Coltrane"), {"name": "Miles Davis"}),
        (disc("Kind of Blue", None, "CK 65142"), {"publisher_numbers": ["CK 64935"]}),
    ],
)
def test_the_wrong_disc_is_never_accepted_whatever_agrees(
    face: PartRead, put_right: dict[str, object]
) -> None:
    doubts = clean(Reading(parts=(face, BLUE)), {}).doubts
    assert len(doubts) == 1
    assert "wrong disc in the case" in doubts[0]
    reading = replace(READING, doubts=doubts)
    found = choose(reading, [(RECORD, compare(reading, RECORD))])
    assert found.tier is not Tier.HIGH
    assert doubts[0] in found.reasons
    assert clean(Reading(parts=(face, BLUE)), put_right).doubts == ()
