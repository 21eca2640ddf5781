"""A talk with a family carer."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models import Person
from khuang.care.visits.models import Half
from khuang.care.visits.reads.family import questions
from khuang.ui.forms import DatePartsField


class InterviewForm(forms.Form):
    """The strain list, and the hours of a week; each question may stay unanswered."""

    held_on = DatePartsField(label=_("When did you talk?"))
    hours = forms.IntegerField(
        label=_("How many hours do they care in a usual week?"),
        help_text=_("All unpaid care together: washing, feeding, lifting, watching, at night too."),
        min_value=0,
        max_value=168,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "govuk-input--width-3"}),
    )

    def __init__(self, data, *, on):
        super().__init__(data, initial={"held_on": on})
        self.codes = []
        for code, words, choices in questions("th" if get_language() == "th" else "en"):
            self.codes.append(code)
            self.fields[code] = forms.ChoiceField(
                label=words, choices=choices, required=False, widget=forms.RadioSelect
            )

    def answers(self):
        """Give what was answered: item -> answer."""
        return {code: self.cleaned_data[code] for code in self.codes if self.cleaned_data[code]}


class RespiteForm(forms.Form):
    """For whom somebody comes while the carer rests, how often and how long."""

    person = forms.ModelChoiceField(label=_("Stay with whom?"), queryset=None, empty_label=None)
    every = forms.TypedChoiceField(
        label=_("How often?"),
        coerce=int,
        choices=[(7, _("every week")), (14, _("every two weeks")), (30, _("every month"))],
        initial=14,
        widget=forms.RadioSelect,
    )
    minutes = forms.TypedChoiceField(
        label=_("How long?"),
        coerce=int,
        choices=[(60, _("1 hour")), (120, _("2 hours")), (180, _("3 hours"))],
        initial=120,
        widget=forms.RadioSelect,
    )
    half = forms.ChoiceField(
        label=_("When?"),
        choices=[("", _("mornings or afternoons")), *Half.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    why = forms.CharField(label=_("Why?"), max_length=600, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, data, *, cared_for):
        super().__init__(data)
        keys = [person.pk for person in cared_for]
        self.fields["person"].queryset = Person.objects.filter(pk__in=keys)
        if len(keys) == 1:
            self.initial["person"] = keys[0]


class CarersFilter(forms.Form):
    """Which family carers to show."""

    due = forms.BooleanField(label=_("Only those with whom it is time to talk"), required=False)
