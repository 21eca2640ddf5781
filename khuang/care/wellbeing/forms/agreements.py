"""An agreement in three steps, one thing on each; a pause; an end."""

from datetime import time

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from khuang.care.wellbeing.models import CheckIn, Pause
from khuang.ui.forms import DatePartsField

WEEKDAYS = (
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
)
HOURS = [(f"{hour:02d}:{minute:02d}", f"{hour}.{minute:02d}") for hour in range(6, 21) for minute in (0, 30)]


def hour_of(text):
    """Read an hour of HOURS."""
    return time.fromisoformat(text)


class DaysForm(forms.Form):
    """On which days."""

    every = forms.ChoiceField(
        label=_("How often do they let us know?"),
        choices=[("daily", _("every day")), ("weekly", _("on chosen days of the week"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how often.")},
    )
    weekdays = forms.TypedMultipleChoiceField(
        label=_("On which days? Only for chosen days of the week."),
        choices=WEEKDAYS,
        coerce=int,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self):
        said = super().clean()
        if said.get("every") == "weekly" and not said.get("weekdays"):
            self.add_error("weekdays", _("Choose at least one day of the week."))
        return said


class HourForm(forms.Form):
    """By which hour."""

    hour = forms.TypedChoiceField(
        label=_("By which hour?"),
        help_text=_("After it, somebody calls. Choose an hour by which they have long been up."),
        choices=HOURS,
        coerce=hour_of,
    )


class WhoForm(forms.Form):
    """Who agreed, and how."""

    agreed_by = forms.ChoiceField(
        label=_("Who agreed?"),
        choices=CheckIn.By.choices,
        initial=CheckIn.By.PERSON,
        widget=forms.RadioSelect,
    )
    helper_name = forms.CharField(
        label=_("The helper's name, when a helper agreed"), max_length=120, required=False
    )
    consent = forms.ChoiceField(
        label=_("How did they agree?"),
        choices=CheckIn.Agreed.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how they agreed.")},
    )
    words = forms.CharField(
        label=_("Anything that whoever calls should know"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self):
        said = super().clean()
        if said.get("agreed_by") == CheckIn.By.HELPER and not said.get("helper_name"):
            self.add_error("helper_name", _("Write the helper's name."))
        return said


STEPS = (DaysForm, HourForm, WhoForm)


class EndForm(forms.Form):
    """Why a check-in ends."""

    because = forms.ChoiceField(
        label=_("Why does it end?"),
        choices=[one for one in CheckIn.Ended.choices if one[0] in ("wish", "not-needed")],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why.")},
    )


class PauseForm(forms.Form):
    """Since when and until when nothing is awaited."""

    kind = forms.ChoiceField(
        label=_("Why?"),
        choices=Pause.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose why.")},
    )
    first_on = DatePartsField(label=pgettext_lazy("of a pause", "From which day?"))
    last_on = DatePartsField(
        label=_("Until which day?"),
        help_text=_("This day included. Leave it empty when nobody knows: you are reminded to ask."),
        required=False,
    )
    words = forms.CharField(
        label=_("In a few words"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 2})
    )
