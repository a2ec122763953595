"""What will happen when an upload is started, and what is missing for it, in words."""

from dataclasses import dataclass

from django.db.models import Count, Q

from processing import optional
from processing.models import Source, Upload
from processing.presentation import words

NO_CATALOGUE = (
    "There is no catalogue to search: no MARC file has been imported. Discs will be read, but "
    "every one will end in “Needs review” without a record. Whoever looks after the program can "
    "run “manage.py import_marc FILE”."
)
ONLY_IMPORTED = (
    "Only the imported catalogue is searched, not WorldCat. A disc that is not in it will end in "
    "“Needs review”."
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
    rows = Source.objects.filter(of_upload)
    return list(rows.annotate(n=Count("records")).order_by("name").values_list("name", "n"))


def plan(upload: Upload) -> Plan:
    """What is done with the discs of this upload, or would be done if it were started."""
    named = [f"{name} ({words.count(number, 'record')})" for name, number in _sources(upload)]
    warnings = []
    if not named:
        warnings.append(NO_CATALOGUE)
    elif not upload.is_sample:
        warnings.append(ONLY_IMPORTED)
    if not optional.available("rapidocr"):
        warnings.append(NO_OCR)
    return Plan(
        reader="on this machine (barcodes and printed text)",
        catalogue=words.listed(named),
        warnings=tuple(warnings),
    )
