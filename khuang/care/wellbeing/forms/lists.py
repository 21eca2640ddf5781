"""What somebody chooses in the lists, and what the head sets."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khuang.care.wellbeing.forms.agreements import HOURS, hour_of
from khuang.care.wellbeing.reads.board import STATES
from khuang.care.wellbeing.reads.words import STATE_WORDS
from khuang.ground.places.models import Village
from khuang.ui.forms import DatePartsField


class _Chosen(forms.Form):
    village = forms.ChoiceField(label=_("Village"), required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        villages = [(str(one.pk), str(one)) for one in Village.objects.all()]
        self.fields["village"].choices = [("", _("All")), *villages]

    def chosen(self):
        """What is chosen; a value that is not offered narrows nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}


class BoardFilter(_Chosen):
    """Whose day to show."""

    how = forms.ChoiceField(
        label=_("Today"),
        required=False,
        choices=[("", _("All")), *((name, STATE_WORDS[name]) for name in STATES)],
    )


class ProposalFilter(_Chosen):
    """Who might be asked."""

    level = forms.ChoiceField(
        label=_("Risk"),
        required=False,
        choices=[
            ("", _("All")),
            ("high", _("High risk")),
            ("medium", _("Medium risk")),
            ("low", _("Low risk")),
        ],
    )
    alone = forms.BooleanField(label=_("Only who lives alone"), required=False)


class SettingsForm(forms.Form):
    """What follows a silence, and when."""

    hour = forms.TypedChoiceField(
        label=_("Hour that is proposed for a new check-in"), choices=HOURS, coerce=hour_of
    )
    calls_from = forms.TypedChoiceField(
        label=_("From when on do you call those who cannot tap?"), choices=HOURS, coerce=hour_of
    )
    visit_after = forms.IntegerField(
        label=_("After how many minutes without having reached them does somebody go there?"),
        min_value=1,
        max_value=1440,
    )
    unanswered = forms.IntegerField(
        label=_("After how many calls that nobody takes does somebody go there at once?"),
        min_value=1,
        max_value=10,
    )
    alert_after = forms.IntegerField(
        label=_("After how many minutes without a visit is an alert raised?"), min_value=1, max_value=1440
    )
    own_pause_days = forms.IntegerField(
        label=_("How many days does a pause by their own tap last?"), min_value=1, max_value=60
    )
    remind_days = forms.IntegerField(
        label=_("After how many days do you ask about a pause until further notice?"),
        min_value=1,
        max_value=180,
    )
    on_holidays = forms.BooleanField(label=_("Check-ins go on on holidays"), required=False)


class HolidayForm(forms.Form):
    """A day on which nothing is awaited here."""

    on = DatePartsField(label=_("Which day?"))
    name = forms.CharField(label=_("What is it called?"), max_length=120)
