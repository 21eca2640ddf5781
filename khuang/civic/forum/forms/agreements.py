"""An agreement, new words for it, how a group stands, what was found when one looked again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khuang.civic.forum.models import Renewal, Stance
from khuang.civic.forum.reads import shown
from khuang.civic.groups.reads import groups
from khuang.ui.forms import CHOICE_MISSING, DatePartsField
from khuang.ui.forms import words as in_words


class ProposeForm(forms.Form):
    """The first words of an agreement."""

    title = forms.CharField(label=_("Short title"), max_length=120)
    words = in_words(
        _("What is agreed"), hint=_("What everybody does from now on, in words that can be checked later.")
    )
    look_again_on = DatePartsField(label=_("On which day does the community look whether it was kept?"))
    statements = forms.ModelMultipleChoiceField(
        label=_("Statements that it grew from"),
        queryset=None,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, *args, topic, **options):
        super().__init__(*args, **options)
        self.fields["statements"].queryset = shown(topic)


class ChangeForm(forms.Form):
    """New words for an agreement that is still proposed."""

    words = in_words(_("What is agreed"))
    why = forms.CharField(label=_("What is new, and why"), max_length=300, widget=forms.Textarea({"rows": 2}))


class GroupStanceForm(forms.Form):
    """How a group stands, as it told the facilitator."""

    group = forms.ModelChoiceField(label=_("Group"), queryset=None, empty_label="–")
    kind = forms.ChoiceField(
        label=_("How does it stand?"),
        choices=Stance.Kind.choices,
        widget=forms.RadioSelect,
        error_messages={"required": CHOICE_MISSING},
    )
    why = forms.CharField(
        label=_("Why?"),
        help_text=_("Whoever objects says why. It is shown with the name of the group."),
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["group"].queryset = groups()


class LookAgainForm(forms.Form):
    """What was found when the community looked again."""

    outcome = forms.ChoiceField(
        label=_("What does the community say?"),
        choices=Renewal.Outcome.choices,
        widget=forms.RadioSelect,
        error_messages={"required": CHOICE_MISSING},
    )
    words = in_words(_("What was kept, and what was not"))
    new_words = in_words(_("New words, if it was changed"), required=False)
    next_on = DatePartsField(label=_("When does one look again?"), required=False)
