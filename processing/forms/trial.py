"""Trial mode."""

from django import forms


class SwitchForm(forms.Form):
    """A manager's word on auto-accept."""

    auto_accept = forms.ChoiceField(
        choices=[("on", "on"), ("off", "off")],
        error_messages={"required": "Choose on or off.", "invalid_choice": "Choose on or off."},
    )
