"""Forms to sign in, choose a password, make accounts, give roles and assign homes."""

import datetime

from django import forms
from django.contrib.auth.forms import AuthenticationForm
from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khuang.ground.accounts.models import SIGN_IN_NAME, RoleAssignment
from khuang.ground.accounts.rules import is_too_simple
from khuang.ground.places.models import Village
from khuang.lib.thai_text import arabic_digits
from khuang.ui.forms import DatePartsField

WEAK = {
    "password_too_short": _("Use at least 12 characters. Three or four words in a row are good."),
    "password_too_common": _("Many people use this password. Choose another."),
    "password_too_similar": _("This is too much like your name. Choose another."),
    "password_guessed_first": _(
        "This password is on the list of those that are guessed first. Choose another."
    ),
}


def _password(label, autocomplete="new-password", **options):
    widget = forms.PasswordInput({"autocomplete": autocomplete})
    return forms.CharField(label=label, widget=widget, strip=False, max_length=1000, **options)


class SignInForm(AuthenticationForm):
    """Name and password; a wrong one of either gets the same answer."""

    password = _password(_("Password"), "current-password")
    error_messages = {
        "invalid_login": _("The sign-in name or the password is not right. Check both and try again."),
        "inactive": _("The sign-in name or the password is not right. Check both and try again."),
    }

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["username"].label = _("Sign-in name")


class ChoosePasswordForm(forms.Form):
    """A password that only its holder knows, typed twice."""

    password = _password(
        _("New password"),
        help_text=_("At least 12 characters. Three or four words that only you would put together are good."),
    )
    again = _password(_("The same password again"))

    def __init__(self, account, *args, **options):
        super().__init__(*args, **options)
        self.account = account

    def clean_password(self):
        chosen = self.cleaned_data["password"]
        try:
            validate_password(chosen, self.account)
        except ValidationError as error:
            raise ValidationError([WEAK[one.code] for one in error.error_list]) from None
        return chosen

    def clean_again(self):
        again = self.cleaned_data["again"]
        if "password" in self.cleaned_data and again != self.cleaned_data["password"]:
            raise ValidationError(_("This is not the same as above. Type the password again."))
        return again


class ChangePasswordForm(ChoosePasswordForm):
    """The old password first, so that a phone left on a table does not lose its account."""

    current = _password(_("Password until now"), "current-password")
    field_order = ["current", "password", "again"]

    def clean_current(self):
        if not self.account.check_password(self.cleaned_data["current"]):
            raise ValidationError(_("This is not your password. Type the one that you sign in with."))
        return self.cleaned_data["current"]


class CodeForm(forms.Form):
    """Six digits of an authenticator app, or a recovery code; Thai digits and spaces are fine."""

    code = forms.CharField(
        label=_("Code"),
        max_length=20,
        help_text=_("Six digits from your authenticator app, or one of your recovery codes"),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "one-time-code"}),
    )

    def clean_code(self):
        return _digits(self.cleaned_data["code"])


