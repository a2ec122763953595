"""Log lines say what they are about: `disc=123 stage=search` before every message of that work."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from logging.handlers import RotatingFileHandler
from pathlib import Path

_work: ContextVar[str] = ContextVar("work", default="")


class WorkFilter(logging.Filter):
    """Adds `record.work`, empty outside of any work."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.work = _work.get()
        return True


def to_file(var: Path) -> None:
    """The log goes to var/logs/; the terminal keeps what a person has to read: progress, errors."""
    folder = var / "logs"
    folder.mkdir(parents=True, exist_ok=True)
    file = RotatingFileHandler(folder / "cdcatalog.log", maxBytes=10_000_000, backupCount=5)
    file.addFilter(WorkFilter())
    root = logging.getLogger()
    for console in root.handlers:
        file.setFormatter(console.formatter)
        console.setLevel(logging.ERROR)
    root.addHandler(file)


@contextmanager
def working_on(**names: object) -> Iterator[None]:
    """Log lines inside carry these names and values."""
    before = _work.get()
    token = _work.set(before + "".join(f"{name}={value} " for name, value in names.items()))
    try:
        yield
    finally:
        _work.reset(token)
