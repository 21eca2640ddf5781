"""What is typed to set a channel up, and where a test goes."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

LONGEST = 2000


class ChannelForm(forms.Form):
    """A field for each setting of a channel; a secret that is kept is never shown again."""

    def __init__(self, channel, account, *args, **options):
        super().__init__(*args, **options)
        self.channel = channel
        kept = (account and account.secrets) or {}
        typed = account.settings if account else {}
        for setting in channel.settings:
            self.fields[setting.code] = _field(setting, setting.code in kept)
            if not setting.is_secret:
                self.initial[setting.code] = typed.get(setting.code, setting.default)

    def clean(self):
        for setting in self.channel.settings:
            value = self.cleaned_data.get(setting.code, "")
            if value and setting.pattern and not re.fullmatch(setting.pattern, value):
                self.add_error(setting.code, ValidationError(_wrong(setting)))
        return self.cleaned_data


class TestForm(forms.Form):
    """Where a test message goes."""

    address = forms.CharField(label=_("Your own address on this channel"), max_length=200)

    def __init__(self, channel, *args, **options):
        super().__init__(*args, **options)
        if not channel.takes_typed_address:
            del self.fields["address"]


def _field(setting, is_kept):
    return forms.CharField(
        label=setting.words,
        required=setting.is_needed and not is_kept,
        max_length=LONGEST,
        help_text=_("Kept. Type only to put another one in its place.") if is_kept else setting.hint,
        widget=_widget(setting),
        strip=True,
    )


def _widget(setting):
    if setting.is_secret:
        # Never filled in from what is kept, nor after a mistake.
        return forms.PasswordInput({"autocomplete": "off"}, render_value=False)
    return forms.Textarea({"rows": 3}) if setting.is_long else forms.TextInput({"autocomplete": "off"})


def _wrong(setting):
    return gettext("This does not fit. %(hint)s") % {"hint": setting.hint}
