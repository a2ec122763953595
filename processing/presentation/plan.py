"""What will happen when an upload is started, and what is missing for it, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q

from processing import ledger
from processing.models import Source, Upload
from processing.presentation import words
from processing.presentation.sending import waits_for_word
from processing.questions.allowed import recipient
from processing.questions.statement import Statement
from processing.readers import ocr

NO_CATALOGUE = (
    "There is no catalogue to search: no MARC file has been imported. Discs will be read, but "
    "every one will end in “Needs review” without a record. Whoever looks after the program can "
    "run “manage.py import_marc FILE”."
)
ONLY_IMPORTED = (
    "Only the imported catalogue is searched, not WorldCat. Discs that the library does not own "
    "will not be found; they end in “Needs review”."
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

    `warnings` say what is missing, `limits` what the reader cannot do. `unsaid`: discs wait until
    a manager has confirmed what is sent to OpenAI.
    """

    reader: str
    catalogue: str
    warnings: tuple[str, ...]
    limits: str
    unsaid: bool = False


def _sources(upload: Upload) -> list[tuple[str, int]]:
    """The imported sources that this upload is searched in, with their number of records."""
    of_upload = Q(upload=upload) if upload.is_sample else Q(upload=None)
    rows = Source.objects.filter(of_upload)
    return list(rows.annotate(n=Count("records")).order_by("name").values_list("name", "n"))


def plan(upload: Upload) -> Plan:
    """What is done with the discs of this upload, or would be done if it were started."""
    named = [f"{name} ({words.count(number, 'record')})" for name, number in _sources(upload)]
    warnings = []
    if not named:
        warnings.append(NO_CATALOGUE)
    else:
        warnings.append(OF_SAMPLE if upload.is_sample else ONLY_IMPORTED)
    reader, limits = _reader(upload.snapshot if upload.started_at else ledger.snapshot())
    if reader == ONLY_BARCODES:
        warnings.append(NO_OCR)
    return Plan(
        reader=reader,
        catalogue=words.listed(named),
        warnings=tuple(warnings),
        limits=limits,
        unsaid=waits_for_word(upload),
    )


def _reader(snapshot: Mapping[str, Any]) -> tuple[str, str]:
    """Who reads the photos, and what that reader cannot do."""
    if snapshot.get("reader") == "openai":
        return f"by {Statement(recipient()).whom} ({snapshot['vision_model']})", ""
    return (WITH_TEXT, SCRIPTS) if ocr.available() else (ONLY_BARCODES, "")
