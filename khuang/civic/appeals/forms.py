"""What is typed about giving."""

from django import forms
from django.utils.translation import gettext_lazy as _


class ContactForm(forms.Form):
    """How whoever wants to give reaches the office."""

    office = forms.CharField(label=_("Office"), max_length=120)
    phone = forms.CharField(label=_("Telephone of the office"), max_length=60, required=False)
    address = forms.CharField(
        label=_("Address"), max_length=300, required=False, widget=forms.Textarea({"rows": 2})
    )
    hours = forms.CharField(label=_("Opening hours"), max_length=120, required=False)
    words = forms.CharField(
        label=_("How to give"),
        help_text=_("For example: money only at the office, against a receipt of the municipality."),
        max_length=600,
        required=False,
        widget=forms.Textarea({"rows": 3}),
    )
