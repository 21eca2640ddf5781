"""Make an election, print slips and papers, type a paper, count."""

import datetime

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khuang.civic.ballots.actions import OptionDraft
from khuang.civic.ballots.marks import MarksForm
from khuang.civic.ballots.models import Election
from khuang.ground.places.models import Village
from khuang.lib.money import BAHT, NotAnAmount, read_baht
from khuang.ui.forms import DatePartsField, words

_CLOCK = {"invalid": _("Write a time such as 16:00."), "required": _("Write a time such as 16:00.")}


def _baht(text):
    """Read whole baht; nothing is allowed too. Raises NotAnAmount."""
    plain = text.strip()
    if plain in ("0", "๐"):
        return 0
    satang = read_baht(plain)
    if satang % BAHT:
        raise NotAnAmount(text)
    return satang // BAHT


class BahtField(forms.CharField):
    """Whole baht as people write them."""

    def clean(self, value):
        try:
            return _baht(super().clean(value))
        except NotAnAmount:
            raise ValidationError(_("Write a whole amount in baht, for example 250,000.")) from None


class VillageField(forms.ModelChoiceField):
    """A village, or none in particular."""

    def __init__(self):
        super().__init__(
            queryset=None, label=_("For which village?"), required=False, empty_label=_("for all villages")
        )


class ElectionForm(forms.Form):
    """An election before it opens."""

    title = forms.CharField(label=_("Short title"), max_length=160)
    question = words(_("What is asked?"), rows=2)
    voters = forms.ChoiceField(
        label=_("Who votes?"), choices=Election.Voters.choices, widget=forms.RadioSelect, initial="residents"
    )
    kind = forms.ChoiceField(
        label=_("How do they vote?"),
        choices=Election.Kind.choices,
        widget=forms.RadioSelect,
        initial="approval",
    )
    limit = forms.IntegerField(
        label=_("Limit"),
        help_text=_("Ticks and places: how many at most. Scores: the highest. Points: how many there are."),
        required=False,
        min_value=0,
        max_value=1000,
        widget=forms.NumberInput({"class": "govuk-input--width-4"}),
    )
    budget = BahtField(label=_("Budget in baht"), widget=forms.TextInput({"inputmode": "numeric"}))
    rule = forms.ChoiceField(
        label=_("Which rule decides?"),
        help_text=_("The others are shown beside it. Once the vote is open, the rule stands."),
        choices=Election.Rule.choices,
        widget=forms.RadioSelect,
        initial="equal-shares",
    )
    tie_rule = forms.ChoiceField(
        label=_("Which comes first when two are equal?"),
        choices=Election.TieRule.choices,
        widget=forms.RadioSelect,
        initial="cheaper",
    )
    closes_on = DatePartsField(label=_("On which day does it close?"))
    closes_at = forms.TimeField(
        label=_("At what time?"),
        initial=datetime.time(16),
        widget=forms.TimeInput({"type": "time", "class": "govuk-input--width-10"}, format="%H:%M"),
        error_messages=_CLOCK,
    )
    options = forms.CharField(
        label=_("What is voted on?"),
        help_text=_("One on each line: title; cost in baht; a sentence about it. For example: Lamps; 400000"),
        widget=forms.Textarea({"rows": 8}),
    )

    def clean_options(self):
        """Read the lines; the first one that cannot be read is named."""
        drafts = []
        for number, line in enumerate(self.cleaned_data["options"].splitlines(), start=1):
            if line.strip():
                drafts.append(_draft(number, line))
        return drafts

    def said(self):
        """What make_election wants."""
        said = dict(self.cleaned_data)
        on, at = said.pop("closes_on"), said.pop("closes_at")
        said["closes_at"] = timezone.make_aware(datetime.datetime.combine(on, at))
        return said

    @staticmethod
    def of(election):
        """What the form says of an election that was announced."""
        names = ("title", "question", "voters", "kind", "limit", "budget", "rule", "tie_rule")
        closes = timezone.localtime(election.closes_at)
        lines = (f"{one.title}; {one.cost}; {one.words}".rstrip("; ") for one in election.options.all())
        return {name: getattr(election, name) for name in names} | {
            "closes_on": closes.date(),
            "closes_at": closes.time(),
            "options": "\n".join(lines),
        }


def _draft(number, line):
    title, _sep, rest = line.partition(";")
    cost, _sep, about = rest.partition(";")
    try:
        return OptionDraft(title.strip(), about.strip(), _baht(cost))
    except NotAnAmount:
        raise ValidationError(
            _("Line %(number)s: write a title, a semicolon and a whole amount in baht."),
            params={"number": number},
        ) from None


class SlipsForm(forms.Form):
    """How many to print, for which village."""

    number = forms.IntegerField(
        label=_("How many?"),
        min_value=1,
        max_value=2000,
        initial=50,
        widget=forms.NumberInput({"class": "govuk-input--width-4"}),
    )
    village = VillageField()

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["village"].queryset = Village.objects.all()


class SpoilForm(forms.Form):
    """Which slip is worthless, by the numbers printed on it."""

    batch = forms.IntegerField(label=_("Number of the printing"), min_value=1)
    serial = forms.IntegerField(label=_("Number of the slip"), min_value=1)


class PaperForm(MarksForm):
    """One paper as it is typed."""

    number = forms.CharField(
        label=_("Number on the paper"),
        max_length=12,
        widget=forms.TextInput({"autocomplete": "off", "class": "govuk-input--width-10"}),
        error_messages={"required": _("Type the number that is printed on the paper.")},
    )
    not_valid = forms.BooleanField(
        label=_("This paper cannot be counted (torn, or marked so that nobody can tell)"), required=False
    )

    field_order = ["number"]

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        first = {"number": self.fields.pop("number")}
        self.fields = first | self.fields

    def choices(self):
        return None if self.cleaned_data["not_valid"] else super().choices()


class HelpForm(MarksForm):
    """A ballot that an officer types for somebody who cannot, with that person's own slip."""

    token = forms.CharField(
        label=_("Code on their slip"),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": _("Type the code from the slip.")},
    )
    read_back = forms.BooleanField(
        label=_("I read the ballot back to them, and it is what they want"),
        error_messages={"required": _("Read it back to them first.")},
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields = {"token": self.fields.pop("token")} | self.fields


class BoxForm(forms.Form):
    """How many papers lay in the box."""

    papers = forms.IntegerField(
        label=_("Papers in the box"),
        min_value=0,
        max_value=1_000_000,
        widget=forms.NumberInput({"class": "govuk-input--width-4"}),
    )


class DropForm(forms.Form):
    """Why a paper does not count."""

    why = forms.CharField(label=_("Why does it not count?"), max_length=200)


class RecountForm(forms.Form):
    """Another budget, and why."""

    budget = BahtField(label=_("New budget in baht"), widget=forms.TextInput({"inputmode": "numeric"}))
    because = words(_("Why is it counted again?"), rows=2)


class PabulibForm(forms.Form):
    """An election as a Pabulib file."""

    file = forms.FileField(label=_("File (.pb)"), widget=forms.FileInput({"accept": ".pb,text/plain"}))

    def text(self):
        """Give the words of the file; none when they are no text, or too many."""
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            return None
        try:
            return file.read().decode("utf-8-sig")
        except UnicodeDecodeError:
            return None


MOST_BYTES = 20_000_000
