"""Hand tokens and papers out, type a paper, help somebody vote."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khuang.civic.hearings.forms.hall import VoterForm
from khuang.civic.hearings.models import Assisted
from khuang.ui.forms import CHOICE_MISSING

ANSWERS = [("", "–"), ("1", _("agree")), ("-1", _("disagree")), ("0", _("pass"))]


class HowManyForm(forms.Form):
    """How many are printed."""

    n = forms.IntegerField(
        label=_("How many?"),
        min_value=1,
        max_value=1000,
        widget=forms.NumberInput({"class": "govuk-input--width-5", "inputmode": "numeric"}),
    )


class VotesForm(VoterForm):
    """An answer to each statement, and sex and age of who votes."""

    def __init__(self, statements, *args, **options):
        super().__init__(*args, **options)
        self.statements = list(statements)
        for one in self.statements:
            label = f"{one.number}. {one.words}"
            self.fields[str(one.pk)] = forms.ChoiceField(label=label, choices=ANSWERS, required=False)

    def votes(self):
        """Statement -> answer, of those that were answered."""
        said = {one.pk: self.cleaned_data[str(one.pk)] for one in self.statements}
        return {key: int(answer) for key, answer in said.items() if answer}


class PaperForm(VotesForm):
    """One paper, as it lies on the table."""

    number = forms.CharField(
        label=_("Number of the paper"),
        max_length=12,
        widget=forms.TextInput({"class": "govuk-input--width-10", "autocomplete": "off"}),
    )
    field_order = ["number"]


class AssistForm(VotesForm):
    """Votes that an officer types for somebody."""

    token = forms.CharField(
        label=_("Their token"),
        help_text=_("The code on their slip. It makes sure that they are counted once."),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    consent = forms.ChoiceField(
        label=_("How did they ask for help?"),
        choices=Assisted.Consent.choices,
        widget=forms.RadioSelect,
        error_messages={"required": CHOICE_MISSING},
    )
    read_back = forms.BooleanField(
        label=_("I read the votes back to them, and they are right"),
        error_messages={"required": _("Read the votes back to them first.")},
    )
    field_order = ["token", "consent"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        # Last, as it happens.
        self.fields["read_back"] = self.fields.pop("read_back")
