"""An `Entry` as a MARC 21 record, with the fields that real records of sound recordings have."""

from dataclasses import dataclass

from pymarc import Field, Indicators, Record, Subfield

from processing.sample.entries import Carrier, Entry, Rules

ENTERED = "200114"  # 008/00-05, the same for all so that the bytes never change
FIXED_007 = {
    Carrier.CD: "sd fsngnnmmned",
    Carrier.LP: "sd bsmennmpln|",
    Carrier.CASSETTE: "ss lsnjlcmpnc|",
}
MEDIA = {Carrier.CD: "audio disc", Carrier.LP: "audio disc", Carrier.CASSETTE: "audiocassette"}
MEDIA_CODE = {Carrier.CD: "sd", Carrier.LP: "sd", Carrier.CASSETTE: "ss"}
OLD_MEDIA = {Carrier.CD: "sound disc", Carrier.LP: "sound disc", Carrier.CASSETTE: "sound cassette"}
DETAILS = {
    Carrier.CD: ("digital", "4 3/4 in."),
    Carrier.LP: ("analog, 33 1/3 rpm, stereo", "12 in."),
    Carrier.CASSETTE: ("analog, stereo", "3 7/8 x 2 1/2 in., 1/8 in. tape"),
}
AGENCY = {"eng": "XYZ", "ger": "XYD", "fre": "XYF"}
EXTENT = {"ger": "Audio-CD", "fre": "disque audio"}
CLASSICAL_FORMS = ("sy", "ct")
FORMS = ("Excerpts",)
DISC_NOTE = {"eng": "Compact disc.", "ger": "CD.", "fre": "Disque compact."}


def field(tag: str, indicators: str, *parts: str) -> Field:
    """A data field; each part is its subfield code and its text in one string."""
    subfields = [Subfield(part[0], part[1:]) for part in parts if len(part) > 1]
    return Field(tag, Indicators(indicators[0], indicators[1]), subfields)


@dataclass(frozen=True, slots=True)
class Isbd:
    """Closing punctuation, which differs between fields but not between records."""

    entry: Entry

    def title(self) -> Field:
        """245 with $h under the older rules."""
        entry = self.entry
        general = "[sound recording]" if entry.rules is Rules.AACR2 else ""
        parts = [f"a{entry.title}"]
        if general:
            parts.append(f"h{general}")
        if entry.remainder:
            parts[-1] += " :"
            parts.append(f"b{entry.remainder}")
        if entry.statement:
            parts[-1] += " /"
            parts.append(f"c{entry.statement}")
        parts[-1] = _closed(parts[-1])
        return field("245", f"{1 if entry.name else 0}{self._skipped()}", *parts)

    def _skipped(self) -> int:
        articles = ("The ", "A ")
        return next((len(each) for each in articles if self.entry.title.startswith(each)), 0)

    def extent(self) -> Field:
        """300, with the words of the rules and the language of cataloging."""
        entry = self.entry
        words = OLD_MEDIA if entry.rules is Rules.AACR2 else MEDIA
        unit = EXTENT.get(entry.cataloged_in, words[entry.carrier])
        plural = "s" if entry.pieces > 1 else ""
        time = f" ({entry.minutes} min.)" if entry.minutes else ""
        details, size = DETAILS[entry.carrier]
        return field(
            "300", "  ", f"a{entry.pieces} {unit}{plural}{time} :", f"b{details} ;", f"c{size}"
        )

    def issue(self) -> list[Field]:
        """260 or 264 with the year of issue and the phonogram year."""
        entry = self.entry
        place, label = f"a{entry.place} :", f"b{entry.label},"
        if entry.rules is Rules.AACR2:
            mark = "p" if entry.phonogram else ""
            return [field("260", "  ", place, label, f"c{mark}{entry.year}.")]
        year = f"[{entry.year}]" if entry.phonogram else f"{entry.year}."
        fields = [field("264", " 1", place, label, f"c{year}")]
        if entry.phonogram:
            fields.append(field("264", " 4", f"c℗{entry.phonogram}"))
        return fields


def _fixed(entry: Entry) -> str:
    kind = "r" if entry.original else "s"
    if entry.rules is Rules.RDA and entry.phonogram and not entry.original:
        kind = "t"
    second = str(entry.original or (entry.phonogram if kind == "t" else "") or "    ")
    middle = f"{entry.form}nn{'':8}n  n "
    return f"{ENTERED}{kind}{entry.year}{second}{entry.country:3}{middle}{entry.language} d"


