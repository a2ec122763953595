"""Review: decisions and corrections."""

from typing import Any

from django import forms

from processing.models import Correction, Decision


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
