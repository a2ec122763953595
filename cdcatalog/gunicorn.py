"""gunicorn's own settings: `gunicorn --config python:cdcatalog.gunicorn cdcatalog.wsgi`.

Threads, because a request mostly waits: for the database, the photo storage or a slow upload.
"""

from django.conf import settings

bind = f"{settings.HOST}:{settings.PORT}"
workers = settings.WEB_PROCESSES
worker_class = "gthread"
threads = 8
timeout = 120  # seconds without a sign of life; a slow upload does not count as silence here
graceful_timeout = 30
keepalive = 5
worker_tmp_dir = "/dev/shm"  # the heartbeat must not wait for a busy disk
