"""Log lines say what they are about: `disc=123 stage=search` before every message of that work."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from logging.config import dictConfig
from pathlib import Path
from typing import Any

_work: ContextVar[str] = ContextVar("work", default="")


class WorkFilter(logging.Filter):
    """Adds `record.work`, empty outside of any work."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.work = _work.get()
        return True


def to_file(config: dict[str, Any], var: Path) -> None:
    """The log goes to var/logs/; the terminal keeps what a person has to read: progress, errors.

    `config` is settings.LOGGING. It is changed in place, because Celery's worker sets Django up a
    second time and would bring the console's log back.
    """
    folder = var / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    config["handlers"]["console"]["level"] = "ERROR"
    config["handlers"]["file"] = {
        "class": "logging.handlers.RotatingFileHandler",
        "filename": folder / "cdcatalog.log",
        "maxBytes": 10_000_000,
        "backupCount": 5,
        "formatter": "line",
        "filters": ["work"],
    }
    config["root"]["handlers"] = ["console", "file"]
    dictConfig(config)


@contextmanager
def working_on(**names: object) -> Iterator[None]:
    """Log lines inside carry these names and values."""
    before = _work.get()
    token = _work.set(before + "".join(f"{name}={value} " for name, value in names.items()))
    try:
        yield
    finally:
        _work.reset(token)
