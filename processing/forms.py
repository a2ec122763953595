"""The forms of the pages: what a person may send, checked, with messages in plain words."""

from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.core.files.uploadedfile import UploadedFile

from processing.models import Correction, Decision, Photo, Stage, Upload

MAX_FOLDER = 300

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Upload]
else:
    _ModelForm = forms.ModelForm  # not subscriptable when the program runs


class SignInForm(AuthenticationForm):
    """Name and password, with a sentence that does not tell which of the two is wrong."""

    error_messages = {
        "invalid_login": "Name and password do not match. Capital letters count in both.",
        "inactive": "This account is switched off. Ask a manager to switch it on again.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"].label = "Name"


class UploadForm(_ModelForm):
    """What is known of a box before its photos are there."""

    class Meta:
        model = Upload
        fields = ["name", "shelf", "donor", "grouping"]
        labels = {"grouping": "How photos become discs"}
        help_texts = {
            "name": "How you will find it again, such as “Gift of KUT, box 12”.",
            "shelf": "Where the discs stand now.",
        }
        widgets = {"grouping": forms.RadioSelect}


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


class StageForm(forms.Form):
    """From which stage to run again."""

    stage = forms.ChoiceField(
        choices=Stage.choices,
        error_messages={"invalid_choice": "There is no such stage. Choose one from the list."},
    )


class ReportForm(forms.Form):
    """The uploads of a report."""

    uploads = forms.ModelMultipleChoiceField(
        Upload.objects.all(), error_messages={"required": "Choose at least one upload."}
    )


class DecisionForm(forms.Form):
    """A judgement on a disc."""

    kind = forms.ChoiceField(
        choices=[choice for choice in Decision.Kind.choices if choice[0] != Decision.Kind.UNDO]
    )
    source = forms.CharField(required=False, max_length=60)
    number = forms.CharField(required=False, max_length=60)
    note = forms.CharField(required=False, max_length=2000)


class CorrectionForm(forms.Form):
    """One field of a reading put right; an empty text takes the correction back."""

    TEXTS = (Correction.Field.TITLE, Correction.Field.NAME)
    LISTS = (Correction.Field.LABELS, Correction.Field.UPC, Correction.Field.PUBLISHER_NUMBERS)

    field = forms.ChoiceField(
        choices=[(field.value, field.label.capitalize()) for field in (*TEXTS, *LISTS)]
    )
    value = forms.CharField(required=False, max_length=2000, strip=True)
    note = forms.CharField(required=False, max_length=2000)

    def values(self) -> dict[str, Any]:
        """As `actions.correct` takes them: a text, or a list split at semicolons; None for nothing."""
        field, text = self.cleaned_data["field"], self.cleaned_data["value"]
        if not text:
            return {field: None}
        if field in self.TEXTS:
            return {field: text}
        return {field: [part.strip() for part in text.split(";") if part.strip()]}
