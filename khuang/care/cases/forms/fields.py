"""Fields that several forms of cases share."""

from django import forms
from django.utils.translation import gettext_lazy as _

LONGEST = 2000  # characters of a text
WORDS_MISSING = _("Write a few words; they are needed later.")
CHOICE_MISSING = _("Choose one.")


def words(label, *, required=True, hint="", rows=4, missing=WORDS_MISSING):
    """A text in somebody's own words."""
    return forms.CharField(
        label=label,
        help_text=hint,
        required=required,
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": rows}),
        error_messages={"required": missing},
    )


def choice(label, choices=(), *, hint="", missing=CHOICE_MISSING):
    """One of a few, all seen at once."""
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        widget=forms.RadioSelect,
        error_messages={"required": missing},
    )


def pick(label, *, required=False, hint="", missing=CHOICE_MISSING):
    """One of many, from a list that opens."""
    return forms.ChoiceField(
        label=label, help_text=hint, required=required, error_messages={"required": missing}
    )


class Accounts:
    """Turns the id that somebody picked into the account, of those that were offered."""

    def __init__(self, accounts):
        self.by_id = {str(account.pk): account for account in accounts}

    @property
    def choices(self):
        return [("", "–"), *((key, account.display_name) for key, account in self.by_id.items())]

    def get(self, key):
        return self.by_id.get(key)