def _control(entry: Entry) -> list[Field]:
    return [
        Field("001", data=entry.number),
        Field("003", data="sample"),
        Field("005", data="20200114120000.0"),
        Field("007", data=FIXED_007[entry.carrier]),
        Field("008", data=_fixed(entry)),
    ]


def _numbers(entry: Entry) -> list[Field]:
    fields = []
    if entry.gtin:
        kind = "1 " if len(entry.gtin) == 12 else "3 "
        fields.append(field("024", kind, f"a{entry.gtin}"))
    fields += [field("028", "02", f"a{number}", f"b{entry.label}") for number in entry.numbers]
    if entry.oclc_number:
        fields.append(field("035", "  ", f"a(OCoLC){entry.oclc_number}"))
    agency = AGENCY[entry.cataloged_in]
    rules = "erda" if entry.rules is Rules.RDA else "e"
    fields.append(field("040", "  ", f"a{agency}", f"b{entry.cataloged_in}", rules, f"c{agency}"))
    if entry.language != "zxx":
        fields.append(field("041", "0 ", f"d{entry.language}"))
    return fields


def _description(entry: Entry) -> list[Field]:
    isbd = Isbd(entry)
    fields = []
    if entry.name:
        fields.append(_main_entry(entry))
    if entry.uniform:
        fields.append(field("240", "10", f"a{entry.uniform}"))
    fields.append(isbd.title())
    if entry.edition:
        fields.append(field("250", "  ", f"a{entry.edition}"))
    fields += [*isbd.issue(), isbd.extent()]
    if entry.rules is Rules.RDA:
        fields += [
            field("336", "  ", "aperformed music", "bprm", "2rdacontent"),
            field("337", "  ", "aaudio", "bs", "2rdamedia"),
            field("338", "  ", f"a{MEDIA[entry.carrier]}", f"b{MEDIA_CODE[entry.carrier]}", "2rdacarrier"),
        ]  # fmt: skip
    return fields


def _subject(text: str) -> Field:
    """650 from `Main--Place--1991-2000`: places as $z, periods as $y, kinds as $v."""
    main, *further = text.split("--")
    parts = [f"a{main}"]
    for each in further:
        parts.append(f"{'y' if each[0].isdigit() else 'v' if each in FORMS else 'z'}{each}")
    parts[-1] = _closed(parts[-1])
    return field("650", " 0", *parts)


def _closed(text: str) -> str:
    """With a full stop, unless the text ends in a mark that takes its place."""
    return text if text.endswith((".", "-", ")", "?", "!")) else f"{text}."


def _main_entry(entry: Entry) -> Field:
    """1xx, with the relation under RDA."""
    inverted = "1 " if "," in entry.name else "0 "
    indicators = "2 " if entry.kind == "110" else inverted
    if entry.rules is Rules.AACR2:
        return field(entry.kind, indicators, _closed(f"a{entry.name}"))
    relation = "composer" if entry.form in CLASSICAL_FORMS else "performer"
    return field(entry.kind, indicators, f"a{entry.name},", f"e{relation}.")


def _notes(entry: Entry) -> list[Field]:
    fields = [field("500", "  ", f"a{note}") for note in entry.notes]
    if entry.carrier is Carrier.CD:
        fields.append(field("500", "  ", f"a{DISC_NOTE[entry.cataloged_in]}"))
    for index, text in enumerate(entry.contents):
        fields.append(field("505", "0 " if index == 0 else "8 ", f"a{text}"))
    if entry.performers:
        fields.append(field("511", "0 ", f"a{entry.performers}"))
    if entry.recorded:
        fields.append(field("518", "  ", f"a{entry.recorded}"))
    fields += [_subject(subject) for subject in entry.subjects]
    for heading in entry.added:
        tag, _, name = heading.partition(" ")
        fields.append(field(tag, "2 " if tag == "710" else "1 ", _closed(f"a{name}")))
    return fields


def marc(entry: Entry) -> Record:
    """The record, in UTF-8; control number 001 is the entry's own number."""
    fields = [*_control(entry), *_numbers(entry), *_description(entry), *_notes(entry)]
    record = Record(fields=fields, force_utf8=True)
    description = "i" if entry.rules is Rules.RDA else "a"
    record.leader.record_status = "n"
    record.leader.type_of_record = "j"
    record.leader.bibliographic_level = "m"
    record.leader.coding_scheme = "a"
    record.leader.encoding_level = entry.level
    record.leader.cataloging_form = description
    return record
