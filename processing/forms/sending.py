"""What may be sent to the model, and which part of a photo is not."""

from django import forms


class SendingForm(forms.Form):
    """A manager's word: what is ticked may be sent to the recipient that the page named."""

    photos = forms.BooleanField(required=False)
    records = forms.BooleanField(required=False)
    to = forms.CharField(max_length=300)
