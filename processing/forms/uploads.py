"""Uploads: what is known of a box, the barcodes scanned for it, and separator slips."""

from typing import TYPE_CHECKING

from django import forms

from processing.models import Upload
from processing.slips import MAX_SLIPS

if TYPE_CHECKING:
    _ModelForm = forms.ModelForm[Upload]
else:
    _ModelForm = forms.ModelForm  # not subscriptable when the program runs

USUAL_SLIPS = 40  # about a box


class UploadForm(_ModelForm):
    """What is known of a box, before its photos are there and after."""

    class Meta:
        model = Upload
        fields = ["name", "shelf", "donor"]
        help_texts = {
            "name": "How you will find it again, such as “Gift of KUT, box 12”.",
            "shelf": "Where the discs stand now.",
        }
        error_messages = {
            "name": {"required": "Give it a name, so that you can find it again."},
        }


class ItemBarcodeForm(forms.Form):
    """What a hand scanner sent for one disc; "" takes the item barcode away."""

    item_barcode = forms.CharField(
        required=False,
        max_length=40,
        error_messages={"max_length": "That is too long for an item barcode. Scan it again."},
    )


class SlipsForm(forms.Form):
    """How many separator slips to print, and the number of the first one."""

    count = forms.IntegerField(
        label="How many slips",
        min_value=1,
        max_value=MAX_SLIPS,
        initial=USUAL_SLIPS,
        help_text="One for each disc of the box.",
        error_messages={
            "invalid": "Give a whole number of slips.",
            "required": "Give a number of slips.",
            "min_value": "At least one slip can be printed.",
            "max_value": f"At most {MAX_SLIPS} slips are printed at once.",
        },
    )
