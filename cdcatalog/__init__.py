"""The project package: settings, the Celery application and the URLs."""

from cdcatalog.celery import app as celery_app

__all__ = ["celery_app"]
