"""The Celery application. Without REDIS_URL it runs inside `manage.py run` over memory://."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cdcatalog.settings")

app = Celery("cdcatalog")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(["processing"])
