"""Excel reports: asked for, made by a worker, downloaded from a link."""

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import require_GET, require_POST

from processing import actions
from processing.forms.work import ReportForm
from processing.models import Report
from processing.views.base import SignedIn, by_htmx, may, page_of, say_errors

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@may("view_report")
def reports(request: SignedIn) -> HttpResponse:
    page = page_of(request, Report.objects.select_related("asked_by").order_by("-id"))
    return render(request, "reports/list.html", {"page": page})


@require_POST
@may("view_report")
def ask(request: SignedIn) -> HttpResponseBase:
    form = ReportForm(request.POST)
    if not form.is_valid():
        say_errors(request, form)
        return redirect("uploads")
    try:
        made = actions.ask_report(uploads=list(form.cleaned_data["uploads"]), by=request.user)
    except actions.NotAllowed as error:
        messages.error(request, str(error))
        return redirect("uploads")
    if by_htmx(request):
        return render(request, "reports/_report.html", {"report": made})
    return redirect("report", made.pk)


@require_GET
@may("view_report")
def report(request: SignedIn, pk: int) -> HttpResponse:
    """How far a report is: a page, or for the page that polls it a fragment."""
    found = get_object_or_404(Report, pk=pk)
    template = "reports/_report.html" if by_htmx(request) else "reports/report.html"
    return render(request, template, {"report": found})


@require_GET
@may("view_report")
def download(request: SignedIn, pk: int) -> HttpResponseBase:
    found = get_object_or_404(Report, pk=pk)
    if not found.file:
        raise Http404("This report is not made yet.")
    try:
        content = found.file.open("rb")
    except OSError as error:
        raise Http404("The file of this report is gone. Ask for the report again.") from error
    day = timezone.localtime(found.ended_at or found.asked_at)
    name = f"{slugify(found.title)[:60] or 'report'}-{day:%Y-%m-%d}.xlsx"
    return FileResponse(content, as_attachment=True, filename=name, content_type=XLSX)
