"""What is sent to the model, to whom, and how long it is kept there: the text that is confirmed.

It stands on the page “What is sent” and, by value, on every word that a manager gives. Change
it with what the program does.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

from processing.clients.openai import OPENAI_URL

PHOTOS = (
    "The photos of each disc (front, back, disc, booklet and the others, never the separator "
    "slips), shrunk to at most 2,048 pixels; small print and barcodes may be sent once more as a "
    "part of the photo.\n"
    "Not sent: file names, the library’s item barcodes as numbers, and what the camera wrote into "
    "the file, such as the place.\n"
    "What can be seen on a photo is sent with it, a sticker or a note too, unless that part is "
    "covered: it is painted black before the photo is sent."
)
RECORDS = (
    "What was read from the disc: title and other titles, names, labels, UPCs and publisher "
    "numbers, years, number of discs, tracks, and what about them was not sure.\n"
    "The same of the possible records, with their numbers, statement of responsibility, edition, "
    "series, extent, notes, language of cataloging, the number of libraries that hold them, and "
    "whether this library holds them.\n"
    "Without this, records are chosen by rules only."
)
# Which of the words above name what `judging.payload` sends, by its keys: one that is new there
# has to be named here first.
ITEM_NAMED = {
    "title": "title",
    "subtitle": "title",
    "other_titles": "other titles",
    "name": "names",
    "other_names": "names",
    "labels": "labels",
    "upc": "UPCs",
    "damaged_upc": "UPCs",
    "numbers": "publisher numbers",
    "years": "years",
    "discs": "number of discs",
    "tracks": "tracks",
    "not_sure": "what about them was not sure",
}
RECORD_NAMED = {
    "number": "their numbers",
    "title": "title",
    "other_titles": "other titles",
    "name": "names",
    "other_names": "names",
    "responsibility": "statement of responsibility",
    "labels": "labels",
    "upc": "UPCs",
    "numbers": "publisher numbers",
    "years": "years",
    "extent": "extent",
    "discs": "number of discs",
    "edition": "edition",
    "series": "series",
    "notes": "notes",
    "cataloged_in": "language of cataloging",
    "holdings": "number of libraries that hold them",
    "held": "whether this library holds them",
    "tracks": "tracks",
}
_KEPT_BY_OPENAI = (
    "The program asks OpenAI not to store answers (“store: false”). By its own terms OpenAI may "
    "keep what is sent for up to 30 days to look for abuse, unless the library has another "
    "agreement with it. Files of batches are deleted at OpenAI after 30 days."
)
_KEPT_ELSEWHERE = "What that server keeps, and how long, is up to whoever runs it."


@dataclass(frozen=True, slots=True)
class Statement:
    """What a manager confirms for one recipient, in sentences."""

    recipient: str

    @property
    def to_openai(self) -> bool:
        return urlsplit(self.recipient).hostname == urlsplit(OPENAI_URL).hostname

    @property
    def whom(self) -> str:
        """For the middle of a sentence: “is sent to …”."""
        return "OpenAI" if self.to_openai else f"the server at {self.recipient}"

    @property
    def kept(self) -> str:
        return _KEPT_BY_OPENAI if self.to_openai else _KEPT_ELSEWHERE

    @property
    def text(self) -> str:
        """All of it, as it is kept with the word."""
        return "\n".join(
            (
                f"Photos: {PHOTOS}",
                f"Readings and record text: {RECORDS}",
                f"To whom: {self.whom} ({self.recipient}).",
                f"How long it is kept: {self.kept}",
            )
        )
