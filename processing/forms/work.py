"""Running stages again, and reports."""

from django import forms

from processing.models import Stage, Upload


class StageForm(forms.Form):
    """From which stage to run again."""

    stage = forms.ChoiceField(
        choices=Stage.choices,
        error_messages={"invalid_choice": "There is no such stage. Choose one from the list."},
    )


class DiscStageForm(StageForm):
    """The same for one disc, and whether a model is asked once more."""

    anew = forms.BooleanField(required=False)


class ReportForm(forms.Form):
    """The uploads of a report."""

    uploads = forms.ModelMultipleChoiceField(
        Upload.objects.all(), error_messages={"required": "Choose at least one upload."}
    )
