"""Files of MARC records: both formats, both character sets, and what is broken in them."""

import io
import logging

import pymarc
import pytest

from processing.catalog.marc_reader import BadRecord, RefusedFile, read_records
from processing.catalog.marc_writer import to_marcxml
from tests.catalog.marc_builder import marc

END = b"\x1d"


def title(number: int) -> str:
    return f"Waiata {number} : ngā reo"


def record(number: int) -> pymarc.Record:
    return marc(f"001 id{number}", f"245 10 $a{title(number)}", "505 0# $aOne -- Two")


def iso(number: int) -> bytes:
    return record(number).as_marc()


def xml(*records: str, root: str = "collection") -> bytes:
    name = root.partition(" ")[0]
    declared = '<?xml version="1.0" encoding="UTF-8"?>'
    return f"{declared}<{root}>{''.join(records)}</{name}>".encode()


def seen(data: bytes) -> list[str]:
    """What a file gives, in order: the 001 of good records, "bad" for the others."""
    found = []
    for position, item in read_records(io.BytesIO(data)):
        assert position == len(found) + 1
        found.append("bad" if isinstance(item, BadRecord) else item["001"].data)
    return found


THREE = [to_marcxml(record(number)) for number in (1, 2, 3)]
OAI = [f"<record><header/><metadata>{text}</metadata></record>" for text in THREE]


@pytest.mark.parametrize(
    "data",
    [
        iso(1) + iso(2) + iso(3),
        b"\xef\xbb\xbf" + iso(1) + b"\r\n" + iso(2) + b"\n" + iso(3) + b"\n\x1a",
        (iso(1) + iso(2) + iso(3)).rstrip(END),
        iso(1).rstrip(END) + iso(2) + iso(3),
        iso(1) + b"00011" + iso(2)[5:] + iso(3),
        xml(*THREE),
        b"\n " + xml(*THREE),
        b"\xef\xbb\xbf" + xml(*THREE),
        xml(*THREE).decode().replace("UTF-8", "UTF-16").encode("utf-16"),
        xml(*OAI, '<record><header status="deleted"/></record>', root="OAI-PMH"),
        xml(*(text.replace("<", "<m:").replace("<m:/", "</m:") for text in THREE), root="m:c"),
    ],
    ids=range(11),
)
def test_a_good_or_slightly_damaged_file_gives_all_its_records(data):
    assert seen(data) == ["id1", "id2", "id3"]


@pytest.mark.parametrize(
    "data",
    [
        iso(1) + iso(2)[:40] + b"XX?" + iso(2)[43:] + iso(3),
        iso(1) + b"some garbage between" + END + iso(3),
        iso(1) + iso(2)[:24] + END + iso(3),
        xml(THREE[0], THREE[1].replace("Waiata", "Waiata & haka"), THREE[2]),
        xml(THREE[0], THREE[1].replace("Waiata", "&nbsp;"), THREE[2]),
        xml(THREE[0], THREE[1].replace("</datafield>", "", 1), THREE[2]),
        xml(THREE[0], THREE[1].replace("Waiata", "\x0b"), THREE[2]),
        xml(OAI[0], OAI[1].replace("Waiata", "<<"), OAI[2], root="OAI-PMH"),
    ],
    ids=range(8),
)
def test_a_bad_record_does_not_stop_the_next(data):
    assert seen(data) == ["id1", "bad", "id3"]


def test_a_file_that_ends_too_early_says_so():
    *_, (_, bad) = read_records(io.BytesIO(iso(1) + iso(2)[:100]))

    assert isinstance(bad, BadRecord)
    assert bad.reason.startswith("Record 2 cannot be read: cut off after ")
    assert seen(xml(*THREE)[:-200]) == ["id1", "id2", "bad"]


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "empty"),
        (b"   \n", "empty"),
        (b"Dear cataloger, here are the records.", "no MARC records"),
        (b"=LDR  00000njm a2200000 i 4500\n=001  1\n", ".mrk"),
        (b"PK\x03\x04", "ZIP"),
        (b"\x1f\x8b\x08", "gzip"),
        (b"<html><body/></html>", "no MARC records"),
        (b'<!DOCTYPE c [<!ENTITY a "aa">]><c>&a;</c>', "DOCTYPE"),
        (b'<?xml version="1.0"?><!DOCTYPE c SYSTEM "file:///etc/passwd"><c/>', "DOCTYPE"),
    ],
)
def test_what_is_no_marc_file_is_refused_in_words(data, word):
    with pytest.raises(RefusedFile, match=word):
        list(read_records(io.BytesIO(data)))


