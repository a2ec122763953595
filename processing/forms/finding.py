"""A cataloger's own search in WorldCat."""

from django import forms

from processing.sources.worldcat.by_hand import MAX_TYPED, By

LABELS = {
    By.WORDS: "Words",
    By.UPC: "UPC/EAN",
    By.PUBLISHER_NUMBER: "Publisher number",
    By.OCLC_NUMBER: "OCLC number",
    By.QUERY: "WorldCat query",
}


class FindForm(forms.Form):
    """What to search for, and as what."""

    by = forms.ChoiceField(
        choices=[(by.value, LABELS[by]) for by in By], label="Search by", initial=By.WORDS.value
    )
    typed = forms.CharField(
        max_length=MAX_TYPED,
        label="Search for",
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
        error_messages={"required": "Type what to search for."},
    )
