"""Set the ladder: from when to when it is day, and how long each rung has."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khuang.care.duty.models import Part, Rung
from khuang.care.duty.reads.words import kind_words
from khuang.care.duty.rules.ladder import HEAD, KINDS, LONGEST, PARTS, RUNGS

_HOUR = {"type": "time"}
_MINUTES = {"inputmode": "numeric", "autocomplete": "off"}


class LadderForm(forms.Form):
    """Minutes of every rung, for each kind of alert, by day and by night; empty passes a rung over."""

    day_begins = forms.TimeField(label=_("The day begins at"), widget=forms.TimeInput(_HOUR, "%H:%M"))
    night_begins = forms.TimeField(label=_("The night begins at"), widget=forms.TimeInput(_HOUR, "%H:%M"))

    def __init__(self, ladder, *args, **options):
        said = {"day_begins": ladder.day_begins, "night_begins": ladder.night_begins}
        minutes = {_name(*key): value for key, value in ladder.minutes.items()}
        super().__init__(*args, initial=said | minutes, **options)
        for kind in KINDS:
            for part in PARTS:
                for rung in RUNGS:
                    self.fields[_name(kind, part, rung)] = _minutes(kind, part, rung)

    def groups(self):
        """Give the boxes as a table: (words of the kind, [(words of the part, boxes)])."""
        return [
            (
                kind_words(kind),
                [(Part(part).label, [self[_name(kind, part, rung)] for rung in RUNGS]) for part in PARTS],
            )
            for kind in KINDS
        ]

    @property
    def rungs(self):
        return [Rung(rung).label for rung in RUNGS]

    def clean(self):
        minutes = {
            (kind, part, rung): self.cleaned_data.pop(_name(kind, part, rung), None)
            for kind in KINDS
            for part in PARTS
            for rung in RUNGS
        }
        return self.cleaned_data | {"minutes": minutes}


def _name(kind, part, rung):
    return f"{kind}-{part}-{rung}"


def _minutes(kind, part, rung):
    label = _("%(kind)s, %(part)s, %(rung)s: minutes") % {
        "kind": kind_words(kind),
        "part": Part(part).label,
        "rung": Rung(rung).label,
    }
    return forms.IntegerField(
        label=label,
        required=rung == HEAD,
        min_value=1,
        max_value=LONGEST,
        widget=forms.TextInput(_MINUTES | {"aria-label": label}),
        error_messages={
            "required": _("The head is never passed over. Write how many minutes until they are told again."),
            "min_value": _("Write a number of minutes between 1 and 1440, or leave it empty."),
            "max_value": _("Write a number of minutes between 1 and 1440, or leave it empty."),
            "invalid": _("Write a number of minutes between 1 and 1440, or leave it empty."),
        },
    )
