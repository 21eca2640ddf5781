"""Fields that several forms share: whole baht, villages, the kind of need, work plans."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from khuang.civic.issues.reads import kinds_for_public
from khuang.civic.plan.rules.knowledge import sources, work_plans
from khuang.civic.plan.rules.tables import baht
from khuang.ground.places.models import Village
from khuang.ui.forms import CHOICE_MISSING

NOT_SAID = ("", _("not said"))


class BahtField(forms.CharField):
    """An amount in whole baht, as people write it; nothing is 0."""

    def __init__(self, **options):
        widget = forms.TextInput(
            {"inputmode": "numeric", "autocomplete": "off", "class": "govuk-input--width-10"}
        )
        super().__init__(**{"max_length": 20, "widget": widget} | options)

    def clean(self, value):
        text = super().clean(value)
        try:
            amount = baht(text)
        except ValueError:
            raise ValidationError(_("Write whole baht, for example 12,500.")) from None
        if self.required and not amount:
            raise ValidationError(_("Write an amount above zero."))
        return amount


def line(label, *, longest=200, required=True, hint="", missing=None):
    """One line of words."""
    messages = {"required": missing or _("Write a few words.")}
    return forms.CharField(
        label=label, help_text=hint, max_length=longest, required=required, error_messages=messages
    )


def choice(label, choices, *, required=True, hint="", widget=None):
    return forms.ChoiceField(
        label=label,
        choices=choices,
        required=required,
        help_text=hint,
        widget=widget or forms.Select,
        error_messages={"required": CHOICE_MISSING},
    )


def kinds():
    return choice(
        _("Kind of need"),
        lambda: [NOT_SAID, *sorted(names_of(kinds_for_public()), key=_by_name)],
        required=False,
    )


def villages():
    return forms.MultipleChoiceField(
        label=_("Villages"),
        help_text=_("Leave it empty for the whole municipality."),
        required=False,
        choices=lambda: [(one.code, str(one)) for one in Village.objects.all()],
        widget=forms.CheckboxSelectMultiple,
    )


def of_work_plan(label="", *, required=True):
    return choice(label or _("Work plan"), lambda: [NOT_SAID, *names_of(work_plans())], required=required)


def of_source():
    return choice(_("Source of the money"), lambda: names_of(sources()))


def names_of(named):
    """Give codes with their names in the reader's language, as choices."""
    return [(code, one.name(get_language())) for code, one in named.items()]


def _by_name(pair):
    return pair[1]
