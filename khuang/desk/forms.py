"""The one filter that the list and the map share."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khuang.care.people.rules.ages import AGE_BANDS
from khuang.care.people.rules.exports import REASONS
from khuang.care.people.rules.filters import Filter
from khuang.care.risk import reads as risk
from khuang.desk.exports import CSV, XLSX, offered
from khuang.ground.places import reads as places
from khuang.ui.forms import DatePartsField
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
DUE = [
    ("expired", _("has expired")),
    ("soon", _("has expired, or expires within 14 days")),
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
    due = forms.ChoiceField(label=_("Class of medium or high risk"), required=False, choices=_all_or(DUE))

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


class ExportForm(forms.Form):
    """What a list is taken out for, and what of it; only columns that the account may see are offered."""

    reason = forms.ChoiceField(label=_("What is the file for?"), widget=forms.RadioSelect)
    words = forms.CharField(
        label=_("Say it in your own words"),
        help_text=_("For example: food parcels in village 3 on 5 May. The reason is kept with your name."),
        min_length=10,
        max_length=300,
        error_messages={"min_length": _("Say a little more: who needs the file, for what?")},
    )
    columns = forms.MultipleChoiceField(
        label=_("What should stand in it?"),
        help_text=_("Take only what is needed. Places of homes only if somebody must find them without you."),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": _("Tick at least one column.")},
    )
    file_format = forms.ChoiceField(
        label=_("Kind of file"),
        widget=forms.RadioSelect,
        choices=[(XLSX, _("Excel (XLSX)")), (CSV, _("Plain table (CSV)"))],
        initial=XLSX,
    )

    def __init__(self, account, *args, **options):
        super().__init__(*args, **options)
        columns = offered(account)
        # Translated here: the rules of the registry know no Django.
        self.fields["reason"].choices = [(code, gettext(words)) for code, words in REASONS.items()]
        self.fields["columns"].choices = [(code, column.words) for code, column in columns.items()]
        self.fields["columns"].initial = [code for code, column in columns.items() if column.ticked]


class PeriodForm(forms.Form):
    """From which day to which somebody's looks are listed."""

    first = DatePartsField(label=_("First day"))
    last = DatePartsField(label=_("Last day"))

    def clean(self):
        first, last = self.cleaned_data.get("first"), self.cleaned_data.get("last")
        if first and last and last < first:
            self.add_error("last", gettext("The last day cannot be before the first."))
        return self.cleaned_data
