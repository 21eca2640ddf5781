"""Invite a household, say who took part, take down what they say, close."""

import datetime

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khuang.care.voices.actions import Said
from khuang.care.voices.forms.fields import Rows, choice, in_words, kinds, pick
from khuang.care.voices.models import Issue, Talk
from khuang.ground.places.models import Village
from khuang.lib.identifiers import uuid7
from khuang.ui.forms import DatePartsField

SEXES = (("female", _("women and girls")), ("male", _("men and boys")), ("other", _("not said")))
BANDS = (("0-17", _("under 18")), ("18-59", _("18 to 59")), ("60+", _("60 and older")))
MOST = 30  # people of one group at a talk


class FindHomeForm(forms.Form):
    """The house whose household is invited."""

    house = forms.CharField(
        label=_("House number or name of the household"),
        max_length=60,
        widget=forms.TextInput({"autocomplete": "off"}),
        error_messages={"required": _("Type the number of the house.")},
    )


class InviteForm(forms.Form):
    """When one comes, and how they hear of it."""

    on = DatePartsField(label=_("On which day?"), error_messages={"required": _("Enter a date.")})
    at = forms.TimeField(
        label=_("At what time?"),
        initial=datetime.time(10),
        widget=forms.TimeInput({"type": "time", "class": "govuk-input--width-10"}, format="%H:%M"),
        error_messages={
            "invalid": _("Write a time such as 10:00."),
            "required": _("Write a time such as 10:00."),
        },
    )
    invited_by = choice(_("How are they invited?"), Talk.Invited.choices, initial=Talk.Invited.LETTER)

    def planned_at(self):
        """The moment, in the time of Thailand."""
        said = self.cleaned_data
        return timezone.make_aware(datetime.datetime.combine(said["on"], said["at"]))


class HoldForm(forms.Form):
    """Who took part, in numbers; names only of those who want to be named."""

    on = DatePartsField(label=_("On which day?"), required=False, help_text=_("Left empty, today."))
    guests = forms.MultipleChoiceField(
        label=_("Who wants to be named as having taken part?"),
        help_text=_("Nobody has to be."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, members, *args, **options):
        super().__init__(*args, **options)
        self.members = Rows(members)
        self.fields["guests"].choices = self.members.choices()[1:]
        if not members:
            del self.fields["guests"]
        for group, label in groups():
            self.fields[group] = forms.IntegerField(
                label=label,
                required=False,
                min_value=0,
                max_value=MOST,
                widget=forms.NumberInput({"class": "govuk-input--width-2", "inputmode": "numeric"}),
            )

    def by_sex(self):
        """The boxes of each sex, for the page."""
        return [(words, [self[f"{sex}:{band}"] for band, _words in BANDS]) for sex, words in SEXES]

    def said(self):
        """What hold() wants."""
        said = self.cleaned_data
        return {
            "on": said["on"] or timezone.localdate(),
            "present": {group: said[group] or 0 for group, _label in groups()},
            "guests": [self.members.get(key) for key in said.get("guests", ())],
        }


def groups():
    """Give each group of people who may take part: code, words."""
    return [(f"{sex}:{band}", words) for sex, _words in SEXES for band, words in BANDS]


class IssueForm(forms.Form):
    """One issue or suggestion."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    nature = choice(_("Issue or suggestion?"), Issue.Nature.choices, initial=Issue.Nature.ISSUE)
    kind = pick(_("What is it about?"), missing=_("Choose what it is about."))
    words = in_words(_("What was said?"), hint=_("In their words."))
    place = pick(_("Where is it?"), required=False)
    place_words = forms.CharField(
        label=_("A public place there"),
        help_text=_("For example the market or the school; no house."),
        required=False,
        max_length=120,
    )
    wants_news = forms.BooleanField(label=_("They want to be told what becomes of it"), required=False)
    raiser = pick(_("Who is told?"), required=False)
    shown_name = forms.CharField(
        label=_("Name to be shown with it"),
        help_text=_("Left empty, it is anonymous."),
        required=False,
        max_length=80,
    )
    agreed = forms.BooleanField(label=_("They agreed that this name is shown"), required=False)

    def __init__(self, members, *args, **options):
        options.setdefault("initial", {}).setdefault("key", uuid7())
        super().__init__(*args, **options)
        self.members, self.places = Rows(members), Rows(Village.objects.all())
        self.fields["kind"].choices = kinds()
        self.fields["place"].choices = self.places.choices(_("the whole municipality"))
        self.fields["raiser"].choices = self.members.choices()
        if not members:
            del self.fields["raiser"]

    def said(self):
        """What note_issue() wants."""
        said = self.cleaned_data
        names = ("nature", "kind", "words", "place_words", "wants_news", "shown_name", "agreed")
        return Said(
            **{name: said[name] for name in names},
            place=self.places.get(said["place"]),
            raiser=self.members.get(said.get("raiser")),
        )

    @property
    def shows_name(self):
        """Whether the part about a name lies open."""
        return bool(self["shown_name"].value() or self["agreed"].value())

    @staticmethod
    def of(issue):
        """What a form says that corrects an issue."""
        return {
            "key": issue.pk,
            "nature": issue.nature,
            "kind": issue.kind,
            "words": issue.words,
            "place": str(issue.place_id or ""),
            "place_words": issue.place_words,
            "wants_news": issue.wants_news,
            "raiser": str(issue.raiser_id or ""),
            "shown_name": issue.shown_name or "",
            "agreed": issue.is_named,
        }


class CloseTalkForm(forms.Form):
    """Close a talk that was read back."""

    read_back = forms.BooleanField(
        label=_("I read all of this back to them, and it is what they said"),
        error_messages={"required": _("Read the issues back to them first, then close the talk.")},
    )


class CancelForm(forms.Form):
    """Call a talk off."""

    because = in_words(_("Why?"), rows=2)
