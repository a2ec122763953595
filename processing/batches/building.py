"""The file of requests: one question a line, written as a stream and checked line by line.

One bad line fails a whole batch at OpenAI, so each is checked here first, and a question that
cannot be sent is closed with its reason and left out. One whose photos have been covered
meanwhile is left out too: its disc asks anew.
"""

import json
from dataclasses import dataclass
from decimal import Decimal
from typing import Any, BinaryIO

from django.db.models import QuerySet

from processing.batches import covering, gathering
from processing.clients import prices
from processing.clients.openai_batches import ENDPOINT
from processing.clients.openai_questions import body
from processing.models import BatchJob, ModelCall, State
from processing.questions import Unusable, calls
from processing.questions.asking import client
from processing.questions.rendering import render

MOST_BYTES = 190_000_000  # OpenAI takes 200 MB
CHUNK = 50


@dataclass(slots=True)
class Written:
    """How many lines, bytes, and input tokens a file has; `usd` is about what its questions cost
    by batch, None where no price is known."""

    lines: int = 0
    size: int = 0
    tokens: int = 0
    usd: Decimal | None = None

    def add(self, call: ModelCall, size: int) -> None:
        self.lines, self.size = self.lines + 1, self.size + size
        self.tokens += call.estimated_input
        if call.estimated_usd is not None:
            self.usd = (self.usd or Decimal(0)) + call.estimated_usd * prices.batch_share()


def write(job: BatchJob, out: BinaryIO) -> Written:
    """Writes the lines of a job. What does not fit goes back to those that wait, and so does what
    nobody waits for any more."""
    done = Written()
    keys = list(leave_unwanted(job).order_by("pk").values_list("pk", flat=True))
    for start in range(0, len(keys), CHUNK):
        for call in ModelCall.objects.filter(pk__in=keys[start : start + CHUNK]).order_by("pk"):
            if covering.overtaken(call):
                ModelCall.objects.filter(pk=call.pk, state=State.WAITING).update(batch=None)
                continue
            line = _line(call)
            if line is None:
                continue
            if done.size + len(line) > MOST_BYTES:
                rest = ModelCall.objects.filter(batch=job, state=State.WAITING, pk__gte=call.pk)
                rest.update(batch=None)
                return done
            out.write(line)
            done.add(call, len(line))
    return done


def leave_unwanted(job: BatchJob) -> QuerySet[ModelCall]:
    """The questions that are still wanted; the others leave the job, and wait for somebody who asks
    them again."""
    still = gathering.wanted().filter(batch=job)
    waiting = ModelCall.objects.filter(batch=job, state=State.WAITING)
    waiting.exclude(pk__in=still).update(batch=None)
    return still


def _line(call: ModelCall) -> bytes | None:
    try:
        request = body(call.request, render, at_openai=client().is_openai)
    except Unusable as error:
        calls.close_unasked(call, str(error))
        return None
    except OSError:
        calls.close_unasked(call, "A photo of this disc cannot be read from the storage.")
        return None
    data: dict[str, Any] = {
        "custom_id": custom_id(call),
        "method": "POST",
        "url": ENDPOINT,
        "body": request,
    }
    line = json.dumps(data).encode() + b"\n"  # ASCII only: no separators inside a line
    if len(line) > MOST_BYTES or request["model"] != call.model:
        calls.close_unasked(call, "The photos of this disc are too large for one question.")
        return None
    return line


def custom_id(call: ModelCall) -> str:
    return str(call.pk)
