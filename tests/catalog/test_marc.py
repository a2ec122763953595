"""MARC records become Records."""

import pymarc
import pytest

from processing.catalog.codec import from_json, to_json
from processing.catalog.marc import number_of, record_from_marc
from processing.catalog.reading import YearKind
from processing.catalog.record import PublisherNumber, Record
from tests.catalog.marc_builder import CD_LEADER, fixed, marc

KIND_OF_BLUE = marc(
    "001 ocn037030456",
    "003 OCoLC",
    "007 sd fsngnnmmnee",
    fixed("r19971959"),
    "024 1# $a074646493526",
    "028 02 $aCK 64935$bColumbia/Legacy",
    "040 ## $aSVP$beng$cSVP",
    "100 1# $aDavis, Miles,$d1926-1991,$eperformer.",
    "245 10 $aKind of blue$h[sound recording] /$cMiles Davis.",
    "246 1# $iTitle on spine:$aMiles Davis kind of blue",
    "250 ## $aRemastered edition.",
    "264 #1 $aNew York, NY :$bColumbia/Legacy,$c[1997]",
    "264 #4 $c℗1997",
    "300 ## $a1 audio disc (55 min.) :$bdigital ;$c4 3/4 in.",
    "490 1# $aColumbia jazz masterpieces",
    "500 ## $aOriginally released in 1959.",
    "505 0# $aSo what (9:22) -- Freddie Freeloader (9:46).",
    "511 0# $aMiles Davis, trumpet ; Bill Evans, piano (except 2nd work).",
    "700 1# $aColtrane, John,$d1926-1967.",
)


def read(*lines: str, leader: str = CD_LEADER) -> Record:
    return record_from_marc(marc(*lines, leader=leader), source="Test", number="1")


def test_a_full_record_fills_every_field():
    record = record_from_marc(KIND_OF_BLUE, source="WorldCat", number="37030456")

    assert (record.source, record.number, record.oclc_number) == (
        "WorldCat",
        "37030456",
        "37030456",
    )
    assert record.title == "Kind of blue"
    assert record.titles == ("Kind of blue", "Miles Davis kind of blue")
    assert record.name == "Davis, Miles"
    assert record.names == ("Davis, Miles", "Coltrane, John", "Miles Davis", "Bill Evans")
    assert record.responsibility == "Miles Davis"
    assert record.labels == ("Columbia/Legacy",)
    assert record.gtins == ("00074646493526",)
    assert record.publisher_numbers == (PublisherNumber("CK 64935", "Columbia/Legacy"),)
    assert record.years == {
        YearKind.PHONOGRAM: (1997,),
        YearKind.RELEASED: (1997,),
        YearKind.ORIGINAL: (1959,),
    }
    assert [track.seconds for track in record.tracks] == [562, 586]
    assert record.extent == "1 audio disc (55 min.) : digital ; 4 3/4 in."
    assert record.disc_count == 1
    assert record.edition == "Remastered edition"
    assert record.series == ("Columbia jazz masterpieces",)
    assert record.notes == ("Originally released in 1959.",)
    assert record.carrier == "cd"
    assert (record.record_type, record.language, record.cataloging_language) == ("j", "eng", "eng")
    assert record.encoding_level == " "


def test_a_record_goes_through_json_and_back():
    record = record_from_marc(KIND_OF_BLUE, source="WorldCat", number="37030456")

    assert from_json(Record, to_json(record)) == record


def test_an_empty_record_is_empty_and_does_not_fail():
    record = record_from_marc(pymarc.Record(), source="Test", number="1")

    assert record.title == ""
    assert record.years is None
    assert record.tracks == ()


BROKEN = [
    pymarc.Field(tag="245", indicators=pymarc.Indicators("", "9"), subfields=[]),
    pymarc.Field(tag="245", subfields=[pymarc.Subfield("a", "")]),
    pymarc.Field(tag="505", subfields=[pymarc.Subfield("", "x"), pymarc.Subfield("t", " / ")]),
    pymarc.Field(tag="880", subfields=[pymarc.Subfield("6", "24"), pymarc.Subfield("a", "x")]),
    pymarc.Field(tag="880", subfields=[pymarc.Subfield("a", "no link")]),
    pymarc.Field(tag="024", subfields=[pymarc.Subfield("a", "not a number")]),
    pymarc.Field(tag="028", subfields=[pymarc.Subfield("a", "()"), pymarc.Subfield("b", "]")]),
    pymarc.Field(tag="033", subfields=[pymarc.Subfield("a", "19")]),
    pymarc.Field(tag="264", subfields=[pymarc.Subfield("c", "[date?]")]),
    pymarc.Field(tag="511", subfields=[pymarc.Subfield("a", " ; , : ;")]),
    pymarc.Field(tag="008", data=""),
    pymarc.Field(tag="007", data=None),
    pymarc.Field(tag="001", data="\x1f \x1e"),
    pymarc.Field(tag="300", subfields=[pymarc.Subfield("a", "999999999 discs")]),
]


@pytest.mark.parametrize("field", BROKEN, ids=str)
def test_a_broken_field_is_passed_over(field):
    record = pymarc.Record()
    record.fields.append(field)
    record.fields.extend(marc("245 10 $aKind of blue").fields)

    found = record_from_marc(record, source="Test", number=number_of(record, 1))

    assert "Kind of blue" in found.titles


