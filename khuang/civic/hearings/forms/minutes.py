"""Write minutes."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khuang.ui.forms import words


class MinutesForm(forms.Form):
    """What the secretary writes beside what was counted."""

    revision = forms.IntegerField(widget=forms.HiddenInput, initial=0)
    chair = forms.CharField(
        label=_("Who chaired?"), max_length=120, help_text=_("Name and post of an office-holder.")
    )
    opening = words(_("Opening"), required=False, rows=3)
    discussion = words(_("What was talked about"), required=False, rows=6)
    resolutions = words(_("What was resolved"), required=False, rows=4)
    closing = words(_("How it ended"), required=False, rows=2)
