"""What a person writes to guard a record, to break the glass, and to review it."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuang.care.people.models import Person
from khuang.ground.accounts.models import BrokenGlass

LONGEST = 1000


def _words(label, hint="", *, required=True):
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST,
        required=required,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write the reason.")},
    )


class GlassForm(forms.Form):
    reason = forms.ChoiceField(
        label=gettext_lazy("Why must you open it now?"),
        choices=BrokenGlass.Reason.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose a reason.")},
    )
    said = _words(gettext_lazy("In your own words"), gettext_lazy("The head reads this and judges by it."))


class ReviewForm(forms.Form):
    verdict = forms.ChoiceField(
        label=gettext_lazy("Was it justified?"),
        choices=BrokenGlass.Verdict.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Say whether it was justified.")},
    )
    note = _words(gettext_lazy("What you want to add"), required=False)


class GuardForm(forms.Form):
    """Who may open a record; those who could be named are asked once, by the view."""

    level = forms.ChoiceField(
        label=gettext_lazy("Who may open this record?"),
        choices=Person.Level.choices,
        widget=forms.RadioSelect,
    )
    named = forms.MultipleChoiceField(
        label=gettext_lazy("Named people"),
        help_text=gettext_lazy("For a guarded record, choose everybody who must be able to open it."),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    reason = _words(gettext_lazy("Why?"), gettext_lazy("The reason is kept sealed."))

    def __init__(self, *args, able, **options):
        super().__init__(*args, **options)
        self.able = {str(account.pk): account for account in able}
        self.fields["named"].choices = [(key, account.display_name) for key, account in self.able.items()]

    def clean_named(self):
        keys = self.cleaned_data["named"]
        if not keys and self.cleaned_data.get("level") != Person.Level.TEAM:
            raise ValidationError(_("Name at least one person whose role lets them open the record."))
        return [self.able[key] for key in keys]
