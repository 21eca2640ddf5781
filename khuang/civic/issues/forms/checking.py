"""Check, merge and split issues."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khuang.civic.issues.forms.fields import AboutForm, kind_choices
from khuang.ui.forms import CHOICE_MISSING
from khuang.ui.forms import words as in_words

REASON = 600  # characters of a reason
NAMES_NOBODY = _("I looked: these words name nobody")
LOOK_AGAIN = _("Read the words once more. If they name nobody, tick this; otherwise reword them.")


def named_nobody(**more):
    """The tick of whoever looked; without it nothing goes into the open."""
    return forms.BooleanField(label=NAMES_NOBODY, error_messages={"required": LOOK_AGAIN}, **more)


class CheckForm(AboutForm):
    """The words as anyone may read them, or why the issue is not published."""

    field_order = ["outcome", "title", "words", "kind", "village", "place", "confirmed", "because"]

    outcome = forms.ChoiceField(
        label=_("What becomes of it?"),
        choices=[("publish", _("Publish it")), ("refuse", _("Do not publish it"))],
        initial="publish",
        widget=forms.RadioSelect,
        error_messages={"required": CHOICE_MISSING},
    )
    title = forms.CharField(label=_("Short title"), max_length=120, required=False)
    words = in_words(
        _("Words that anyone may read"),
        hint=_("Without names, houses and numbers. Reword what tells whose it is."),
        rows=5,
        required=False,
    )
    confirmed = named_nobody(required=False)
    because = in_words(
        _("If it is not published: why?"),
        hint=_("Whoever raised it reads this."),
        rows=2,
        required=False,
        longest=REASON,
    )

    def clean(self):
        said = super().clean()
        if said.get("outcome") == "publish" and not said.get("confirmed"):
            self.add_error("confirmed", LOOK_AGAIN)
        if said.get("outcome") == "refuse" and not said.get("because", "").strip():
            self.add_error("because", gettext("Write a few words; they are needed later."))
        return said


class RewordForm(forms.Form):
    """Other words for an issue that is in the open."""

    title = forms.CharField(label=_("Short title"), max_length=120)
    words = in_words(
        _("Words that anyone may read"),
        hint=_("Without names, houses and numbers. Reword what tells whose it is."),
        rows=5,
    )
    place = forms.CharField(
        label=_("Which public place?"),
        required=False,
        max_length=120,
        help_text=_("For example: the road beside the temple. Never a house."),
    )
    confirmed = named_nobody()


class TakeAwayForm(forms.Form):
    """Why an issue is no longer shown."""

    because = in_words(
        _("Why is it taken away?"),
        hint=_("Anyone reads this in its place. Without names, houses and numbers."),
        rows=2,
        longest=REASON,
    )
    confirmed = named_nobody()


class MergeForm(forms.Form):
    """Which issue goes on for both, and why they are one."""

    into = forms.ChoiceField(label=_("Join it with"), error_messages={"required": CHOICE_MISSING})
    because = in_words(_("Why are they one?"), rows=2)

    def __init__(self, *args, others, **kwargs):
        super().__init__(*args, **kwargs)
        self._others = {str(one.pk): one for one in others}
        self.fields["into"].choices = [("", "–"), *((key, str(one)) for key, one in self._others.items())]

    def clean_into(self):
        return self._others[self.cleaned_data["into"]]


class PartForm(forms.Form):
    """One part of an issue that is divided; an empty one is left out."""

    title = forms.CharField(label=_("Short title"), max_length=120, required=False)
    words = in_words(_("Words that anyone may read"), rows=3, required=False)
    kind = forms.ChoiceField(label=_("What is it about?"), required=False)

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = kind_choices()


class SplitForm(forms.Form):
    """Why an issue is divided."""

    because = in_words(_("Why are they several?"), rows=2)
    confirmed = named_nobody()


class TakeDownForm(AboutForm):
    """An issue that somebody wrote on paper, or that the office itself sees."""

    field_order = ["source", "words", "kind", "village", "place"]

    source = forms.ChoiceField(
        label=_("By which way did it come?"),
        choices=[("paper", _("on paper")), ("staff", _("the office sees it"))],
        initial="paper",
        widget=forms.RadioSelect,
        error_messages={"required": CHOICE_MISSING},
    )
    words = in_words(_("The words as they stand there"), hint=_("Without names, houses and numbers."))
