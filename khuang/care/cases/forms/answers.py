"""Which needs a project has met: one line for each."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khuang.ui.forms import LONGEST

SAYINGS = [("met", _("Met by it")), ("not", _("Not met")), ("later", _("I will look later"))]
NOT_SAID = _("Say why it is not met.")


class AnswersForm(forms.Form):
    """For each need: met, not met and why, or later. Words are asked for only where it is not met."""

    def __init__(self, needs, *args, **options):
        super().__init__(*args, **options)
        self.needs = list(needs)
        for need in self.needs:
            self.fields[f"is-{need.pk}"] = forms.ChoiceField(
                label=_("Was it met?"), choices=SAYINGS, widget=forms.RadioSelect, initial="later"
            )
            self.fields[f"words-{need.pk}"] = forms.CharField(
                label=_("How, or why not?"), required=False, max_length=LONGEST
            )

    def clean(self):
        for need in self.needs:
            is_unsaid = not (self.cleaned_data.get(f"words-{need.pk}") or "").strip()
            if self.cleaned_data.get(f"is-{need.pk}") == "not" and is_unsaid:
                self.add_error(f"words-{need.pk}", NOT_SAID)
        return self.cleaned_data

    def lines(self):
        """Each need with its two fields, for the page."""
        return [(need, self[f"is-{need.pk}"], self[f"words-{need.pk}"]) for need in self.needs]

    def decided(self):
        """Give (need, whether it is met, words) of what was decided."""
        said = self.cleaned_data
        return [
            (need, said[f"is-{need.pk}"] == "met", said[f"words-{need.pk}"])
            for need in self.needs
            if said[f"is-{need.pk}"] != "later"
        ]


class DenialForm(forms.Form):
    """A family says that it is not so."""

    words = forms.CharField(
        label=_("What do they say?"),
        max_length=LONGEST,
        widget=forms.Textarea({"rows": 3}),
        error_messages={"required": _("Write a few words; they are needed later.")},
    )
