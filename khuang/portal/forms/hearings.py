"""What somebody types in a hall."""

from django import forms
from django.utils.translation import gettext_lazy as _


class PhoneForm(forms.Form):
    """The code of a slip."""

    code = forms.CharField(
        label=_("The code on your slip"),
        help_text=_("Three times four signs. Small letters and spaces do no harm."),
        max_length=20,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
    )
