"""Rounds, scores, interests, recounts."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khuang.civic.council.forms.fields import MomentForm, baht, few
from khuang.civic.council.models import Round
from khuang.ui.forms import CHOICE_MISSING, words

POINTS = (
    ("5", _("5 – very much")),
    ("4", _("4 – much")),
    ("3", _("3 – middling")),
    ("2", _("2 – little")),
    ("1", _("1 – very little")),
)


_DEARER = _("%(item)s: costs more than the whole budget and could never be paid for. Leave it out.")


class RoundForm(MomentForm):
    """Which items are scrutinised, with what budget, until when."""

    title = forms.CharField(label=_("Name of the round"), max_length=160)
    items = forms.ModelMultipleChoiceField(
        label=_("Which items?"),
        help_text=_("Only items with an estimated cost."),
        queryset=None,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Choose at least two items; one alone needs no ranking.")},
    )
    budget = baht(_("Budget in baht"))
    rule = few(
        _("By which rule is it decided?"),
        Round.Rule.choices,
        initial=Round.Rule.EQUAL_SHARES,
        hint=_("It is announced before anybody scores; the other rules stand beside it."),
    )
    field_order = ["title", "items", "budget", "rule", "on", "clock"]

    def __init__(self, items, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["items"].queryset = items
        self.fields["on"].label = _("Until which day are scores taken?")

    def clean(self):
        """Say which items cost more than there is: no rule could ever pay for them."""
        said = super().clean()
        budget = said.get("budget")
        for item in said.get("items", ()) if budget is not None else ():
            if item.cost > budget:
                self.add_error("items", _DEARER % {"item": item.title})
        return said

    def said(self):
        """What open_round() wants."""
        said = {name: self.cleaned_data[name] for name in ("title", "budget", "rule")}
        return said | {"items": list(self.cleaned_data["items"]), "closes_at": self.moment()}


class ScoreForm(forms.Form):
    """One score with its reason."""

    value = forms.TypedChoiceField(
        label=_("Points"),
        choices=POINTS,
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": CHOICE_MISSING},
    )
    reason = forms.CharField(
        label=_("Why?"),
        help_text=_("One sentence. Anyone may read it; name nobody."),
        max_length=400,
        widget=forms.Textarea({"rows": 2}),
        error_messages={"required": _("Write a few words; they are needed later.")},
    )


class InterestForm(forms.Form):
    """Which interest an organization has in an item."""

    text = words(_("Which interest has your organization in it?"), rows=2, hint=_("Anyone may read it."))


class RecountForm(forms.Form):
    """A later budget, and why."""

    budget = baht(_("Budget in baht now"))
    because = words(_("Why is it counted again?"), rows=2)
