"""Review: decisions and corrections."""

import re
from typing import Any

from django import forms

from processing.catalog import typed
from processing.models import Correction, Decision

MAX_NOTE, MAX_TYPED, MAX_TRACK_LIST = 2000, 2000, 60_000
SPARE_YEARS = 2  # empty rows below the years that stand
MAX_YEARS = 40
_SEPARATOR = re.compile(r"[;\n]")


class DecisionForm(forms.Form):
    """A judgement on a disc, with what the person saw: the revision and the decision that stood.

    `pick` is the key of one of the possible records; `number` is typed.
    """

    KINDS = [choice for choice in Decision.Kind.choices if choice[0] != Decision.Kind.UNDO]

    kind = forms.ChoiceField(choices=KINDS, required=False)
    pick = forms.IntegerField(required=False, min_value=1)
    source = forms.CharField(required=False, max_length=60)
    number = forms.CharField(required=False, max_length=60)
    note = forms.CharField(required=False, max_length=MAX_NOTE)
    seen_revision = forms.IntegerField(required=False, min_value=0)
    seen_decision = forms.IntegerField(required=False, min_value=0)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if found.get("pick"):
            found["kind"] = Decision.Kind.DIFFERENT
        if not found.get("kind"):
            raise forms.ValidationError("Choose one of the decisions.")
        return found

    @property
    def problem(self) -> str:
        """What is wrong, in one line."""
        if "number" in self.errors:
            return (
                "A record number has at most 60 signs: type the number alone, without an address."
            )
        return " ".join(str(error) for errors in self.errors.values() for error in errors)

    @property
    def kept(self) -> dict[str, str]:
        """What was typed, to stand there again."""
        return {name: str(self.data.get(name, "")) for name in ("number", "note")}


class CorrectionForm(forms.Form):
    """One field of a reading put right, with the value that stands now to begin from.

    An empty value is a correction too: the item does not have the thing. What is typed is read
    by `catalog.typed`, which says what is wrong.
    """

    note = forms.CharField(required=False, max_length=MAX_NOTE)
    seen: int = 0  # the newest correction of this field when the page was made, 0 without one

    def __init__(self, name: str, data: Any = None, present: Any = None) -> None:
        self.name = name
        super().__init__(data, initial=self.first(present), auto_id=f"correct-{name}-%s")

    def first(self, present: Any) -> dict[str, Any]:
        """The form's first values, from the value that stands now."""
        return {"value": present}

    def typed_value(self) -> Any:
        """As `actions.correct` takes it; may raise typed.Mistyped."""
        return self.cleaned_data.get("value", "")

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        if not self.errors:
            try:
                found["typed"] = self.typed_value()
                typed.check(self.name, found["typed"])
            except typed.Mistyped as error:
                raise forms.ValidationError(str(error)) from error
        return found

    @property
    def problem(self) -> str:
        """What is wrong with what was typed, "" where nothing is or nothing was."""
        return " ".join(str(error) for errors in self.errors.values() for error in errors)


class TextCorrection(CorrectionForm):
    value = forms.CharField(required=False, max_length=typed.MAX_TITLE)


class ListCorrection(CorrectionForm):
    """Several texts, each on a line of its own; a semicolon parts them too."""

    value = forms.CharField(
        required=False,
        max_length=MAX_TYPED,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Several: each on a line of its own.",
    )

    def first(self, present: Any) -> dict[str, Any]:
        return {"value": "\n".join(present or ())}

    def typed_value(self) -> list[str]:
        parts = _SEPARATOR.split(super().typed_value())
        return [part.strip() for part in parts if part.strip()]


class TracksCorrection(CorrectionForm):
    value = forms.CharField(
        required=False,
        max_length=MAX_TRACK_LIST,
        widget=forms.Textarea(attrs={"rows": 12, "spellcheck": "false"}),
        help_text="One track a line: “1. Title (4:05)”; on disc 2 “2-1. Title (4:05)”. "
        "Names of one track stand behind “ / ”.",
    )

    def first(self, present: Any) -> dict[str, Any]:
        return {"value": typed.track_lines(present or ())}

    def typed_value(self) -> list[dict[str, Any]]:
        return typed.tracks(super().typed_value())


class DiscsCorrection(CorrectionForm):
    value = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=typed.MAX_DISCS,
        error_messages={"invalid": "Type the number of discs in digits, such as 2."},
    )

    def typed_value(self) -> int | str:
        """ "" says that the number is not known."""
        return super().typed_value() or ""


class YearsCorrection(CorrectionForm):
    """Rows of a kind and a year, as many as stand now and some to spare."""

    KINDS = [(kind.value, name) for kind, name in typed.YEAR_NAMES.items()]

    def __init__(self, name: str, data: Any = None, present: Any = None) -> None:
        super().__init__(name, data, present)
        for place in range(self._number_of_rows(data)):
            self.fields[f"kind_{place}"] = forms.CharField(
                required=False, max_length=20, widget=forms.Select(choices=self.KINDS)
            )
            self.fields[f"year_{place}"] = forms.CharField(
                required=False,
                max_length=10,
                widget=forms.TextInput(attrs={"inputmode": "numeric", "size": 5}),
            )

    def _number_of_rows(self, data: Any) -> int:
        given = data if data is not None else self.initial
        standing = sum(1 for name in given if name.startswith("year_"))
        return min(standing + (SPARE_YEARS if data is None else 0), MAX_YEARS)

    def first(self, present: Any) -> dict[str, Any]:
        pairs = [(kind, year) for kind, of_kind in (present or {}).items() for year in of_kind]
        kinds = {f"kind_{place}": str(kind) for place, (kind, _) in enumerate(pairs)}
        return {**kinds, **{f"year_{place}": year for place, (_, year) in enumerate(pairs)}}

    def rows(self) -> list[tuple[forms.BoundField, forms.BoundField]]:
        """The pairs of fields, for the template."""
        places = range(sum(1 for name in self.fields if name.startswith("year_")))
        return [(self[f"kind_{place}"], self[f"year_{place}"]) for place in places]

    def typed_value(self) -> dict[str, list[int]]:
        places = range(len(self.rows()))
        told = self.cleaned_data
        return typed.years((told[f"kind_{one}"], told[f"year_{one}"]) for one in places)


_FORMS: dict[str, type[CorrectionForm]] = {
    Correction.Field.TITLE: TextCorrection,
    Correction.Field.NAME: TextCorrection,
    Correction.Field.LABELS: ListCorrection,
    Correction.Field.UPC: ListCorrection,
    Correction.Field.PUBLISHER_NUMBERS: ListCorrection,
    Correction.Field.YEARS: YearsCorrection,
    Correction.Field.TRACKS: TracksCorrection,
    Correction.Field.DISC_COUNT: DiscsCorrection,
}


def correction_form(name: str, data: Any = None, present: Any = None) -> CorrectionForm | None:
    """The form of a correction's field; None where there is no such field."""
    kind = _FORMS.get(name)
    return kind(name, data, present) if kind else None
