"""Files that were not taken: listed with the reason until somebody dismisses the list."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from processing import actions
from processing.forms.photos import UnsentForm
from processing.models import Upload
from processing.presentation.refused import as_text, refused_files
from processing.presentation.words import count
from processing.views.base import SignedIn, by_htmx, may, refusal

AT_ONCE = 200  # files told of in one request


@require_http_methods(["GET", "POST"])
def refused(request: SignedIn, pk: int) -> HttpResponseBase:
    """GET: the list, as a fragment. POST: files that the script did not send.

    The script sends `name`, `folder` and `code` once for each file, in the same order.
    """
    upload = get_object_or_404(Upload, pk=pk)
    if request.method == "POST":
        return _tell(request, upload)
    return _fragment(request, upload)


def _fragment(request: SignedIn, upload: Upload) -> HttpResponse:
    context = {"upload": upload, "refused": refused_files(upload)}
    return render(request, "uploads/_refused.html", context)


def _tell(request: SignedIn, upload: Upload) -> JsonResponse:
    if not request.user.has_perm("processing.add_photos"):
        return JsonResponse({"error": refusal("add_photos")}, status=403)
    forms = _forms(request)
    if forms is None or not all(form.is_valid() for form in forms):
        error = f"Each file needs a name, a folder and a known code; at most {AT_ONCE} at once."
        return JsonResponse({"error": error}, status=400)
    for form in forms:
        told = form.cleaned_data
        actions.refuse_file(
            upload=upload,
            name=told["name"],
            folder=told["folder"],
            reason=form.reason,
            by=request.user,
        )
    return JsonResponse({"listed": len(forms)})


def _forms(request: SignedIn) -> list[UnsentForm] | None:
    """One form a file; None where the three lists do not fit together."""
    names, folders, codes = (request.POST.getlist(key) for key in ("name", "folder", "code"))
    if not 0 < len(names) <= AT_ONCE or not len(names) == len(folders) == len(codes):
        return None
    rows = zip(names, folders, codes, strict=True)
    return [UnsentForm({"name": n, "folder": f, "code": c}) for n, f, c in rows]


@require_GET
def refused_text(request: SignedIn, pk: int) -> HttpResponse:
    """The whole list as a text file, for going back to the camera with it."""
    upload = get_object_or_404(Upload, pk=pk)
    answer = HttpResponse(as_text(upload), content_type="text/plain; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="refused-{upload.pk}.txt"'
    return answer


@require_POST
@may("add_photos")
def dismiss(request: SignedIn, pk: int) -> HttpResponseBase:
    upload = get_object_or_404(Upload, pk=pk)
    number = actions.dismiss_refusals(upload=upload, by=request.user)
    if by_htmx(request):
        return _fragment(request, upload)
    messages.success(request, f"The list of {count(number, 'refused file')} is dismissed.")
    return redirect("upload", pk)
