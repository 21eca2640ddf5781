"""What is asked about benefits, what is recorded of them, and how their lists are narrowed."""

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from khuang.care.risk.reads import in_words
from khuang.care.risk.rules.facts import CHOICE
from khuang.care.support.models import Answer, Award
from khuang.care.support.reads.benefit_words import fact_in_words, title
from khuang.care.support.reads.entitled import open_benefits
from khuang.care.support.rules.awards import APPLIED, GRANTED
from khuang.care.support.rules.benefits import catalogue
from khuang.ground.places.reads import villages
from khuang.ui.forms import DatePartsField

LONG = 1000
_NOT_KNOWN = ("unknown", _("not asked, or not known"))
_YES_NO = [("yes", pgettext_lazy("answer", "yes")), ("no", pgettext_lazy("answer", "no"))]


class AskForm(forms.Form):
    """One question for each fact that benefits want to know; leaving one open says nothing."""

    def __init__(self, data, *, codes, known):
        super().__init__(data)
        for code in codes:
            self.fields[code] = forms.ChoiceField(
                label=fact_in_words(code),
                choices=[*_choices(code), _NOT_KNOWN],
                widget=forms.RadioSelect,
                initial=known.get(code, _NOT_KNOWN[0]),
                error_messages={"required": _("Choose one.")},
            )

    def answers(self):
        """Fact code -> answer as text, those that were given."""
        return {code: text for code, text in self.cleaned_data.items() if text != _NOT_KNOWN[0]}


def _choices(code):
    fact = catalogue().facts[code]
    if fact.kind == CHOICE:
        return [(one.code, in_words(one.words)) for one in fact.values]
    return _YES_NO


class TermsForm(forms.Form):
    """From when, until when, how much, and why: what applies of it."""

    since = DatePartsField(
        label=_("From which day?"),
        help_text=_("The day of the application, or the first day for which it is paid."),
        required=False,
    )
    until = DatePartsField(
        label=_("Until which day?"),
        help_text=_("Only when it is over or ends on a known day."),
        required=False,
    )
    amount = forms.DecimalField(
        label=_("How many baht each time?"),
        required=False,
        min_value=0,
        max_digits=9,
        decimal_places=2,
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "class": "govuk-input--width-10"}),
        error_messages={
            "invalid": _("Write a number in baht, for example 600."),
            "min_value": _("Write 0 or more."),
            "max_digits": _("This is too much. Write baht, for example 600."),
            "max_whole_digits": _("This is too much. Write baht, for example 600."),
            "max_decimal_places": _("Write at most two decimals."),
        },
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("Needed when it is not granted or stops, and when the rules say otherwise."),
        max_length=LONG,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def terms(self):
        """What actions.awards.Terms takes."""
        return {name: self.cleaned_data[name] for name in ("since", "until", "amount", "reason")}


class AwardForm(TermsForm):
    """Record an application or a benefit that is received."""

    field_order = ("benefit", "state", "since", "until", "amount", "source", "note", "reason")

    benefit = forms.ChoiceField(
        label=_("Which benefit?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a benefit."), "invalid_choice": _("Choose a benefit.")},
    )
    state = forms.ChoiceField(
        label=_("What happened?"),
        choices=[
            (APPLIED, _("An application was made")),
            (GRANTED, _("It is granted, or received already")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    source = forms.ChoiceField(
        label=_("How do we know?"),
        choices=Award.Source.choices,
        initial=Award.Source.OFFICE,
        widget=forms.RadioSelect,
    )
    note = forms.CharField(
        label=_("Note"), max_length=LONG, required=False, widget=forms.Textarea(attrs={"rows": 3})
    )

    def __init__(self, data, *, benefits):
        super().__init__(data)
        self.fields["benefit"].choices = [(code, title(code)) for code in benefits]


class DecideForm(TermsForm):
    """Decide about an award."""

    field_order = ("state", "since", "until", "amount", "reason")
    state = forms.ChoiceField(
        label=_("What is decided?"), widget=forms.RadioSelect, error_messages={"required": _("Choose one.")}
    )

    def __init__(self, data, *, states):
        super().__init__(data)
        words = dict(Award.State.choices)
        self.fields["state"].choices = [(state, words[state]) for state in states]


def _all_or(choices):
    return [("", _("All")), *choices]


class PlacedFilter(forms.Form):
    """The base of a filter by village and benefit; a value that is not offered narrows nothing."""

    village = forms.ChoiceField(label=_("Village"), required=False)
    benefit = forms.ChoiceField(label=_("Benefit"), required=False)

    def __init__(self, data, *, on):
        super().__init__(data)
        self.fields["village"].choices = _all_or((str(one.pk), str(one)) for one in villages())
        self.fields["benefit"].choices = _all_or((code, title(code)) for code in open_benefits(on))

    def chosen(self):
        """What is chosen."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class EntitledFilter(PlacedFilter):
    """Whom to visit."""

    answer = forms.ChoiceField(
        label=_("How sure is it?"),
        required=False,
        choices=_all_or(
            [(Answer.ELIGIBLE.value, _("May be entitled")), (Answer.ASK.value, _("Something must be asked"))]
        ),
    )


class ReceivedForm(forms.Form):
    """A list of those who are paid a benefit, pasted from a spreadsheet."""

    benefit = forms.ChoiceField(
        label=_("Which benefit?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose a benefit.")},
    )
    since = DatePartsField(label=_("Paid since which day?"))
    numbers = forms.CharField(
        label=_("ID numbers of those who receive it"),
        help_text=_("One person in a line. You can paste whole rows from a spreadsheet."),
        max_length=500_000,
        widget=forms.Textarea(attrs={"rows": 10}),
        error_messages={"required": _("Paste at least one ID number.")},
    )

    def __init__(self, data, *, benefits, initial=None):
        super().__init__(data, initial=initial)
        self.fields["benefit"].choices = [(code, title(code)) for code in benefits]
