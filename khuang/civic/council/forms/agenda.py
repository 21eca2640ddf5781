"""Items, meetings, resolutions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khuang.civic.council.actions import Draft, Objection, Votes
from khuang.civic.council.forms.fields import MomentForm, baht, few, kind_choices, number, one_of
from khuang.civic.council.models import Resolution
from khuang.ground.places.models import Village
from khuang.ui.forms import WORDS_MISSING, words
from khuang.ui.templatetags.kh import whole_baht

DISSENTS = 3


class ItemForm(forms.Form):
    """An item as it is brought or corrected."""

    title = forms.CharField(label=_("What should be decided?"), max_length=160)
    text = words(_("In a few sentences"), required=False)
    kind = forms.ChoiceField(label=_("What is it about?"), required=False)
    village = one_of(_("Where?"), required=False, empty=_("the whole municipality"))
    place = forms.CharField(
        label=_("Which public place?"),
        help_text=_("For example: the road beside the temple. Never a house."),
        max_length=120,
        required=False,
    )
    cost = baht(_("Estimated cost in baht"), required=False, hint=_("Needed before it is ranked."))

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kind_choices()
        self.fields["village"].queryset = Village.objects.all()

    def draft(self):
        """The item as the actions want it."""
        said = self.cleaned_data
        names = ("title", "kind", "village", "place", "cost")
        return Draft(words=said["text"], **{name: said[name] for name in names})

    @staticmethod
    def of(item):
        """What a form says that corrects an item."""
        said = {name: getattr(item, name) for name in ("title", "kind", "place", "cost")}
        return said | {"text": item.words, "village": item.village_id}


class BringForm(ItemForm):
    """An item that may take up issues."""

    issues = forms.ModelMultipleChoiceField(
        label=_("Which issues does it take up?"),
        help_text=_("Whoever follows them is told."),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, issues, *args, begin_with="", **kwargs):
        """begin_with: key of an issue whose title, kind and place stand in the form already."""
        chosen = next((one for one in issues if str(one.pk) == begin_with), None)
        super().__init__(*args, initial=self._as_issue(chosen) if chosen else {}, **kwargs)
        self.fields["issues"].queryset = issues

    @staticmethod
    def _as_issue(issue):
        said = {name: getattr(issue, name) for name in ("title", "kind", "place")}
        return said | {"village": issue.village_id, "issues": [issue.pk]}


def _told_apart(item):
    """Name an item so that two of one title are not mistaken for each other."""
    where = str(item.village or _("the whole municipality"))
    return ", ".join(filter(None, (item.title, where, whole_baht(item.cost))))


class MergeForm(forms.Form):
    """Into which item."""

    into = one_of(_("Which item goes on for both?"))

    def __init__(self, others, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["into"].queryset = others
        self.fields["into"].label_from_instance = _told_apart


class WhyForm(forms.Form):
    """Why an item is taken back or a meeting is cancelled."""

    because = forms.CharField(
        label=_("Why?"),
        help_text=_("Anyone may read it; name nobody."),
        max_length=400,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": WORDS_MISSING},
    )


class MeetingForm(MomentForm):
    """When and where a meeting is."""

    place = forms.CharField(label=_("Place"), max_length=160)


class EntryForm(MergeForm):
    """Which open item comes onto the agenda."""

    into = one_of(_("Item for the agenda"))


class HoldForm(forms.Form):
    """Which seats came, and how many people."""

    seats = forms.ModelMultipleChoiceField(
        label=_("Which organizations are present?"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    female = number(_("Women present"), required=False)
    male = number(_("Men present"), required=False)
    other = number(_("Other people present"), required=False)

    def __init__(self, seats, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["seats"].queryset = seats

    def said(self):
        """What hold_meeting() wants."""
        said = self.cleaned_data
        people = {sex: said[sex] or 0 for sex in ("female", "male", "other")}
        return {"seats": list(said["seats"]), "people": people}


class NoteForm(forms.Form):
    """What was said of an item."""

    text = words(_("What was said of it?"), hint=_("For the minutes. No names."))


class ResolveForm(forms.Form):
    """What a meeting resolved, with votes and dissent."""

    outcome = few(_("What was resolved?"), Resolution.Outcome.choices)
    text = words(_("The resolution in words"))
    votes_for = number(_("Organizations for it"))
    against = number(_("Organizations against it"))
    abstained = number(_("Organizations that abstained"))

    def __init__(self, seats, *args, **kwargs):
        super().__init__(*args, **kwargs)
        # One field for each dissent: whose, and in which words.
        for place in range(1, DISSENTS + 1):
            if seats is not None:
                label = _("Dissent %(number)s: whose?") % {"number": place}
                self.fields[f"seat{place}"] = one_of(label, seats, required=False)
            label = _("Dissent %(number)s, in their words") % {"number": place}
            self.fields[f"dissent{place}"] = words(label, required=False, rows=2)

    def said(self):
        """What resolve() wants."""
        said = self.cleaned_data
        votes = Votes(said["votes_for"], said["against"], said["abstained"])
        dissents = [
            Objection(said[f"dissent{place}"], said.get(f"seat{place}"))
            for place in range(1, DISSENTS + 1)
            if said[f"dissent{place}"].strip()
        ]
        return {"outcome": said["outcome"], "words": said["text"], "votes": votes, "dissents": dissents}
