"""Ask for a drill."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khuang.care.duty.models import Drill, Part
from khuang.care.duty.reads.words import kind_words
from khuang.care.duty.rules.ladder import KINDS


class DrillForm(forms.Form):
    """What is tried out, where and when, and whether those who take part get a message."""

    kind = forms.ChoiceField(
        label=_("What is invented?"), widget=forms.RadioSelect, initial="urgent", choices=[]
    )
    village = forms.ChoiceField(
        label=_("In which village?"), error_messages={"required": _("Choose a village.")}
    )
    part = forms.ChoiceField(
        label=_("By day or by night?"), choices=Part.choices, widget=forms.RadioSelect, initial=Part.DAY
    )
    pace = forms.ChoiceField(
        label=_("How fast?"),
        choices=[
            (Drill.Pace.AT_ONCE, _("At once: see on paper who would be told and when")),
            (Drill.Pace.REAL, _("In real time, from now on: each is told at their time")),
        ],
        widget=forms.RadioSelect,
        initial=Drill.Pace.AT_ONCE,
    )
    messages = forms.BooleanField(
        label=_("Send those who take part a message marked as a drill"),
        required=False,
        help_text=_("Only by LINE, with a link. Nothing rings."),
    )

    def __init__(self, villages, *args, **options):
        super().__init__(*args, **options)
        self.by_id = {str(one.pk): one for one in villages}
        self.fields["village"].choices = [("", "–"), *((key, str(one)) for key, one in self.by_id.items())]
        self.fields["kind"].choices = [(kind, kind_words(kind)) for kind in KINDS]

    def clean_village(self):
        return self.by_id.get(self.cleaned_data["village"])
