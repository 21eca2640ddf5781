"""Fields that several forms of issues share."""

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from khuang.civic.issues.reads import kinds_for_public
from khuang.ground.places.models import Village
from khuang.ui.forms import CHOICE_MISSING


def kind_choices():
    """Give the kinds that may be spoken of in public, in the reader's language."""
    language = get_language()
    return [("", "–"), *((code, kind.name(language)) for code, kind in kinds_for_public().items())]


class AboutForm(forms.Form):
    """What an issue is about: kind, village, public place. The village comes out as a row."""

    kind = forms.ChoiceField(label=_("What is it about?"), error_messages={"required": CHOICE_MISSING})
    village = forms.ChoiceField(label=_("Where?"), required=False)
    place = forms.CharField(
        label=_("Which public place?"),
        required=False,
        max_length=120,
        help_text=_("For example: the road beside the temple. Never a house."),
    )

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self._villages = {str(one.pk): one for one in Village.objects.all()}
        self.fields["kind"].choices = kind_choices()
        everywhere = ("", _("the whole municipality"))
        self.fields["village"].choices = [
            everywhere,
            *((key, str(one)) for key, one in self._villages.items()),
        ]

    def clean_village(self):
        return self._villages.get(self.cleaned_data["village"])
