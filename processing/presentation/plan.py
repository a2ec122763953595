"""What will happen when an upload is started, and what is missing for it, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count

from processing import ledger
from processing.clients.worldcat import Api
from processing.models import Upload
from processing.presentation import words, worldcat
from processing.presentation.sending import waits_for_word
from processing.questions.allowed import recipient
from processing.questions.statement import Statement
from processing.readers import ocr
from processing.sources.asked import Asked, asked

NO_CATALOGUE = (
    "There is no catalogue to search: no MARC file has been imported. Discs will be read, but "
    "every one will end in “Needs review” without a record. Whoever looks after the program can "
    "run “manage.py import_marc FILE”."
)
ONLY_IMPORTED = (
    "Only the imported catalogue is searched, not WorldCat. Discs that the library does not own "
    "will not be found; they end in “Needs review”."
)
NO_KEY = (
    "WorldCat is to be searched, but its key is not set any more. Whoever looks after the program "
    "can set OCLC_CLIENT_ID and OCLC_SECRET."
)
OF_SAMPLE = "The sample is searched only in the records that came with it, not in WorldCat."
# The alphabet of the recognition model (18,708 signs): Latin with all accents of Europe and
# Chinese characters; it drops half of the Greek letters and has no sign of the other scripts.
SCRIPTS = (
    "The reader on this machine knows Latin letters with their accents and Chinese characters. It "
    "cannot read Cyrillic, Greek, Hebrew, Arabic or Korean print: of such discs only the barcode "
    "and what is printed in Latin letters is read."
)
NO_OCR = (
    "The OCR packages are not installed: only barcodes will be read, no titles and no tracks. "
    "Whoever looks after the program can install requirements-ocr.txt."
)
WITH_TEXT = "on this machine (barcodes and printed text)"
ONLY_BARCODES = "on this machine (barcodes only)"


@dataclass(frozen=True, slots=True)
class Plan:
    """How discs are read and where records are looked for.

    `warnings` say what is missing, `limits` what the reader cannot do, `waits` what is waited for.
    `unsaid`: discs wait until a manager has confirmed what is sent to OpenAI.
    """

    reader: str
    catalogue: str
    warnings: tuple[str, ...]
    limits: str
    waits: tuple[str, ...] = ()
    unsaid: bool = False


def plan(upload: Upload) -> Plan:
    """What is done with the discs of this upload, or would be done if it were started."""
    sources = asked(upload)
    api = worldcat.interface() if sources.worldcat else None
    imported = _imported(sources)
    named = [worldcat.name(api), *imported] if sources.worldcat else imported
    warnings = _missing(upload, sources, api) if named else [NO_CATALOGUE]
    reader, limits = _reader(upload.snapshot if upload.started_at else ledger.snapshot())
    if reader == ONLY_BARCODES:
        warnings.append(NO_OCR)
    return Plan(
        reader=reader,
        catalogue=words.listed(named),
        warnings=tuple(warnings),
        limits=limits,
        waits=_waits(upload) if sources.worldcat else (),
        unsaid=waits_for_word(upload),
    )


def _imported(sources: Asked) -> list[str]:
    """The imported files that are searched, with their number of records."""
    rows = sources.local.annotate(n=Count("records")).order_by("name")
    return [
        f"{'your own catalogue ' if own else ''}{name} ({words.count(number, 'record')})"
        for name, own, number in rows.values_list("name", "own", "n")
    ]


def _missing(upload: Upload, sources: Asked, api: Api | None) -> list[str]:
    """What is not searched, or not seen, although there is something to search."""
    if upload.is_sample:
        return [OF_SAMPLE]
    if not sources.worldcat:
        return [ONLY_IMPORTED]
    if not settings.OCLC_CLIENT_ID:
        return [NO_KEY]
    return [worldcat.NO_NUMBERS] if api is Api.SEARCH else []


def _waits(upload: Upload) -> tuple[str, ...]:
    """What WorldCat makes discs wait for. While they are worked, their progress says the first."""
    told = (worldcat.running_out(), "" if upload.started_at else worldcat.waiting())
    return tuple(filter(None, told))


def _reader(snapshot: Mapping[str, Any]) -> tuple[str, str]:
    """Who reads the photos, and what that reader cannot do."""
    if snapshot.get("reader") == "openai":
        return f"by {Statement(recipient()).whom} ({snapshot['vision_model']})", ""
    return (WITH_TEXT, SCRIPTS) if ocr.available() else (ONLY_BARCODES, "")
