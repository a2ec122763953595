"""Whether the program can work: for monitors, so without sign-in.

`/healthz` is about the pages: 503 where the database does not answer. `/healthz?workers` is about
the work behind them: 503 too where no worker has swept for three rounds, or the broker is gone.
"""

import logging
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from redis.exceptions import RedisError

from processing import tasks
from processing.models import Upload

log = logging.getLogger(__name__)

ROUNDS = 3  # sweeps that may be missed until the workers count as dead
SLACK_SECONDS = 30  # a busy worker comes late to its sweep


@login_not_required
@never_cache
def healthz(request: HttpRequest) -> JsonResponse:
    """What it found, in words and in seconds; `sweep` is the age of the last sweep."""
    try:
        Upload.objects.exists()
    except DatabaseError:
        log.exception("the database does not answer")
        return JsonResponse({"status": "the database does not answer"}, status=503)
    words, age = _workers()
    told: dict[str, Any] = {"status": "ok", "workers": words, "sweep": age}
    if words == "ok" or "workers" not in request.GET:
        return JsonResponse(told)
    return JsonResponse({**told, "status": words}, status=503)


def _workers() -> tuple[str, int | None]:
    try:
        age = tasks.seconds_since_sweep()
    except RedisError as error:
        log.warning("the broker does not answer: %s", error)
        return "the broker does not answer", None
    if age is None:
        return "no worker has swept yet", None
    late = age > ROUNDS * settings.SWEEP_SECONDS + SLACK_SECONDS
    return (f"no worker has swept for {age} seconds" if late else "ok"), age
