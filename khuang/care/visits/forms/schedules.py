"""What somebody says about how often a person is visited."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khuang.care.visits.actions.schedules import Wanted
from khuang.care.visits.models import CareSchedule, Half, Volunteer
from khuang.care.visits.reads.plan_words import rhythm_words, rule_words, tier_words
from khuang.care.visits.reads.volunteers import skill_words
from khuang.care.visits.rules.schedules import in_force
from khuang.ground.places.models import Village

# Days and visits in them, as a person would say it.
RHYTHMS = ((7, 2), (7, 1), (14, 1), (30, 1), (91, 1))
WEEKDAYS = (
    (0, _("Monday")),
    (1, _("Tuesday")),
    (2, _("Wednesday")),
    (3, _("Thursday")),
    (4, _("Friday")),
    (5, _("Saturday")),
    (6, _("Sunday")),
)
EITHER = [("", _("morning or afternoon")), *Half.choices]


def _all_or(choices):
    return [("", _("All")), *choices]


class ScheduleFilter(forms.Form):
    """Whose schedules to show; nothing chosen means everybody where the account may look."""

    village = forms.ChoiceField(label=_("Village"), required=False)
    tier = forms.ChoiceField(label=_("Group"), required=False)
    rule = forms.ChoiceField(label=_("Rule"), required=False)
    source = forms.ChoiceField(
        label=_("Decided by"), required=False, choices=_all_or(CareSchedule.Source.choices)
    )
    purpose = forms.ChoiceField(
        label=_("Purpose"), required=False, choices=_all_or(CareSchedule.Purpose.choices)
    )

    def __init__(self, *args, on, **options):
        super().__init__(*args, **options)
        rules = in_force(on)
        self.fields["village"].choices = _all_or((str(one.pk), str(one)) for one in Village.objects.all())
        self.fields["tier"].choices = _all_or((str(n), one) for n, one in enumerate(tier_words(rules)))
        self.fields["rule"].choices = _all_or((one.code, rule_words(one)) for one in rules.rules)

    def chosen(self):
        """What is chosen; a value that is not offered narrows nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class ScheduleForm(forms.Form):
    """How often somebody is visited, whatever the rules say."""

    rhythm = forms.ChoiceField(
        label=_("How often?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose how often.")},
    )
    minutes = forms.IntegerField(label=_("How many minutes is a visit?"), min_value=10, max_value=200)
    half = forms.ChoiceField(label=_("When?"), choices=EITHER, required=False, widget=forms.RadioSelect)
    days_off = forms.MultipleChoiceField(
        label=_("On which days should nobody come?"),
        choices=WEEKDAYS,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    skill = forms.ChoiceField(label=_("Which skill is needed?"), required=False)
    two_people = forms.BooleanField(label=_("Two people go together"), required=False)
    keeps = forms.ChoiceField(
        label=_("Who should come, if possible?"),
        help_text=_("Without a choice the plan keeps whoever has come so far."),
        required=False,
    )
    why = forms.CharField(
        label=_("Why?"),
        help_text=_("Others will read this."),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the reason.")},
    )

    def __init__(self, *args, volunteers, **options):
        super().__init__(*args, **options)
        self.fields["rhythm"].choices = [(f"{e}/{t}", rhythm_words(e, t)) for e, t in RHYTHMS]
        self.fields["skill"].choices = [("", _("None")), *skill_words().items()]
        self.fields["keeps"].choices = [("", _("Nobody named")), *((str(v.pk), v.name) for v in volunteers)]

    @staticmethod
    def initial_of(schedule):
        """What the form shows of a schedule that holds now."""
        if schedule is None:
            return {"rhythm": "30/1", "minutes": 40}
        said = {name: getattr(schedule, name) for name in ("minutes", "half", "skill", "two_people")}
        keeps = str(schedule.keeps_id) if schedule.keeps_id else ""
        rhythm = f"{schedule.every}/{schedule.times}"
        return said | {"rhythm": rhythm, "days_off": [str(one) for one in schedule.days_off], "keeps": keeps}

    def wanted(self):
        said = self.cleaned_data
        every, times = map(int, said["rhythm"].split("/"))
        plain = {name: said[name] for name in ("minutes", "half", "skill", "two_people")}
        return Wanted(
            every=every,
            times=times,
            days_off=[int(one) for one in said["days_off"]],
            keeps=Volunteer.objects.get(pk=said["keeps"]) if said["keeps"] else None,
            **plain,
        )


class RiskyForm(forms.Form):
    """Why two people go to a home together."""

    why = forms.CharField(
        label=_("Why should two people go together?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write the reason.")},
    )
