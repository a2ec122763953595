"""Photos: they are received one by one, assigned to discs, and shown."""

import mimetypes
from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import condition, require_GET, require_POST

from processing import actions
from processing.arrival import clean_name
from processing.forms.photos import AssignForm, FileForm
from processing.imaging import Refused
from processing.models import Photo, Upload
from processing.views.base import SignedIn, may, refusal, say_errors

SIZES = ("thumb", "working")  # never the original: it may carry a place and a name
A_DAY = 86_400


@require_POST
def receive(request: SignedIn, pk: int) -> JsonResponse:
    """Takes one file. Every answer is JSON, refusals too: a script reads it."""
    if not request.user.has_perm("processing.add_photos"):
        return JsonResponse({"error": refusal("add_photos")}, status=403)
    upload = get_object_or_404(Upload, pk=pk)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        errors = [str(error) for error_list in form.errors.values() for error in error_list]
        return JsonResponse({"error": " ".join(errors)}, status=400)
    folder = form.cleaned_data["folder"]
    try:
        added = actions.add_file(upload=upload, file=form.sent, folder=folder, by=request.user)
    except (Refused, actions.NotAllowed) as error:
        return JsonResponse({"error": str(error)}, status=422)
    if same := _another_name(added, form.sent.name or ""):
        reason = f"The same photo as “{same}”, which is here already. Was another one meant?"
        actions.refuse_file(
            upload=upload, name=form.sent.name or "", folder=folder, reason=reason, by=request.user
        )
    return JsonResponse(_arrived(added, same))


def _another_name(added: actions.Added, name: str) -> str:
    """The name under which these bytes came before, where it was another: perhaps a slip."""
    if not added.duplicate or not added.photo or added.photo.name == clean_name(name):
        return ""
    return added.photo.name


def _arrived(added: actions.Added, same: str) -> dict[str, Any]:
    return {
        "id": added.photo.pk if added.photo else None,
        "disc": str(added.disc) if added.disc else None,
        "duplicate": added.duplicate,
        "same": same,
    }


@require_GET
def have(request: SignedIn, pk: int) -> JsonResponse:
    """What has arrived, so that a reloaded page sends only the rest.

    The size is that of the stored original: same name, folder and size is taken as the same file.
    """
    upload = get_object_or_404(Upload, pk=pk)
    fields = ("name", "folder", "byte_size")
    photos = upload.photos.filter(bundle=None).values_list(*fields)
    bundles = upload.bundles.exclude(file="").values_list(*fields)
    files = [
        {"name": name, "folder": folder, "size": size} for name, folder, size in [*photos, *bundles]
    ]
    return JsonResponse({"photos": files})


@require_POST
@may("add_photos")
def assign(request: SignedIn, pk: int) -> HttpResponseBase:
    upload = get_object_or_404(Upload, pk=pk)
    form = AssignForm(upload, request.POST)
    if not form.is_valid():
        say_errors(request, form)
        return redirect("upload", pk)
    photos, barcode = list(form.cleaned_data["photos"]), form.cleaned_data["item_barcode"]
    try:
        disc = actions.assign_photos(
            upload=upload, photos=photos, item_barcode=barcode, by=request.user
        )
    except actions.NotAllowed as error:
        messages.error(request, str(error))
    else:
        names = "1 photo" if len(photos) == 1 else f"{len(photos)} photos"
        messages.success(request, f"{names} assigned to {disc}.")
    return redirect("upload", pk)


def _etag(request: HttpRequest, pk: int, size: str) -> str | None:
    hashed = Photo.objects.filter(pk=pk).values_list("sha256", flat=True).first()
    return f'"{hashed}-{size}"' if hashed else None


@require_GET
@may("view_photo")
@condition(etag_func=_etag)
def photo(request: SignedIn, pk: int, size: str) -> HttpResponseBase:
    """The thumbnail or the working JPEG, through the storage, for this person's browser only."""
    found = get_object_or_404(Photo, pk=pk)
    stored = getattr(found, size) if size in SIZES else None
    if not stored:
        raise Http404("There is no such size of this photo, or it is still being made.")
    kind = mimetypes.guess_type(stored.name)[0] or "application/octet-stream"
    try:
        answer = FileResponse(stored.open("rb"), content_type=kind)
    except OSError as error:
        raise Http404(f"The file of “{found.name}” is missing from the storage.") from error
    answer["Cache-Control"] = f"private, max-age={A_DAY}"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
