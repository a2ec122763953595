"""Covering parts of a photo before it is sent: painted with a pointer, or given as four numbers.

A script gets the list back with what was done said beside it; without a script the page is
loaded again.
"""

from dataclasses import dataclass

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods

from processing import actions
from processing.forms.sending import CoverForm
from processing.models import Photo
from processing.views.base import SignedIn, by_htmx, refusal

NO_NUMBERS = "Give all four edges as whole numbers of pixels."


@dataclass(frozen=True, slots=True)
class Changed:
    """What was done, or why it was not; then `form` has what was typed."""

    text: str
    failed: bool = False
    form: CoverForm | None = None


@require_http_methods(["GET", "POST"])
def cover(request: SignedIn, pk: int) -> HttpResponseBase:
    if not any(request.user.has_perm(f"processing.{one}") for one in ("add_photos", "review")):
        raise PermissionDenied(refusal("cover"))
    photo = get_object_or_404(Photo.objects.select_related("upload", "disc"), pk=pk)
    if request.method != "POST":
        return _page(request, photo, None)
    changed = _uncover(request, photo) if "remove" in request.POST else _cover(request, photo)
    if by_htmx(request) or changed.failed:
        return _page(request, photo, changed)
    messages.success(request, changed.text)
    return redirect("photo-cover", pk)


def _page(request: SignedIn, photo: Photo, changed: Changed | None) -> HttpResponseBase:
    context = {
        "photo": photo,
        "covers": list(photo.covers.all()),
        "others": list(photo.disc.photos.all()) if photo.disc else [],
        "said": changed,
        "form": (changed and changed.form) or CoverForm(),
    }
    part = by_htmx(request)
    return render(request, "photos/_cover_answer.html" if part else "photos/cover.html", context)


def _cover(request: SignedIn, photo: Photo) -> Changed:
    form = CoverForm(request.POST)
    if not form.is_valid():
        return Changed(NO_NUMBERS, failed=True, form=form)
    try:
        actions.cover_photo(photo=photo, **form.cleaned_data, by=request.user)
    except actions.NotAllowed as error:
        return Changed(str(error), failed=True, form=form)
    return Changed("The part is covered.")


def _uncover(request: SignedIn, photo: Photo) -> Changed:
    number = request.POST["remove"]
    found = photo.covers.filter(pk=number).first() if number.isdecimal() else None
    if found is None:
        return Changed("That part was not covered any more.")
    actions.uncover_photo(cover=found, by=request.user)
    return Changed("The part is no longer covered.")
