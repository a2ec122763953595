"""The sample's twelve discs with real results: what the rows of the large database are copied from.

Their readings are made from what is known of them, so no photo is read; tidying, searching,
comparing and checking are the program's own.
"""

import tempfile
from pathlib import Path

from processing.catalog.reading import (
    BarcodeRead,
    Reading,
    TrackRead,
    Value,
    YearKind,
    YearRead,
)
from processing.models import Disc, Upload
from processing.sample.discs import DISCS
from processing.sample.facts import SampleDisc
from processing.sample.records import catalogue
from processing.sources.importing import import_file
from processing.stages import BY_NAME
from processing.stages.base import Done, PipelineStage
from processing.stages.extract import Extracted

SOURCE = "Union catalogue"


def patterns() -> list[Disc]:
    """The discs, each through every stage once."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "catalogue.mrc")
        path.write_bytes(b"".join(record.as_marc() for record in catalogue()))
        import_file(path, source=SOURCE, own=False, replace=False)
    upload = Upload.objects.create(name="What the rows are copied from")
    return [_worked(upload, position, sample) for position, sample in enumerate(DISCS, start=1)]


def _worked(upload: Upload, position: int, sample: SampleDisc) -> Disc:
    disc = Disc.objects.create(upload=upload, position=position, item_barcode=sample.item_barcode)
    stages = list(BY_NAME.values())
    stages[0].save(disc, disc.revision, Extracted(_read(sample), "local"))
    for stage in stages[1:]:
        _run(stage, disc)
    disc.refresh_from_db()
    return disc


def _run(stage: PipelineStage, disc: Disc) -> None:
    outcome = stage.run(disc)
    if not isinstance(outcome, Done):
        raise TypeError(f"{stage.name} did not end at once")
    stage.save(disc, disc.revision, outcome.result)


def _read(sample: SampleDisc) -> Reading:
    """What a reader that makes no mistake sees."""
    years = {YearKind.PHONOGRAM: sample.phonogram, YearKind.COPYRIGHT: sample.copyright}
    return Reading(
        title=_value(sample.title),
        name=_value(sample.names[0]),
        labels=(_value(sample.label),),
        barcodes=(BarcodeRead(decoded=sample.gtin, printed=sample.gtin),),
        publisher_numbers=tuple(map(_value, sample.publisher_numbers)),
        years=tuple(
            YearRead(year, kind, _value(str(year))) for kind, each in years.items() for year in each
        ),
        tracks=tuple(
            TrackRead(_value(track.title), track.disc, track.number, track.seconds)
            for track in sample.tracks
        ),
        disc_count=sample.disc_count,
    )


def _value(text: str) -> Value:
    return Value(text, photo=1, box=(100, 100, 900, 160))