def test_an_entity_bomb_is_refused_before_it_grows():
    levels = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    bomb = f'<!DOCTYPE c [<!ENTITY e0 "ha">{levels}]><c>&e11;</c>'

    with pytest.raises(RefusedFile):
        list(read_records(io.BytesIO(bomb.encode())))


def marc_8(content: bytes, leader_9: bytes = b" ") -> str:
    """The 245 $a of a record with these bytes in it."""
    field = b"10\x1fa" + content + b"\x1e"
    directory = b"245" + f"{len(field):04}00000".encode() + b"\x1e"
    base = 24 + len(directory)
    size = base + len(field) + 1
    leader = f"{size:05}njm ".encode() + leader_9 + f"22{base:05} a 4500".encode()
    ((_, found),) = read_records(io.BytesIO(leader + directory + field + END))
    assert isinstance(found, pymarc.Record)
    return found["245"]["a"]


@pytest.mark.parametrize(
    ("content", "leader_9", "expected"),
    [
        (b"R\xe2egine", b" ", "Régine"),
        ("Régine".encode(), b"a", "Régine"),
        ("Régine".encode(), b" ", "Régine"),
        (b"R\xe9gine", b"a", "Régine"),
        (b"Plain", b" ", "Plain"),
        (b"\x1b(NfITR\x1b(B", b" ", "Фитр"),
        (b"\x1b$1!0", b" ", ""),
    ],
)
def test_the_character_set_is_found_record_by_record(content, leader_9, expected):
    assert marc_8(content, leader_9) == expected


def test_offsets_counted_in_characters_are_put_right():
    good = iso(1)
    field_end = good.index(b"\x1e")
    entry = good.index(b"505", 24)
    wrong = f"{int(good[entry + 7 : entry + 12]) - 1:05}".encode()
    bad = good[: entry + 7] + wrong + good[entry + 12 :]

    ((_, found),) = read_records(io.BytesIO(bad))

    assert entry < field_end
    assert isinstance(found, pymarc.Record)
    assert found["245"]["a"] == title(1)
    assert found["505"]["a"] == "One -- Two"


def test_reading_is_quiet(capfd, caplog):
    with caplog.at_level(logging.DEBUG):
        marc_8(b"\xff\xfe \x1b$1!0 \xe2", b" ")
        list(read_records(io.BytesIO(iso(1).replace(b"10\x1fa", b"\x1fa"))))

    assert capfd.readouterr() == ("", "")
    assert not caplog.records


class Endless(io.BytesIO):
    """A stream that gives the same bytes again and again and counts what was taken."""

    def __init__(self, block: bytes) -> None:
        super().__init__()
        self.block, self.taken = block, 0

    def read(self, size: int | None = -1) -> bytes:
        self.taken += len(self.block)
        return self.block


@pytest.mark.parametrize(("start", "block"), [(b"", iso(1)), (b"<c>", THREE[0].encode())])
def test_records_come_out_while_the_file_is_read(start, block):
    stream = Endless(start + block)
    first = next(read_records(stream))

    assert first[0] == 1
    assert stream.taken < 10 * len(block)


def test_a_record_without_leader_or_with_bad_tags_is_still_read():
    text = (
        "<record><datafield tag='2 5'/><controlfield tag='001'>id1</controlfield>"
        "<datafield><subfield code='a'>x</subfield></datafield>"
        "<datafield tag='245' ind1='' ind2='1'><subfield code='a'>Songs</subfield></datafield></record>"
    )
    ((_, found),) = read_records(io.BytesIO(xml(text)))

    assert isinstance(found, pymarc.Record)
    assert [field.tag for field in found.fields] == ["001", "245"]
