"""Step 1, read photos: the photos of a disc → the machine's reading."""

from typing import Any

from processing.catalog.codec import from_json, to_json
from processing.catalog.reading import Reading as MachineReading
from processing.models import Disc, KeptText, Photo, Reading, State
from processing.readers import local
from processing.readers.base import Barcode, PhotoInput
from processing.stages.base import CannotProcess, Done, Outcome, PipelineStage


class KeptTexts:
    """What was read on a photo before, by photo hash and reader version (`readers.base.Kept`)."""

    def get(self, sha256: str, version: str) -> Any | None:
        kept = KeptText.objects.filter(sha256=sha256, version=version)
        return kept.values_list("data", flat=True).first()

    def put(self, sha256: str, version: str, data: Any) -> None:
        KeptText.objects.update_or_create(sha256=sha256, version=version, defaults={"data": data})


def _input(photo: Photo) -> PhotoInput:
    def image() -> bytes:
        with photo.working.open("rb") as file:
            content: bytes = file.read()
        return content

    return PhotoInput(
        id=photo.pk,
        sha256=photo.sha256,
        role=photo.role,
        image=image,
        barcodes=from_json(tuple[Barcode, ...], photo.barcodes),
    )


def run(disc: Disc) -> Outcome:
    photos = list(disc.photos.filter(state=State.DONE).order_by("role", "name", "page"))
    if not photos:
        raise CannotProcess(_why_no_photo(disc))
    return Done(local.read([_input(photo) for photo in photos], KeptTexts()))


def _why_no_photo(disc: Disc) -> str:
    failed = disc.photos.filter(state=State.FAILED).first()
    if failed:
        return (
            f"No photo of this disc can be read. {failed.name}: {failed.error} Photograph it again."
        )
    return "This disc has no photo. Add one, then retry."


def save(disc: Disc, revision: int, result: MachineReading) -> None:
    Reading.objects.update_or_create(
        disc=disc,
        revision=revision,
        defaults={"reader": "local", "machine_data": to_json(result), "cleaned_data": None},
    )


STAGE = PipelineStage("extract", run, save, needs_cpu=lambda snapshot: True)
