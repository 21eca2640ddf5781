"""What a reader may write about an issue."""

from django import forms
from django.utils.translation import get_language, gettext
from django.utils.translation import gettext_lazy as _

from khuang.civic.issues.reads import doubts
from khuang.civic.issues.rules.problems import TellsWho
from khuang.ui.forms import CHOICE_MISSING
from khuang.ui.forms import words as in_words


class RaiseForm(forms.Form):
    """Raise an issue: what it is about, where, in one's own words. The village comes out as a row."""

    nature = forms.ChoiceField(
        label=_("What would you like to raise?"),
        choices=[
            ("issue", _("Something is missing or goes wrong")),
            ("suggestion", _("I have a suggestion")),
        ],
        initial="issue",
        widget=forms.RadioSelect,
        error_messages={"required": CHOICE_MISSING},
    )
    kind = forms.ChoiceField(label=_("What is it about?"), error_messages={"required": CHOICE_MISSING})
    village = forms.ChoiceField(label=_("Where?"), required=False)
    place = forms.CharField(
        label=_("Which public place?"),
        required=False,
        max_length=120,
        help_text=_("For example: the road beside the temple. Never a house."),
    )
    words = in_words(
        _("In your own words"),
        hint=_("Without names, telephone and house numbers. Somebody reads it before it is published."),
        missing=_("Write in a few words what is missing or what you suggest."),
    )

    def __init__(self, *args, kinds, villages, **kwargs):
        super().__init__(*args, **kwargs)
        language = get_language()
        self._villages = {str(one.pk): one for one in villages}
        offered = [(code, kind.name(language)) for code, kind in kinds.items()]
        self.fields["kind"].choices = [("", "–"), *offered]
        everywhere = ("", _("the whole municipality"))
        self.fields["village"].choices = [
            everywhere,
            *((key, str(one)) for key, one in self._villages.items()),
        ]

    def clean_village(self):
        return self._villages.get(self.cleaned_data["village"])

    def clean(self):
        said = super().clean()
        for name in ("place", "words"):
            if any(one.certain for one in doubts(said.get(name, ""))):
                self.add_error(name, gettext(TellsWho.sentence))
        return said


class CodeForm(forms.Form):
    """The code that was shown when somebody raised or followed an issue."""

    code = forms.CharField(
        label=_("Your code"),
        max_length=20,
        help_text=_("Ten letters and digits, as they were shown to you."),
        error_messages={"required": _("Type the code that was shown to you.")},
    )


class ChooseForm(forms.Form):
    """Which issues to see."""

    kind = forms.ChoiceField(label=_("What is it about?"), required=False)
    village = forms.ChoiceField(label=_("Where?"), required=False)

    def __init__(self, *args, kinds, villages, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", _("everything")), *kinds]
        everywhere = ("", _("everywhere"))
        self.fields["village"].choices = [everywhere, *((one.code, str(one)) for one in villages)]
