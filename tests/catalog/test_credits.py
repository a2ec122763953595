"""Composers and performers: the same work by others is another record."""

from dataclasses import replace

import pytest

from processing.catalog.choose import choose
from processing.catalog.clean import clean
from processing.catalog.compare import compare
from processing.catalog.credits import is_composer, is_ensemble, is_performer
from processing.catalog.evidence import Evidence, Field, Tier, Verdict
from processing.catalog.marc import record_from_marc
from processing.catalog.reading import CleanReading, ContributorRead, Reading, Value
from processing.catalog.record import Record
from processing.catalog.text import name_similarity
from tests.catalog.kind_of_blue import GTIN, READING, RECORD
from tests.catalog.marc_builder import marc

KARAJAN = ("Berliner Philharmoniker", "Herbert von Karajan")
ON_ITEM = CleanReading(
    title="Symphonie Nr. 5",
    name="Ludwig van Beethoven",
    other_names=KARAJAN,
    composers=("Ludwig van Beethoven",),
    performers=KARAJAN,
    gtins=(GTIN,),
)
SAME = Record(
    "worldcat",
    "1",
    title="Symphony no. 5, op. 67",
    name="Beethoven, Ludwig van",
    names=("Beethoven, Ludwig van", "Karajan, Herbert von", "Berliner Philharmoniker"),
    composers=("Beethoven, Ludwig van",),
    performers=("Karajan, Herbert von", "Berliner Philharmoniker"),
    gtins=(GTIN,),
)


def by(*performers: str, **more: object) -> Record:
    names = ("Beethoven, Ludwig van", *performers)
    return replace(SAME, names=names, performers=performers, **more)  # type: ignore[arg-type]


def name(reading: CleanReading, record: Record) -> Evidence:
    return next(one for one in compare(reading, record).evidence if one.field is Field.NAME)


@pytest.mark.parametrize(
    ("record", "verdict"),
    [
        (SAME, Verdict.AGREE),
        (by("Cleveland Orchestra", "Szell, George"), Verdict.CONFLICT),
        (by("Berliner Philharmoniker", "Abbado, Claudio"), Verdict.CONFLICT),
        (by("Wiener Symphoniker", "Karajan, Herbert von"), Verdict.CONFLICT),
        (by("Karajan, Herbert von"), Verdict.AGREE),  # the orchestra is not given
        (by("Berlin Philharmonic", "Karajan, Herbert von"), Verdict.AGREE),
        (by("Janowitz, Gundula", "Berliner Philharmoniker", "Karajan, H. von"), Verdict.AGREE),
        (by(), Verdict.AGREE),  # nobody is named: neutral
        (
            by("Berliner Philharmoniker", responsibility="conducted by Herbert von Karajan"),
            Verdict.AGREE,
        ),
        (replace(by(*KARAJAN), composers=("Brahms, Johannes",)), Verdict.CONFLICT),
        (replace(by(*KARAJAN), composers=()), Verdict.AGREE),
    ],
)
def test_the_same_work_by_other_performers_is_another_record(
    record: Record, verdict: Verdict
) -> None:
    found = name(ON_ITEM, record)
    assert found.verdict is verdict
    assert found.sentence


def test_other_performers_are_named_and_never_high_though_the_upc_agrees() -> None:
    record = by("Cleveland Orchestra", "Szell, George")
    found = choose(ON_ITEM, [(record, compare(ON_ITEM, record))])
    assert found.tier is not Tier.HIGH
    assert any("Cleveland Orchestra on the record" in reason for reason in found.reasons)


def test_without_told_performers_on_the_item_nothing_contradicts() -> None:
    alone = replace(ON_ITEM, other_names=(), performers=())
    assert name(alone, by("Cleveland Orchestra")).verdict is Verdict.AGREE


@pytest.mark.parametrize(
    ("names", "performers"),
    [
        (("Swift, Taylor", "Dessner, Aaron"), ("Swift, Taylor", "Dessner, Aaron")),
        (("Swift, Taylor",), ()),
    ],
)
def test_who_sings_his_own_songs_is_a_performer(
    names: tuple[str, ...], performers: tuple[str, ...]
) -> None:
    reading = CleanReading(title="Folklore", name="Taylor Swift", performers=("Bon Iver",))
    record = Record(
        "worldcat", "1", title="Folklore", name="Swift, Taylor", names=names,
        composers=("Swift, Taylor",), performers=performers,
    )  # fmt: skip
    assert name(reading, record).verdict is Verdict.AGREE


def test_a_band_with_other_guests_is_the_same_band() -> None:
    reading = replace(READING, performers=("Miles Davis", "Philly Joe Jones"))
    record = replace(RECORD, performers=("Coltrane, John",))
    assert name(reading, record).verdict is Verdict.AGREE


