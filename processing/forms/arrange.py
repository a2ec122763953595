"""Arranging photos: how they become discs, what is done with ticked photos, and repeated discs."""

import re
from typing import Any, cast

from django import forms
from django.http import QueryDict

from processing.models import Disc, Photo, Upload

DEEDS = ("move", "tray", "new", "merge", "split", "remove", "role")
MOST_PER_DISC = 50  # photos
_GONE = "That is not there any more: somebody changed it meanwhile. The page shows it as it is now."
_PLACE = re.compile(r"(?:\d+-)?0*(\d{1,4})")  # a place in the box, or a work number such as 12-007


class GroupingForm(forms.Form):
    """How photos become discs, and of how many photos a disc is where they are counted."""

    grouping = forms.ChoiceField(
        choices=Upload.Grouping.choices,
        error_messages={
            "required": "Choose first how photos become discs.",
            "invalid_choice": "There is no such way. Choose one from the list.",
        },
    )
    photos_per_disc = forms.IntegerField(
        min_value=1,
        max_value=MOST_PER_DISC,
        error_messages={
            "required": "Say how many photos each disc has.",
            "invalid": "Give the number of photos of each disc in digits.",
            "min_value": "A disc has at least one photo.",
            "max_value": f"A disc has at most {MOST_PER_DISC} photos here.",
        },
    )


class RepeatForm(forms.Form):
    """What is done with a disc whose item barcode stands in an earlier upload."""

    choice = forms.ChoiceField(
        choices=[(one, one) for one in ("skip", "again", "add")],
        error_messages={
            "required": "Choose first: skip, add the photos there, or process again.",
            "invalid_choice": "There is no such choice. Skip, add the photos there, or process again.",
        },
    )


class ArrangeForm(forms.Form):
    """One change on the board: the deed, and the photos or the disc that it is about.

    A button names the deed and its object at once, such as "split 4711". `to` is typed by a
    person: a place in the box, a work number or an item barcode.
    """

    do = forms.ChoiceField(
        choices=[(deed, deed) for deed in DEEDS],
        error_messages={
            "required": "Choose what to do with the photos.",
            "invalid_choice": "There is no such action. Load the page again.",
        },
    )
    photos = forms.ModelMultipleChoiceField(
        Photo.objects.none(),
        required=False,
        error_messages={"invalid_choice": _GONE, "invalid_pk_value": _GONE},
    )
    disc = forms.ModelChoiceField(
        Disc.objects.none(), required=False, error_messages={"invalid_choice": _GONE}
    )
    to = forms.CharField(required=False, max_length=40)
    role = forms.ChoiceField(
        choices=Photo.Role.choices,
        required=False,
        error_messages={"invalid_choice": "There is no such role. Choose one from the list."},
    )

    def __init__(self, upload: Upload, data: QueryDict) -> None:
        super().__init__(_spelled_out(data))
        self.upload = upload
        photos = cast("forms.ModelMultipleChoiceField[Photo]", self.fields["photos"])
        photos.queryset = upload.photos.order_by("folder", "name", "page", "id")
        cast("forms.ModelChoiceField[Disc]", self.fields["disc"]).queryset = upload.discs.all()

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        if self.errors:
            return given
        deed = given["do"]
        if deed != "merge" and not given["photos"]:
            raise forms.ValidationError("Tick the photos first.")
        if deed == "merge" and not given["disc"]:
            raise forms.ValidationError("Choose the disc that is to be merged.")
        if deed == "move" and not (given["disc"] or given["to"].strip()):
            raise forms.ValidationError(
                "Say which disc: its place in the box, or its item barcode."
            )
        if deed == "role" and not given["role"]:
            raise forms.ValidationError("Choose the role of the photo.")
        return given

    def disc_at_place(self) -> Disc | None:
        """The disc that `to` names by its item barcode or its place; None for a new barcode."""
        typed = self.cleaned_data["to"].replace(" ", "")
        if disc := self.upload.discs.filter(item_barcode=typed).first():
            return disc
        place = _PLACE.fullmatch(typed)
        if place is None:
            return None
        disc = self.upload.discs.filter(position=int(place[1])).first()
        if disc is None:
            raise forms.ValidationError(f"There is no disc {typed} in this box.")
        return disc


def _spelled_out(data: QueryDict) -> QueryDict:
    """`do` "split 4711" as the deed "split" with its photo; "merge 12" with its disc."""
    deed, _, number = data.get("do", "").partition(" ")
    if not number:
        return data
    told = data.copy()
    told["do"] = deed
    told.setlist("disc" if deed == "merge" else "photos", [number])
    return told
