"""What narrows the work lists, and the name under which a choice is kept."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from khuang.care.cases.models import Case
from khuang.care.cases.rules.lists import Chosen
from khuang.ground.indicators.reads import need_kinds
from khuang.ground.places.reads import villages
from khuang.ui.templatetags.kh import RISKS


def _all_or(choices):
    return [("", _("All")), *choices]


class CasesFilter(forms.Form):
    """Which cases to show; nothing chosen means all of the list."""

    list = forms.CharField(widget=forms.HiddenInput, required=False)
    village = forms.ChoiceField(label=_("Village"), required=False)
    kind = forms.ChoiceField(label=_("Kind of need"), required=False)
    state = forms.ChoiceField(label=_("State"), required=False, choices=_all_or(Case.State.choices[:-1]))
    risk = forms.ChoiceField(label=_("Risk class"), required=False, choices=_all_or(RISKS.items()))
    lead = forms.ChoiceField(label=_("Lead"), required=False)

    def __init__(self, leads, *args, **options):
        super().__init__(*args, **options)
        language = get_language()
        self.fields["village"].choices = _all_or((str(one.pk), str(one)) for one in villages())
        self.fields["kind"].choices = _all_or((k.code, k.name(language)) for k in need_kinds().values())
        self.fields["lead"].choices = _all_or((str(one.pk), one.display_name) for one in leads)

    def chosen(self):
        """What is chosen; a value that is not offered narrows nothing."""
        self.is_valid()
        said = {name: value for name, value in self.cleaned_data.items() if value and name != "list"}
        return Chosen(**said)


class SaveFilterForm(forms.Form):
    """The name of a choice that is kept."""

    name = forms.CharField(
        label=_("Keep this choice as"), max_length=60, error_messages={"required": _("Write a name.")}
    )
