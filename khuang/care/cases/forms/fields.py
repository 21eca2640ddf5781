"""Fields that several forms of cases share."""

from django import forms

from khuang.ui.forms import CHOICE_MISSING


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
