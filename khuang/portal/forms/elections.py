"""A ballot as somebody casts it with the code of a slip."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khuang.civic.ballots.marks import MarksForm


class VoteForm(MarksForm):
    """The code of the slip, then the ballot."""

    token = forms.CharField(
        label=_("Code on your slip"),
        help_text=_("12 letters and digits. Small letters, spaces and hyphens do not matter."),
        max_length=40,
        widget=forms.TextInput({"autocomplete": "off", "autocapitalize": "characters"}),
        error_messages={"required": _("Type the code from your slip.")},
    )

    def __init__(self, *args, **options):
        super().__init__(*args, **options)
        self.fields = {"token": self.fields.pop("token")} | self.fields
