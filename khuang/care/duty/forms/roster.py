"""Put somebody on duty."""

from django import forms
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext_lazy as _

from khuang.care.duty.models import Part
from khuang.ui.forms import DatePartsField


class SpellForm(forms.Form):
    """Who, from when to when, on which days of the week, by day or by night."""

    account = forms.ChoiceField(
        label=_("Who is on duty?"), error_messages={"required": _("Choose who is on duty.")}
    )
    first_on = DatePartsField(label=_("First day"))
    last_on = DatePartsField(
        label=_("Last day"), required=False, help_text=_("Leave it empty while it goes on.")
    )
    part = forms.ChoiceField(
        label=_("When?"),
        choices=[("", _("day and night")), *Part.choices],
        widget=forms.RadioSelect,
        required=False,
        initial="",
        help_text=_("A night belongs to the day on which it begins."),
    )
    weekdays = forms.MultipleChoiceField(
        label=_("On which days of the week?"),
        choices=[(str(number), words) for number, words in WEEKDAYS.items()],
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("Choose none for every day."),
    )

    def __init__(self, accounts, *args, **options):
        super().__init__(*args, **options)
        self.by_id = {str(one.pk): one for one in accounts}
        self.fields["account"].choices = [
            ("", "–"),
            *((key, one.display_name) for key, one in self.by_id.items()),
        ]

    def clean_account(self):
        return self.by_id.get(self.cleaned_data["account"])

    def clean_weekdays(self):
        return "".join(sorted(self.cleaned_data["weekdays"]))
