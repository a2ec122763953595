"""The Celery application. Without REDIS_URL it runs inside `manage.py run` over memory://."""

import os
from typing import Any

from celery import Celery
from celery.signals import worker_ready

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cdcatalog.settings")

app = Celery("cdcatalog")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["processing"])


@worker_ready.connect
def _sweep_at_start(**_: Any) -> None:
    """A worker that starts does not wait for the clock: what a dead one has left may be due."""
    app.send_task("processing.sweep")
