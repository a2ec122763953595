"""Whether a MARC record describes a CD."""

import pytest

from processing.catalog.carrier import carrier_of
from processing.catalog.record import Carrier
from tests.catalog.marc_builder import CD_LEADER, fixed, marc


@pytest.mark.parametrize(
    "lines",
    [
        ["300 ## $a1 sound disc :$bdigital ;$c4 3/4 in."],
        ["300 ## $a1 audio disc :$bCD audio ;$c4 3/4 in."],
        ["300 ## $a2 CDs (98 min.)"],
        ["300 ## $a1 disque compact (65 min) :$bstéréo ;$c12 cm"],
        ["300 ## $a1 CD :$bDDD ;$c12 cm"],
        ["300 ## $a1 disco compacto"],
        ["300 ## $a1 CD-levy"],
        ["300 ## $a1 CD-äänilevy"],
        ["300 ## $a2CD (98 min.)"],
        ["300 ## $a1 Audio-CD"],
        ["300 ## $a1 CD-single"],
        ["300 ## $a1 компакт-диск"],
        ["300 ## $a1 sound disc", "500 ## $aCompact disc."],
        ["300 ## $a1 sound disc", "007 sd fsngnnmmned"],
        ["300 ## $a1 sound disc :$bdigital, stereo.", "008 too short"],
        ["347 ## $aaudio file$bCD audio$2rda"],
        ["300 ## $a1 audio disc", "349 ## $aCOMPACT DISC(S)"],
        ["300 ## $a1 sound disc :$banalog (digitally remastered)", "349 ## $aCOMPACT DISC"],
        ["500 ## $aProgram notes inserted in CD case."],
        ["300 ## $a1 sound disc", "852 8# $hCD 1234"],
    ],
)
def test_a_cd_is_known_by_size_code_or_word(lines):
    assert carrier_of(marc(*lines))[0] is Carrier.CD


@pytest.mark.parametrize(
    "lines",
    [
        ["300 ## $a1 sound disc :$banalog, 33 1/3 rpm, stereo. ;$c12 in."],
        ["300 ## $a1 sound disc :$b33⅓ rpm"],
        ["300 ## $a1 sound disc :$b45 rpm, mono"],
        ["300 ## $a1 sound disc ;$c12 in."],
        ["300 ## $a1 disque :$b33 t., stéréo ;$c30 cm"],
        ["300 ## $a1 Schallplatte ;$c30 cm"],
        ["300 ## $a1 disco sonoro :$b33 1/3 rpm, microsurco"],
        ["300 ## $a1 LP"],
        ["300 ## $a1 audio disc :$bvinyl"],
        ["300 ## $a1 sound disc", "007 sd bsmennmplud"],
        ["300 ## $a1 sound disc", "007 s  b"],
        ["300 ## $a2 sound discs :$bstereo.", "349 ## $aPHONO RECORD"],
        ["300 ## $a1 sound disc :$banalog (digitally remastered)"],
        ["300 ## $a1 sound disc :$b33 1/3 rpm", "530 ## $aIssued also as compact disc."],
        ["300 ## $a1 sound disc :$b33 1/3 rpm", "500 ## $aAlso available on CD."],
        ["300 ## $a1 sound disc :$b33 1/3 rpm", "949 ## $a3489 CD 45"],
        ["300 ## $a1 sound cassette :$banalog"],
        ["300 ## $a1 cassette audio"],
        ["300 ## $a1 Tonkassette"],
        ["300 ## $a1 sound disc", "338 ## $aaudiocassette$bss$2rdacarrier"],
        ["007 ssrlsnjlcmnnue"],
        ["007 stfsnnnnnnned"],
        ["300 ## $a1 online resource (12 audio files)"],
        ["300 ## $a6 sound files :$bdigital, MP3 files."],
        ["300 ## $a1 ressource en ligne"],
        ["338 ## $aonline resource$bcr$2rdacarrier"],
        [fixed(form="o")],
        ["245 00 $aSongs$h[electronic resource]"],
        ["856 40 $uhttp://example.org/stream"],
        ["300 ## $a1 videodisc (DVD) ;$c4 3/4 in."],
        ["300 ## $a1 audio disc :$bDVD audio ;$c4 3/4 in."],
        ["347 ## $aaudio file$bDVD audio", "300 ## $a1 audio disc :$bdigital ;$c4 3/4 in."],
        ["300 ## $a1 MiniDisc :$bdigital"],
        ["300 ## $a1 Playaway"],
    ],
)
def test_another_carrier_is_known_by_its_own_signs(lines):
    assert carrier_of(marc(*lines))[0] is Carrier.OTHER


