"""Open a case, lead, assess, follow up, approve, close, open again."""

from django import forms
from django.utils.translation import gettext_lazy as _

from khuang.care.cases.forms.fields import Accounts, choice, pick
from khuang.care.cases.models import Case
from khuang.ui.forms import DatePartsField, words


class LeadForm(forms.Form):
    """Who answers for the case; only whose role covers it is offered."""

    lead = pick(_("Who answers for the case?"), required=True, missing=_("Choose who answers for it."))

    def __init__(self, accounts, *args, **options):
        super().__init__(*args, **options)
        self.accounts = Accounts(accounts)
        self.fields["lead"].choices = self.accounts.choices

    def clean_lead(self):
        return self.accounts.get(self.cleaned_data["lead"])


class OpenForm(LeadForm):
    """Why a case is opened, for whom, and who leads it."""

    because = choice(
        _("Why is the case opened?"),
        [one for one in Case.Because.choices if one[0] not in ("risk", "alert")],
    )
    reason = words(_("What is it about?"), hint=_("In a few sentences, as you would tell a colleague."))
    for_household = forms.BooleanField(
        label=_("The case is about the whole household"),
        required=False,
        help_text=_("This person speaks for it; everybody's needs stand together."),
    )
    field_order = ("because", "reason", "for_household", "lead")

    def __init__(self, accounts, *args, has_household, **options):
        super().__init__(accounts, *args, **options)
        self.fields["lead"].required = False
        self.fields["lead"].help_text = _("May wait; the case stands under Without a lead until then.")
        if not has_household:
            del self.fields["for_household"]


class AssessForm(forms.Form):
    """What was found, what the person wants, what is there to build upon."""

    situation = words(
        _("How are things now?"), rows=6, hint=_("Health, home, family, money, school or work.")
    )
    wishes = words(
        _("What does the person want?"),
        required=False,
        hint=_("In their own words, also when you think otherwise."),
    )
    strengths = words(
        _("What is there to build upon?"),
        required=False,
        hint=_("People who help, skills, rights they have already."),
    )


class FollowUpForm(forms.Form):
    """How it goes, and when somebody looks again."""

    words = words(_("How does it go?"))
    next_on = DatePartsField(label=_("When will you look again?"))


class WordsForm(forms.Form):
    """A few words that may be left out."""

    words = words(_("Anything the supervisor should know?"), required=False)


class CloseForm(forms.Form):
    """How the case ends, why, and why anything is left open."""

    outcome = choice(_("How does the case end?"), Case.Outcome.choices)
    reason = words(_("What was reached, or why does it end?"))
    left_open = words(
        _("Why does it close although something is still open?"),
        required=False,
        hint=_("Who goes on with what is open?"),
    )

    def __init__(self, *args, has_open, **options):
        super().__init__(*args, **options)
        if not has_open:
            del self.fields["left_open"]


class DecideForm(forms.Form):
    """Approve, or send back with what is missing."""

    decision = choice(
        _("Your decision"), [("approve", _("Approve")), ("send-back", _("Send back to be changed"))]
    )
    answer = words(
        _("What should they mind, or what is missing?"),
        required=False,
        hint=_("Needed when you send it back."),
    )


class ReopenForm(forms.Form):
    """Why a closed case is opened again."""

    reason = words(_("Why is it opened again?"))
