"""What is said to many, and to whom."""

from datetime import datetime, time, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuang.care.correspondence.models import Broadcast
from khuang.care.correspondence.reads.broadcasts import group_words
from khuang.care.correspondence.rules.audiences import groups
from khuang.ground.places.models import Village
from khuang.ui.forms import DatePartsField

NOW, LATER = "now", "later"


class BroadcastForm(forms.Form):
    """A draft; nothing goes out before it was looked at once more."""

    kind = forms.ChoiceField(
        label=gettext_lazy("What is it"),
        choices=Broadcast.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose one.")},
    )
    words_th = forms.CharField(
        label=gettext_lazy("Words in Thai"),
        help_text=gettext_lazy("What, where, when. Nobody's name, nothing about anybody's health."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Write what you want to say.")},
    )
    words_en = forms.CharField(
        label=gettext_lazy("Words in English"),
        help_text=gettext_lazy("For who chose English; without them, they get the Thai words."),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 5}),
    )
    group = forms.ChoiceField(label=gettext_lazy("To whom"))
    villages = forms.MultipleChoiceField(
        label=gettext_lazy("Where"),
        help_text=gettext_lazy("Nothing chosen means everywhere."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    hurry = forms.ChoiceField(
        label=gettext_lazy("When does it go by LINE"),
        choices=[
            (LATER, gettext_lazy("With their next contact: free, most get it within a day or two")),
            (NOW, gettext_lazy("At once: one message of the month's quota for each")),
        ],
        initial=LATER,
        widget=forms.RadioSelect,
    )
    until = DatePartsField(
        label=gettext_lazy("Until which day is it worth telling"),
        error_messages={"required": gettext_lazy("Say until which day.")},
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["group"].choices = [(code, group_words(code)) for code in groups()]
        self.fields["villages"].choices = [(str(one.pk), str(one)) for one in Village.objects.all()]

    def clean_until(self):
        day = self.cleaned_data["until"]
        if day < timezone.localdate():
            raise ValidationError(_("The day has passed. Choose today or a later day."))
        return day

    def said(self):
        """Give what `actions.draft_broadcast` wants."""
        said = self.cleaned_data
        end = datetime.combine(said["until"] + timedelta(days=1), time.min, timezone.get_current_timezone())
        names = ("kind", "words_th", "words_en", "group", "villages")
        return {name: said[name] for name in names} | {"now": said["hurry"] == NOW, "until": end}


def as_typed(broadcast):
    """Give a draft as its form shows it."""
    return {
        "kind": broadcast.kind,
        "words_th": broadcast.words_th,
        "words_en": broadcast.words_en,
        "group": broadcast.group,
        "villages": [str(key) for key in broadcast.villages],
        "hurry": NOW if broadcast.now else LATER,
        "until": broadcast.last_day,
    }
