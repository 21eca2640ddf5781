"""What an officer takes down about a request, and how it is answered."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models import RightsRequest
from khuang.ui.forms import DatePartsField

LONGEST = 2000


class RequestForm(forms.Form):
    """Who asks for what, and how they showed who they are. `on` is today."""

    kind = forms.ChoiceField(
        label=_("What do they ask for?"), choices=RightsRequest.Kind.choices, widget=forms.RadioSelect
    )
    asker = forms.ChoiceField(
        label=_("Who asks?"), choices=RightsRequest.Asker.choices, widget=forms.RadioSelect
    )
    proof = forms.ChoiceField(
        label=_("What did they show?"),
        help_text=_("Look at it; keep no copy."),
        choices=RightsRequest.Proof.choices,
        widget=forms.RadioSelect,
    )
    received_on = DatePartsField(label=_("Received on"))
    words = forms.CharField(
        label=_("In their own words"),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, *args, on, **options):
        super().__init__(*args, initial={"received_on": on}, **options)
        self.on = on

    def clean_received_on(self):
        received_on = self.cleaned_data["received_on"]
        if received_on > self.on:
            raise forms.ValidationError(_("It cannot have been received after today."))
        return received_on


class AnswerForm(forms.Form):
    """Done, or refused with a reason."""

    outcome = forms.ChoiceField(
        label=_("What is the answer?"),
        choices=[("done", _("It is done as asked")), ("refused", _("It is refused"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose an answer.")},
    )
    answer = forms.CharField(
        label=_("The answer in words"),
        help_text=_("Stands in the letter. A refusal needs its reason and the law it rests on."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class DecisionForm(forms.Form):
    """Approve an erasure, or keep the data and say why."""

    outcome = forms.ChoiceField(
        label=_("What do you decide?"),
        choices=[("approve", _("Erase the data now, for good")), ("decline", _("Keep the data"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    answer = forms.CharField(
        label=_("Why are they kept?"),
        help_text=_("Only when they are kept. Stands in the letter."),
        required=False,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class HoldForm(forms.Form):
    """Keep data as evidence."""

    reason = forms.CharField(
        label=_("Why must they be kept?"),
        help_text=_("For example the number of a case, and who asked for it."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
