"""Councils, seats, delegates, criteria."""

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khuang.civic.council.forms.fields import few, number, one_of
from khuang.civic.council.models import Council
from khuang.civic.council.rules.criteria import MOST_WEIGHT, Criterion
from khuang.civic.groups.models import Sex
from khuang.ui.forms import DatePartsField


class CouncilForm(forms.Form):
    """A council as it is founded."""

    name = forms.CharField(label=_("Name of the council"), max_length=160)
    name_en = forms.CharField(label=_("Name in English"), max_length=160, required=False)
    kind = few(_("What kind of council is it?"), Council.Kind.choices)
    quorum_percent = forms.IntegerField(
        label=_("Quorum: how many of a hundred seats must be present?"),
        help_text=_("Usually half: 50. To be confirmed by the municipality."),
        min_value=1,
        max_value=100,
        initial=50,
        widget=forms.NumberInput({"class": "govuk-input--width-3", "inputmode": "numeric"}),
    )
    is_by_seat = forms.BooleanField(
        label=_("Anyone may read how each organization scored"),
        help_text=_("Never in a children and youth council."),
        required=False,
        initial=True,
    )
    founded_on = DatePartsField(label=_("Since which day?"), required=False)


class SeatForm(forms.Form):
    """Which organization gets a seat."""

    organization = one_of(_("Group"), None, hint=_("Groups that are noted and not seated."))
    since = DatePartsField(label=_("Since which day?"), required=False, help_text=_("Left empty, today."))

    def __init__(self, groups, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["organization"].queryset = groups


class DelegateForm(forms.Form):
    """Who speaks for a seat."""

    sex = few(_("The delegate is a"), Sex.choices)
    account = one_of(
        _("Account with which they score"),
        None,
        required=False,
        hint=_("Without one the secretary types their scores."),
    )
    shown_name = forms.CharField(
        label=_("Name to be shown"),
        help_text=_("Left empty, nobody reads a name."),
        max_length=80,
        required=False,
    )
    agreed = forms.BooleanField(label=_("They agreed that anyone may read this name"), required=False)
    since = DatePartsField(label=_("Since which day?"), required=False, help_text=_("Left empty, today."))

    def __init__(self, accounts, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["account"].queryset = accounts
        self.fields["account"].label_from_instance = lambda one: one.display_name


class CriterionForm(forms.Form):
    """One criterion with its weight; a weight of 0 leaves it out."""

    code = forms.SlugField(widget=forms.HiddenInput, max_length=40, required=False)
    th = forms.CharField(label=_("Name in Thai"), max_length=60, required=False)
    en = forms.CharField(label=_("Name in English"), max_length=60, required=False)
    asks_th = forms.CharField(label=_("Question in Thai"), max_length=160, required=False)
    asks_en = forms.CharField(label=_("Question in English"), max_length=160, required=False)
    weight = number(
        _("How much it weighs"),
        most=MOST_WEIGHT,
        initial=0,
        required=False,
        hint=_("0 to 10; 0 leaves it out."),
    )

    def criterion(self, place):
        """The criterion, or none when it is left out; a new one gets its code from its place."""
        said = self.cleaned_data
        weight = said["weight"] or 0
        if not weight:
            return None
        words = {name: said[name].strip() for name in ("th", "en", "asks_th", "asks_en")}
        return Criterion(said["code"] or f"own-{timezone.localdate():%y%m%d}-{place}", **words, weight=weight)
