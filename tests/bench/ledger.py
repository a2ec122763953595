"""The ledger from the inside: claims and ends a second, and the delay from due to running.

Runs in a process of its own: `python -m tests.bench.ledger` with VAR_DIR set.
"""

import statistics
import sys
import time

import django

django.setup()

from processing import embedded, ledger, pipeline, tasks  # noqa: E402 - after the set-up
from processing.leases import Only  # noqa: E402
from processing.models import Disc, StageRun, State, Upload  # noqa: E402
from processing.stages import BY_NAME  # noqa: E402
from processing.stages.base import Done, PipelineStage  # noqa: E402
from tests.fake_stages import RESULTS, SAVES  # noqa: E402

DISCS, SAMPLES = 100, 40


def put_fake_stages() -> None:
    for name, save in SAVES.items():
        result = Done(RESULTS[name])
        BY_NAME[name] = PipelineStage(name, lambda disc, result=result: result, save)


def begin(discs: int) -> Upload:
    upload = Upload.objects.create(name="bench")
    for position in range(1, discs + 1):
        Disc.objects.create(upload=upload, position=position)
    ledger.begin(upload)
    return upload


def claims_a_second() -> float:
    upload = begin(DISCS)
    begun = time.perf_counter()
    while pipeline.work_next(Only(upload.pk), needs_cpu=False):
        pass
    return DISCS * len(BY_NAME) / (time.perf_counter() - begun)


def delays() -> list[float]:
    """Milliseconds from a nudge to the start of the run, with the worker of the one process."""
    run = StageRun.objects.filter(stage="verify").first()
    assert run is not None
    embedded.Workers().start()
    found = []
    for _ in range(SAMPLES):
        time.sleep(0.25)
        StageRun.objects.filter(pk=run.pk).update(state=State.PENDING, started_at=None)
        begun = time.time()
        tasks.nudge()
        while run.started_at is None or run.started_at.timestamp() < begun:
            time.sleep(0.002)
            run.refresh_from_db()
        found.append((run.started_at.timestamp() - begun) * 1000)
    return sorted(found)


if __name__ == "__main__":
    put_fake_stages()
    sys.stdout.write(f"ledger: {claims_a_second():.0f} claims and ends a second\n")
    waits = delays()
    sys.stdout.write(
        f"due to running: median {statistics.median(waits):.0f} ms, "
        f"95 % within {waits[int(len(waits) * 0.95)]:.0f} ms\n"
    )