@pytest.mark.parametrize(
    ("role", "composer", "performer"),
    [
        ("composer", True, False),
        ("Komponist", True, False),
        ("music by", True, False),
        ("cmp", True, False),
        ("conductor", False, True),
        ("Dirigent", False, True),
        ("piano", False, True),
        ("Sopran", False, True),
        ("violoncello", False, True),
        ("prf", False, True),
        ("producer", False, False),
        ("recording engineer", False, False),
        ("liner notes", False, False),
        ("photography", False, False),
        ("arranger", False, False),
        ("", False, False),
    ],
)
def test_roles_tell_who_composed_and_who_is_heard(
    role: str, *, composer: bool, performer: bool
) -> None:
    assert (is_composer(role), is_performer(role)) == (composer, performer)


@pytest.mark.parametrize(
    ("text", "group"),
    [
        ("Berliner Philharmoniker", True),
        ("Emerson String Quartet", True),
        ("Choir of New College", True),
        ("Glenn Gould", False),
        ("The Beatles", False),
    ],
)
def test_an_ensemble_is_known_by_its_words(text: str, *, group: bool) -> None:
    assert is_ensemble(text) is group


def test_the_reading_keeps_who_composed_and_who_plays() -> None:
    told = (
        ("Ludwig van Beethoven", "composer"),
        ("Glenn Gould", "piano"),
        ("A. Kazdin", "producer"),
    )
    found = clean(
        Reading(
            name=Value("Glenn Gould"),
            contributors=(
                *(ContributorRead(Value(one), role) for one, role in told),
                ContributorRead(Value("Columbia Symphony Orchestra")),
                ContributorRead(Value("Somebody Else")),
            ),
            responsibility=Value("Vladimir Golschmann, conductor"),
        ),
        {},
    )
    assert found.composers == ("Ludwig van Beethoven",)
    assert found.performers == (
        "Glenn Gould",
        "Columbia Symphony Orchestra",
        "Vladimir Golschmann",
    )


def test_a_record_tells_by_relators_notes_and_uniform_titles() -> None:
    record = record_from_marc(
        marc(
            "100 1# $aBeethoven, Ludwig van,$d1770-1827.",
            "240 10 $aSymphonies,$nno. 5, op. 67,$rC minor",
            "245 10 $aSymphony no. 5.",
            "511 0# $aCleveland Orchestra ; George Szell, conductor.",
            "700 12 $aBrahms, Johannes.$tOvertures.",
            "700 1# $aSzell, George,$econductor.",
            "700 1# $aAdams, Thomas,$eproducer.",
            "700 1# $aWagner, Richard.$4http://id.loc.gov/vocabulary/relators/cmp",
            "710 2# $aCleveland Orchestra.",
        ),
        source="worldcat",
        number="1",
    )
    assert record.composers == (
        "Beethoven, Ludwig van",
        "Brahms, Johannes",
        "Wagner, Richard",
    )
    assert record.performers == ("Cleveland Orchestra", "George Szell", "Szell, George")


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("Dmitri Shostakovich", "Shostakovich, Maxim", False),
        ("Michael Jackson", "Jackson, Janet", False),
        ("Peter Tchaikovsky", "Tchaikovsky, Pyotr", True),
        ("M. Jackson", "Jackson, Michael", True),
        ("Carl Philipp Emanuel Bach", "Bach, Johann Sebastian", False),
        ("Blam Blam Blam", "Blam Blam Blam", True),
        ("Berliner Philharmoniker", "Berlin Philharmonic", True),
    ],
)
def test_relatives_share_a_surname_and_are_not_one(a: str, b: str, *, same: bool) -> None:
    assert (name_similarity(a, b) >= 0.8) is same


JAPANESE = CleanReading(title="無罪モラトリアム", name="椎名林檎", gtins=(GTIN,))
LATIN_ONLY = Record(
    "worldcat", "1", title="Sheena ringo no sekai", name="Shiina, Ringo", gtins=(GTIN,)
)


def test_names_and_titles_in_another_script_never_contradict() -> None:
    by_field = {one.field: one for one in compare(JAPANESE, LATIN_ONLY).evidence}
    for field in (Field.TITLE, Field.NAME):
        assert by_field[field].verdict is Verdict.ABSENT
        assert "script" in by_field[field].sentence


def test_romanised_forms_are_compared_second_and_agree_in_part() -> None:
    reading = replace(
        JAPANESE, romanized_titles=("Sheena Ringo no sekai",), romanized_names=("Shiina Ringo",)
    )
    by_field = {one.field: one for one in compare(reading, LATIN_ONLY).evidence}
    assert by_field[Field.TITLE].verdict is by_field[Field.NAME].verdict is Verdict.PARTIAL
    with_original = replace(
        LATIN_ONLY, titles=("無罪モラトリアム",), names=("Shiina, Ringo", "椎名林檎")
    )
    by_field = {one.field: one for one in compare(JAPANESE, with_original).evidence}
    assert by_field[Field.TITLE].verdict is by_field[Field.NAME].verdict is Verdict.AGREE
