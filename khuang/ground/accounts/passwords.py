"""Refuses what is guessed first here: Thai passwords, keys in a row, the name of the municipality."""

from functools import cache
from pathlib import Path

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from khuang.lib.thai_text import arabic_digits

LIST = Path(__file__).with_name("common_passwords.txt")
FEWEST = 5  # Different letters in a password; with fewer it repeats itself.


class NotGuessedFirst:
    """A validator for AUTH_PASSWORD_VALIDATORS."""

    def validate(self, password, user=None):
        plain = _plain(password)
        if plain in common() or len(set(plain)) < FEWEST or plain in _names(user):
            raise ValidationError(self.get_help_text(), code="password_guessed_first")

    def get_help_text(self):
        return _("This password is on the list of those that are guessed first. Choose another.")


@cache
def common():
    """Return the list, each as it is compared."""
    lines = LIST.read_text().splitlines()
    return frozenset(_plain(line) for line in lines if not line.startswith("#"))


def _plain(password):
    """Bring to one form what people vary: case, spaces, and digits and signs at the end."""
    letters = arabic_digits("".join(password.lower().split()))
    return letters.rstrip("0123456789!?.#@_-") or letters


def _names(user):
    municipality = getattr(user, "municipality", None)
    return {_plain(municipality.name), _plain(municipality.name_en)} if municipality else set()
