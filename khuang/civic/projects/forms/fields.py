"""Fields that several forms of projects share."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuang.civic.projects.actions.photographs import LARGEST
from khuang.civic.projects.rules.problems import NoPicture
from khuang.lib.money import NotAnAmount, read_baht

NARROW = {"inputmode": "decimal", "autocomplete": "off", "class": "govuk-input--width-10"}


class AmountField(forms.CharField):
    """An amount in baht; gives satang."""

    def __init__(self, **options):
        super().__init__(**{"max_length": 20, "widget": forms.TextInput(NARROW)} | options)

    def clean(self, value):
        text = super().clean(value)
        if not text:
            return 0
        try:
            return read_baht(text)
        except NotAnAmount:
            raise ValidationError(_("Write an amount in baht, for example 1,250.50.")) from None


class PictureField(forms.FileField):
    """A photograph; gives its bytes, none when there is none."""

    def __init__(self, **options):
        widget = forms.FileInput({"accept": "image/*"})
        super().__init__(**{"widget": widget, "label": gettext_lazy("Photograph")} | options)

    def clean(self, data, initial=None):
        file = super().clean(data, initial)
        if file is None:
            return None
        if file.size > LARGEST:
            raise ValidationError(_(NoPicture.sentence))
        return file.read()


def line(label, *, required=True, length=200, hint=""):
    """One line of words."""
    return forms.CharField(label=label, max_length=length, required=required, help_text=hint)


def text(label, *, required=True, length=600, hint="", rows=3):
    """A few lines of words."""
    return forms.CharField(
        label=label,
        max_length=length,
        required=required,
        help_text=hint,
        widget=forms.Textarea({"rows": rows}),
        error_messages={"required": gettext_lazy("Write a few words; they are needed later.")},
    )
