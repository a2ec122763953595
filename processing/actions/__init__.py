"""What a person can do. Every write that a page makes is one of these calls.

All are keyword-only and take `by`, the user. They check what is allowed in this state of
things and raise NotAllowed in words; who may call them is checked by the views.
"""

from processing.actions.decisions import correct, decide, undo
from processing.actions.errors import NotAllowed
from processing.actions.photos import add_file, assign_photos
from processing.actions.reports import ask_report
from processing.actions.runs import retry, retry_failed, run_again, run_upload_again
from processing.actions.uploads import (
    add_sample,
    cancel,
    create_upload,
    delete_upload,
    start,
)
from processing.arrival import Added

__all__ = [
    "Added",
    "NotAllowed",
    "add_file",
    "add_sample",
    "ask_report",
    "assign_photos",
    "cancel",
    "correct",
    "create_upload",
    "decide",
    "delete_upload",
    "retry",
    "retry_failed",
    "run_again",
    "run_upload_again",
    "start",
    "undo",
]
