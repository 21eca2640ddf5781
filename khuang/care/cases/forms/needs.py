"""Note needs and say what became of them; raise and settle alerts; keep the list of kinds."""

from django import forms
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from khuang.care.cases.forms.fields import choice, pick
from khuang.care.cases.models import Alert
from khuang.ground.indicators.reads import need_kinds
from khuang.ground.indicators.rules import Kind
from khuang.ui.forms import words


class NeedForm(forms.Form):
    """What somebody needs, and where it was said."""

    kind = pick(_("What is needed?"), required=True, missing=_("Choose what is needed."))
    words = words(
        _("What exactly?"), required=False, hint=_("So that a colleague understands it without asking.")
    )
    source = choice(
        _("Where was it said?"),
        [
            ("visit", _("on a visit")),
            ("walk-in", _("they came here")),
            ("message", _("by telephone or message")),
            ("desk", _("I know it otherwise")),
        ],
    )
    for_household = forms.BooleanField(label=_("The whole household needs it"), required=False)

    def __init__(self, *args, has_household, **options):
        super().__init__(*args, **options)
        language = get_language()
        offered = [kind for kind in need_kinds().values() if not kind.retired]
        self.fields["kind"].choices = [("", "–"), *((kind.code, kind.name(language)) for kind in offered)]
        if not has_household:
            del self.fields["for_household"]


class NeedMoveForm(forms.Form):
    """What became of a need."""

    MOVES = {
        "keep": _("It is there still; the survey is wrong"),
        "begin": _("Help is under way"),
        "stop": _("Help stopped; the need is there still"),
        "met": _("It is met"),
        "withdrawn": _("It is not needed any more"),
    }
    move = choice(_("What became of it?"))
    words = words(_("How, or why?"), required=False, hint=_("Needed when the need ends."))

    def __init__(self, moves, *args, **options):
        super().__init__(*args, **options)
        self.fields["move"].choices = [(code, self.MOVES[code]) for code in moves]


class AlertForm(forms.Form):
    """Somebody must look now."""

    kind = choice(
        pgettext_lazy("an alert", "What is it?"),
        [one for one in Alert.Kind.choices if one[0] in ("urgent", "worried", "silent")],
    )
    words = words(_("What did you see or hear?"))


class SettleForm(forms.Form):
    """What came of an alert."""

    because = words(_("What was done, and how are they now?"))


class KindForm(forms.Form):
    """A kind of need in both languages."""

    th = forms.CharField(label=_("Name in Thai"), max_length=60)
    en = forms.CharField(label=_("Name in English"), max_length=60)
    covers_th = forms.CharField(label=_("What belongs to it, in Thai"), max_length=200, required=False)
    covers_en = forms.CharField(label=_("What belongs to it, in English"), max_length=200, required=False)
    confidential = forms.BooleanField(
        label=_("Confidential"),
        required=False,
        help_text=_("Seen by those who work on cases only, and never in a figure of a village."),
    )
    urgent = forms.BooleanField(
        label=_("Urgent"), required=False, help_text=_("Whoever notes it raises an alert at once.")
    )
    retired = forms.BooleanField(
        label=_("No longer offered"),
        required=False,
        help_text=_("What is noted of this kind stays; it is never deleted."),
    )

    def __init__(self, *args, is_new, **options):
        super().__init__(*args, **options)
        if is_new:
            del self.fields["retired"]

    def kind(self, code=""):
        """What was typed, as the list has it."""
        return Kind(code, **self.cleaned_data)
