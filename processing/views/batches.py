"""Batches: how questions travel, looking at a batch now, cancelling one. Each write is one action."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from processing import actions
from processing.models import BatchJob, Upload
from processing.presentation import batches
from processing.views.base import SignedIn, by_htmx, may
from processing.views.board import discs_context

FROM_ADMIN = "admin"


@require_POST
@may("add_photos")
def road(request: SignedIn, pk: int) -> HttpResponseBase:
    """Chooses the road before the start; by script only the part beside the start is shown anew."""
    upload = get_object_or_404(Upload, pk=pk)
    wanted = "" if "as_set" in request.POST else request.POST.get("road", "")
    try:
        actions.choose_road(upload=upload, road=wanted, by=request.user)
    except actions.NotAllowed as error:
        messages.error(request, str(error))
    if by_htmx(request):
        return render(request, "uploads/_start.html", discs_context(request, upload))
    return redirect("upload", pk)


@require_POST
@may("add_photos")
def check(request: SignedIn, pk: int) -> HttpResponseBase:
    job = get_object_or_404(BatchJob, pk=pk)
    try:
        actions.check_batch(job=job, by=request.user)
        messages.success(request, f"{batches.name(job)} is being checked.")
    except actions.NotAllowed as error:
        messages.error(request, str(error))
    return _back(request, job)


@require_http_methods(["GET", "POST"])
@may("manage")
def cancel(request: SignedIn, pk: int) -> HttpResponseBase:
    """Asks first and says what is kept, and what may become of the rest."""
    job = get_object_or_404(BatchJob, pk=pk)
    if request.method == "POST":
        return _cancel(request, job)
    upload = Upload.objects.filter(pk=job.upload_number).first()
    context = {
        "row": batches.row(job),
        "job": job,
        "upload": upload,
        "back": request.GET.get("from", ""),
    }
    return render(request, "batches/cancel.html", context)


def _cancel(request: SignedIn, job: BatchJob) -> HttpResponseBase:
    try:
        actions.cancel_batch(job=job, by=request.user, rest=request.POST.get("rest", ""))
        messages.success(request, batches.cancelled(job))
    except actions.NotAllowed as error:
        messages.error(request, str(error))
    return _back(request, job)


def _back(request: SignedIn, job: BatchJob) -> HttpResponseBase:
    """To the page that the button stood on; the upload of a batch may be gone."""
    there = Upload.objects.filter(pk=job.upload_number).exists()
    if request.POST.get("from") == FROM_ADMIN or not there:
        return redirect("admin:processing_batchjob_change", job.pk)
    return redirect("upload", job.upload_number)
