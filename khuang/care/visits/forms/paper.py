"""Typing in what a volunteer wrote on the round sheet: numbers as they are printed there."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from khuang.care.visits.forms.recording import choices
from khuang.care.visits.rules.findings import DIED, MOVED, catalogue
from khuang.lib.thai_text import arabic_digits


def numbered(kind):
    """Give the choices of a list with the number that stands before each on the sheet: 1 picks the first."""
    return [("", "")] + [(code, f"{number} {words}") for number, (code, words) in enumerate(choices(kind), 1)]


class NumberedChoice(forms.ChoiceField):
    """A choice that is known by its number on the sheet too."""

    def to_python(self, value):
        digits = arabic_digits(str(value or "").strip())
        codes = [code for code, _words in self.choices]
        # The first of them is the empty one.
        return codes[int(digits)] if digits.isdecimal() and 0 < int(digits) < len(codes) else str(value or "")


class PaperForm(forms.Form):
    """One row of a round sheet."""

    is_filter = True

    result = NumberedChoice(label=_("Met?"), choices=numbered("results"))
    condition = NumberedChoice(label=_("How they are"), choices=numbered("conditions"), required=False)
    done = forms.CharField(
        label=_("What was done (numbers)"),
        max_length=80,
        required=False,
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )
    mood = NumberedChoice(label=_("Spirits"), choices=numbered("moods"), required=False)
    worried = forms.BooleanField(label=_("Worried"), required=False)
    next = NumberedChoice(label=_("Next step"), choices=numbered("next_steps"), required=False)
    note = forms.CharField(label=_("Note"), max_length=2000, required=False)
    # The same row sent twice is one visit.
    instance = forms.UUIDField(widget=forms.HiddenInput)

    def clean_done(self):
        codes = [one.code for one in catalogue().tasks]
        numbers = arabic_digits(self.cleaned_data["done"]).replace(",", " ").split()
        wrong = [one for one in numbers if not (one.isdecimal() and 0 < int(one) <= len(codes))]
        if wrong:
            said = _("There is no number %(number)s on the sheet: they go from 1 to %(last)s.")
            raise ValidationError(said, params={"number": wrong[0], "last": len(codes)})
        return " ".join(dict.fromkeys(codes[int(one) - 1] for one in numbers))

    def answers(self, volunteer, day):
        """Give the answers as the form `visit` wants them."""
        said = self.cleaned_data
        told = {name: said[name] for name in ("result", "condition", "done", "mood", "next", "note")}
        gone = {DIED: "died_on", MOVED: "left_on"}.get(said["result"])
        told |= {gone: day.isoformat()} if gone else {}
        worried = "yes" if said["worried"] else "no"
        return told | {"worried": worried, "day": day.isoformat(), "visitor": str(volunteer.pk)}

    def is_touched(self):
        """Say whether anything stands in its boxes; the others of the sheet come along empty."""
        return self.is_bound and bool(self.typed())

    def typed(self):
        """Give what stands in the boxes, to keep it as a draft."""
        names = [name for name in self.fields if name != "instance"]
        return {name: value for name in names if (value := self[name].data)}
