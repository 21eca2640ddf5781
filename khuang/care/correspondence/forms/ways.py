"""How somebody is reached, and who helps them."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khuang.care.correspondence.actions.ways import BY_HAND
from khuang.care.correspondence.models import Supporter
from khuang.ground.messaging.reads import channel, is_on

_PHONE = {"inputmode": "tel", "autocomplete": "off", "class": "govuk-input--width-20"}


class WayForm(forms.Form):
    """One more way, at the end of the list."""

    channel = forms.ChoiceField(
        label=_("By which way"), widget=forms.RadioSelect, error_messages={"required": _("Choose one.")}
    )
    address = forms.CharField(
        label=_("Telephone for SMS, or e-mail address"),
        help_text=_("Not needed for calls and visits: the record has the number and the home."),
        required=False,
        max_length=120,
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        offered = [channel(code) for code in BY_HAND if is_on(code)]
        self.fields["channel"].choices = [(one.code, one.words) for one in offered]


class NumberForm(forms.Form):
    """One's own telephone number."""

    number = forms.CharField(
        label=_("My telephone number"),
        help_text=_("Leave it empty, and nobody calls you."),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs=_PHONE),
    )


class SupporterForm(forms.Form):
    """Somebody else who reads messages or takes calls for the person."""

    name = forms.CharField(
        label=_("Name"), max_length=120, error_messages={"required": _("Write the name of the helper.")}
    )
    relation = forms.ChoiceField(
        label=_("Who is it to them"),
        choices=Supporter.Relation.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Choose one.")},
    )
    phone = forms.CharField(
        label=_("Telephone of the helper"),
        help_text=_("They are called on it when the helper's turn comes in the list."),
        required=False,
        max_length=30,
        widget=forms.TextInput(attrs=_PHONE),
    )
