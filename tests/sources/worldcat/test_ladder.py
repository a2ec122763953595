"""Every query of the ladder is one that OCLC takes: asked of the stand-in, and of its parser."""

from collections.abc import Iterator
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from processing.catalog import gtin
from processing.catalog.reading import CleanReading, CleanTrack, YearKind
from processing.clients.worldcat import Access, WorldCat
from processing.sources.worldcat.ladder import MAX_TERMS, Rung, narrowed, outside, rungs
from tests.standins.worldcat import StandIn
from tests.standins.worldcat.query import parse

LONGEST = 6000  # characters of a query in an address
HOSTILE = (
    "Nonesuch",
    "Unknown Pleasures",
    "With the Beatles",
    "...And Justice for All",
    "The The",
    "AC/DC",
    "Guns N' Roses",
    "Simon & Garfunkel",
    "With",
    "and OR not NEAR w n le ge lt gt",
    "???",
    "÷",
    "¨",
    "㊗ ㊗㊗",
    'sn:123 OR "kw:x" (ti=a) NOT li:OUR # ? *',
    '"' * 60 + "(" * 60,
    "word " * 2000,
    "x" * 10_000,
    "дом и мир; *война* ? \u00ab(мир)\u00bb",
    "椎名林檎と東京事変のすべて\uff08限定盤\uff09\uff0a\uff1f",
    "שלום OR עולם: 'ירושלים של זהב'",
    "हिन्दी गीत संग्रह",
    "A = B : C / D ; E",
)


def reading(text: str) -> CleanReading:
    """A reading in which every field has this text."""
    return CleanReading(
        title=text,
        other_titles=(f"Other {text}",),
        name=text,
        other_names=(f"{text} Orchestra",),
        labels=(text, "Columbia"),
        publisher_numbers=(text, "CK 64935", "CD 125--CD 160"),
        gtins=("00074646493526",),
        weak_gtins=("00074646493519", "00074646493502", "04037408015271", "00731451234569"),
        years={YearKind.RELEASED: (1997,)},
        tracks=tuple(CleanTrack(f"{text} {number} song") for number in range(4)),
    )


def queries(of: CleanReading) -> Iterator[str]:
    """All that may be asked for this reading, narrowed in every way."""
    last = outside(of)
    asked: tuple[Rung, ...] = (*rungs(of), *([last] if last else []))
    for rung in asked:
        yield rung.query
        yield from (more.query for clause in rung.narrower if (more := narrowed(rung, clause)))


@pytest.fixture(scope="module")
def strict() -> Iterator[StandIn]:
    """Takes no query of more than 30 words."""
    with StandIn() as running:
        running.rules.most_terms = MAX_TERMS
        yield running


@pytest.mark.parametrize("text", HOSTILE, ids=lambda text: text[:20])
@pytest.mark.parametrize("api", ["metadata", "search"])
def test_every_query_is_taken(strict: StandIn, api: str, text: str) -> None:
    access = Access(
        strict.client_id,
        strict.secret,
        strict.token_url,
        strict.search_url,
        strict.metadata_url,
        api=api,
    )
    client = WorldCat(access)
    found = list(queries(reading(text)))
    assert len(found) >= 3  # by codes alone
    for query in found:
        assert client.search(query).total == 0


_TEXTS = st.one_of(
    st.text(max_size=100),
    st.text(st.sampled_from(" '\":=()*?#/&+-.,;ªʼˈ½٣\u0301\u05d0ह中한é&aAnNoOrRtT"), max_size=60),
    st.lists(
        st.sampled_from(["and", "OR", "not", "with", "n", "sn:", "mn:1", "kw=", '"', "the", "lt"]),
        max_size=12,
    ).map(" ".join),
)
_CODES = st.integers(1, 10**11 - 1).map(
    lambda body: f"00{body:011}{gtin.check_digit(f'{body:011}')}"
)


@st.composite
def readings(draw: st.DrawFn) -> CleanReading:
    def several(of: st.SearchStrategy[str], most: int) -> tuple[str, ...]:
        return tuple(draw(st.lists(of, max_size=most)))

    return CleanReading(
        title=draw(st.none() | _TEXTS),
        other_titles=several(_TEXTS, 2),
        name=draw(st.none() | _TEXTS),
        romanized_names=several(_TEXTS, 2),
        labels=several(_TEXTS, 3),
        gtins=several(_CODES, 3),
        weak_gtins=several(_CODES, 5),
        publisher_numbers=several(
            _TEXTS | st.from_regex(r"[A-Z]{0,4} ?\d{1,7}", fullmatch=True), 8
        ),
        years=draw(st.none() | st.just({YearKind.PHONOGRAM: (1997,)})),
        tracks=tuple(map(CleanTrack, several(_TEXTS, 6))),
    )


