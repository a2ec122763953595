"""Step 1.5, tidy: the machine's reading and the corrections over it → the cleaned reading."""

from processing.catalog.clean import clean
from processing.catalog.codec import to_json
from processing.catalog.reading import CleanReading
from processing.models import Correction, Disc, Reading
from processing.stages.base import Done, Outcome, PipelineStage


def run(disc: Disc) -> Outcome:
    reading = disc.readings.get(revision=disc.revision)
    corrections = Correction.objects.filter(disc=disc).laid_over()
    return Done(clean(reading.machine, corrections, item_barcode=disc.item_barcode))


def save(disc: Disc, revision: int, result: CleanReading) -> None:
    Reading.objects.filter(disc=disc, revision=revision).update(cleaned_data=to_json(result))


STAGE = PipelineStage("clean", run, save)
