"""The cost page, and the word of a manager that an upload goes on past the budget."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_POST

from processing import actions
from processing.models import Upload
from processing.presentation import costs as figures
from processing.presentation import words
from processing.views.base import SignedIn, may, page_of


@require_GET
@may("view_modelcall")
def costs(request: SignedIn) -> HttpResponse:
    page = page_of(request, figures.upload_numbers())
    return render(request, "costs/costs.html", {"page": page, "costs": figures.costs(page)})


@require_POST
@may("manage")
def over_budget(request: SignedIn, pk: int) -> HttpResponseBase:
    upload = get_object_or_404(Upload, pk=pk)
    number = actions.go_over_budget(upload=upload, by=request.user)
    verb = "goes" if number == 1 else "go"
    going = (
        f"{words.count(number, 'disc')} of it {verb} on now." if number else "Nothing of it waited."
    )
    messages.success(request, f"“{upload.name}” may go past the month’s budget. {going}")
    return redirect("upload", pk)
