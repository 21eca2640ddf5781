"""What a supervisor says about a plan of visits: which month, by what wish, and changes by hand."""

from datetime import date, timedelta
from uuid import UUID

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from khuang.care.visits.forms.schedules import WEEKDAYS
from khuang.care.visits.models import Absence, Half, Volunteer
from khuang.care.visits.reads.plan_words import WISHES
from khuang.care.visits.reads.planning_changes import Where
from khuang.care.visits.reads.volunteers import serving
from khuang.care.visits.rules.plans import BALANCE
from khuang.care.visits.rules.schedules import month_end
from khuang.lib.thai_dates import format_date
from khuang.ui.forms import DatePartsField

MONTHS_AHEAD = 3
REASON_LENGTH = 500


def month_words(month):
    return format_date(month, get_language() or "th", precision="month")


def _next(month):
    return (month.replace(day=28) + timedelta(days=4)).replace(day=1)


class PlanForm(forms.Form):
    """Which month to plan, and what counts more."""

    month = forms.ChoiceField(label=_("Month"))
    wish = forms.ChoiceField(
        label=_("What counts more?"),
        help_text=_("Nobody at higher risk is left out for somebody at lower risk, whatever you choose."),
        choices=[(str(wish), words) for wish, words in WISHES.items()],
        initial=str(BALANCE),
        widget=forms.RadioSelect,
    )

    def __init__(self, *args, today, **options):
        super().__init__(*args, **options)
        months = [today.replace(day=1)]
        while len(months) < MONTHS_AHEAD:
            months.append(_next(months[-1]))
        # In the last days of a month there is little left of it to plan.
        self.fields["month"].choices = [(one.isoformat(), month_words(one)) for one in months]
        self.fields["month"].initial = months[today.day > 20].isoformat()

    def first_day(self):
        return date.fromisoformat(self.cleaned_data["month"])


class WhereForm(forms.Form):
    """By whom and when somebody is visited."""

    volunteer = forms.ChoiceField(label=_("Who goes?"), error_messages={"required": _("Choose a volunteer.")})
    second = forms.ChoiceField(label=_("Who goes along?"), required=False)
    day = forms.ChoiceField(label=_("On which day?"), error_messages={"required": _("Choose a day.")})
    half = forms.ChoiceField(
        label=_("On which half-day?"),
        choices=Half.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose morning or afternoon.")},
    )
    number = forms.IntegerField(
        label=_("As which stop of the round?"),
        help_text=_("Leave it empty: then it goes where the way is shortest."),
        required=False,
        min_value=1,
        max_value=20,
    )
    reason = forms.CharField(
        label=_("Why should it be so all the same?"),
        required=False,
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, plan, today, needs_reason=False, **options):
        super().__init__(*args, **options)
        rows = serving(Volunteer.objects.select_related("village"), max(today, plan.month))
        people = [(str(one.pk), f"{one.name}, {one.village or '–'}") for one in rows]
        self.fields["volunteer"].choices = [("", _("Choose…")), *people]
        self.fields["second"].choices = [("", _("Nobody else")), *people]
        self.fields["day"].choices = [("", _("Choose…")), *_days(plan, today)]
        self.fields["reason"].required = needs_reason
        if not needs_reason:
            self.fields["reason"].widget = forms.HiddenInput()

    def clean(self):
        said = self.cleaned_data
        if said.get("second") and said.get("second") == said.get("volunteer"):
            self.add_error("second", gettext("Choose two different volunteers."))
        return said

    def where(self):
        said = self.cleaned_data
        return Where(
            volunteer=UUID(said["volunteer"]),
            second=UUID(said["second"]) if said["second"] else None,
            day=date.fromisoformat(said["day"]),
            half=said["half"],
            number=said["number"],
        )


def _days(plan, today):
    """The days of a plan's month that are not over."""
    day, last = max(plan.month, today), month_end(plan.month)
    while day <= last:
        words = format_date(day, get_language() or "th", short=True)
        yield day.isoformat(), f"{WEEKDAYS[day.weekday()][1]} {words}"
        day += timedelta(days=1)


class ExtraForm(WhereForm):
    """A visit that no schedule asks for."""

    minutes = forms.IntegerField(label=_("How many minutes?"), min_value=10, max_value=200, initial=40)
    field_order = ("volunteer", "second", "day", "half", "number", "minutes", "reason", "version")

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["version"].required = False


class CancelForm(forms.Form):
    """Why a visit is taken out of the plan."""

    reason = forms.CharField(
        label=_("Why is it cancelled?"),
        max_length=REASON_LENGTH,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the reason.")},
    )
    version = forms.IntegerField(widget=forms.HiddenInput)


class AwayForm(forms.Form):
    """Who cannot come, and from when to when."""

    volunteer = forms.ChoiceField(
        label=_("Who cannot come?"), error_messages={"required": _("Choose a volunteer.")}
    )
    first_on = DatePartsField(label=_("From which day?"))
    last_on = DatePartsField(label=_("Up to which day, itself included?"))
    reason = forms.ChoiceField(label=_("Why?"), choices=Absence.Reason.choices, widget=forms.RadioSelect)

    def __init__(self, *args, volunteers, today, **options):
        initial = {"first_on": today, "last_on": today, "reason": Absence.Reason.SICK}
        super().__init__(*args, **options | {"initial": initial | options.get("initial", {})})
        self.today = today
        self.fields["volunteer"].choices = [
            ("", _("Choose…")),
            *((str(one.pk), one.name) for one in volunteers),
        ]

    def clean(self):
        first, last = self.cleaned_data.get("first_on"), self.cleaned_data.get("last_on")
        if first and last and last < first:
            self.add_error("last_on", gettext("The last day cannot be before the first."))
        if last and last < self.today:
            self.add_error("last_on", gettext("These days are over."))
        return self.cleaned_data
