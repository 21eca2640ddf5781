"""What may be asked of the plan book."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khuang.ui.forms import DatePartsField


class DayForm(forms.Form):
    """On which day the plan is wanted; empty is today."""

    on = DatePartsField(label=_("What was planned on"), required=False)
