"""Arranging the photos of an upload: how they become discs, the board, and repeated discs.

Every change is one POST. A script gets the fresh board back with what was done said beside it;
without a script the page is loaded again.
"""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.forms import Form
from django.http import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from processing import actions
from processing.forms.arrange import ArrangeForm, GroupingForm, RepeatForm
from processing.grouping import still_opening
from processing.models import Disc, Photo, Upload
from processing.presentation import arrangement, words
from processing.presentation.moves import Origin, Said, Undo, origin_of
from processing.views.base import SignedIn, by_htmx, may, query_of
from processing.views.board import discs_context


@require_http_methods(["GET", "POST"])
@may("add_photos")
def grouping(request: SignedIn, pk: int) -> HttpResponseBase:
    """The four ways with their numbers, a preview of the one that is asked for; POST applies it."""
    upload = get_object_or_404(Upload, pk=pk)
    form = GroupingForm(request.POST if request.method == "POST" else request.GET or None)
    if request.method == "POST":
        return _group(request, upload, form)
    if form.is_bound:
        return render(request, "uploads/_grouping_preview.html", _previewed(upload, form))
    context = {
        "upload": upload,
        "choices": arrangement.choices(upload, upload.photos_per_disc),
        "opening": still_opening(upload),
    }
    return render(request, "uploads/_grouping.html", context)


def _previewed(upload: Upload, form: GroupingForm) -> dict[str, Any]:
    if not form.is_valid():
        return {"upload": upload, "errors": _words(form)}
    method = Upload.Grouping(form.cleaned_data["grouping"])
    per_disc = form.cleaned_data["photos_per_disc"]
    return {
        "upload": upload,
        "preview": arrangement.preview(upload, method, per_disc),
        "per_disc": per_disc,
        "opening": still_opening(upload),
    }


def _group(request: SignedIn, upload: Upload, form: GroupingForm) -> HttpResponseBase:
    if not form.is_valid():
        messages.error(request, _words(form))
        return redirect("upload", upload.pk)
    try:
        actions.choose_grouping(upload=upload, **form.cleaned_data, by=request.user)
    except actions.NotAllowed as error:
        messages.error(request, str(error))
    else:
        label = arrangement.LABELS[Upload.Grouping(form.cleaned_data["grouping"])].lower()
        messages.success(request, f"The photos become discs {label}.")
    return redirect("upload", upload.pk)


@require_POST
@may("add_photos")
def arrange(request: SignedIn, pk: int) -> HttpResponseBase:
    """One change on the board. What is not possible any more is said, and the board is fresh."""
    upload = get_object_or_404(Upload, pk=pk)
    form = ArrangeForm(upload, request.POST)
    if not form.is_valid():
        return _answer(request, upload, Said(_words(form), failed=True))
    deed = DEEDS[form.cleaned_data["do"]]
    return _answer(request, upload, _try(lambda: deed(form, request)))


def _try(act: Callable[[], Said]) -> Said:
    try:
        return act()
    except actions.NotAllowed as error:
        return Said(str(error), failed=True)
    except ValidationError as error:
        return Said(" ".join(error.messages), failed=True)


def _answer(request: SignedIn, upload: Upload, said: Said) -> HttpResponseBase:
    if by_htmx(request):
        context = {**discs_context(request, upload), "said": said}
        return render(request, "uploads/_discs.html", context)
    (messages.error if said.failed else messages.success)(request, said.text)
    return redirect(reverse("upload", args=[upload.pk]) + query_of(request))


def _words(form: Form) -> str:
    return " ".join(str(error) for errors in form.errors.values() for error in errors)


def _photos(form: ArrangeForm) -> tuple[list[Any], str, Origin]:
    photos = list(form.cleaned_data["photos"])
    named = str(photos[0]) if len(photos) == 1 else words.count(len(photos), "photo")
    return photos, named, origin_of(photos)


def _move(form: ArrangeForm, request: SignedIn) -> Said:
    photos, named, origin = _photos(form)
    disc = form.cleaned_data["disc"] or form.disc_at_place()
    if disc:
        actions.move_photos(upload=form.upload, photos=photos, to=disc, by=request.user)
    else:
        disc = actions.assign_photos(
            upload=form.upload,
            photos=photos,
            item_barcode=form.cleaned_data["to"],
            move=True,
            by=request.user,
        )
    return Said(f"{named} moved to {disc}.", undo=origin.back(form.upload))


