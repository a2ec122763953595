"""Photos: a file that arrives, one that the browser did not send, and discs that photos are given to."""

from typing import Any, cast

from django import forms
from django.conf import settings
from django.core.files.uploadedfile import UploadedFile
from django.db import models

from processing.models import Photo, Upload

MAX_FOLDER = 300


class FileForm(forms.Form):
    """One file of an upload, as the upload script sends it: no check of its content here."""

    file = forms.FileField(
        allow_empty_file=True,
        max_length=255,
        error_messages={"required": "No file came with the request. Choose the file again."},
    )
    folder = forms.CharField(required=False)

    @property
    def sent(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        return file

    def clean_folder(self) -> str:
        """Cut, not refused: a deep folder is no reason to lose a photo."""
        return str(self.cleaned_data["folder"])[:MAX_FOLDER]


class Unsent(models.TextChoices):
    """Why the browser gave a file up before the server could judge it."""

    EMPTY = "empty"
    LARGE = "large"
    KIND = "kind"
    PROXY = "proxy"  # stopped by a server in front of this one
    UNREADABLE = "unreadable"  # moved or changed after it was chosen
    FAILED = "failed"  # the server failed on it, or its request broke off, again and again


class UnsentForm(forms.Form):
    """One file that was not sent. Its name and folder are cut, and cleaned where they are stored."""

    name = forms.CharField()
    folder = forms.CharField(required=False)
    code = forms.ChoiceField(choices=Unsent.choices)

    @property
    def reason(self) -> str:
        """Why it was not sent, in words, with what to do."""
        return unsent_reason(Unsent(self.cleaned_data["code"]))


def unsent_reason(code: Unsent) -> str:
    return {
        Unsent.EMPTY: "The file is empty. Copy it again from the camera.",
        Unsent.LARGE: (
            f"The file is too large: at most {settings.MAX_UPLOAD_MB} MB are accepted for a photo "
            f"and {settings.MAX_ARCHIVE_MB} MB for a ZIP or PDF. Save it smaller."
        ),
        Unsent.KIND: "This is not a photo. JPEG, PNG, TIFF, WebP, HEIC, PDF and ZIP are accepted.",
        Unsent.PROXY: (
            "The server in front of the program lets no file of this size through. Whoever looks "
            "after it can raise its limit; until then, save the file smaller."
        ),
        Unsent.UNREADABLE: (
            "The browser could no longer read this file: it was moved, changed or is not on this "
            "machine. Choose it again."
        ),
        Unsent.FAILED: (
            "The file could not be sent, though it was tried several times. Choose it again later; "
            "if it fails then too, tell whoever looks after the program."
        ),
    }[code]


class AssignForm(forms.Form):
    """Photos that belong nowhere, and the disc that they are given to."""

    photos = forms.ModelMultipleChoiceField(
        Photo.objects.none(),
        error_messages={"required": "Tick the photos first, then give the item barcode."},
    )
    item_barcode = forms.CharField(required=False, max_length=40)

    def __init__(self, upload: Upload, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        photos = cast("forms.ModelMultipleChoiceField[Photo]", self.fields["photos"])
        photos.queryset = Photo.objects.filter(upload=upload)
