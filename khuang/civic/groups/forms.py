"""What is typed about groups, posts and members."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khuang.civic.groups.actions import Holder
from khuang.civic.groups.models import Organization, Post, Sex
from khuang.civic.groups.rules import ROLES, Share
from khuang.ground.places.models import Village
from khuang.ui.forms import CHOICE_MISSING, DatePartsField


def number(label, **options):
    """A number of members."""
    box = forms.NumberInput({"class": "govuk-input--width-5", "inputmode": "numeric"})
    return forms.IntegerField(label=label, min_value=0, max_value=9999, widget=box, **options)


def today_if_empty(day):
    """Give a day that was typed, or today."""
    return day or timezone.localdate()


class GroupForm(forms.Form):
    """A group: its name, what it is for, where it works."""

    name = forms.CharField(label=_("Name of the group"), max_length=160)
    name_en = forms.CharField(label=_("Name in English"), max_length=160, required=False)
    classification = forms.ChoiceField(
        label=_("What kind of group is it?"),
        choices=Organization.Classification.choices,
        widget=forms.RadioSelect,
        error_messages={"required": CHOICE_MISSING},
    )
    purpose = forms.CharField(
        label=_("What is it for?"), max_length=400, required=False, widget=forms.Textarea({"rows": 2})
    )
    villages = forms.ModelMultipleChoiceField(
        label=_("Where does it work?"),
        help_text=_("Nothing chosen: the whole municipality."),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    founded_on = DatePartsField(label=_("Since which day?"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["villages"].queryset = Village.objects.all()


class DescribeForm(GroupForm):
    """What is said of a group that is there; what it is does not change."""

    classification = None


class HolderForm(forms.Form):
    """Who takes a post: sex, and the name only with consent."""

    role = forms.ChoiceField(
        label=_("Post"), widget=forms.RadioSelect, error_messages={"required": CHOICE_MISSING}
    )
    sex = forms.ChoiceField(
        label=_("Held by"),
        choices=Sex.choices,
        widget=forms.RadioSelect,
        error_messages={"required": CHOICE_MISSING},
    )
    shown_name = forms.CharField(
        label=_("Name to be shown"),
        help_text=_("Left empty, only the post is shown, and whether a woman or a man holds it."),
        max_length=80,
        required=False,
    )
    agreed = forms.BooleanField(label=_("They agreed that anyone may read this name"), required=False)
    since = DatePartsField(label=_("Since which day?"), required=False, help_text=_("Left empty, today."))

    def __init__(self, classification, *args, **kwargs):
        super().__init__(*args, **kwargs)
        words = dict(Post.Role.choices)
        self.fields["role"].choices = [(role, words[role]) for role in ROLES[classification]]

    def said(self):
        """What take_post() wants."""
        said = dict(self.cleaned_data)
        since = today_if_empty(said.pop("since"))
        return {"holder": Holder(**said), "since": since}


class DayForm(forms.Form):
    """On which day something ended."""

    on = DatePartsField(label=_("On which day?"), required=False, help_text=_("Left empty, today."))

    def said(self):
        """What leave_post() and dissolve() want."""
        return {"on": today_if_empty(self.cleaned_data["on"])}


class MembersForm(DayForm):
    """How many members a group says it has."""

    women = number(_("Women"))
    men = number(_("Men"))
    other = number(_("Other"), initial=0, required=False)
    field_order = ["women", "men", "other", "on"]

    def said(self):
        """What count_members() wants."""
        said = self.cleaned_data
        return super().said() | {"counted": Share(said["women"], said["men"], said["other"] or 0)}
