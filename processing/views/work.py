"""Starting, stopping and trying again: each a POST that calls one action and says what happened."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from processing import actions
from processing.forms.work import DiscStageForm, StageForm
from processing.models import Disc, Stage, StageRun, Upload
from processing.presentation import words
from processing.views.base import SignedIn, may, say_errors


def _try(request: SignedIn, act: Callable[[], str]) -> None:
    """Runs the action; its outcome, or why it was not possible, is said on the next page."""
    try:
        messages.success(request, act())
    except actions.NotAllowed as error:
        messages.error(request, str(error))


@require_POST
@may("add_photos")
def start(request: SignedIn, pk: int) -> HttpResponseBase:
    upload = get_object_or_404(Upload, pk=pk)

    def act() -> str:
        _choose_road(request, upload)
        discs = actions.start(upload=upload, by=request.user)
        return f"{words.count(discs, 'disc')} started. You may close this page: the work goes on."

    _try(request, act)
    return redirect("upload", pk)


def _choose_road(request: SignedIn, upload: Upload) -> None:
    """Where the person has ticked another road than the page had shown as the one to be taken."""
    wanted = request.POST.get("road")
    if wanted and wanted != request.POST.get("shown"):
        actions.choose_road(upload=upload, road=wanted, by=request.user)


@require_POST
@may("manage")
def cancel(request: SignedIn, pk: int) -> HttpResponseBase:
    upload = get_object_or_404(Upload, pk=pk)

    def act() -> str:
        actions.cancel(upload=upload, by=request.user)
        return "Cancelled. What was found so far stays; “Run again” goes on from a stage."

    _try(request, act)
    return redirect("upload", pk)


@require_POST
@may("add_photos")
def retry_upload(request: SignedIn, pk: int) -> HttpResponseBase:
    upload = get_object_or_404(Upload, pk=pk)

    def act() -> str:
        number = actions.retry_failed(upload=upload, by=request.user)
        return f"{number} tried again." if number else "Nothing has failed here."

    _try(request, act)
    return redirect("upload", pk)


@require_POST
@may("manage")
def run_upload_again(request: SignedIn, pk: int) -> HttpResponseBase:
    upload, form = get_object_or_404(Upload, pk=pk), StageForm(request.POST)
    if not form.is_valid():
        say_errors(request, form)
        return redirect("upload", pk)
    stage = form.cleaned_data["stage"]

    def act() -> str:
        discs = actions.run_upload_again(upload=upload, stage=stage, by=request.user)
        return f"{words.count(discs, 'disc')} run again from “{Stage(stage).label}”."

    _try(request, act)
    return redirect("upload", pk)


@require_POST
@may("add_photos")
def retry_disc(request: SignedIn, pk: int) -> HttpResponseBase:
    """Tries the stage again at which this disc failed."""
    disc = get_object_or_404(Disc, pk=pk)
    run = StageRun.objects.troubled().filter(disc=disc).first()

    def act() -> str:
        if run is None:
            raise actions.NotAllowed(f"{disc} has not failed, so there is nothing to retry.")
        actions.retry(run=run, by=request.user)
        return f"{disc}: “{run.get_stage_display()}” is tried again."

    _try(request, act)
    return redirect("upload", disc.upload_id) if "from_upload" in request.POST else _disc(disc)


@require_POST
@may("review")
def run_disc_again(request: SignedIn, pk: int) -> HttpResponseBase:
    disc, form = get_object_or_404(Disc, pk=pk), DiscStageForm(request.POST)
    if not form.is_valid():
        say_errors(request, form)
        return _disc(disc)
    stage, anew = form.cleaned_data["stage"], form.cleaned_data["anew"]

    def act() -> str:
        actions.run_again(disc=disc, stage=stage, by=request.user, anew=anew)
        return f"{disc} is run again from “{Stage(stage).label}”. Decisions and corrections stay."

    _try(request, act)
    return _disc(disc)


def _disc(disc: Disc) -> HttpResponseBase:
    return redirect("disc", disc.pk)
