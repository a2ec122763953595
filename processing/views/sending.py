"""The page “What is sent”: read by everybody, confirmed or taken back by managers."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from processing import actions
from processing.forms.sending import SendingForm
from processing.models import Consent
from processing.presentation import sending as presentation
from processing.presentation import words
from processing.questions.statement import Statement
from processing.views.base import SignedIn, may, page_of, refusal, say_errors


@require_http_methods(["GET", "POST"])
def sending(request: SignedIn) -> HttpResponseBase:
    if request.method == "POST":
        return _confirm(request)
    history = Consent.objects.select_related("given_by")
    context = {"sending": presentation.sending(), "page": page_of(request, history)}
    return render(request, "sending/page.html", context)


@require_POST
@may("manage")
def try_now(request: SignedIn) -> HttpResponseBase:
    """Asks the model's service again before the time that a pause names."""
    discs = actions.try_now(by=request.user)
    told = f"{words.count(discs, 'disc')} go on." if discs != 1 else "1 disc goes on."
    messages.success(request, f"The service is asked again now. {told}")
    return redirect("uploads")


def _confirm(request: SignedIn) -> HttpResponseBase:
    if not request.user.has_perm("processing.manage"):
        raise PermissionDenied(refusal("manage"))
    form = SendingForm(request.POST)
    if not form.is_valid():
        say_errors(request, form)
        return redirect("sending")
    try:
        consent = actions.confirm_sending(**form.cleaned_data, by=request.user)
    except actions.NotAllowed as error:
        messages.error(request, str(error))
    else:
        messages.success(request, _told(consent))
    return redirect("sending")


def _told(consent: Consent) -> str:
    whom = Statement(consent.recipient).whom
    if consent.photos and consent.records:
        return f"Confirmed: photos, readings and record text may be sent to {whom}."
    if consent.photos:
        return f"Confirmed: photos may be sent to {whom}; records are chosen by rules only."
    if consent.records:
        return f"Confirmed: readings and record text may be sent to {whom}; photos are not."
    return f"Confirmed: nothing is sent to {whom}."