class PinForm(forms.Form):
    """The six digits of a volunteer's phone."""

    pin = forms.CharField(
        label=_("Your six digits"),
        max_length=12,
        widget=forms.PasswordInput({"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_pin(self):
        digits = _digits(self.cleaned_data["pin"])
        if not (len(digits) == 6 and digits.isdecimal()):
            raise ValidationError(_("Type six digits."))
        return digits


class ChoosePinForm(PinForm):
    """Six digits that only the holder of the phone knows, typed twice."""

    again = forms.CharField(
        label=_("The same six digits again"),
        max_length=12,
        widget=forms.PasswordInput({"inputmode": "numeric", "autocomplete": "off"}),
    )

    def clean_pin(self):
        digits = super().clean_pin()
        if is_too_simple(digits):
            raise ValidationError(
                _("This is easy to guess. Choose six digits that do not simply repeat or count.")
            )
        return digits

    def clean_again(self):
        again = _digits(self.cleaned_data["again"])
        if "pin" in self.cleaned_data and again != self.cleaned_data["pin"]:
            raise ValidationError(_("These are not the same as above. Type the six digits again."))
        return again


class PasskeyNameForm(forms.Form):
    """What the holder calls a passkey."""

    name = forms.CharField(
        label=_("Name of this passkey"),
        max_length=60,
        help_text=_("For example: my phone, the computer in the office"),
    )


def _digits(text):
    return arabic_digits("".join(text.split()))


class NewAccountForm(forms.Form):
    """Who it is for, and the name that they sign in with."""

    display_name = forms.CharField(
        label=_("Name"), max_length=120, help_text=_("As colleagues know this person.")
    )
    username = forms.CharField(
        label=_("Sign-in name"),
        max_length=60,
        help_text=_("Letters, digits, dots and hyphens, for example somsri.j"),
        widget=forms.TextInput({"autocapitalize": "none", "autocomplete": "off", "spellcheck": "false"}),
        validators=[SIGN_IN_NAME],
    )


class GiveRoleForm(forms.Form):
    """Where a role is held and until when; asks only what the role leaves open."""

    held_at = forms.ChoiceField(label=_("Where does the role hold?"), widget=forms.RadioSelect)
    village = forms.ModelChoiceField(
        None,
        label=_("Village"),
        required=False,
        empty_label=_("Choose a village"),
        help_text=_("Only for a role in one village."),
    )
    until = DatePartsField(
        label=_("Last day"), required=False, help_text=_("Leave it empty when the role goes on.")
    )

    def __init__(self, role, *args, **options):
        super().__init__(*args, **options)
        self.role = role
        self.fields["held_at"].choices = [
            (place, label) for place, label in RoleAssignment.Place.choices if place in role.held_at
        ]
        self.fields["village"].queryset = Village.objects.all()
        if len(role.held_at) == 1:
            del self.fields["held_at"]
        if "village" not in role.held_at:
            del self.fields["village"]

    def clean_until(self):
        """Turn the last day into the moment after it."""
        last_day = self.cleaned_data["until"]
        if last_day is None:
            return None
        if last_day < timezone.localdate():
            raise ValidationError(_("This day is over. Choose today or a later day."))
        midnight = datetime.datetime.combine(last_day + datetime.timedelta(days=1), datetime.time())
        return timezone.make_aware(midnight)

    def clean(self):
        if not self.errors:
            held_at = self.cleaned_data.setdefault("held_at", self.role.held_at[0])
            self.cleaned_data.setdefault("village", None)
            if held_at == "village" and not self.cleaned_data["village"]:
                self.add_error("village", _("Choose the village where the role holds."))
            elif held_at != "village":
                self.cleaned_data["village"] = None
        return self.cleaned_data


class VillageForm(forms.Form):
    """Which village's homes to show."""

    village = forms.ModelChoiceField(None, label=_("Village"), empty_label=None)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["village"].queryset = Village.objects.all()


class HomesForm(forms.Form):
    """The homes of one village; a tick means assigned.

    was  the ticks when the page was drawn: what a colleague changed meanwhile stays
    """

    is_filter = True  # a list of ticks needs no "(optional)"

    homes = forms.MultipleChoiceField(label=_("Homes"), required=False, widget=forms.CheckboxSelectMultiple)
    was = forms.MultipleChoiceField(required=False, widget=forms.MultipleHiddenInput)

    def __init__(self, homes, *args, **options):
        super().__init__(*args, **options)
        choices = [(str(home.id), home.house_no or _("home without a number")) for home in homes]
        self.fields["homes"].choices = self.fields["was"].choices = choices

    @property
    def ticked(self):
        """The homes to add."""
        return self._difference("homes", "was")

    @property
    def unticked(self):
        """The homes to take away."""
        return self._difference("was", "homes")

    def _difference(self, name, without):
        return [key for key in self.cleaned_data[name] if key not in self.cleaned_data[without]]
