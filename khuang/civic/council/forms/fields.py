"""Fields that several forms of a council share."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from khuang.civic.issues.reads import kinds_for_public
from khuang.ui.forms import CHOICE_MISSING, DatePartsField

_TIME_WRONG = _("Write a time such as 10:00.")


def few(label, choices=(), *, hint="", initial=None):
    """One of a few, all seen at once."""
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        initial=initial,
        widget=forms.RadioSelect,
        error_messages={"required": CHOICE_MISSING},
    )


def one_of(label, rows=None, *, required=True, hint="", empty="–"):
    """One row of a list that opens; the queryset is given when the form is made."""
    return forms.ModelChoiceField(
        label=label,
        help_text=hint,
        queryset=rows,
        required=required,
        empty_label=empty,
        error_messages={"required": CHOICE_MISSING, "invalid_choice": CHOICE_MISSING},
    )


def number(label, *, most=999, width=3, required=True, initial=None, hint=""):
    """A whole number from 0."""
    box = forms.NumberInput({"class": f"govuk-input--width-{width}", "inputmode": "numeric"})
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=0,
        max_value=most,
        required=required,
        initial=initial,
        widget=box,
    )


def baht(label, *, required=True, hint=""):
    """An amount in whole baht."""
    return number(label, most=2_000_000_000, width=10, required=required, hint=hint)


def kind_choices():
    """Give the kinds that may be spoken of in public."""
    language = get_language()
    return [("", "–"), *((code, one.name(language)) for code, one in kinds_for_public().items())]


class DayForm(forms.Form):
    """On which day something ended."""

    on = DatePartsField(label=_("On which day?"), required=False, help_text=_("Left empty, today."))

    def said(self):
        """The day."""
        return {"on": self.cleaned_data["on"] or timezone.localdate()}


class MomentForm(forms.Form):
    """A day and a time of day."""

    on = DatePartsField(label=_("On which day?"), error_messages={"required": _("Enter a date.")})
    clock = forms.TimeField(
        label=_("At what time?"),
        initial=datetime.time(9),
        widget=forms.TimeInput({"type": "time", "class": "govuk-input--width-10"}, format="%H:%M"),
        error_messages={"invalid": _TIME_WRONG, "required": _TIME_WRONG},
    )

    def moment(self):
        """The moment, in the time of Thailand."""
        said = self.cleaned_data
        return timezone.make_aware(datetime.datetime.combine(said["on"], said["clock"]))
