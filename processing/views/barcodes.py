"""Item barcodes that are scanned in later, disc by disc in the order of the box."""

from django.contrib import messages
from django.http import HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from processing import actions
from processing.forms.uploads import ItemBarcodeForm
from processing.models import Disc, Upload
from processing.models.standing import standing
from processing.presentation import disc_rows
from processing.views.base import SignedIn, may, page_of, query_of, refusal


@require_GET
@may("add_photos")
def barcodes(request: SignedIn, pk: int) -> HttpResponse:
    """The discs in box order, an input each; `?only=without` leaves out those that have one."""
    found = get_object_or_404(Upload, pk=pk)
    without = request.GET.get("only") == "without"
    discs = standing().filter(upload=found)
    shown = discs.filter(item_barcode=None) if without else discs
    page = page_of(request, disc_rows.for_list(shown.by_place()))
    context = {
        "upload": found,
        "page": page,
        "rows": [disc_rows.disc_row(disc) for disc in page],
        "without": without,
        "open": discs.filter(item_barcode=None).count(),
        "all": discs.count(),
    }
    return render(request, "uploads/barcodes.html", context)


@require_POST
def disc_barcode(request: SignedIn, pk: int) -> HttpResponseBase:
    """Saves one item barcode. Answers the script in JSON, refusals too; a plain form by the page."""
    if not request.user.has_perm("processing.add_photos"):
        return _answer(request, None, refusal("add_photos"), status=403)
    disc = get_object_or_404(Disc, pk=pk)
    form = ItemBarcodeForm(request.POST)
    if not form.is_valid():
        words = " ".join(str(error) for error in form.errors.get("item_barcode", []))
        return _answer(request, disc, words, status=422)
    try:
        actions.set_item_barcode(
            disc=disc, item_barcode=form.cleaned_data["item_barcode"], by=request.user
        )
    except actions.NotAllowed as error:
        return _answer(request, disc, str(error), status=422)
    disc.refresh_from_db()
    return _answer(request, disc, "")


def _answer(
    request: SignedIn, disc: Disc | None, error: str, status: int = 200
) -> HttpResponseBase:
    if request.headers.get("Accept") == "application/json":
        saved = disc.item_barcode or "" if disc else ""
        told = {"error": error} if error else {"item_barcode": saved}
        return JsonResponse(told, status=status)
    if error:
        messages.error(request, f"{disc}: {error}" if disc else error)
    if disc is None:
        return redirect("uploads")
    # A scanner is quicker than a page that still loads, so the form has to go on without the
    # script as well: the browser gives the focus to the field that the address names.
    field = disc if error else _next_without(disc)
    address = reverse("upload-barcodes", args=[disc.upload_id])
    return redirect(f"{address}{query_of(request)}#barcode-{field.pk}")


def _next_without(disc: Disc) -> Disc:
    """The next disc of the box that has no item barcode; this one where none is left."""
    later = standing().filter(upload=disc.upload_id, item_barcode=None, position__gt=disc.position)
    return later.by_place().first() or disc
