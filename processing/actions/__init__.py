"""What a person can do. Every write that a page makes is one of these calls.

All are keyword-only and take `by`, the user. They check what is allowed in this state of
things and raise NotAllowed in words; who may call them is checked by the views.
"""

from processing.actions.arranging import choose_grouping, merge_discs, new_disc, split_disc
from processing.actions.barcodes import set_item_barcode
from processing.actions.batches import cancel_batch, check_batch, choose_road
from processing.actions.budget import go_over_budget
from processing.actions.covering import cover_photo, uncover_photo
from processing.actions.decisions import Seen, correct, decide, undo
from processing.actions.errors import NotAllowed
from processing.actions.files import add_file, dismiss_refusals, refuse_file
from processing.actions.finding import (
    add_candidate,
    check_by_hand,
    find_records,
    search_again,
)
from processing.actions.photos import assign_photos, move_photos, remove_photos, set_role
from processing.actions.removing import delete_report, remove_catalogue
from processing.actions.repeats import choose_repeat, choose_repeats
from processing.actions.reports import ask_report
from processing.actions.runs import retry, retry_failed, run_again, run_upload_again
from processing.actions.sending import confirm_sending, try_now
from processing.actions.trial import switch_auto_accept
from processing.actions.uploads import (
    add_sample,
    cancel,
    create_upload,
    delete_upload,
    rename_upload,
    start,
)
from processing.arrival import Added

__all__ = [
    "Added",
    "NotAllowed",
    "Seen",
    "add_candidate",
    "add_file",
    "add_sample",
    "ask_report",
    "assign_photos",
    "cancel",
    "cancel_batch",
    "check_batch",
    "check_by_hand",
    "choose_grouping",
    "choose_repeat",
    "choose_repeats",
    "choose_road",
    "confirm_sending",
    "correct",
    "cover_photo",
    "create_upload",
    "decide",
    "delete_report",
    "delete_upload",
    "dismiss_refusals",
    "find_records",
    "go_over_budget",
    "merge_discs",
    "move_photos",
    "new_disc",
    "refuse_file",
    "remove_catalogue",
    "remove_photos",
    "rename_upload",
    "retry",
    "retry_failed",
    "run_again",
    "run_upload_again",
    "search_again",
    "set_item_barcode",
    "set_role",
    "split_disc",
    "start",
    "switch_auto_accept",
    "try_now",
    "uncover_photo",
    "undo",
]
