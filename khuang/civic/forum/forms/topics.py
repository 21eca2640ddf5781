"""A topic, its phases, statements to begin with, hands of a hall."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khuang.civic.forum.models import Phase
from khuang.civic.forum.rules.moderation import LONGEST
from khuang.civic.forum.rules.phases import AGREE, KINDS, OFFER, RESULTS, VOTE, PhaseDraft
from khuang.civic.issues.reads import open_issues
from khuang.ground.places.models import Village
from khuang.ui.forms import CHOICE_MISSING, DatePartsField

ACT_NAMES = {
    OFFER: _("anyone may send statements"),
    VOTE: _("anyone may vote"),
    RESULTS: _("the counts are shown"),
    AGREE: _("anyone may say how they stand to an agreement"),
}


class TopicForm(forms.Form):
    """A question for the community, and from which issues it comes."""

    title = forms.CharField(label=_("Short title"), max_length=120)
    question = forms.CharField(
        label=_("The question"),
        help_text=_("In words that everybody understands, and that leave the answer open."),
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
    )
    about = forms.CharField(
        label=_("What is known, and why it is asked"),
        required=False,
        max_length=3000,
        widget=forms.Textarea({"rows": 5}),
    )
    village = forms.ModelChoiceField(
        label=_("Whom it concerns"),
        queryset=None,
        required=False,
        empty_label=_("The whole municipality"),
    )
    issues = forms.ModelMultipleChoiceField(
        label=_("Issues that it takes up"),
        help_text=_("Whoever follows one of them is told."),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    needs_token = forms.BooleanField(
        label=_("Only votes with a paper token count; else anyone may vote without an account"),
        required=False,
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["village"].queryset = Village.objects.all()
        self.fields["issues"].queryset = open_issues()
        if not open_issues().exists():
            del self.fields["issues"]


class PhaseForm(forms.Form):
    """One phase: its days and what may be done in it; without days there is no such phase."""

    kind = forms.CharField(widget=forms.HiddenInput)
    begins_on = DatePartsField(label=_("First day"), required=False)
    ends_on = DatePartsField(label=_("Last day"), required=False)
    may = forms.MultipleChoiceField(
        label=_("What may be done in it"),
        choices=tuple(ACT_NAMES.items()),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def clean(self):
        said = super().clean()
        if bool(said.get("begins_on")) != bool(said.get("ends_on")) and not self.errors:
            self.add_error("ends_on", _("Say the first and the last day, or neither."))
        return said

    @property
    def name(self):
        """The kind of phase in words."""
        return Phase.Kind(self["kind"].value()).label

    @property
    def draft(self):
        """The phase that was typed, none without days."""
        said = self.cleaned_data
        if not said.get("begins_on"):
            return None
        return PhaseDraft(said["kind"], said["begins_on"], said["ends_on"], tuple(said["may"]))


class PhasesForm:
    """The three phases of a topic, one beneath the other; phases are the drafts that stand there at first."""

    def __init__(self, posted=None, phases=()):
        there = {one.kind: one for one in phases}
        self.forms = [self._form(kind, posted, there.get(kind)) for kind in KINDS]

    @staticmethod
    def _form(kind, posted, phase):
        initial = {"kind": kind, "may": sorted(phase.allows) if phase else KINDS[kind]}
        if phase:
            initial |= {"begins_on": phase.begins_on, "ends_on": phase.ends_on}
        return PhaseForm(posted, prefix=kind, initial=initial)

    def __iter__(self):
        return iter(self.forms)

    def is_valid(self):
        """Whether every phase can be read."""
        return not [one for one in self.forms if not one.is_valid()]

    @property
    def drafts(self):
        """The phases that were typed."""
        return [one.draft for one in self.forms if one.draft]

    @property
    def errors(self):
        """Whether one of them was refused."""
        return any(one.errors for one in self.forms)


class SeedForm(forms.Form):
    """Statements to begin with, one on each line."""

    words = forms.CharField(
        label=_("Statements, one on each line"),
        help_text=_(
            "They are shown at once. From all sides, so that everybody finds something to agree with."
        ),
        max_length=20 * LONGEST,
        widget=forms.Textarea({"rows": 8}),
    )
    confirmed = forms.BooleanField(label=_("These words name nobody and no house"), required=False)


class HandsForm(forms.Form):
    """Hands that were raised for one statement, by sex."""

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        for sex, who in (("female", _("Women")), ("male", _("Men")), ("other", _("Others"))):
            for name, act in (("agreed", _("agree")), ("disagreed", _("disagree")), ("passed", _("pass"))):
                self.fields[f"{sex}_{name}"] = forms.IntegerField(
                    label=_("%(who)s: %(act)s") % {"who": who, "act": act},
                    min_value=0,
                    max_value=5000,
                    initial=0,
                )

    @property
    def hands(self):
        """The hands by sex; a sex without any is left out."""
        said = self.cleaned_data
        names = ("agreed", "disagreed", "passed")
        found = {sex: tuple(said[f"{sex}_{name}"] for name in names) for sex in ("female", "male", "other")}
        return {sex: three for sex, three in found.items() if any(three)}


class ReasonForm(forms.Form):
    """Why a statement is not shown."""

    because = forms.ChoiceField(
        label=_("Why is it not shown?"),
        choices=(),
        widget=forms.RadioSelect,
        error_messages={"required": CHOICE_MISSING},
    )
    words = forms.CharField(
        label=_("In your own words, for the author"),
        help_text=_("The author reads this. Do not repeat a name."),
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args, reasons, **options):
        super().__init__(*args, **options)
        self.fields["because"].choices = reasons
