"""A person wants to know now: every open batch is taken as far as it goes at this moment."""

from processing import leases
from processing.batches.gathering import gather
from processing.batches.rounds import work_next
from processing.leases import Only
from processing.models import OPEN_STATES, BatchJob, State

STEPS_OF_ONE = 6  # from its file to its results; a poll every second would never find an end


def poll() -> int:
    """Works all steps that are due, also those of a process that has died; says how many.

    A batch whose creation is not confirmed keeps its time: looking for it again before OpenAI's
    list can show it would end in a second batch.
    """
    leases.take_back()
    waiting = BatchJob.objects.filter(state=State.PENDING)
    waiting.exclude(step=BatchJob.Step.SUBMITTING).update(not_before=None)
    steps = _work()
    while gather():
        steps += _work()
    return steps


def _work() -> int:
    most = STEPS_OF_ONE * BatchJob.objects.filter(state__in=OPEN_STATES).count()
    steps = 0
    while steps < most and work_next(Only()):
        steps += 1
    return steps
