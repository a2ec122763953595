"""The shape of the answer when a model reads the photos of a disc.

Strict Structured Outputs: every key is there, what is not visible is null or an empty list
(facts: openai, section 4.3). `photo` is the number that the question gave the photo, from 1.
"""

from typing import Literal

from pydantic import BaseModel, ConfigDict

Sure = Literal["clear", "partly", "unsure"]
Kind = Literal["phonogram", "copyright", "recorded", "released", "original", "unknown"]


class _Part(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(_Part):
    text: str
    photo: int
    legibility: Sure
    romanized: str | None


class Contributor(_Part):
    name: Text
    role: str | None


class Number(_Part):
    text: str
    photo: int
    legibility: Sure
    label: str | None


class Barcode(_Part):
    digits: str
    photo: int
    legibility: Sure


class Year(_Part):
    year: int
    kind: Kind
    statement: str
    photo: int
    legibility: Sure


class Track(_Part):
    disc: int | None
    number: int | None
    title: Text
    responsibility: Text | None
    duration: str | None


class Face(_Part):
    part: Literal["disc", "case", "booklet"]
    title: Text | None
    name: Text | None
    numbers: list[Number]


class PhotosRead(_Part):
    faces: list[Face]
    title: Text | None
    subtitle: Text | None
    parallel_titles: list[Text]
    part_title: Text | None
    responsibility: Text | None
    name: Text | None
    contributors: list[Contributor]
    labels: list[Text]
    place: Text | None
    barcodes: list[Barcode]
    publisher_numbers: list[Number]
    years: list[Year]
    sung_languages: list[str]
    printed_languages: list[str]
    disc_count: int | None
    carrier_words: list[Text]
    tracks: list[Track]
    notes: list[Text]
    hidden: list[str]
    condition: str | None
