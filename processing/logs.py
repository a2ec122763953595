"""Log lines say what they are about: `disc=123 stage=search` before every message of that work."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

_work: ContextVar[str] = ContextVar("work", default="")


class WorkFilter(logging.Filter):
    """Adds `record.work`, empty outside of any work."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.work = _work.get()
        return True


@contextmanager
def working_on(**names: object) -> Iterator[None]:
    """Log lines inside carry these names and values."""
    before = _work.get()
    token = _work.set(before + "".join(f"{name}={value} " for name, value in names.items()))
    try:
        yield
    finally:
        _work.reset(token)
