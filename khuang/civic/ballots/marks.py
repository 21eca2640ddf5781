"""The ballot as a form: the same on a phone, at the desk and when paper is typed."""

from django import forms
from django.utils.functional import lazy
from django.utils.translation import gettext_lazy as _

from khuang.lib.demographics import AGE_BANDS, SEXES
from khuang.lib.money import BAHT, in_baht

SEX_WORDS = dict(zip(SEXES, (_("woman or girl"), _("man or boy"), _("other")), strict=True))
NOT_SAID = _("I would rather not say")


def priced(option):
    """Give an option's number, title and cost in the reader's language."""
    said = {"number": option.number, "title": option.title, "cost": in_baht(option.cost * BAHT)}
    return _("%(number)s. %(title)s (%(cost)s baht)") % said


_priced = lazy(priced, str)


class MarksForm(forms.Form):
    """What is marked on a ballot: ticks, scores, points or places; and how somebody says to be."""

    sex = forms.ChoiceField(
        label=_("You are"),
        choices=[*SEX_WORDS.items(), ("", NOT_SAID)],
        required=False,
        widget=forms.RadioSelect,
    )
    age_band = forms.ChoiceField(
        label=_("Your age"),
        choices=[("", NOT_SAID), *((band, band) for band in AGE_BANDS)],
        required=False,
    )

    def __init__(self, election, *args, **options):
        super().__init__(*args, **options)
        self.election = election
        self.of_options = list(election.options.all())
        fields = self._ticks() if election.kind == "approval" else self._numbers()
        self.fields = fields | self.fields

    def _ticks(self):
        return {
            "marks": forms.MultipleChoiceField(
                label=_("What do you support?"),
                help_text=_at_most(self.election.limit),
                required=False,
                choices=[(str(one.number), _priced(one)) for one in self.of_options],
                widget=forms.CheckboxSelectMultiple,
            )
        }

    def _numbers(self):
        highest = self.election.limit or len(self.of_options)
        widget = {"inputmode": "numeric", "class": "govuk-input--width-3", "autocomplete": "off"}
        return {
            f"mark{one.number}": forms.IntegerField(
                label=_priced(one),
                required=False,
                min_value=0,
                max_value=highest,
                widget=forms.NumberInput(widget),
            )
            for one in self.of_options
        }

    def numbers(self):
        """The boxes of scores, points or places, for the page."""
        return [self[name] for name in self.fields if name.startswith("mark") and name != "marks"]

    def choices(self):
        """What `cast` and `key_paper` take."""
        said = self.cleaned_data
        if self.election.kind == "approval":
            return {int(number): 1 for number in said["marks"]}
        return {one.number: said[f"mark{one.number}"] or 0 for one in self.of_options}

    def of_voter(self):
        """How they say to be."""
        return {"sex": self.cleaned_data["sex"], "age_band": self.cleaned_data["age_band"]}

    def asks(self):
        """What is to be done, in a sentence."""
        limit = self.election.limit
        return {
            "approval": _("Tick all that you support."),
            "scores": _("Give each a score from 0 to %(limit)s. Left empty is 0.") % {"limit": limit},
            "points": _("Share out %(limit)s points as you like.") % {"limit": limit},
            "ranking": _("Write 1 at the best, 2 at the next, and so on. You need not place all."),
        }[self.election.kind]


def _at_most(limit):
    return _("At most %(limit)s.") % {"limit": limit} if limit else ""
