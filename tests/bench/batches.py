"""Building and collecting batches: memory that stays flat, lines a second.

`python -m tests.bench batches` builds and collects 60 and 600 questions of two photos each; the
photos of all discs are the same two files, so that only the batch itself takes room.
"""

import io
import json
import random
import resource
import sys
import time
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image

from processing.batches import building, collecting
from processing.clients.openai_questions import Image as Reference
from processing.clients.openai_questions import Question
from processing.models import BatchJob, Disc, ModelCall, Photo, StageRun, State, Upload
from processing.readers.openai.shape import PhotosRead
from tests.standins.openai import schema_rules

SIZES = (60, 600)
SIDE = (1600, 1200)


def noisy() -> bytes:
    """A JPEG of about 400 KB."""
    dice = random.Random(4)
    small = Image.frombytes("RGB", (400, 300), dice.randbytes(400 * 300 * 3))
    out = io.BytesIO()
    small.resize(SIDE).save(out, "JPEG", quality=88)
    return out.getvalue()


def job_of(discs: int, upload: Upload, photo: Photo) -> BatchJob:
    job: BatchJob = BatchJob.objects.create(
        upload_number=upload.pk, stage="extract", model="gpt-5.6-luna", step="submitted"
    )
    image = Reference(photo.pk, photo.sha256, (1600, 1200))
    asked = Question("gpt-5.6-luna", "bench", "Read.", ("1:", image, image), PhotosRead, room=100)
    stored = asked.stored()
    rows = [
        ModelCall(
            request_hash=f"{job.pk}-{number}",
            disc_number=number,
            stage="extract",
            model=job.model,
            prompt_version="bench",
            request=stored,
            batch=job,
            state=State.WAITING,
        )
        for number in range(discs)
    ]
    calls = ModelCall.objects.bulk_create(rows)
    discs_made = Disc.objects.bulk_create(
        Disc(upload=upload, position=job.pk * 100_000 + number) for number in range(discs)
    )
    StageRun.objects.bulk_create(
        StageRun(disc=disc, stage="extract", state=State.WAITING, call=call)
        for disc, call in zip(discs_made, calls, strict=True)
    )
    return job


def results(job: BatchJob) -> bytes:
    schema: Any = Question("m", "v", "", (), PhotosRead, room=1).stored()["format"]["json_schema"]
    content = json.dumps(schema_rules.empty(schema["schema"]))
    body = {"choices": [{"message": {"content": content}, "finish_reason": "stop"}], "usage": {}}
    keys = job.calls.values_list("pk", flat=True)
    line = {"response": {"status_code": 200, "body": body}, "error": None}
    return b"".join(json.dumps({"custom_id": str(k), **line}).encode() + b"\n" for k in keys)


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def measure() -> Iterator[str]:
    upload = Upload.objects.create(name="bench")
    file = ContentFile(noisy(), name="bench.jpg")
    photo = Photo.objects.create(
        upload=upload,
        sha256="b" * 64,
        name="b.jpg",
        original=file,
        working=file,
        width=1600,
        height=1200,
    )
    for discs in SIZES:
        job = job_of(discs, upload, photo)
        begun = time.perf_counter()
        with TemporaryFile() as out:
            done = building.write(job, out)
        took = time.perf_counter() - begun
        yield (
            f"{discs} questions of two photos: {done.lines} lines, {done.size / 1e6:.0f} MB in {took:.1f} s "
            f"({done.lines / took:.0f} lines a second), peak {peak_mb():.0f} MB"
        )
        begun = time.perf_counter()
        job.output.save("bench.jsonl", ContentFile(results(job)), save=False)
        with job.output.open("rb") as kept:
            applied = sum(1 for line in collecting.lines(kept) if collecting.apply(job, line))
        took = time.perf_counter() - begun
        yield f"  collected: {applied} in {took:.1f} s ({applied / took:.0f} a second), peak {peak_mb():.0f} MB"


if __name__ == "__main__":
    for text in measure():
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
