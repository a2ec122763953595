"""RapidOCR engines, built at first use, one for each caller at a time.

One thread an engine: two photos of 1178 pixels read at once on two cores took 3.5 CPU-seconds
each, against 5.1 with one shared engine that uses both cores (measured on a busy machine). An
engine is not safe for two callers at once. Engines that rest are let go: two of them had kept
1.2 GB, of which 0.1 GB remain (measured).
"""

import ctypes
import gc
import logging
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from processing import optional

PACKAGE = "rapidocr"
MAX_SIDE = 4000  # pixels: the caller chooses the size, not the engine
_SETTINGS = {
    "Global.log_level": "critical",
    "Global.text_score": 0.0,
    "Global.use_cls": False,
    "Global.max_side_len": MAX_SIDE,
    "EngineConfig.onnxruntime.intra_op_num_threads": 1,
}

REST_SECONDS = 120.0
_idle: list[tuple[Any, float]] = []  # an engine, and since when nobody uses it
_lock = threading.Lock()


def available() -> bool:
    """Whether the OCR packages are installed."""
    return optional.available(PACKAGE) and optional.available("onnxruntime")


@contextmanager
def engine() -> Iterator[Any]:
    """An engine of one's own until the block ends; built (about a second) where none is idle."""
    with _lock:
        mine = _idle.pop()[0] if _idle else _build()
    try:
        yield mine
    finally:
        with _lock:
            _idle.append((mine, time.monotonic()))


def rest(seconds: float = REST_SECONDS) -> int:
    """Lets go the engines that nobody has used for so long, and their memory; says how many."""
    until = time.monotonic() - seconds
    with _lock:
        tired = [entry for entry in _idle if entry[1] <= until]
        _idle[:] = [entry for entry in _idle if entry[1] > until]
    count = len(tired)
    if count:
        tired.clear()
        gc.collect()
        _trim()
    return count


def _trim() -> None:
    """Freed memory stays with the process until the C library is told to give it back (glibc)."""
    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)


def _build() -> Any:
    package = optional.load(PACKAGE)
    if package is None:
        raise RuntimeError("The OCR packages are not installed.")
    logging.getLogger("RapidOCR").setLevel(logging.CRITICAL)
    return package.RapidOCR(params=_SETTINGS)
