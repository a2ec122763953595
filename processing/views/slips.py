"""Separator slips: a small form, and the PDF to print."""

from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from processing import slips as separator
from processing.forms.uploads import SlipsForm
from processing.views.base import SignedIn, may


@require_GET
@may("add_photos")
def slips(request: SignedIn) -> HttpResponse:
    """The form; with `?count=` the PDF of so many numbered slips."""
    form = SlipsForm(request.GET or None)
    if not form.is_valid():
        return render(request, "slips.html", {"form": form}, status=400 if form.is_bound else 200)
    count = form.cleaned_data["count"]
    answer = HttpResponse(separator.sheets(1, count), content_type="application/pdf")
    answer["Content-Disposition"] = f'inline; filename="separator-slips-{count}.pdf"'
    return answer
