"""The page “Trial mode”: read and switched by managers."""

from django.contrib import messages
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from processing import actions
from processing.forms.trial import SwitchForm
from processing.models import AutoAccept
from processing.presentation import trial as presentation
from processing.presentation import words
from processing.views.base import SignedIn, may, page_of, say_errors


@require_http_methods(["GET", "POST"])
@may("manage")
def trial(request: SignedIn) -> HttpResponseBase:
    if request.method == "POST":
        return _switch(request)
    history = AutoAccept.objects.select_related("switched_by")
    context = {"trial": presentation.trial(), "page": page_of(request, history)}
    return render(request, "trial/page.html", context)


def _switch(request: SignedIn) -> HttpResponseBase:
    form = SwitchForm(request.POST)
    if not form.is_valid():
        say_errors(request, form)
        return redirect("trial")
    on = form.cleaned_data["auto_accept"] == "on"
    try:
        accepted = actions.switch_auto_accept(on=on, by=request.user)
    except actions.NotAllowed as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _told(accepted, on=on))
    return redirect("trial")


def _told(accepted: int, *, on: bool) -> str:
    if not on:
        return "Trial mode is on: High confidence is checked before it counts."
    verb = "is" if accepted == 1 else "are"
    also = f" {words.count(accepted, 'disc')} that waited for a check {verb} accepted."
    return f"Auto-accept is on: High confidence counts without a check.{also if accepted else ''}"
