"""A file with a list of volunteers."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khuang.care.visits.reads.volunteers import kind_words


class ImportForm(forms.Form):
    """The file, and the kind of those for whom it names none."""

    file = forms.FileField(
        label=_("File (CSV or XLSX)"),
        help_text=_("Columns: name, kind, sex, village, telephone, since. Only the name must be there."),
        allow_empty_file=True,
    )
    kind = forms.ChoiceField(label=_("Kind of whoever's row names none"))

    def __init__(self, *data):
        super().__init__(*data)
        self.fields["kind"].choices = list(kind_words().items())
