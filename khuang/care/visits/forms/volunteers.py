"""What is typed about volunteers: who they are, what they learned, when they leave."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuang.care.visits.models import Volunteer
from khuang.care.visits.reads.volunteers import kind_words, language_words, skill_words
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import scope_of
from khuang.ground.places.models import Village
from khuang.lib.coordinates import NotAPlace, read_geopoint
from khuang.ui.forms import DatePartsField

_number = forms.NumberInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"})


def villages_of(account):
    """Give the villages whose volunteers an account keeps."""
    scope = scope_of(account, "visits.volunteers")
    rows = Village.objects.defer("outline")
    return rows if scope.everywhere else rows.filter(pk__in=scope.villages)


class VolunteerForm(forms.Form):
    """What is known of a volunteer."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of volunteer"))
    sex = forms.ChoiceField(
        label=gettext_lazy("Sex"), choices=Volunteer.Sex.choices, required=False, widget=forms.RadioSelect
    )
    village = forms.ModelChoiceField(
        label=gettext_lazy("Village where they live"), queryset=None, required=False, empty_label=None
    )
    phone = forms.CharField(label=gettext_lazy("Telephone"), max_length=30, required=False)
    since = DatePartsField(label=gettext_lazy("Volunteer since which day?"))
    areas = forms.ModelMultipleChoiceField(
        label=gettext_lazy("Villages where they go"),
        help_text=gettext_lazy("None chosen: wherever they are sent."),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    languages = forms.MultipleChoiceField(
        label=gettext_lazy("Languages beside Thai"), required=False, widget=forms.CheckboxSelectMultiple
    )
    per_half = forms.IntegerField(
        label=gettext_lazy("Most visits in a half-day"),
        help_text=gettext_lazy("Leave it empty for what is usual of their kind."),
        min_value=1,
        max_value=20,
        required=False,
        widget=_number,
    )
    hours = forms.IntegerField(
        label=gettext_lazy("Most hours of visits in a month"),
        help_text=gettext_lazy("Leave it empty for what is usual of their kind."),
        min_value=1,
        max_value=250,
        required=False,
        widget=_number,
    )
    account = forms.CharField(
        label=gettext_lazy("Sign-in name of their account"),
        help_text=gettext_lazy("Leave it empty for somebody who works on paper."),
        max_length=60,
        required=False,
    )

    def __init__(self, data, *, account, volunteer=None):
        super().__init__(data, initial=_said(volunteer) if volunteer else None)
        self.fields["kind"].choices = list(kind_words().items())
        self.fields["languages"].choices = list(language_words().items())
        mine = villages_of(account)
        self.fields["village"].queryset = self.fields["areas"].queryset = mine
        if scope_of(account, "visits.volunteers").everywhere:
            self.fields["village"].empty_label = _("not known")
        else:
            self.fields["village"].required = True

    def clean_phone(self):
        return self.cleaned_data["phone"].strip() or None

    def clean_account(self):
        name = self.cleaned_data["account"].strip().lower()
        found = Account.objects.filter(username=name).first() if name else None
        if name and found is None:
            raise ValidationError(_("There is no account with this sign-in name."))
        return found

    def said(self):
        """Give what was typed, and the villages where they go."""
        said = dict(self.cleaned_data)
        return said, said.pop("areas")


def _said(one):
    names = ("name", "kind", "sex", "village", "phone", "since", "languages", "per_half", "hours")
    areas = [area.village_id for area in one.areas.all()]
    account = one.account.username if one.account else ""
    return {name: getattr(one, name) for name in names} | {"areas": areas, "account": account}


class PlaceForm(forms.Form):
    """Where a volunteer sets out from; nothing typed: their village stands for it."""

    latitude = forms.CharField(
        label=gettext_lazy("Latitude"), help_text=gettext_lazy("For example 18.20971."), required=False
    )
    longitude = forms.CharField(
        label=gettext_lazy("Longitude"), help_text=gettext_lazy("For example 99.38052."), required=False
    )

    def clean(self):
        said = super().clean()
        lat, lon = said.get("latitude", "").strip(), said.get("longitude", "").strip()
        said["place"] = None
        if lat or lon:
            try:
                place = read_geopoint(f"{lat or '?'} {lon or '?'} 0 0")
            except NotAPlace:
                raise ValidationError(
                    _("This is no place in Thailand. Tap the map, or type both numbers.")
                ) from None
            said["place"] = (place.lon, place.lat)
        return said


class PartnerForm(forms.Form):
    """With whom a volunteer goes where two are needed."""

    partner = forms.ModelChoiceField(
        label=gettext_lazy("Goes together with"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("nobody"),
    )

    def __init__(self, data, *, others, volunteer):
        super().__init__(data, initial={"partner": volunteer.partner_id})
        self.fields["partner"].queryset = others.exclude(pk=volunteer.pk)


class TrainingForm(forms.Form):
    """One training."""

    skill = forms.ChoiceField(label=gettext_lazy("What was learned?"))
    hours = forms.IntegerField(
        label=gettext_lazy("How many hours?"), min_value=1, max_value=2000, widget=_number
    )
    provider = forms.CharField(label=gettext_lazy("Who held the training?"), max_length=200)
    held_on = DatePartsField(label=gettext_lazy("On which day did it end?"))
    expires_on = DatePartsField(
        label=gettext_lazy("Until which day does it count?"),
        help_text=gettext_lazy("Leave it empty for the usual time of this skill."),
        required=False,
    )

    def __init__(self, data):
        super().__init__(data)
        self.fields["skill"].choices = list(skill_words().items())


class SignedForm(forms.Form):
    """On which day the undertaking was signed on paper."""

    signed_on = DatePartsField(label=gettext_lazy("Signed on which day?"))


class ThanksForm(forms.Form):
    """Words of thanks."""

    words = forms.CharField(
        label=gettext_lazy("What do you thank them for?"),
        help_text=gettext_lazy("They read it on their own page. Name none of those cared for."),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class LeaveForm(forms.Form):
    """When and why somebody leaves."""

    on = DatePartsField(label=gettext_lazy("From which day do they visit no more?"))
    because = forms.ChoiceField(
        label=gettext_lazy("Why do they leave?"), choices=Volunteer.Left.choices, widget=forms.RadioSelect
    )


class PassForm(forms.Form):
    """To whom a home is passed."""

    to = forms.ModelChoiceField(
        label=gettext_lazy("Pass to"),
        queryset=None,
        empty_label=gettext_lazy("Choose a volunteer"),
        error_messages={"required": gettext_lazy("Choose a volunteer.")},
    )

    def __init__(self, data, *, others):
        super().__init__(data)
        self.fields["to"].queryset = others


class KindForm(forms.Form):
    """A kind of volunteer and how much one of them takes on."""

    name = forms.CharField(label=gettext_lazy("Name in Thai"), max_length=120)
    name_en = forms.CharField(label=gettext_lazy("Name in English"), max_length=120, required=False)
    paid = forms.BooleanField(label=gettext_lazy("They are paid"), required=False)
    per_half = forms.IntegerField(
        label=gettext_lazy("Most visits in a half-day"), min_value=1, max_value=20, widget=_number
    )
    hours = forms.IntegerField(
        label=gettext_lazy("Most hours of visits in a month"),
        help_text=gettext_lazy("Leave it empty for no limit."),
        min_value=1,
        max_value=250,
        required=False,
        widget=_number,
    )
    source = forms.CharField(label=gettext_lazy("Where does the rule stand?"), max_length=300, required=False)
    notes = forms.CharField(
        label=gettext_lazy("Note"), max_length=600, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )


class VolunteerFilter(forms.Form):
    """Which volunteers to show."""

    words = forms.CharField(label=gettext_lazy("Name"), required=False)
    kind = forms.ChoiceField(label=gettext_lazy("Kind of volunteer"), required=False)
    village = forms.ModelChoiceField(
        label=gettext_lazy("Village"), queryset=None, required=False, empty_label=gettext_lazy("All")
    )
    skill = forms.ChoiceField(label=gettext_lazy("Skill that counts today"), required=False)
    when = forms.ChoiceField(
        label=gettext_lazy("Who"),
        required=False,
        choices=[
            ("", gettext_lazy("All who serve")),
            ("visiting", gettext_lazy("Go on rounds")),
            ("today", gettext_lazy("Free today")),
            ("unsigned", gettext_lazy("Have not signed the undertaking")),
            ("left", gettext_lazy("Have left")),
        ],
    )

    def __init__(self, data, *, account):
        super().__init__(data)
        every = ("", _("All"))
        self.fields["kind"].choices = [every, *kind_words().items()]
        self.fields["skill"].choices = [every, *skill_words().items()]
        self.fields["village"].queryset = villages_of(account)

    def chosen(self):
        """What is chosen; a value that is not offered narrows nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}
