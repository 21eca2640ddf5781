"""Forms of the registry's screens: fields named and cleaned as registry properties."""

import json

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuang.care.people.models import Household, Membership, Person
from khuang.care.people.rules.cleaning import Ground
from khuang.care.people.rules.problems import SENTENCES
from khuang.care.people.rules.properties import HOUSEHOLD, PERSON, clean
from khuang.ground.accounts.reads import may, scope_of
from khuang.ground.places.models import Village
from khuang.lib.thai_dates import format_date
from khuang.lib.thai_names import read_name

SECRET = ("national_id", "phone")


class SeenForm(forms.Form):
    """Remembers what it showed, so that what somebody else changed meanwhile is not taken for a change.

    Django compares what was typed with the record as it is now; two people who
    edit one record would each seem to take back what the other changed.
    """

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        shown = {name: str(value) for name, value in self.initial.items() if name in self.fields}
        if self.is_bound:
            self.initial = self.initial | _read_seen(self.data.get("seen", ""), shown)
        else:
            self.initial["seen"] = json.dumps(shown, ensure_ascii=False)

    @property
    def changed_data(self):
        return [name for name in super().changed_data if name != "seen"]


def _read_seen(text, shown):
    """Read what the form showed; what cannot be read counts as what is there now."""
    try:
        seen = json.loads(text)
    except ValueError:
        return {}
    told = seen.items() if isinstance(seen, dict) else ()
    return {name: value for name, value in told if name in shown and isinstance(value, str)}


class PropertiesForm(forms.Form):
    """Cleans its fields by the rules of the registry; a problem becomes the field's error."""

    list_name = PERSON
    shown_at = {}  # property -> field, for a property that is written in fields of other names

    def clean(self):
        ground = Ground(on=timezone.localdate(), villages=self.villages())
        cleaned = clean(self.list_name, self.properties(), ground)
        for problem in cleaned.problems:
            name = self.shown_at.get(problem.name, problem.name)
            self.add_error(name if name in self.fields else None, _(SENTENCES[problem.code]))
        return self.cleaned_data

    def villages(self):
        return {}

    def properties(self):
        """Give what was changed, as registry properties."""
        return {name: self.cleaned_data[name] for name in self.changed_data if name in self.cleaned_data}


def _date_hint():
    return gettext_lazy("For example 15 ม.ค. 2490, or only the year 2490")


class PersonForm(PropertiesForm):
    title = forms.CharField(label=gettext_lazy("Title"), required=False, max_length=60)
    given_name = forms.CharField(label=gettext_lazy("Given name"), max_length=120)
    family_name = forms.CharField(label=gettext_lazy("Family name"), required=False, max_length=120)
    nickname = forms.CharField(label=gettext_lazy("Nickname"), required=False, max_length=60)
    sex = forms.ChoiceField(label=gettext_lazy("Sex"), choices=Person.Sex.choices, required=False)
    birth_date = forms.CharField(label=gettext_lazy("Birth date"), help_text=_date_hint(), required=False)
    national_id = forms.CharField(
        label=gettext_lazy("ID number"),
        help_text=gettext_lazy("13 digits; leave empty if there is none"),
        required=False,
    )
    phone = forms.CharField(label=gettext_lazy("Phone"), required=False)
    relation_to_head = forms.ChoiceField(
        label=gettext_lazy("Relation to the head of the household"),
        choices=Membership.Relation.choices,
        required=False,
    )

    def __init__(self, *args, account, person=None, begun=None, **options):
        super().__init__(*args, initial=_said(person) if person else _begun(begun), **options)
        if person and not may(account, "people.identity", person):
            for name in SECRET:
                del self.fields[name]


class CorrectionForm(SeenForm, PersonForm):
    left_on = forms.CharField(label=gettext_lazy("Moved away on"), help_text=_date_hint(), required=False)
    died_on = forms.CharField(label=gettext_lazy("Died on"), help_text=_date_hint(), required=False)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def properties(self):
        return {name: text for name, text in super().properties().items() if name != "version"}


class HomeForm(PropertiesForm):
    """Where somebody lives who is registered by hand: in a new home."""

    list_name = HOUSEHOLD
    village = forms.ChoiceField(label=gettext_lazy("Village"))
    house_no = forms.CharField(label=gettext_lazy("House number"), required=False, max_length=30)
    directions = forms.CharField(label=gettext_lazy("How to find the home"), required=False, max_length=300)

    def __init__(self, *args, account, **options):
        super().__init__(*args, **options)
        scope = scope_of(account, "people.change")
        self.mine = [
            v for v in Village.objects.defer("outline") if scope.everywhere or v.pk in scope.villages
        ]
        self.fields["village"].choices = [("", _("Choose a village")), *((v.code, str(v)) for v in self.mine)]

    def villages(self):
        return {village.code: village.pk for village in self.mine}


class HomeCorrectionForm(SeenForm, HomeForm):
    """What somebody corrects of a home. A village or position that is left empty stays as it is."""

    shown_at = {"geometry": "latitude"}
    latitude = forms.CharField(
        label=gettext_lazy("Latitude"),
        help_text=gettext_lazy(
            "Stand at the home, open the map on the phone and hold a finger on the blue dot. "
            "Of the two numbers shown, this is the first, for example 18.20971."
        ),
        required=False,
    )
    longitude = forms.CharField(
        label=gettext_lazy("Longitude"),
        help_text=gettext_lazy("The second number, for example 99.38052."),
        required=False,
    )
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(self, *args, account, household, **options):
        home = household.dwelling
        said = {
            "village": household.village.code if household.village else "",
            "house_no": home.house_no,
            "directions": home.directions,
            "version": household.version,
        }
        super().__init__(*args, account=account, initial=said, **options)
        self.fields["village"].required = False

    def properties(self):
        """Give what was changed; the position in the words of a phone."""
        said = super().properties()
        said.pop("version", None)
        lat, lon = (said.pop(name, "").strip() for name in ("latitude", "longitude"))
        if not said.get("village", "kept"):
            del said["village"]
        return said | ({"geometry": f"{lat or '?'} {lon or '?'} 0 0"} if lat or lon else {})


class SettleForm(forms.Form):
    """What becomes of a value that was kept aside."""

    take = forms.ChoiceField(
        choices=[("yes", gettext_lazy("Take it")), ("no", gettext_lazy("Leave the record as it is"))]
    )


def household_of(key, account):
    """Find the household that somebody is registered into. Raises ValidationError."""
    household = scope_of(account, "people.change").filter(Household.objects.filter(pk=key)).first()
    if household is None:
        raise ValidationError(_("This household is not in the registry."))
    return household


def _begun(text):
    """Give the fields that a name in one piece fills; what holds digits was no name."""
    if not text or any(letter.isdigit() for letter in text):
        return None
    name = read_name(text)
    return {"title": name.title, "given_name": name.given, "family_name": name.family}


def _said(person):
    """Give a person's values as somebody would write them."""
    now = person.memberships.filter(until=None).first()
    plain = {
        name: getattr(person, name) for name in ("title", "given_name", "family_name", "nickname", "sex")
    }
    dates = {name: _written(getattr(person, name)) for name in ("left_on", "died_on")}
    return (
        plain
        | dates
        | {
            "birth_date": _written(person.born_on, person.born_precision),
            "national_id": person.national_id or "",
            "phone": person.phone or "",
            "relation_to_head": now.relation if now else "",
            "version": person.version,
        }
    )


def _written(on, precision="day"):
    return format_date(on, "th", precision=precision) if on else ""
