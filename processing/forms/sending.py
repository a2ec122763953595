"""What may be sent to the model, and which part of a photo is not."""

from django import forms


class SendingForm(forms.Form):
    """A manager's word: what is ticked may be sent to the recipient that the page named."""

    photos = forms.BooleanField(required=False)
    records = forms.BooleanField(required=False)
    to = forms.CharField(max_length=300)


class CoverForm(forms.Form):
    """The edges of a part that is covered, in pixels of the photo as it is shown."""

    left = forms.IntegerField(min_value=0)
    top = forms.IntegerField(min_value=0)
    right = forms.IntegerField(min_value=1)
    bottom = forms.IntegerField(min_value=1)
