"""Forms by which two records are compared, merged and split."""

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuang.care.people.actions.said import SAID
from khuang.ground.places.models import Village

FIELD_OF = {said: name for name, said in SAID.items()}


class PairsFilter(forms.Form):
    """Which pairs to show."""

    village = forms.ChoiceField(label=gettext_lazy("Village"), required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        mine = Village.objects.defer("outline")
        self.fields["village"].choices = [("", gettext_lazy("All")), *((str(v.pk), str(v)) for v in mine)]


class MergeForm(forms.Form):
    """For each answer in which two records differ: whose holds."""

    def __init__(self, *args, rows, newer, **options):
        super().__init__(*args, **options)
        for row in rows:
            if row.differs:
                self.fields[row.name] = _choice(row, newer)

    def taken(self, survivor):
        """Give the fields that the survivor ("one" or "two") takes over from the other."""
        return {FIELD_OF[name] for name, side in self.cleaned_data.items() if side != survivor}


def _choice(row, newer):
    one = row.one or (_("as in the first record") if row.is_hidden else _("nothing"))
    two = row.two or (_("as in the second record") if row.is_hidden else _("nothing"))
    known = [side for side, text in (("one", row.one), ("two", row.two)) if text]
    return forms.ChoiceField(
        label=row.label,
        choices=[("one", one), ("two", two)],
        widget=forms.RadioSelect,
        initial=known[0] if len(known) == 1 else newer,
    )


class SplitForm(forms.Form):
    """What was typed at a desk while two were one, and for whom it was meant."""

    given_back = forms.MultipleChoiceField(
        label=gettext_lazy("Which of these changes were meant for the other record?"),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    def __init__(self, *args, changes, **options):
        super().__init__(*args, **options)
        self.fields["given_back"].choices = changes
        if not changes:
            del self.fields["given_back"]

    def versions(self):
        return [int(version) for version in self.cleaned_data.get("given_back", [])]
