"""The form that records a visit: on the phone's page, on plain pages, and typed from paper."""

from django import forms
from django.utils.functional import lazy
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from khuang.care.visits.rules.findings import DIED, MET, MOVED, catalogue
from khuang.ui.forms import DatePartsField


def _said(words):
    return words.en if get_language() == "en" else words.th


_lazily = lazy(_said, str)


def choices(kind):
    """Give the choices of a list in the reader's language."""
    return [(one.code, _lazily(one.words)) for one in getattr(catalogue(), kind)]


class VisitForm(forms.Form):
    """What a visitor found; whatever is left alone counts as not told."""

    # So nothing says "(optional)": all of it is.
    is_filter = True

    result = forms.ChoiceField(
        label=_("Did you meet them?"), choices=choices("results"), widget=forms.RadioSelect, initial=MET
    )
    gone_on = DatePartsField(
        label=_("If they moved away or died: on which day?"),
        help_text=_("Left empty, today counts."),
        required=False,
    )
    condition = forms.ChoiceField(
        label=_("How are they?"), choices=choices("conditions"), widget=forms.RadioSelect, required=False
    )
    done = forms.MultipleChoiceField(
        label=_("What did you do?"),
        choices=choices("tasks"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    mood = forms.ChoiceField(
        label=_("In what spirits?"), choices=choices("moods"), widget=forms.RadioSelect, required=False
    )
    worried = forms.BooleanField(label=_("I am worried: somebody should look at this today"), required=False)
    next = forms.ChoiceField(
        label=_("What next?"),
        choices=choices("next_steps"),
        widget=forms.RadioSelect,
        required=False,
        initial="as-planned",
    )
    photo = forms.FileField(
        label=_("Photograph"),
        required=False,
        widget=forms.FileInput({"accept": "image/*", "capture": "environment"}),
    )
    note = forms.CharField(
        label=_("Note"), max_length=2000, required=False, widget=forms.Textarea({"rows": 3})
    )
    voice = forms.FileField(
        label=_("Spoken note"), required=False, widget=forms.FileInput({"accept": "audio/*", "capture": True})
    )

    def answers(self, on):
        """Give the answers as the form `visit` wants them; `on` is the day of the visit."""
        said = self.cleaned_data
        told = {name: said[name] for name in ("result", "condition", "mood", "next", "note")}
        gone = {DIED: "died_on", MOVED: "left_on"}.get(said["result"])
        if gone:
            told[gone] = (said["gone_on"] or on).isoformat()
        return told | {"done": " ".join(said["done"]), "worried": "yes" if said["worried"] else "no"}

    def by_group(self):
        """Give the tasks group by group: (words of the group, its boxes)."""
        boxes = {box.data["value"]: box for box in self["done"].subwidgets}
        known = catalogue()
        codes = {
            group.code: [one.choice.code for one in known.done if one.group == group.code]
            for group in known.groups
        }
        return [
            (group.code, _said(group.words), [boxes[code] for code in codes[group.code]])
            for group in known.groups
        ]


class ReplyForm(forms.Form):
    """What a supervisor answers to what a visit told."""

    words = forms.CharField(
        label=_("Your answer to the visitor"), max_length=1000, widget=forms.Textarea({"rows": 2})
    )
