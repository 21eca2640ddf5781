"""What is typed about proposals and their replies."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khuang.civic.plan.actions import Proposed
from khuang.civic.plan.forms.fields import BahtField, choice, kinds, line, villages
from khuang.civic.plan.models import Origin, Reply
from khuang.civic.plan.rules.shares import BY_HAND
from khuang.ui.forms import DatePartsField, words


class ProposalForm(forms.Form):
    """A proposal that did not come from the council of community organisations."""

    title = line(_("What is proposed"))
    words = words(_("More about it"), required=False)
    origin = choice(
        _("Where it comes from"),
        [(code, label) for code, label in Origin.choices if code in BY_HAND],
        widget=forms.RadioSelect,
    )
    forwarded_from = line(_("Which group or office sends it"), required=False)
    forwarded_on = DatePartsField(label=_("Came on"))
    kind = kinds()
    villages = villages()
    cost = BahtField(label=_("Estimated cost in baht"), required=False)

    def proposed(self):
        said = {name: value for name, value in self.cleaned_data.items() if name != "forwarded_on"}
        said |= {"villages": tuple(said["villages"]), "cost": said["cost"] or None}
        return Proposed(**said)


class ReplyForm(forms.Form):
    """A draft of the reasoned reply."""

    answer = choice(_("Reply"), Reply.Answer.choices, widget=forms.RadioSelect)
    reason = words(_("Reason, as anyone will read it"), hint=_("Name no person."))
    change = words(_("What is done otherwise than proposed"), required=False, rows=2)
    office = line(_("Office that replies"), longest=120)

    def clean(self):
        said = super().clean()
        if said.get("answer") == Reply.Answer.CHANGED and not said.get("change", "").strip():
            self.add_error("change", _("Say what is changed."))
        return said


class BecauseForm(forms.Form):
    """A reason alone."""

    because = words(_("Reason"))
