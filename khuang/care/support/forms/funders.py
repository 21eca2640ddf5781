"""What is typed about a funder."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuang.care.support.models import Funder
from khuang.ui.forms import DatePartsField


class FunderForm(forms.Form):
    """A source of help."""

    name = forms.CharField(label=gettext_lazy("Name"), max_length=120)
    kind = forms.ChoiceField(
        label=gettext_lazy("Kind"), choices=Funder.Kind.choices, widget=forms.RadioSelect
    )
    is_anonymous = forms.BooleanField(
        label=gettext_lazy("Wants no thanks in public: the name stands on no paper that leaves the office"),
        required=False,
    )
    contact = forms.CharField(
        label=gettext_lazy("Contact"),
        help_text=gettext_lazy("Kept sealed."),
        max_length=500,
        required=False,
        widget=forms.Textarea({"rows": 2}),
    )
    since = DatePartsField(label=gettext_lazy("Since"))
    until = DatePartsField(
        label=gettext_lazy("Until"), help_text=gettext_lazy("Only when it has ended."), required=False
    )
    notes = forms.CharField(
        label=gettext_lazy("Notes"), max_length=1000, required=False, widget=forms.Textarea({"rows": 3})
    )

    def __init__(self, *args, funder=None, **options):
        super().__init__(*args, **options)
        self.funder = funder

    def clean(self):
        said = self.cleaned_data
        if said.get("since") and said.get("until") and said["until"] < said["since"]:
            self.add_error("until", _("A funder cannot end before it began."))
        same = Funder.objects.filter(name=said.get("name"), kind=said.get("kind"))
        if same.exclude(pk=self.funder and self.funder.pk).exists():
            self.add_error("name", _("There is a funder of this name and kind already."))
        return said
