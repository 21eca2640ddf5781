"""What a reader may write under an appeal."""

from django import forms
from django.utils.translation import gettext_lazy as _


class OfferForm(forms.Form):
    """I would like to help."""

    name = forms.CharField(label=_("Your name"), max_length=120)
    contact = forms.CharField(
        label=_("How do we reach you?"), max_length=200, help_text=_("Telephone, LINE or e-mail.")
    )
    what = forms.CharField(
        label=_("How would you like to help?"),
        max_length=1000,
        widget=forms.Textarea({"rows": 4}),
        help_text=_("For example: money, goods, or some hours of work."),
    )
