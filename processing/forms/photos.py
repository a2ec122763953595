"""Photos: a file that arrives, and the disc that photos are given to."""

from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile

from processing.models import Photo, Upload

MAX_FOLDER = 300


class FileForm(forms.Form):
    """One file of an upload, as the upload script sends it: no check of its content here."""

    file = forms.FileField(
        allow_empty_file=True,
        max_length=255,
        error_messages={"required": "No file came with the request. Choose the file again."},
    )
    folder = forms.CharField(required=False, max_length=MAX_FOLDER)

    @property
    def sent(self) -> "UploadedFile[Any]":
        file: UploadedFile[Any] = self.cleaned_data["file"]
        return file


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
