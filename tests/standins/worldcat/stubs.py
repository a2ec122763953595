"""Small MARC records made of a few words, for tests and for a haystack."""

from collections.abc import Sequence
from dataclasses import dataclass

from pymarc import Field, Indicators, Record, Subfield

LEADER = "00000njm a2200000{level}i 4500"
FIXED_007 = {
    "CD": "sd fsngnnmmned",
    "DVD": "sd zsngnnmmned",
    "LP": "sd bsmennmpln|",
    "Cassette": "ss lsnjlcmpnc|",
}
EXTENT = {
    "CD": ("1 audio disc :", "digital ;", "4 3/4 in."),
    "DVD": ("1 audio disc (DVD audio) :", "digital ;", "4 3/4 in."),
    "LP": ("1 audio disc :", "analog, 33 1/3 rpm ;", "12 in."),
    "Cassette": ("1 audiocassette :", "analog ;", "3 7/8 x 2 1/2 in."),
    "Digital": ("1 online resource (1 audio file) :", "digital", ""),
}
CARRIER = {
    "CD": "audio disc",
    "DVD": "audio disc",
    "LP": "audio disc",
    "Cassette": "audiocassette",
}


@dataclass(frozen=True, slots=True)
class Stub:
    """What a small record says; a creator with a comma is a person, else a group.

    `carrier` is CD, DVD, LP, Cassette or Digital. `tracks` become a contents note. `level` is
    Leader/17, `cataloged_in` the language of cataloging.
    """

    oclc: str
    title: str
    creator: str = ""
    upc: str = ""
    year: int | None = None
    tracks: Sequence[str] = ()
    label: str | None = None
    publisher_numbers: Sequence[str] = ()
    carrier: str = "CD"
    language: str = "eng"
    cataloged_in: str = "eng"
    level: str = " "


def _field(tag: str, indicators: str, *parts: str) -> Field:
    """Each part is a subfield's code and its text in one string; empty ones are left out."""
    subfields = [Subfield(part[0], part[1:]) for part in parts if len(part) > 1]
    return Field(tag, Indicators(indicators[0], indicators[1]), subfields)


def marc(stub: Stub) -> Record:
    fields = [*_control(stub), *_numbers(stub), *_description(stub), *_notes(stub)]
    return Record(fields=fields, leader=LEADER.format(level=stub.level), force_utf8=True)


def _control(stub: Stub) -> list[Field]:
    date = f"s{stub.year or '    '}    "
    online = "o" if stub.carrier == "Digital" else " "
    fields = [Field("001", data=stub.oclc), Field("003", data="OCoLC")] if stub.oclc else []
    if fixed := FIXED_007.get(stub.carrier):
        fields.append(Field("007", data=fixed))
    middle = f"xx nn{'':2}{online}{'':5}n  n "
    fields.append(Field("008", data=f"200114{date}{middle:20}{stub.language:3} d"))
    return fields


def _numbers(stub: Stub) -> list[Field]:
    kind = {12: "1 ", 13: "3 "}.get(len(stub.upc), "8 ")
    fields = [_field("024", kind, f"a{stub.upc}")] if stub.upc else []
    label = f"b{stub.label or ''}"
    fields += [_field("028", "02", f"a{number}", label) for number in stub.publisher_numbers]
    return [*fields, _field("040", "  ", "aXYZ", f"b{stub.cataloged_in}", "erda", "cXYZ")]


def _description(stub: Stub) -> list[Field]:
    fields = []
    if "," in stub.creator:
        fields.append(_field("100", "1 ", f"a{stub.creator},", "eperformer."))
    elif stub.creator:
        fields.append(_field("110", "2 ", f"a{stub.creator},", "eperformer."))
    statement = f"c{stub.creator}." if stub.creator and "," not in stub.creator else ""
    fields.append(_field("245", "10", f"a{stub.title}{' /' if statement else ''}", statement))
    label = stub.label or "[publisher not identified]"
    year = f"c[{stub.year}]" if stub.year else ""
    fields.append(
        _field("264", " 1", "a[Place of publication not identified] :", f"b{label},", year)
    )
    extent, details, size = EXTENT[stub.carrier]
    fields.append(_field("300", "  ", f"a{extent}", f"b{details}", f"c{size}"))
    carrier = CARRIER.get(stub.carrier, "online resource")
    code = {"audio disc": "bsd", "audiocassette": "bss"}.get(carrier, "bcr")
    fields.append(_field("338", "  ", f"a{carrier}", code, "2rdacarrier"))
    return fields


def _notes(stub: Stub) -> list[Field]:
    if not stub.tracks:
        return []
    return [_field("505", "0 ", f"a{' -- '.join(stub.tracks)}.")]
