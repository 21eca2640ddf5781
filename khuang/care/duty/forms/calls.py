"""Say what came of a call for help."""

from django import forms
from django.utils.translation import gettext_lazy as _


class SettleForm(forms.Form):
    """How it ended."""

    because = forms.CharField(
        label=_("What came of it?"),
        help_text=_("For example: went there, she fell in the bathroom, the ambulance took her."),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": _("Write in a few words what came of it.")},
    )
