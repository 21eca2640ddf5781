"""What a guest may type, who has no account."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuang.care.cases.forms.fields import choice
from khuang.care.cases.models import GuestComment
from khuang.care.cases.rules.guests import CODE_DIGITS
from khuang.lib.thai_text import arabic_digits
from khuang.ui.forms import words


class CodeForm(forms.Form):
    """The six digits that whoever invited them says."""

    code = forms.CharField(
        label=gettext_lazy("The six digits"),
        help_text=gettext_lazy("Whoever gave you the link says them to you."),
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "class": "govuk-input--width-10",
            }
        ),
        error_messages={"required": gettext_lazy("Type the six digits.")},
    )

    def clean_code(self):
        digits = re.sub(r"\D", "", arabic_digits(self.cleaned_data["code"]))
        if len(digits) != CODE_DIGITS:
            raise ValidationError(_("Type the six digits."))
        return digits


class UndertakingForm(forms.Form):
    """A promise to keep to oneself what one reads."""

    promise = forms.BooleanField(
        label=gettext_lazy("I promise this"),
        error_messages={"required": gettext_lazy("Without this promise the case is not shown.")},
    )


class CommentForm(forms.Form):
    words = words(
        gettext_lazy("Your comment"),
        hint=gettext_lazy("The municipality's officers read it."),
        missing=gettext_lazy("Write something."),
    )
    item = forms.CharField(widget=forms.HiddenInput, required=False)


class OwnDecisionForm(forms.Form):
    outcome = choice(gettext_lazy("How does it go?"), GuestComment.Outcome.choices)
    words = words(gettext_lazy("In a few words"), required=False, rows=3)


class AnswerForm(forms.Form):
    """Accept or refuse what a referral asks."""

    outcome = choice(
        gettext_lazy("Can you take this on?"),
        [("yes", gettext_lazy("Yes, we take it on")), ("no", gettext_lazy("No, we cannot"))],
    )
    words = words(
        gettext_lazy("In a few words"),
        hint=gettext_lazy("If you cannot: why, so that somebody else can be asked."),
        required=False,
        rows=3,
    )

    def clean(self):
        said = super().clean()
        if said.get("outcome") == "no" and not said.get("words", "").strip():
            self.add_error("words", _("Write why it cannot be taken on."))
        return said


class ResultForm(forms.Form):
    words = words(gettext_lazy("What came of it?"), missing=gettext_lazy("Write the result."))
