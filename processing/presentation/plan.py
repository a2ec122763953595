"""What will happen when an upload is started, and what is missing for it, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Count, Q

from processing import optional
from processing.models import Source, Upload
from processing.presentation import words

NO_CATALOGUE = (
    "There is no catalogue to search: no WorldCat keys are set and no MARC file has been "
    "imported. Discs will be read, but every one will end in “Needs review” without a record. "
    "Whoever looks after the program can set OCLC_CLIENT_ID and OCLC_SECRET, or run "
    "“manage.py import_marc FILE”."
)
NO_KEYS = "No WorldCat keys are set, so only"
CHOSEN = "By the setting CATALOG only"
ONLY_IMPORTED = (
    "{why} the imported catalogue is searched. A disc that is not in it will end in “Needs review”."
)
NO_OCR = (
    "The OCR packages are not installed: only barcodes will be read, no titles and no tracks. "
    "Whoever looks after the program can install requirements-ocr.txt."
)


@dataclass(frozen=True, slots=True)
class Plan:
    """How discs are read and where records are looked for; `warnings` say what is missing."""

    reader: str
    catalogue: str
    warnings: tuple[str, ...]


def _sources(upload: Upload) -> list[tuple[str, int]]:
    """The imported sources that this upload is searched in, with their number of records."""
    of_upload = Q(upload=upload) if upload.is_sample else Q(upload=None)
    rows = Source.objects.filter(of_upload).exclude(name__iexact="worldcat")
    return list(rows.annotate(n=Count("records")).order_by("name").values_list("name", "n"))


def plan(upload: Upload, snapshot: Mapping[str, Any]) -> Plan:
    """`snapshot` holds the settings that the upload runs with, or would run with if started."""
    by_model = snapshot.get("reader") == "openai"
    worldcat = "worldcat" in snapshot.get("catalog", "") and not upload.is_sample
    sources = _sources(upload)
    named = [f"{name} ({words.count(number, 'record')})" for name, number in sources]
    warnings = []
    if not worldcat and not sources:
        warnings.append(NO_CATALOGUE)
    elif not worldcat and not upload.is_sample:
        warnings.append(ONLY_IMPORTED.format(why=CHOSEN if settings.OCLC_CLIENT_ID else NO_KEYS))
    if not by_model and not optional.available("rapidocr"):
        warnings.append(NO_OCR)
    return Plan(
        reader="by OpenAI's model" if by_model else "on this machine (barcodes and OCR)",
        catalogue=words.listed((["WorldCat"] if worldcat else []) + named),
        warnings=tuple(warnings),
    )
