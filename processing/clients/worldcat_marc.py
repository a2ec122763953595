"""A full JSON record of WorldCat written back as the MARC fields that it was made from.

So the rules that read MARC read JSON too, and both agree. What the JSON does not carry (028, 007,
the 008, the division of 245 and 300) stays out or is told from the punctuation. Every field of
the JSON may be absent or of an odd type.
"""

from collections.abc import Iterator
from typing import Any

import pymarc

from processing.catalog.marc_fields import without_isbd
from processing.clients.worldcat_contents import contents
from processing.clients.worldcat_formats import record_type
from processing.clients.worldcat_notes import notes
from processing.clients.worldcat_shapes import items, oclc_number, part, text, texts
from processing.clients.worldcat_tags import PRIMARY, both_scripts, field, tagged

_STOPS = " ./"
# The type of a 024 as text → its first indicator; all others are numbers under bars or may be.
_STANDARD = {"isrc": "0", "upc": "1", "ismn": "2", "ean": "3", "article": "3", "sici": "4"}
_NO_TYPE = "8"
SEVERAL = " : "  # between two publishers of one statement
UNITS = ". "  # between a body and its part: New College (University of Oxford). Choir


def marc_of(data: Any) -> pymarc.Record:
    """The record; an unknown position of the leader is a fill character."""
    record = pymarc.Record()
    kind = record_type(text(part(data, "format", "generalFormat"))) or "|"
    leader = f"00000n{kind}m a2200000{_level(data)}a 4500"
    record.leader = pymarc.Leader(leader)
    record.fields.extend(_fields(data))
    return record


def _level(data: Any) -> str:
    """Leader/17. A blank, which means full, may have lost itself on the way; absent is not told."""
    level = part(data, "catalogingInfo", "levelOfCataloging")
    if not isinstance(level, str | int) or isinstance(level, bool):
        return "|"
    return str(level).strip()[:1].replace("#", " ") or " "


def _fields(data: Any) -> Iterator[pymarc.Field]:
    if number := oclc_number(part(data, "identifier", "oclcNumber")):
        yield pymarc.Field(tag="001", data=number)
        yield pymarc.Field(tag="003", data="OCoLC")
    yield from _standard_numbers(data)
    language = part(data, "language", "catalogingLanguage")
    yield from tagged(
        "040", "b", text(language or part(data, "catalogingInfo", "catalogingLanguage"))
    )
    for one in texts(part(data, "language", "itemLanguage")):
        yield from tagged("041", "a", one)
    yield from _names(data)
    yield from _main_title(data)
    yield from _other_titles(data)
    yield from tagged("250", "a", text(part(data, "edition", "statement")))
    yield from _publication(data)
    yield from _description(data)
    yield from notes(part(data, "note"), part(data, "description"))
    yield from contents(part(data, "description", "contents"))


def _standard_numbers(data: Any) -> Iterator[pymarc.Field]:
    for one in items(part(data, "identifier", "otherStandardIdentifiers")):
        kind = text(one.get("type")).casefold()
        mark = next((mark for word, mark in _STANDARD.items() if word in kind), _NO_TYPE)
        yield from tagged("024", "a", text(one.get("id")), marks=mark + " ")


def _names(data: Any) -> Iterator[pymarc.Field]:
    """Persons in direct order ("Virginia Woolf"), as the JSON has them in two parts."""
    for one in items(part(data, "contributor", "creators")):
        body = one.get("nonPersonName")
        tag = ("1" if one.get("isPrimary") is True else "7") + ("10" if text(body) else "00")
        if text(body):
            yield from both_scripts(tag, body, apart=UNITS)
        else:
            yield from both_scripts(tag, one.get("firstName"), one.get("secondName"))
        if work := text(part(one, "relatedItem", "relatedItemTitle")):
            yield from tagged("740", "a", work)


def _main_title(data: Any) -> Iterator[pymarc.Field]:
    """245; the JSON has the responsibility twice, in the title and by itself."""
    titles = items(part(data, "title", "mainTitles"))
    plain = texts(part(data, "title", "mainTitles"))
    stated = part(data, "contributor", "statementOfResponsibility")
    for place, shown in enumerate(titles or [{"text": one} for one in plain[:1]]):
        tag = "246" if place else "245"
        original, romanized = text(shown), text(shown.get("romanizedText"))
        if romanized:
            romanized_stated = text(part(stated, "romanizedText"))
            yield _title(tag, romanized, romanized_stated)
            yield _title("880", original, text(stated), link=tag)
        elif original:
            yield _title(tag, original, text(stated))


def _title(tag: str, whole: str, stated: str, link: str = "") -> pymarc.Field:
    title, responsibility = _parted(whole, stated)
    pairs = [("6", f"{link}-01")] if link else []
    head, sign, tail = title.partition(" : ")
    pairs += [("a", f"{head} :"), ("b", tail)] if sign else [("a", title)]
    return field(tag, pairs + ([("c", responsibility)] if responsibility else []), "10")


def _parted(whole: str, stated: str) -> tuple[str, str]:
    """Title and responsibility: where the one is known to end the text, or at the last slash."""
    end, known = whole.rstrip(_STOPS), stated.rstrip(_STOPS)
    if known and end.casefold().endswith(known.casefold()):
        # Records without ISBD punctuation have no slash between the two.
        before = end[: len(end) - len(known)].rstrip(" /")
        return (before, stated) if before else (whole, "")
    title, slash, rest = whole.rpartition(" / ")
    return (title, stated or rest) if slash else (whole, stated)


def _other_titles(data: Any) -> Iterator[pymarc.Field]:
    for one in texts(part(data, "title", "uniformTitles")):
        yield from tagged("240", "a", one)
    more = part(data, "title", "additionalTitles"), part(data, "contributor", "additionalCreators")
    for added in (*items(more[0]), *items(more[1])):
        for title in texts(added.get("titles")):
            yield from tagged("740", "a", title)
    for series in items(part(data, "title", "seriesTitles")):
        pairs = (("a", text(series.get("seriesTitle"))), ("v", text(series.get("volume"))))
        if found := [pair for pair in pairs if pair[1]]:
            yield field("490", found, "0 ")


def _publication(data: Any) -> Iterator[pymarc.Field]:
    """Labels, and dates such as "[2003], ©1990" as a 260 has them: each year by its own sign."""
    for publisher in items(part(data, "publishers")):
        name = publisher.get("publisherName")
        yield from both_scripts("264", name, code="b", marks=PRIMARY, apart=SEVERAL)
    date = part(data, "date")
    told = (part(date, "publicationDate"), part(date, "machineReadableDate"))
    shown = told if isinstance(date, dict) else (date,)
    for one in dict.fromkeys(found for value in shown for found in texts(value)):
        yield from tagged("260", "c", one)


def _description(data: Any) -> Iterator[pymarc.Field]:
    """300, what accompanies the discs apart: it is not counted as discs."""
    for one in texts(part(data, "description", "physicalDescription")):
        head, plus, rest = one.partition(" + ")
        pairs = [("a", head + plus.rstrip())] + ([("e", rest)] if rest else [])
        yield field("300", pairs)
    for one in texts(part(data, "description", "genres")):
        yield from tagged("655", "a", without_isbd(one))