@pytest.mark.parametrize(
    "lines",
    [
        [],
        ["300 ## $a1 sound disc"],
        ["300 ## $a1 audio disc", "338 ## $aaudio disc$bsd$2rdacarrier"],
        [fixed(dates="s1999    "), "300 ## $a2 audio discs (98 min.)"],
        ["500 ## $aAnalog recording.", "530 ## $aIssued also as cassette."],
        ["300 ## $a1 sound disc", "856 40 $uhttp://example.org/cover"],
        [fixed(dates="s1957    "), "300 ## $a1 sound disc"],
        ["264 #4 $c℗1959", "300 ## $a1 audio disc"],
    ],
)
def test_silence_is_neutral(lines):
    assert carrier_of(marc(*lines))[0] is Carrier.UNKNOWN


@pytest.mark.parametrize(
    "lines",
    [
        ["300 ## $a1 sound disc, 1 videodisc (DVD) :$bdigital ;$c4 3/4 in."],
        ["300 ## $a2 CDs, 1 DVD"],
        ["300 ## $a1 audio disc :$bdigital ;$c4 3/4 in. +$e1 DVD"],
        ["300 ## $a1 sound disc (33 1/3 rpm), 1 sound disc (digital)"],
        ["300 ## $a1 audio disc :$bdigital ;$c4 3/4 in.", "007 vd cvaizq", "007 sd fungnnmmned"],
        ["300 ## $a1 CD", fixed(form="o")],
    ],
)
def test_a_set_that_holds_a_cd_is_a_cd(lines):
    assert carrier_of(marc(*lines))[0] is Carrier.CD


def test_a_cd_described_together_with_its_copy_on_the_web_stays_open():
    carrier, reason = carrier_of(
        marc(
            "007 cr||na---||a|a",
            "245 00 $aAnthems$h[electronic resource]",
            "300 ## $a1 sound disc :$bdigital ;$c4 3/4 in.",
        )
    )

    assert carrier is Carrier.UNKNOWN
    assert "300" in reason
    assert "245 $h" in reason


@pytest.mark.parametrize(
    "lines",
    [
        ["300 ## $a1 online resource (1 sound file)"],
        ["245 10 $aSongs$h[electronic resource]", "300 ## $a1 sound disc :$bdigital"],
    ],
)
def test_a_file_that_kept_the_007_of_the_cd_stays_open(lines):
    carrier, reason = carrier_of(marc("007 sd fsngnnmmned", *lines))

    assert carrier is Carrier.UNKNOWN
    assert "online resource" in reason


def test_a_local_word_against_the_description_stays_open():
    record = marc("300 ## $a1 sound disc :$b33 1/3 rpm", "349 ## $aCOMPACT DISC(S)")

    assert carrier_of(record)[0] is Carrier.UNKNOWN


@pytest.mark.parametrize("kind", "acmkt")
def test_a_record_of_another_type_is_no_cd_and_says_so(kind):
    leader = CD_LEADER[:6] + kind + CD_LEADER[7:]
    carrier, reason = carrier_of(marc("300 ## $a1 CD", leader=leader))

    assert carrier is Carrier.OTHER
    assert reason.startswith(f"Leader/06 is {kind}")


@pytest.mark.parametrize("kind", "gop")
def test_a_film_or_kit_that_holds_a_cd_stays_open(kind):
    leader = CD_LEADER[:6] + kind + CD_LEADER[7:]

    assert carrier_of(marc("300 ## $a1 CD, 1 DVD", leader=leader))[0] is Carrier.UNKNOWN
    assert carrier_of(marc("300 ## $a1 videodisc +$e1 CD", leader=leader))[0] is Carrier.UNKNOWN
    assert carrier_of(marc("300 ## $a1 videodisc (DVD)", leader=leader))[0] is Carrier.OTHER


@pytest.mark.parametrize("kind", ["i", " ", "|"])
def test_spoken_word_and_an_unknown_type_may_be_a_cd(kind):
    leader = CD_LEADER[:6] + kind + CD_LEADER[7:]

    assert carrier_of(marc("300 ## $a1 CD", leader=leader))[0] is Carrier.CD


def test_the_reason_names_fields_and_quotes_them():
    _, reason = carrier_of(marc("300 ## $a1 sound cassette"))

    assert reason == "300 says cassette or tape: “1 sound cassette”."
