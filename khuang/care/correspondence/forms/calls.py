"""What came of a call."""

from datetime import datetime, time, timedelta

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khuang.care.correspondence.models import CallTry

# When to call again, as people say it: code, words, hour of the day (today, or tomorrow when it is past).
AGAIN = (
    ("hour", _("in an hour")),
    ("evening", _("this evening, 18.00")),
    ("morning", _("tomorrow morning, 9.00")),
)
_EVENING, _MORNING = 18, 9


class TryForm(forms.Form):
    """One result; needs are said in a few words."""

    result = forms.ChoiceField(choices=CallTry.Result.choices, widget=forms.HiddenInput)
    words = forms.CharField(
        label=_("What they need"),
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    again = forms.ChoiceField(label=_("When to call again"), choices=AGAIN, required=False)

    def said(self, *, at):
        """Give what `actions.record_try` wants."""
        return {
            "result": self.cleaned_data["result"],
            "words": self.cleaned_data["words"],
            "again_at": again_at(self.cleaned_data["again"], at) if self.cleaned_data["again"] else None,
        }


class AskForm(forms.Form):
    """Somebody is put on the call list by hand."""

    words = forms.CharField(
        label=_("What to say"),
        help_text=_("Whoever calls reads it. It stays inside the municipality."),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": _("Write what you want to say.")},
    )


def again_at(code: str, at: datetime) -> datetime:
    """Say when "this evening" is, from a moment on."""
    if code == "hour":
        return at + timedelta(hours=1)
    local = timezone.localtime(at)
    day, hour = (
        (local.date(), _EVENING) if code == "evening" else (local.date() + timedelta(days=1), _MORNING)
    )
    found = datetime.combine(day, time(hour), local.tzinfo)
    return found if found > at else found + timedelta(days=1)