@given(readings())
def test_whatever_was_read_the_queries_are_valid(given_reading: CleanReading) -> None:
    for query in queries(given_reading):
        parse(query, most_terms=MAX_TERMS)  # raises BadQuery
        assert len(quote(query)) <= LONGEST


def asked(of: CleanReading) -> dict[str, str]:
    return {rung.said: rung.query for rung in rungs(of)}


@pytest.mark.parametrize(
    ("title", "name", "expected"),
    [
        ("Nonesuch", "XTC", 'ti:"Nonesuch" AND au:XTC'),
        (
            "Unknown Pleasures",
            "Joy Division",
            'ti:"Unknown Pleasures" AND (au:Joy AND au:Division)',
        ),
        ("With the Beatles", "The Beatles", 'ti:"With the Beatles" AND au:Beatles'),
        ("Help!", "Beatles, The (Musical group)", 'ti:"Help" AND au:Beatles'),
        ("Live", "DIE TOTEN HOSEN", 'ti:"Live" AND (au:TOTEN AND au:HOSEN)'),
        ("Trust", "Theatre of Hate", 'ti:"Trust" AND (au:Theatre AND au:of AND au:Hate)'),
        ("Mind Bomb", "The The", 'ti:"Mind Bomb" AND au:The'),
        ("Live", "With", 'ti:"Live" AND au:"With"'),
        ("Powerage", "AC/DC", 'ti:"Powerage" AND (au:AC AND au:DC)'),
        (
            "Die Zauberflöte = The magic flute",
            "Mozart",
            '(ti:"Die Zauberflöte" OR ti:"The magic flute") AND au:Mozart',
        ),
        ("Hits of the sixties", "Various artists", 'ti:"Hits of the sixties"'),
    ],
)
def test_title_and_name_are_searched_like_any_other(title: str, name: str, expected: str) -> None:
    assert asked(CleanReading(title=title, name=name))["title and name"] == expected


def test_a_title_of_signs_alone_leaves_the_other_rungs() -> None:
    found = asked(CleanReading(title="÷", name="Ed Sheeran", labels=("Asylum Records",)))
    assert list(found) == ["title or name, and label"]


def test_all_forms_of_a_upc_are_one_query() -> None:
    (query,) = asked(CleanReading(gtins=("00074646493526",))).values()
    for form in ("00074646493526", "0074646493526", "074646493526", "7464649352"):
        assert f" {form} " in query.replace("(", " ").replace(")", " ")
    assert query.endswith(" OR mn:074646493526")


def test_numbers_are_searched_without_signs_and_with_their_digits_alone() -> None:
    (query,) = asked(CleanReading(publisher_numbers=("CK 64935",))).values()
    assert query == "mn:(CK64935 OR 64935)"


def test_a_reading_with_many_words_keeps_all_its_rungs() -> None:
    """Two names and two labels leave less room: words are left out, and no rung."""
    many = CleanReading(
        title="Greatest ballads from seven sunken cities",
        name="Royal Liverpool Philharmonic Orchestra",
        other_names=("Vernon George Handley Junior",),
        labels=("Deutsche Grammophon", "Classics for Pleasure"),
        years={YearKind.RELEASED: (1999,)},
        tracks=tuple(CleanTrack(f"Lonely {word} of the sea") for word in ("whale", "crab", "eel")),
    )
    assert list(asked(many)) == [
        "title and name",
        "two tracks",
        "title or name, and label",
        "title or name, and year",
    ]


def test_a_query_with_many_tracks_can_be_narrowed_too() -> None:
    long = CleanReading(
        title="Songs",
        name="Royal Liverpool Philharmonic Orchestra",
        tracks=tuple(
            CleanTrack(f"Lonely {word} of the sea") for word in ("ant", "bee", "cat", "dog")
        ),
    )
    (tracks,) = (rung for rung in rungs(long) if rung.said == "two tracks")
    assert all(narrowed(tracks, clause) for clause in tracks.narrower)


def test_the_last_query_has_all_codes_and_no_limit_to_music() -> None:
    last = outside(reading("Kind of blue"))
    assert last is not None
    assert not last.music_cd
    assert "sn:(" in last.query
    assert "mn:(" in last.query
    assert outside(CleanReading(title="Kind of blue", name="Miles Davis")) is None
