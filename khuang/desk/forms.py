"""The one filter that the list and the map share."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khuang.care.people.rules.ages import AGE_BANDS
from khuang.care.people.rules.filters import Filter
from khuang.care.risk import reads as risk
from khuang.ground.places import reads as places
from khuang.ui.templatetags.kh import RISKS

SEXES = [
    ("female", _("female")),
    ("male", _("male")),
    ("other", _("other")),
    ("unknown", _("not known")),
]
LAST_SEEN = [
    ("30", _("within 30 days")),
    ("90", _("within 90 days")),
    ("365", _("within a year")),
    ("over-90", _("not for 90 days")),
    ("over-365", _("not for a year")),
    ("never", _("never")),
]


def _all_or(choices):
    return [("", _("All")), *choices]


class PeopleFilter(forms.Form):
    """Whom to show; nothing chosen means everybody where the account may look."""

    village = forms.ChoiceField(label=_("Village"), required=False)
    level = forms.ChoiceField(label=_("Risk class"), required=False, choices=_all_or(RISKS.items()))
    kind = forms.ChoiceField(label=_("Kind of vulnerability"), required=False)
    sex = forms.ChoiceField(label=_("Sex"), required=False, choices=_all_or(SEXES))
    age_band = forms.ChoiceField(label=_("Age"), required=False)
    last_seen = forms.ChoiceField(label=_("Last seen"), required=False, choices=_all_or(LAST_SEEN))

    def __init__(self, account, *args, **options):
        super().__init__(*args, **options)
        self.fields["village"].choices = _all_or((str(v.pk), str(v)) for v in places.villages())
        self.fields["kind"].choices = _all_or(risk.kind_words(account).items())
        self.fields["age_band"].choices = _all_or((band.code, band.code) for band in AGE_BANDS)

    def chosen(self):
        """What is chosen; a value that is not offered narrows nothing."""
        self.is_valid()
        return {name: value for name, value in self.cleaned_data.items() if value}

    def narrowed(self):
        """The registry's part of what is chosen."""
        words = self.chosen()
        return Filter(**{name: words[name] for name in Filter.__dataclass_fields__ if name in words})
