"""What the discs of an upload look like on its page: the board, or after the start the table."""

from typing import Any

from processing import grouping
from processing.models import Photo, Upload
from processing.models.repeats import earlier, elsewhere
from processing.models.standing import SortGroup, standing
from processing.presentation import board, costing, disc_rows, upload_rows
from processing.presentation.disc_search import search
from processing.presentation.eye import Concern, eye, looks, needing
from processing.presentation.histogram import confidence_range, in_range
from processing.presentation.plan import plan
from processing.views.base import SignedIn, page_of
from processing.views.paging import page_with


def discs_context(request: SignedIn, found: Upload) -> dict[str, Any]:
    """One page of discs with the photos that belong nowhere; `?arrange=1` asks for the board, and
    `?find=` for the discs that are searched."""
    arranging = not found.started_at or "arrange" in request.GET
    find = request.GET.get("find", "").strip()
    return {
        "upload": found,
        "arranging": arranging,
        "may_arrange": request.user.has_perm("processing.add_photos") and not found.is_sample,
        "changing": upload_rows.is_changing(found),
        "plan": plan(found),
        "costing": None if found.started_at else costing.before_start(found),
        "find": find,
        "awaited": grouping.awaited(found),
        "roles": Photo.Role.choices,
        **(_board if arranging else _table)(request, found, find),
    }


def _table(request: SignedIn, found: Upload, find: str) -> dict[str, Any]:
    """The discs with where they stand, of one sort group where `?group=` names one."""
    group, confidence = (request.GET.get(name, "") for name in ("group", "confidence"))
    discs = standing().in_group(group) if group in SortGroup.values else standing()
    discs = in_range(discs, confidence).filter(upload=found).by_place()
    page = page_of(request, disc_rows.for_list(search(discs, find)))
    return {
        "page": page,
        "rows": [disc_rows.disc_row(disc) for disc in page],
        "group": SortGroup(group) if group in SortGroup.values else None,
        "confidence": confidence if confidence_range(confidence) else "",
        "looks": () if group or confidence else looks(found),
        "tray": board.tray(*board.loose(found), {}),
    }


def _board(request: SignedIn, found: Upload, find: str) -> dict[str, Any]:
    """The discs as cards, those with a concern where `?eye=` names one, and what needs an eye."""
    before = earlier(found)
    wanted = request.GET.get("eye", "")
    discs = needing(search(found.discs.all(), find), wanted, set(before))
    page = page_with(request, board.for_board(discs))
    loose, total = board.loose(found)
    seen = eye(found, set(before))
    photos = [*loose, *(photo for disc in page for photo in disc.photos.all())]
    twins = elsewhere(photos) if seen.number(Concern.ELSEWHERE) else {}
    return {
        "page": page,
        "rows": [board.card(disc, twins, before) for disc in page],
        "eye": seen,
        "eye_filter": wanted,
        "tray": board.tray(loose, total, twins),
    }