def _tray(form: ArrangeForm, request: SignedIn) -> Said:
    photos, named, origin = _photos(form)
    actions.move_photos(upload=form.upload, photos=photos, to=None, by=request.user)
    return Said(f"{named} moved to the tray.", undo=origin.back(form.upload))


def _new(form: ArrangeForm, request: SignedIn) -> Said:
    photos, named, origin = _photos(form)
    disc = actions.new_disc(upload=form.upload, photos=photos, by=request.user)
    disc.refresh_from_db()
    return Said(
        f"{named} moved to a new disc, place {disc.position} in the box.",
        undo=origin.back(form.upload),
    )


def _merge(form: ArrangeForm, request: SignedIn) -> Said:
    disc: Disc = form.cleaned_data["disc"]
    before = form.upload.discs.filter(position__lt=disc.position).order_by("-position").first()
    if before is None:
        raise actions.NotAllowed(f"{disc} is the first in the box: there is no disc before it.")
    lent = bool(disc.item_barcode and not before.item_barcode)  # it goes over to the disc before
    origin = origin_of(list((before if lent else disc).photos.all()))
    named, place = f"Place {disc.position}", before.position
    kept = actions.merge_discs(upload=form.upload, discs=[before, disc], by=request.user)
    undo = Undo("new", origin.photos) if lent else origin.back(form.upload)
    return Said(f"{named} merged with {kept}, place {place}.", undo=undo)


def _split(form: ArrangeForm, request: SignedIn) -> Said:
    photo = form.cleaned_data["photos"][0]
    disc = actions.split_disc(photo=photo, by=request.user)
    disc.refresh_from_db()
    text = f"{photo} and the photos after it are a disc of their own, place {disc.position}."
    return Said(text, undo=Undo("merge", disc=disc.pk))


def _remove(form: ArrangeForm, request: SignedIn) -> Said:
    photos, named, _ = _photos(form)
    actions.remove_photos(upload=form.upload, photos=photos, by=request.user)
    return Said(f"{named} deleted.")


def _role(form: ArrangeForm, request: SignedIn) -> Said:
    photos, named, _ = _photos(form)
    for photo in photos:
        actions.set_role(photo=photo, role=form.cleaned_data["role"], by=request.user)
    label = Photo.Role(form.cleaned_data["role"]).label
    return Said(f"{named}: role “{label}”.")


DEEDS: dict[str, Callable[[ArrangeForm, SignedIn], Said]] = {
    "move": _move,
    "tray": _tray,
    "new": _new,
    "merge": _merge,
    "split": _split,
    "remove": _remove,
    "role": _role,
}
REPEATS = {
    "skip": "is skipped",
    "again": "is processed again",
    "add": "gave its photos to the disc of the earlier upload",
}


@require_POST
@may("add_photos")
def disc_repeat(request: SignedIn, pk: int) -> HttpResponseBase:
    """What is done with one disc whose item barcode stands in an earlier upload."""
    disc = get_object_or_404(Disc.objects.select_related("upload"), pk=pk)
    upload, form = disc.upload, RepeatForm(request.POST)
    if not form.is_valid():
        return _answer(request, upload, Said(_words(form), failed=True))
    choice, named = form.cleaned_data["choice"], str(disc)

    def act() -> Said:
        actions.choose_repeat(disc=disc, choice=choice, by=request.user)
        return Said(f"{named} {REPEATS[choice]}.")

    return _answer(request, upload, _try(act))


@require_POST
@may("add_photos")
def upload_repeats(request: SignedIn, pk: int) -> HttpResponseBase:
    """The same for all discs for which nothing has been chosen yet."""
    upload, form = get_object_or_404(Upload, pk=pk), RepeatForm(request.POST)
    if not form.is_valid():
        return _answer(request, upload, Said(_words(form), failed=True))
    choice = form.cleaned_data["choice"]

    def act() -> Said:
        actions.choose_repeats(upload=upload, choice=choice, by=request.user)
        return Said(f"Each disc with an earlier item barcode {REPEATS[choice]}.")

    return _answer(request, upload, _try(act))
