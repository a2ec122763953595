"""Uploads: what is known of a box."""

from typing import TYPE_CHECKING

from django import forms

from processing.models import Upload

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Upload]
else:
    _ModelForm = forms.ModelForm  # not subscriptable when the program runs


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
