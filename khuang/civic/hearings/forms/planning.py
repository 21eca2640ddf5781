"""Plan a hearing, call it off, close it."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khuang.civic.forum.models import Topic
from khuang.civic.groups.reads import groups
from khuang.civic.hearings.actions import Guests, Planned
from khuang.civic.hearings.models import Hearing
from khuang.civic.hearings.rules.problems import NothingInvited
from khuang.civic.issues.reads import open_issues
from khuang.ground.places.models import Village
from khuang.ui.forms import CHOICE_MISSING, DatePartsField, words

# What a hearing and its form call alike.
SAME = (
    "nature", "title", "about", "agenda", "place", "invited_people", "quorum", "women_percent",
    "women_source",
)  # fmt: skip
WRITE_A_TIME = _("Write a time such as 18:00.")


def clock(label, initial):
    """A time of the day."""
    return forms.TimeField(
        label=label,
        initial=initial,
        widget=forms.TimeInput({"type": "time", "class": "govuk-input--width-10"}, format="%H:%M"),
        error_messages={"invalid": WRITE_A_TIME, "required": WRITE_A_TIME},
    )


def number(label, hint="", most=100_000):
    """A whole number that may be left empty."""
    widget = forms.NumberInput({"class": "govuk-input--width-5", "inputmode": "numeric"})
    return forms.IntegerField(
        label=label, help_text=hint, required=False, min_value=0, max_value=most, widget=widget
    )


def several(label, hint=""):
    """Any of a list."""
    return forms.MultipleChoiceField(
        label=label, help_text=hint, required=False, widget=forms.CheckboxSelectMultiple
    )


def one_of_several(field):
    """Say of a field that one like it is needed, not this very one: its label does not call it optional."""
    field.is_one_of_several = True
    return field


class PlanForm(forms.Form):
    """What the invitation says, and whom it invites."""

    nature = forms.ChoiceField(
        label=_("What kind of hearing?"),
        choices=Hearing.Nature.choices,
        widget=forms.RadioSelect,
        error_messages={"required": CHOICE_MISSING},
    )
    title = forms.CharField(label=_("Name of the hearing"), max_length=120)
    about = words(_("What is it about?"), hint=_("As the invitation says it, for everybody to understand."))
    agenda = words(_("Agenda"), required=False, hint=_("One item a line."))
    on = DatePartsField(label=_("On which day?"))
    begins = clock(_("Begins at"), datetime.time(18))
    ends = clock(_("Ends at"), datetime.time(20))
    village = forms.ChoiceField(label=_("Which village does it concern?"), required=False)
    place = forms.CharField(
        label=_("Place"), max_length=120, help_text=_("For example the hall of the temple.")
    )
    topic = forms.ChoiceField(
        label=_("Topic of the forum"),
        required=False,
        help_text=_("Statements of the hall go there, and people can vote on them by phone."),
    )
    issues = several(_("Issues that are heard"))
    villages = one_of_several(
        several(
            _("Villages that are invited"),
            _("At least one village or group. Left empty, the village above is invited."),
        )
    )
    groups = one_of_several(several(_("Groups that are invited"), _("At least one village or group.")))
    other_groups = one_of_several(words(_("Other groups"), required=False, hint=_("One a line.")))
    invited_people = number(_("How many people were invited?"), _("Leave it empty when everybody is."))
    quorum = number(_("Fewest people present"), _("Left empty, the municipality's own number is used."))
    women_percent = number(
        _("Share of women in the village, in percent"),
        _("Only when it is published. Left empty, women and men are expected half and half."),
        most=100,
    )
    women_source = forms.CharField(label=_("Where is that share published?"), required=False, max_length=120)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.rows = {str(row.pk): row for row in Village.objects.all()}
        self.topics = {str(row.pk): row for row in Topic.objects.filter(closed_at=None)}
        self.issues_offered = {str(row.pk): row for row in open_issues()}
        villages = [(key, str(row)) for key, row in self.rows.items()]
        self.fields["village"].choices = [("", _("the whole municipality")), *villages]
        self.fields["villages"].choices = villages
        self.fields["topic"].choices = [("", "–"), *((key, str(row)) for key, row in self.topics.items())]
        self.fields["issues"].choices = [(key, row.title) for key, row in self.issues_offered.items()]
        self.fields["groups"].choices = [(str(row), str(row)) for row in groups()]
        for name in ("issues", "groups", "topic"):
            if len(self.fields[name].choices) <= (name == "topic"):
                del self.fields[name]

    def clean(self):
        said = super().clean()
        if said.get("begins") and said.get("ends") and said["ends"] <= said["begins"]:
            self.add_error("ends", _("It must end after it begins."))
        if said.get("women_percent") is not None and not said.get("women_source"):
            self.add_error("women_source", _("Say where the share is published, or leave it empty."))
        if not self.guests():
            self.add_error("villages", _(NothingInvited.sentence))
        return said

    def planned(self):
        """What plan() wants."""
        said = self.cleaned_data
        return Planned(
            **{name: said[name] for name in SAME},
            begins_at=self._at(said["begins"]),
            ends_at=self._at(said["ends"]),
            village=self.rows.get(said["village"]),
            topic=self.topics.get(said.get("topic", "")),
        )

    def guests(self):
        """Whom plan() invites; nobody chosen, the village that it concerns."""
        said = self.cleaned_data
        names = [*said.get("groups", ()), *said.get("other_groups", "").splitlines()]
        by_name = dict.fromkeys(name.strip()[:120] for name in names if name.strip())
        villages = [self.rows[key] for key in said.get("villages", ())]
        if not villages and not by_name and said.get("village"):
            villages = [self.rows[said["village"]]]
        return [*(Guests(village=one) for one in villages), *(Guests(group=name) for name in by_name)]

    def chosen_issues(self):
        """Which issues are heard."""
        return [self.issues_offered[key] for key in self.cleaned_data.get("issues", ())]

    def _at(self, time):
        return timezone.make_aware(datetime.datetime.combine(self.cleaned_data["on"], time))


class ChangeForm(PlanForm):
    """Correct a planned hearing; its topic and issues stay, since paths lead through them."""

    def __init__(self, *args, hearing, **options):
        super().__init__(*args, initial=self._as_planned(hearing), **options)
        for name in ("topic", "issues"):
            self.fields.pop(name, None)
        known = [name for name, _label in self.fields["groups"].choices] if "groups" in self.fields else []
        groups = [one.group for one in hearing.invited.all() if one.group]
        self.initial["groups"] = [name for name in groups if name in known]
        self.initial["other_groups"] = "\n".join(name for name in groups if name not in known)

    def _as_planned(self, hearing):
        begins, ends = (timezone.localtime(moment) for moment in (hearing.begins_at, hearing.ends_at))
        told = {name: getattr(hearing, name) for name in SAME}
        return told | {
            "on": begins.date(),
            "begins": begins.time(),
            "ends": ends.time(),
            "village": str(hearing.village_id or ""),
            "villages": [str(one.village_id) for one in hearing.invited.all() if one.village_id],
        }


class BecauseForm(forms.Form):
    """Why something is done."""

    because = words(_("Why?"), rows=2)


class CloseForm(forms.Form):
    """Close a hearing."""

    because = words(_("Why is it closed although it is not balanced?"), rows=2, required=False)
