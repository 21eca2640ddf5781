"""What part of the journal to show."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khuang.ground.journal import reads
from khuang.ground.journal.names import names


class JournalFilter(forms.Form):
    """By event and by whoever acted."""

    event = forms.ChoiceField(label=_("What"), required=False)
    by = forms.ChoiceField(label=_("Who"), required=False)

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields["event"].choices = [("", _("Everything")), *reads.events()]
        people = [(str(key), name) for key, name in names().items()]
        self.fields["by"].choices = [("", _("Everyone")), *people]
