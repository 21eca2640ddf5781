"""An answer, and the code of a letter."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuang.care.correspondence.rules.codes import DIGITS
from khuang.lib.thai_text import arabic_digits

LONGEST = 1000


class AnswerForm(forms.Form):
    """What somebody at the desk says."""

    words = forms.CharField(
        label=gettext_lazy("Your answer"),
        help_text=gettext_lazy("Short and plain. No illness, no ID number, nothing about others."),
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write what you want to say.")},
    )


class CodeForm(forms.Form):
    """The six digits that somebody of the municipality says."""

    code = forms.CharField(
        label=gettext_lazy("The six digits"),
        help_text=gettext_lazy("The municipality calls you and says them."),
        max_length=20,
        widget=forms.TextInput(
            attrs={"inputmode": "numeric", "autocomplete": "one-time-code", "class": "govuk-input--width-10"}
        ),
        error_messages={"required": gettext_lazy("Type the six digits.")},
    )

    def clean_code(self):
        digits = re.sub(r"\D", "", arabic_digits(self.cleaned_data["code"]))
        if len(digits) != DIGITS:
            raise ValidationError(_("Type the six digits."))
        return digits
