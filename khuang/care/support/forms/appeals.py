"""What is typed about appeals and offers."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

CONFIRM = gettext_lazy("I have read the words that may be names: they name nobody")


class AppealForm(forms.Form):
    """A text that anyone may read."""

    title = forms.CharField(
        label=gettext_lazy("Short title"),
        max_length=120,
        help_text=gettext_lazy("For example: A safe roof for an older woman"),
    )
    text = forms.CharField(
        label=gettext_lazy("What is needed, and what it will change"),
        help_text=gettext_lazy(
            "Say nothing that tells for whom it is: no name, no house, no exact age, "
            "and no village unless many there are alike."
        ),
        max_length=1500,
        widget=forms.Textarea({"rows": 6}),
    )
    confirmed = forms.BooleanField(label=CONFIRM, required=False)


class DecisionForm(forms.Form):
    """Approve an appeal, or decline it and say why."""

    outcome = forms.ChoiceField(
        label=gettext_lazy("What do you decide?"),
        choices=[
            ("approve", gettext_lazy("Publish it tomorrow morning")),
            ("decline", gettext_lazy("Do not publish it")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    because = forms.CharField(
        label=gettext_lazy("Why not?"),
        help_text=gettext_lazy("Only when it is not published."),
        required=False,
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
    confirmed = forms.BooleanField(label=CONFIRM, required=False)

    def clean(self):
        said = self.cleaned_data
        if said.get("outcome") == "decline" and not said.get("because", "").strip():
            self.add_error("because", _("Say why."))
        return said


class AnswerForm(forms.Form):
    """How an offer was answered."""

    answer = forms.CharField(
        label=gettext_lazy("What did you answer?"),
        help_text=gettext_lazy("Call or write first; then note it here."),
        max_length=1000,
        widget=forms.Textarea({"rows": 3}),
    )
