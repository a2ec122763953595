"""The list of uploads, a new upload, and the page of one."""

from typing import Any

from django.conf import settings
from django.contrib import messages
from django.db.models import Count, QuerySet
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from processing import actions
from processing.forms.uploads import UploadForm
from processing.models import Bundle, Report, Stage, State, Upload
from processing.models.claimable import OPEN_STATES
from processing.models.progress import failed_photos, failures, progress
from processing.models.repeats import leaning_on
from processing.models.standing import SortGroup
from processing.presentation import batches, costing, upload_rows, worldcat
from processing.presentation.histogram import histogram
from processing.presentation.refused import refused_files
from processing.views.base import SignedIn, may, page_of, say_errors
from processing.views.board import discs_context

SHOWN_FAILURES = 20
RECENT_REPORTS = 30  # among the newest reports, those of this upload are shown on its page


@require_GET
def uploads(request: SignedIn) -> HttpResponse:
    page = page_of(request, upload_rows.for_list(Upload.objects.order_by("-id")))
    rows = upload_rows.upload_rows(page)
    sample = next((upload for upload in page if upload.is_sample), None)
    return render(request, "uploads/list.html", {"page": page, "rows": rows, "sample": sample})


@require_http_methods(["GET", "POST"])
@may("add_photos")
def new(request: SignedIn) -> HttpResponseBase:
    form = UploadForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        made = actions.create_upload(**form.cleaned_data, by=request.user)
        return redirect("upload", made.pk)
    return render(request, "uploads/new.html", {"form": form})


@require_POST
@may("add_photos")
def details(request: SignedIn, pk: int) -> HttpResponseBase:
    """Changes what is known of the box: name, shelf, collection or donor."""
    found = get_object_or_404(Upload, pk=pk)
    form = UploadForm(request.POST)
    if not form.is_valid():
        say_errors(request, form)
        return redirect("upload", pk)
    actions.rename_upload(upload=found, **form.cleaned_data, by=request.user)
    messages.success(request, "The details are saved.")
    return redirect("upload", pk)


@require_GET
def upload(request: SignedIn, pk: int) -> HttpResponse:
    found = get_object_or_404(Upload, pk=pk)
    context = {
        "upload": found,
        "limit": settings.MAX_UPLOAD_MB << 20,
        "archive_limit": settings.MAX_ARCHIVE_MB << 20,
        "refused": refused_files(found),
        "details": UploadForm(instance=found),
        "report": _newest_report(found),
        **progress_context(found),
        **discs_context(request, found),
    }
    return render(request, "uploads/upload.html", context)


@require_GET
def upload_progress(request: SignedIn, pk: int) -> HttpResponse:
    """The fragment that the page of an upload asks for every two seconds."""
    found = get_object_or_404(Upload, pk=pk)
    context = {**progress_context(found), "fragment": True}
    return render(request, "uploads/_progress.html", context)


@require_GET
def upload_discs(request: SignedIn, pk: int) -> HttpResponse:
    """The discs and the unassigned photos, as a fragment."""
    found = get_object_or_404(Upload, pk=pk)
    return render(request, "uploads/_discs.html", discs_context(request, found))


@require_http_methods(["GET", "POST"])
@may("manage")
def delete(request: SignedIn, pk: int) -> HttpResponseBase:
    """Asks first and says what goes and what stays."""
    found = get_object_or_404(Upload, pk=pk)
    if request.method == "POST":
        return _delete(request, found)
    row = upload_rows.upload_row(upload_rows.for_list(Upload.objects.filter(pk=pk)).get())
    return render(
        request,
        "uploads/delete.html",
        {"upload": found, "row": row, "skipped": leaning_on(found).count()},
    )


def _delete(request: SignedIn, found: Upload) -> HttpResponseBase:
    try:
        actions.delete_upload(upload=found, by=request.user)
    except actions.NotAllowed as error:
        messages.error(request, str(error))
        return redirect("upload", found.pk)
    messages.success(request, f"“{found.name}” and its photos are deleted.")
    return redirect("uploads")


def _unpacking(found: Upload) -> QuerySet[Bundle]:
    """The ZIP, PDF and TIFF files whose photos are still being taken out; `found` are those of now."""
    rows = found.bundles.filter(state__in=OPEN_STATES).annotate(found=Count("pages"))
    return rows.order_by("pk")[:SHOWN_FAILURES]


def progress_context(found: Upload) -> dict[str, Any]:
    now = progress(found)
    failed = failures(found) if now.failed or now.active else []
    return {
        "upload": found,
        "stages": Stage.choices,
        "progress": now,
        "groups": [(group, now.groups.get(group, 0)) for group in SortGroup],
        "decided": now.decided,
        "failures": failed[:SHOWN_FAILURES],
        "more_failures": len(failed) - SHOWN_FAILURES,
        "failed_photos": failed_photos(found)[:SHOWN_FAILURES] if now.photos_failed else [],
        "unpacking": _unpacking(found) if now.active else [],
        "failed_bundles": found.bundles.filter(state=State.FAILED)[:SHOWN_FAILURES],
        "pauses": worldcat.pauses(found) if now.active else [],
        "review": now.groups.get(SortGroup.REVIEW, 0) + now.trial,
        "histogram": histogram(found) if found.started_at else None,
        "cost": costing.so_far(found) if found.started_at else None,
        "batches": batches.of_upload(found) if found.started_at else None,
        "polled": now.active and not found.cancelled_at,
    }


def _newest_report(found: Upload) -> Report | None:
    recent = Report.objects.all()[:RECENT_REPORTS]
    return next((report for report in recent if report.uploads == [found.pk]), None)
