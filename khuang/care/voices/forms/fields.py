"""Fields that several forms of voices share."""

from functools import partial

from django import forms
from django.utils.translation import get_language

from khuang.ground.indicators.reads import need_kinds
from khuang.ui.forms import CHOICE_MISSING, words

# By another name, since fields of these forms are called words.
in_words = partial(words, rows=3)


def choice(label, choices=(), *, hint="", required=True, initial=None):
    """One of a few, all seen at once."""
    return forms.ChoiceField(
        label=label,
        help_text=hint,
        choices=choices,
        required=required,
        initial=initial,
        widget=forms.RadioSelect,
        error_messages={"required": CHOICE_MISSING},
    )


def pick(label, *, required=True, hint="", missing=CHOICE_MISSING):
    """One of many, from a list that opens."""
    return forms.ChoiceField(
        label=label, help_text=hint, required=required, error_messages={"required": missing}
    )


def kinds():
    """Give the kinds that are offered, in the reader's language, for a list that opens."""
    language = get_language()
    offered = [(one.code, one.name(language)) for one in need_kinds().values() if not one.retired]
    return [("", "–"), *offered]


class Rows:
    """Turns the id that somebody picked into the row, of those that were offered."""

    def __init__(self, *rows):
        self.by_id = {str(row.pk): row for some in rows for row in some}

    def choices(self, empty="–"):
        return [("", empty), *((key, str(row)) for key, row in self.by_id.items())]

    def get(self, key):
        return self.by_id.get(key or "")
