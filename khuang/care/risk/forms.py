"""What a person may type about a risk, and about a draft of the policy."""

import json
from datetime import timedelta

from django import forms
from django.utils.translation import gettext_lazy as _

from khuang.care.risk.models import Level
from khuang.care.risk.rules import drafts
from khuang.care.risk.rules.overrides import LONGEST
from khuang.lib.thai_dates import fiscal_year, fiscal_year_bounds
from khuang.ui.forms import DatePartsField

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


class CopyForm(forms.Form):
    """Name a draft, and say why it is made."""

    name = forms.CharField(
        label=_("What is the draft called?"),
        help_text=_("When it is adopted, the policy bears this name."),
        max_length=120,
        error_messages={"required": _("Write a name.")},
    )
    why = forms.CharField(
        label=_("Why is it made?"),
        help_text=_("Whoever approves it reads this, and later everybody who reads the policy."),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the reason.")},
    )


class PartForm(forms.Form):
    """The base of a form that changes one part of a draft.

    shown  the part's values as they were when the form was shown, to notice who else changed them
    """

    shown = forms.CharField(widget=forms.HiddenInput)
    names = ()

    def __init__(self, data, *, values, typed=None):
        # What was typed stays in its fields, also when it is now compared with what somebody else wrote.
        super().__init__(data, initial={**(typed or values), "shown": json.dumps(values)})

    def values(self):
        """The values as they were typed."""
        return {name: self.cleaned_data[name] for name in self.names}

    def was(self):
        """The values as they were shown."""
        return self.cleaned_data["shown"]

    def clean_shown(self):
        """Read what was shown."""
        try:
            return json.loads(self.cleaned_data["shown"])
        except ValueError:
            return {}


def _number(label, lowest, highest, help_text=""):
    return forms.IntegerField(
        label=label,
        help_text=help_text,
        min_value=lowest,
        max_value=highest,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-4"}),
        error_messages={
            "required": _("Write a number."),
            "invalid": _("Write a whole number."),
            "min_value": _("Write %(limit_value)s or more."),
            "max_value": _("Write %(limit_value)s or less."),
        },
    )


class RuleForm(PartForm):
    """The points of a rule, and whether it is a red flag."""

    names = ("points", "floor")
    points = _number(_("Points"), 0, drafts.MOST_POINTS, _("0 adds nothing."))
    floor = forms.ChoiceField(
        label=_("Is it a red flag?"),
        help_text=_("A red flag alone is enough for the class, whatever the points."),
        choices=[
            ("none", _("No, only the points count")),
            ("low", _("Yes, the class is at least low")),
            ("medium", _("Yes, the class is at least medium")),
            ("high", _("Yes, the class is high")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )


class CutsForm(PartForm):
    """From how many points on each class begins; they rise."""

    names = drafts.CUTS
    low = _number(_("Low from how many points?"), 1, drafts.MOST_POINTS)
    medium = _number(_("Medium from how many points?"), 1, drafts.MOST_POINTS)
    high = _number(_("High from how many points?"), 1, drafts.MOST_POINTS)

    def __init__(self, data, *, values, maximum, typed=None):
        super().__init__(data, values=values, typed=typed)
        self.maximum = maximum

    def clean(self):
        """Compare the cuts with each other and with the highest sum."""
        said = super().clean()
        for lower, upper in zip(self.names, self.names[1:], strict=False):
            if lower in said and upper in said and said[upper] <= said[lower]:
                self.add_error(upper, _("Write more than for the class below."))
        if said.get("high", 0) > self.maximum:
            self.add_error("high", _("The highest sum is %(most)s.") % {"most": self.maximum})
        return said


class MaximumForm(PartForm):
    """The highest sum that points add up to; every cut lies below it."""

    names = (drafts.MAXIMUM,)
    maximum = _number(
        _("What is the highest sum?"), 1, drafts.MOST_POINTS, _("A sum above it counts as this.")
    )

    def __init__(self, data, *, values, least, typed=None):
        super().__init__(data, values=values, typed=typed)
        self.least = least

    def clean_maximum(self):
        """Keep every class within reach."""
        if self.cleaned_data["maximum"] < self.least:
            raise forms.ValidationError(
                _("One class begins only at %(least)s points. Write at least that.") % {"least": self.least}
            )
        return self.cleaned_data["maximum"]


class ValidityForm(PartForm):
    """For how many days a class holds after the last survey."""

    names = ("high", "medium", "low", "none")
    high = _number(_("High: how many days?"), 1, drafts.MOST_DAYS)
    medium = _number(_("Medium: how many days?"), 1, drafts.MOST_DAYS)
    low = _number(_("Low: how many days?"), 1, drafts.MOST_DAYS)
    none = _number(_("No risk: how many days?"), 1, drafts.MOST_DAYS)


def part_form(document, part, data, *, typed=None):
    """Make the form that changes a part of a draft."""
    values = drafts.values(document, part)
    if part.startswith("rule:"):
        return RuleForm(data, values=values, typed=typed)
    if part.startswith("band:"):
        return CutsForm(data, values=values, maximum=document["maximum"], typed=typed)
    if part == drafts.MAXIMUM:
        least = max(band["cuts"]["high"] for band in document["bands"])
        return MaximumForm(data, values=values, least=least, typed=typed)
    return ValidityForm(data, values=values, typed=typed)


class ProposeForm(forms.Form):
    """From when on a policy holds: at once, from the next fiscal year, or from a day."""

    when = forms.ChoiceField(
        label=_("From when on should it hold?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    day = DatePartsField(label=_("From which day on?"), help_text=_("For example 1 10 2570"), required=False)

    def __init__(self, data, *, today):
        super().__init__(data)
        self.today = today
        self.next_year = fiscal_year_bounds(fiscal_year(today) + 1)[0]
        self.fields["when"].choices = [
            ("today", _("As soon as it is approved")),
            ("year", _("From 1 October, when the next fiscal year begins")),
            ("day", _("From another day")),
        ]

    def clean(self):
        """Want a day that is not past when another day was chosen."""
        said = super().clean()
        if said.get("when") == "day" and "day" not in self.errors:
            if said.get("day") is None:
                self.add_error("day", _("Enter a date."))
            elif said["day"] < self.today:
                self.add_error("day", _("The day has passed. Choose today or a later day."))
        return said

    def begins_on(self):
        """The first day on which it holds."""
        days = {"today": self.today, "year": self.next_year}
        return days.get(self.cleaned_data["when"], self.cleaned_data["day"])


class RefuseForm(forms.Form):
    """Give a proposal back."""

    because = forms.CharField(
        label=_("Why is it refused?"),
        help_text=_("Whoever proposed it reads this."),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write the reason.")},
    )


class ApproveForm(forms.Form):
    """Approve what was looked at, and nothing newer."""

    revision = forms.IntegerField(widget=forms.HiddenInput)


class NothingForm(forms.Form):
    """A question that a button alone answers."""
