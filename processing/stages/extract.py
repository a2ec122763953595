"""Step 1, read photos: the photos of a disc → the machine's reading, here or by a vision model."""

import hashlib
import io
from dataclasses import dataclass, replace
from typing import Any

from processing.catalog.codec import from_json, to_json
from processing.catalog.reading import Reading as MachineReading
from processing.imaging import for_model
from processing.models import Disc, KeptText, Photo, Reading, Stage, State
from processing.questions import SERVICE, answered, ask
from processing.readers import codes, local
from processing.readers import openai as by_model
from processing.readers.base import Barcode, PhotoInput
from processing.readers.openai.shape import PhotosRead
from processing.stages.base import CannotProcess, Done, Outcome, PipelineStage, Snapshot

LOST = "The file of “{}” is missing from the storage. Add the photo again, then retry."


@dataclass(frozen=True, slots=True)
class Extracted:
    """What was read, and by whom: "local", or the name of a model."""

    reading: MachineReading
    reader: str


class KeptTexts:
    """What was read on a photo before, by photo hash and reader version (`readers.base.Kept`)."""

    def get(self, sha256: str, version: str) -> Any | None:
        kept = KeptText.objects.filter(sha256=sha256, version=version)
        return kept.values_list("data", flat=True).first()

    def put(self, sha256: str, version: str, data: Any) -> None:
        KeptText.objects.update_or_create(sha256=sha256, version=version, defaults={"data": data})


def _input(photo: Photo) -> PhotoInput:
    def image() -> bytes:
        try:
            with photo.working.open("rb") as file:
                content: bytes = file.read()
        except FileNotFoundError as error:
            raise CannotProcess(LOST.format(photo.name)) from error
        return content

    return PhotoInput(
        id=photo.pk,
        sha256=photo.sha256,
        role=photo.role,
        image=image,
        barcodes=from_json(tuple[Barcode, ...], photo.barcodes),
        size=(photo.width, photo.height),
        covers=tuple(sorted(cover.box for cover in photo.covers.all())),
    )


def _covered(photo: PhotoInput) -> PhotoInput:
    """The photo as this machine reads it: what is covered is not read, since text may be sent on.

    It counts as another photo, so that a text that was kept before is not used.
    """
    if not photo.covers:
        return photo
    marks = f"{photo.sha256} {photo.covers}"

    def image() -> bytes:
        return for_model.whole(io.BytesIO(photo.image()), photo.size, photo.covers)

    return replace(photo, sha256=hashlib.sha256(marks.encode()).hexdigest(), image=image)


def run(disc: Disc) -> Outcome:
    rows = disc.photos.filter(state=State.DONE).exclude(role=Photo.Role.SLIP)
    photos = [
        _input(photo) for photo in rows.order_by("role", "name", "page").prefetch_related("covers")
    ]
    if not photos:
        raise CannotProcess(_why_no_photo(disc))
    if _by_model(disc.upload.snapshot):
        return Done(_read_by_model(disc, photos))
    return Done(Extracted(local.read([_covered(photo) for photo in photos], KeptTexts()), "local"))


def _read_by_model(disc: Disc, photos: list[PhotoInput]) -> Extracted:
    own = disc.runs.select_related("call", "disc").get(stage=Stage.EXTRACT)
    found = codes.by_photo(photos)
    told = answered(own, PhotosRead)
    if told is None:
        model = disc.upload.snapshot["vision_model"]
        effort = disc.upload.snapshot.get("effort", "")
        told = ask(by_model.question(photos, found, model=model, effort=effort), own)
    # The answer may have been given about the same photos of another disc: ours are meant.
    ours = {photo.sha256: photo.id for photo in photos}
    shown = [ours.get(image.sha256) for image in told.images]
    reading = by_model.compose(told.value, shown, found)
    return Extracted(by_model.with_remarks(reading, len(photos)), told.call.model)


def _by_model(snapshot: Snapshot) -> bool:
    return snapshot.get("reader") == "openai"


def _why_no_photo(disc: Disc) -> str:
    failed = disc.photos.filter(state=State.FAILED).first()
    if failed:
        return (
            f"No photo of this disc can be read. {failed.name}: {failed.error} Photograph it again."
        )
    return "This disc has no photo. Add one, then retry."


def save(disc: Disc, revision: int, result: Extracted) -> None:
    Reading.objects.update_or_create(
        disc=disc,
        revision=revision,
        defaults={
            "reader": result.reader,
            "machine_data": to_json(result.reading),
            "cleaned_data": None,
        },
    )


STAGE = PipelineStage(
    "extract",
    run,
    save,
    needs_cpu=lambda snapshot: not _by_model(snapshot),
    service=lambda snapshot: SERVICE if _by_model(snapshot) else "",
)
