"""When somebody can come, when not, and what those who are visited wish."""

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuang.care.visits.models import Absence, Half, VisitWish
from khuang.care.visits.reads.volunteers import language_words
from khuang.ui.forms import DatePartsField


class WeekForm(forms.Form):
    """The half-days of a week, each a box to tick, and from which day on they hold."""

    slots = forms.MultipleChoiceField(
        label=gettext_lazy("Half-days on which they can visit"),
        choices=[(f"{weekday}-{half}", "") for weekday in range(7) for half in Half.values],
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    since = DatePartsField(label=gettext_lazy("From which day on?"))

    def __init__(self, data, *, week, since):
        now = [f"{weekday}-{half}" for weekday, half in week]
        super().__init__(data, initial={"slots": now, "since": since})

    def wanted(self):
        """Give the chosen half-days: (weekday, half)."""
        return [
            (int(weekday), half) for weekday, half in (one.split("-") for one in self.cleaned_data["slots"])
        ]

    def grid(self):
        """Give the rows of the week: (weekday in words, [(value, words, is it ticked)])."""
        ticked = self["slots"].value() or []
        return [
            (
                words,
                [
                    (value, half.label, value in ticked)
                    for half in Half
                    for value in (f"{weekday}-{half.value}",)
                ],
            )
            for weekday, words in WEEKDAYS.items()
        ]


class AbsenceForm(forms.Form):
    """From when to when somebody is away."""

    first_on = DatePartsField(label=gettext_lazy("First day away"))
    last_on = DatePartsField(label=gettext_lazy("Last day away"))
    reason = forms.ChoiceField(
        label=gettext_lazy("Why?"), choices=Absence.Reason.choices, widget=forms.RadioSelect
    )


class WishForm(forms.Form):
    """What somebody who is visited wishes."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What do they wish?"), choices=VisitWish.Kind.choices, widget=forms.RadioSelect
    )
    language = forms.ChoiceField(label=gettext_lazy("Which language?"), required=False)
    volunteer = forms.ModelChoiceField(
        label=gettext_lazy("Which visitor should not come?"),
        queryset=None,
        required=False,
        empty_label=gettext_lazy("none"),
    )

    def __init__(self, data, *, volunteers):
        super().__init__(data)
        self.fields["language"].choices = [("", _("none")), *language_words().items()]
        self.fields["volunteer"].queryset = volunteers

    def clean(self):
        """Keep of the answers only the one that belongs to the wish."""
        said = super().clean()
        if said.get("kind") != VisitWish.Kind.LANGUAGE:
            said["language"] = ""
        if said.get("kind") != VisitWish.Kind.AVOID:
            said["volunteer"] = None
        return said
