"""Check an issue for the forum."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khuang.care.voices.forms.fields import choice, in_words


class CheckForm(forms.Form):
    """The words as anyone may read them, or why the issue stays here."""

    outcome = choice(
        _("What becomes of it?"),
        [("release", _("Release it to the forum")), ("keep", _("Keep it here"))],
        initial="release",
    )
    words = in_words(
        _("Words that anyone may read"),
        hint=_("Without names, houses and numbers. Reword what tells whose it is."),
        rows=5,
        required=False,
    )
    place_words = forms.CharField(label=_("Public place"), required=False, max_length=120)
    confirmed = forms.BooleanField(label=_("I looked: these words name nobody"), required=False)
    because = in_words(_("If it stays here: why?"), required=False, rows=2)

    def clean(self):
        said = super().clean()
        if said.get("outcome") == "keep" and not said.get("because", "").strip():
            self.add_error("because", gettext("Write a few words; they are needed later."))
        return said
