"""Building and collecting batches: memory that stays flat, lines a second.

`python -m tests.bench batches` builds and collects 200 and 2,000 questions of two photos of 400 KB
each, in as many files as OpenAI's limit of a file makes necessary. All discs show the same photo,
read anew each time, so that only the batches themselves take room.
"""

import io
import json
import random
import resource
import sys
import time
from collections import Counter
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

SIZES = (200, 2000)
SIDE = (1600, 1200)


def noisy() -> bytes:
    """A JPEG of about 400 KB."""
    dice = random.Random(4)
    small = Image.frombytes("RGB", (130, 97), dice.randbytes(130 * 97 * 3))
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
    yield f"before: {peak_mb():.0f} MB; a photo has {file.size / 1e3:.0f} KB"
    for discs in SIZES:
        jobs, begun = [job_of(discs, upload, photo)], time.perf_counter()
        sizes = []
        while True:
            with TemporaryFile() as out:
                done = building.write(jobs[-1], out)
            sizes.append((done.lines, done.size))
            if not (rest := ModelCall.objects.filter(batch=None, state=State.WAITING)).exists():
                break
            jobs.append(same(jobs[-1]))
            rest.update(batch=jobs[-1])
        yield built(discs, sizes, time.perf_counter() - begun)
        yield collected(jobs)


def same(job: BatchJob) -> BatchJob:
    """A job for what did not fit into this one."""
    return BatchJob.objects.create(
        upload_number=job.upload_number, stage=job.stage, model=job.model, step=job.step
    )


def built(discs: int, sizes: list[tuple[int, int]], took: float) -> str:
    lines, total = sum(n for n, _ in sizes), sum(size for _, size in sizes)
    largest = max(size for _, size in sizes)
    return (
        f"{discs:,} questions of two photos: {lines:,} lines, {total / 1e6:,.0f} MB in {len(sizes)} "
        f"files, the largest {largest / 1e6:.1f} MB; {took:.1f} s ({lines / took:.0f} lines a "
        f"second), peak {peak_mb():.0f} MB"
    )


def collected(jobs: list[BatchJob]) -> str:
    """Every answer is written on its question and wakes its run."""
    begun, fates, size = time.perf_counter(), Counter[collecting.Fate](), 0
    for job in jobs:
        content = results(job)
        job.output.save("bench.jsonl", ContentFile(content), save=False)
        with job.output.open("rb") as kept:
            fates.update(collecting.apply(job, line) for line in collecting.lines(kept))
        size += len(content)
    took, ended = time.perf_counter() - begun, fates[collecting.Fate.ENDED]
    return (
        f"  collected: {ended:,} of {fates.total():,}, {size / 1e6:.1f} MB in {took:.1f} s "
        f"({ended / took:.0f} a second), peak {peak_mb():.0f} MB"
    )


if __name__ == "__main__":
    for text in measure():
        sys.stdout.write(f"{text}\n")
        sys.stdout.flush()
