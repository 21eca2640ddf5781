"""What a person may type about a risk."""

from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from khuang.care.risk.models import Level
from khuang.care.risk.rules.overrides import LONGEST

REASON_LENGTH = 1000


class OverrideForm(forms.Form):
    """Set a class by hand; `on` is today."""

    level = forms.ChoiceField(
        label=_("Which class should it be?"),
        choices=Level.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a class.")},
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("What do you know that the survey does not? Others will read this."),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the reason.")},
    )
    days = forms.TypedChoiceField(
        label=_("For how long?"),
        help_text=_("Then the policy decides again."),
        coerce=int,
        choices=[(30, _("30 days")), (90, _("90 days")), (LONGEST.days, _("180 days"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how long it holds.")},
    )

    def until(self, on):
        """The last day on which the class holds."""
        return on + timedelta(days=self.cleaned_data["days"])