def test_control_characters_and_zero_width_signs_are_cleaned():
    record = read("245 10 $a\x98The \x9ckind\x1b of\u200b  blue /")

    assert record.title == "The kind of blue"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["245 04 $aThe wall"], "The wall"),
        (["245 00 $aSongs$h[sound recording] :$bthe best /$cX."], "Songs : the best"),
        (["245 00 $aSymphonies.$nNo. 5,$pFinale /$cX."], "Symphonies. No. 5, Finale"),
        (["245 00 $aSongs = Lieder /$cX"], "Songs = Lieder"),
        (["245 00 $aT.N.T."], "T.N.T."),
        (["245 00 $aWait ..."], "Wait ..."),
        (["245 00 $aKind of blue / Miles Davis"], "Kind of blue"),
        (["245 00 $aNight$h[sound recording] ;$b/$cX."], "Night"),
        (["245 00 $a= /$cX."], "= /"),
    ],
)
def test_the_title_keeps_its_inner_punctuation_only(lines, expected):
    assert read(*lines).title == expected


def test_titles_come_with_and_without_article_and_in_parts():
    titles = read("245 04 $aThe wall :$blive = Die Mauer").titles

    assert titles[:3] == ("The wall : live = Die Mauer", "wall : live = Die Mauer", "The wall")
    assert "Die Mauer" in titles


def test_an_article_count_that_points_into_a_word_is_not_believed():
    assert "ind of blue" not in read("245 11 $aKind of blue").titles
    assert read("245 19 $aWall").titles == ("Wall",)


def test_other_titles_and_original_scripts_are_variants():
    record = read(
        "240 10 $aSonatas,$mpiano,$nno. 14",
        "245 10 $6880-01$aGekkō",
        "700 12 $aRavel, Maurice.$tBoléro.",
        "740 02 $aMoonlight.",
        "880 10 $6245-01/$1$a月光",
        "880 1# $6100-02/$1$a吉田",
    )

    assert set(record.titles) == {"Gekkō", "月光", "Sonatas, piano, no. 14", "Boléro", "Moonlight"}
    assert "吉田" in record.names


def test_names_lose_dates_roles_and_qualifiers():
    record = read(
        "110 2# $aShihad (Musical group)",
        "245 00 $aPacifier /$cShihad",
        "710 2# $aNew College (University of Oxford).$bChoir,$eperformer.",
        "700 1# $aLigeti, György,$d1923-2006.$tEtudes.",
        "511 0# $aThe Zimbo Trio: Luiz Chavez, bass ; Ruben Barsotti, drums ; with orchestra.",
    )

    assert record.name == "Shihad"
    assert record.names == (
        "Shihad",
        "New College. Choir",
        "Ligeti, György",
        "Luiz Chavez",
        "Ruben Barsotti",
    )


def test_distributors_and_unknown_publishers_are_no_labels():
    record = read(
        "260 ## $aAuckland :$bFlying Nun :$b[Distributed by Festival],$c1993.",
        "264 #1 $a[Place] :$b[publisher not identified]",
        "264 #2 $bUniversal Distribution",
        "028 02 $aFN 262$bFestival",
    )

    assert record.labels == ("Flying Nun", "Festival")


@pytest.mark.parametrize(
    ("extent", "count"),
    [
        ("$a2 audio discs (121 min.) :$bdigital", 2),
        ("$a1 sound disc", 1),
        ("$a2 CDs", 2),
        ("$a[3] compact discs", 3),
        ("$a1 disque compact (65 min)", 1),
        ("$a2 audio discs (2 CDs)", 2),
        ("$a4 audio discs :$bdigital ;$c4 3/4 in. + 1 booklet (24 pages ; 12 cm)", 4),
        ("$asound discs (3) :$bdigital", 3),
        ("$asound disc :$bdigital", None),
        ("$a1 audio disc, 1 DVD-video disc", None),
        ("$a1 sound disc (33 1/3 rpm), 1 sound disc (digital)", None),
        ("$a3 Audio-CDs", 3),
        ("$a2 Super-Audio-CDs (SACD)", 2),
        ("$a1 CD-ROM", None),
        ("$a1 Audio-CD-ROM", None),
        ("$a12 sound files", None),
    ],
)
def test_discs_are_counted_where_the_extent_is_sure(extent, count):
    assert read(f"300 ## {extent}").disc_count == count


def test_the_original_script_gives_the_tracks_only_where_nothing_else_does():
    original = "880 0# $6505-00/$1$a月光 -- 悲愴"

    assert [track.title for track in read(original).tracks] == ["月光", "悲愴"]
    assert len(read("505 0# $aGekkō", original).tracks) == 1


def test_the_language_comes_from_the_fixed_field_or_the_language_field():
    assert read(fixed(language="fre")).language == "fre"
    assert read(fixed(language="|||"), "041 0# $dger$eeng").language == "ger"
    assert read(fixed(language="   ")).language is None


def test_a_short_fixed_field_is_read_for_its_dates_only():
    record = read("008 000204s1999    enkuuu eng d")

    assert record.years == {YearKind.RELEASED: (1999,)}
    assert record.language is None


def test_notes_are_limited_in_number_and_length():
    record = read(*(f"500 ## $aNote {number} {'x' * 2000}" for number in range(100)))

    assert len(record.notes) == 15
    assert max(map(len, record.notes)) == 600
