"""Django's own sentences that we say more politely in Thai; our catalogue goes before Django's."""

from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

BETTER = (
    _("This field is required."),
    _("Select a valid choice. %(value)s is not one of the available choices."),
    _("Select a valid choice. That choice is not one of the available choices."),
    _("Enter a whole number."),
    _("Enter a number."),
    _("Enter a valid date."),
    _("No file was submitted. Check the encoding type on the form."),
    _("No file was submitted."),
    _("The submitted file is empty."),
    _("Please enter a correct %(username)s and password. Note that both fields may be case-sensitive."),
    _("This account is inactive."),
    _("Password"),
    _("The two password fields didn’t match."),
    _("This password is too common."),
    _("Your old password was entered incorrectly. Please enter it again."),
)
LENGTHS = (
    ngettext_lazy(
        "Ensure this value has at most %(limit_value)d character (it has %(show_value)d).",
        "Ensure this value has at most %(limit_value)d characters (it has %(show_value)d).",
        "limit_value",
    ),
    ngettext_lazy(
        "This password is too short. It must contain at least %d character.",
        "This password is too short. It must contain at least %d characters.",
        "min_length",
    ),
)
