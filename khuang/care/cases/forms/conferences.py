"""What a person may type about a conference: when and where, who, the agenda, the minutes."""

import re
from datetime import datetime, time

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuang.care.cases.forms.fields import choice, pick
from khuang.care.cases.models import Participant
from khuang.care.cases.reads.sharing import LABELS
from khuang.care.cases.rules import sharing
from khuang.lib.thai_text import arabic_digits
from khuang.ui.forms import DatePartsField, words

_CLOCK = re.compile(r"(\d{1,2})[:.](\d{2})$")
ROLES = Participant.Role.choices


class ClockField(forms.CharField):
    """A time of day, as Thai people write it: 9.30, 09:30 or ๙.๓๐ น."""

    def __init__(self, **options):
        super().__init__(max_length=10, **options)
        self.widget.attrs |= {"class": "govuk-input--width-5", "autocomplete": "off"}

    def clean(self, value):
        text = arabic_digits(super().clean(value)).replace("น.", "").strip()
        if not text:
            return None
        found = _CLOCK.match(text)
        if found is None or int(found[1]) > 23 or int(found[2]) > 59:
            raise ValidationError(_("Write the time as hours and minutes, for example 9.30."))
        return time(int(found[1]), int(found[2]))


class WhenForm(forms.Form):
    """When and where a conference is; `revision` is what was looked at."""

    day = DatePartsField(label=gettext_lazy("On which day?"))
    clock = ClockField(
        label=gettext_lazy("At what time?"),
        help_text=gettext_lazy("For example 9.30"),
        error_messages={"required": gettext_lazy("Write the time.")},
    )
    place = forms.CharField(
        label=gettext_lazy("Where?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Write where it is held.")},
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def begins_at(self):
        """The moment at which it begins."""
        said = self.cleaned_data
        return timezone.make_aware(datetime.combine(said["day"], said["clock"]))

    @staticmethod
    def of(conference):
        """Give what a conference says now, for a form."""
        begins = timezone.localtime(conference.begins_at)
        return {
            "day": begins.date(),
            "clock": f"{begins:%H.%M}",
            "place": conference.place,
            "revision": conference.revision,
        }


class CancelForm(forms.Form):
    because = words(
        gettext_lazy("Why is it cancelled?"),
        missing=gettext_lazy("Write the reason, so that others know it later."),
    )


class ColleagueForm(forms.Form):
    """Ask somebody who has an account."""

    account = pick(gettext_lazy("Who?"), required=True, missing=gettext_lazy("Choose who is asked."))
    role = choice(gettext_lazy("As what?"), ROLES)

    def __init__(self, *args, accounts, **options):
        super().__init__(*args, initial={"role": "member"}, **options)
        self.accounts = {str(one.pk): one for one in accounts}
        self.fields["account"].choices = [("", "–"), *((key, str(one)) for key, one in self.accounts.items())]

    def clean_account(self):
        return self.accounts[self.cleaned_data["account"]]


class OutsiderForm(forms.Form):
    """Ask somebody from outside by name."""

    name = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=120,
        error_messages={"required": gettext_lazy("Write their name.")},
    )
    post = forms.CharField(
        label=gettext_lazy("What are they?"),
        help_text=gettext_lazy("For example nurse, teacher, village head"),
        required=False,
        max_length=120,
    )
    partner = pick(gettext_lazy("For which organisation do they speak?"))
    role = choice(gettext_lazy("As what?"), ROLES)

    def __init__(self, *args, partners, **options):
        super().__init__(*args, initial={"role": "member"}, **options)
        self.partners = {str(one.pk): one for one in partners}
        self.fields["partner"].choices = [("", "–"), *((key, one.name) for key, one in self.partners.items())]

    def clean_partner(self):
        return self.partners.get(self.cleaned_data["partner"])


class RoleForm(forms.Form):
    role = choice(gettext_lazy("As what do they take part?"), ROLES)


class ShowsForm(forms.Form):
    """What a guest may see, with what is usual chosen."""

    shows = forms.MultipleChoiceField(
        label=gettext_lazy("What may they see?"),
        help_text=gettext_lazy(
            "Never shown: ID number, phone, where the home is on the map, what others in the home said, "
            "and what is confidential."
        ),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": gettext_lazy("Choose what they may see.")},
    )

    def __init__(self, *args, guarded, **options):
        chosen = sharing.defaults(sharing.CONFERENCE, guarded=guarded)
        super().__init__(*args, initial={"shows": chosen}, **options)
        offered = sharing.offered(sharing.CONFERENCE, guarded=guarded)
        self.fields["shows"].choices = [(code, LABELS[code]) for code in offered]


class ItemForm(forms.Form):
    """A new item of an agenda."""

    title = forms.CharField(
        label=gettext_lazy("What is to be spoken about?"),
        max_length=200,
        error_messages={"required": gettext_lazy("Write the question.")},
    )
    text = words(gettext_lazy("More about it"), required=False)


class TextForm(forms.Form):
    """A text of an item, with what it said when it was shown."""

    text = words(
        gettext_lazy("What stands on the agenda beside it?"),
        hint=gettext_lazy("Guests read this too."),
        required=False,
    )
    was = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)


class PresentForm(forms.Form):
    """Whether somebody came."""

    attendance = forms.ChoiceField(
        label=gettext_lazy("Attendance"),
        choices=Participant.Attendance.choices,
        widget=forms.RadioSelect,
        required=False,
    )
    apology = forms.CharField(label=gettext_lazy("Why absent?"), required=False, max_length=200)


class SaidForm(forms.Form):
    """What was said about an item."""

    said = words(gettext_lazy("What was said"), required=False, rows=4)
    was = forms.CharField(widget=forms.HiddenInput, required=False, strip=False)


class DecisionForm(forms.Form):
    """One decision: what, who, by when. An empty one is none."""

    text = forms.CharField(
        label=gettext_lazy("What was decided?"),
        required=False,
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    owner = pick(gettext_lazy("Who does it?"))
    other = forms.CharField(label=gettext_lazy("Somebody else, by name"), required=False, max_length=120)
    due_on = DatePartsField(label=gettext_lazy("By when?"), required=False)

    def __init__(self, *args, owners, **options):
        super().__init__(*args, **options)
        self.owners = {str(one.pk): one for one in owners}
        self.fields["owner"].choices = [("", "–"), *((key, str(one)) for key, one in self.owners.items())]

    def clean(self):
        said = super().clean()
        if not said.get("text"):
            if said.get("owner") or said.get("other") or said.get("due_on"):
                self.add_error("text", _("Write what was decided, or empty the line."))
            return said
        if not said.get("owner") and not said.get("other"):
            self.add_error("owner", _("Choose who does it, or write a name."))
        if not said.get("due_on") and "due_on" not in self.errors:
            self.add_error("due_on", _("Write by when."))
        return said

    def who(self):
        """Give who does it: a participant, or a name."""
        return self.owners.get(self.cleaned_data["owner"]) or self.cleaned_data["other"]


class EndedForm(forms.Form):
    ended = ClockField(label=gettext_lazy("When did it end?"), required=False)


class ApproveForm(forms.Form):
    """Approve what was looked at, and nothing newer."""

    revision = forms.IntegerField(widget=forms.HiddenInput)
