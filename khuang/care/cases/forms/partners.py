"""What a person may type about a partner, and by what the directory is narrowed."""

from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from khuang.care.cases.models import Partner
from khuang.ground.indicators.reads import kind_names, need_kinds
from khuang.ground.places.models import Village


def _line(label, *, length=120, hint=""):
    return forms.CharField(label=label, help_text=hint, required=False, max_length=length)


class PartnerForm(forms.Form):
    """One organisation; `revision` is what was looked at."""

    name = forms.CharField(
        label=_("Name of the organisation"),
        max_length=160,
        error_messages={"required": _("Write the name.")},
    )
    kind = forms.ChoiceField(
        label=pgettext_lazy("an organisation", "What is it?"), choices=Partner.Kind.choices
    )
    services = forms.MultipleChoiceField(
        label=_("With which needs can it help?"), required=False, widget=forms.CheckboxSelectMultiple
    )
    offers = _line(_("What it offers, in its own words"), length=500)
    contact = _line(_("Who speaks for it?"))
    phone = _line(_("Phone"), length=60)
    email = _line(_("E-mail"))
    line = _line(_("LINE name"), length=60)
    hours = _line(
        _("When does somebody answer?"), length=200, hint=_("For example Monday to Friday 8.30 to 16.30")
    )
    villages = forms.MultipleChoiceField(
        label=_("Where does it help?"),
        help_text=_("Nothing chosen: everywhere in the municipality."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    beyond = forms.BooleanField(label=_("Also outside of the municipality"), required=False)
    notes = forms.CharField(
        label=_("Notes"), required=False, max_length=1000, widget=forms.Textarea(attrs={"rows": 3})
    )
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        names = kind_names()
        kept = (self.initial or {}).get("services", ())
        kinds = [code for code, one in need_kinds().items() if not one.retired or code in kept]
        self.fields["services"].choices = [(code, names[code]) for code in kinds]
        self.fields["villages"].choices = [(str(one.pk), str(one)) for one in Village.objects.all()]

    def told(self):
        """Give the fields of the organisation by name."""
        return {
            name: value for name, value in self.cleaned_data.items() if name not in ("villages", "revision")
        }

    def places(self):
        """Give the ids of the villages."""
        return [UUID(key) for key in self.cleaned_data["villages"]]

    @staticmethod
    def of(partner):
        """Give what the directory says now, for a form."""
        names = ("name", "kind", "services", "offers", "contact", "phone", "email", "line", "hours")
        said = {name: getattr(partner, name) for name in (*names, "beyond", "notes", "revision")}
        return said | {"villages": [str(one.village_id) for one in partner.villages.all()]}


class DirectoryFilter(forms.Form):
    words = forms.CharField(label=_("Search"), required=False, max_length=80)
    kind = forms.ChoiceField(label=_("Kind"), required=False)
    service = forms.ChoiceField(label=_("Helps with"), required=False)
    village = forms.ChoiceField(label=_("Village"), required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        anything = [("", _("All"))]
        self.fields["kind"].choices = anything + Partner.Kind.choices
        self.fields["service"].choices = anything + list(kind_names().items())
        self.fields["village"].choices = anything + [(str(one.pk), str(one)) for one in Village.objects.all()]

    def chosen(self):
        """Give what was asked; what is not on offer narrows nothing."""
        self.is_valid()
        said = {name: value for name, value in self.cleaned_data.items() if value}
        return said | ({"village": UUID(said["village"])} if "village" in said else {})
