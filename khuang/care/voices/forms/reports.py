"""Take a report down on one page; answer it, pass it on, tell whom it is about."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khuang.care.voices.actions import Follow, Told
from khuang.care.voices.actions.reports import LARGEST
from khuang.care.voices.forms.fields import Rows, choice, in_words, kinds, pick
from khuang.care.voices.models import Report
from khuang.care.voices.reads import reports as reads
from khuang.lib.identifiers import uuid7
from khuang.ui.forms import DatePartsField

_TOLD = (
    *("way", "speaker", "speaker_name", "speaker_phone", "kind", "words", "urgency", "is_read_back"),
    *("answer_by", "letter_on", "letter_number", "scan"),
)


class ReportForm(forms.Form):
    """One page for a call, a walk-in or a letter; what is usual is chosen already."""

    key = forms.UUIDField(widget=forms.HiddenInput)
    way = choice(_("How did it come?"), Report.Way.choices, initial=Report.Way.WALK_IN)
    speaker = choice(_("Who spoke?"), Report.Speaker.choices, initial=Report.Speaker.SELF)
    about = forms.CharField(
        label=_("Whom is it about?"),
        help_text=_("Name, nickname or house number. Leave it empty for a place or a thing."),
        required=False,
        max_length=100,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false", "autofocus": True}),
    )
    village = pick(
        _("Where is it?"), required=False, hint=_("For whoever is not in the registry, or a place.")
    )
    kind = pick(_("What is it about?"), missing=_("Choose what it is about."))
    words = in_words(_("What was said?"), hint=_("In their words."))
    urgency = choice(_("How urgent is it?"), Report.Urgency.choices, initial=Report.Urgency.LATER)
    is_read_back = forms.BooleanField(label=_("I read it back to them"), required=False)
    answer_by = choice(
        _("How do they want the answer?"), Report.AnswerBy.choices, initial=Report.AnswerBy.PHONE
    )
    speaker_name = forms.CharField(
        label=_("Name for the answer"),
        required=False,
        max_length=120,
        help_text=_("Not needed when they spoke for themselves."),
    )
    speaker_phone = forms.CharField(label=_("Telephone for the answer"), required=False, max_length=40)
    outcome = choice(_("What follows?"), initial=Report.Outcome.LATER)
    answer = in_words(_("What did you answer?"), required=False, rows=2)
    to = pick(_("To whom is it passed on?"), required=False)
    received_on = DatePartsField(label=_("Received on"), required=False, help_text=_("Left empty, today."))
    letter_on = DatePartsField(label=_("Date of the letter"), required=False)
    letter_number = forms.CharField(label=_("Number in the incoming book"), required=False, max_length=40)
    scan = forms.FileField(
        label=_("Photograph or PDF of the letter"),
        required=False,
        help_text=_("Kept sealed, without the place where it was taken."),
        widget=forms.FileInput({"accept": "image/*,application/pdf"}),
    )
    another = forms.BooleanField(label=_("It is another report: take it down"), required=False)

    OUTCOMES = (
        ("later", _("I look into it")),
        ("answered", _("Answered at once")),
        ("need", _("Note a need")),
        ("alert", _("Raise an alert: somebody must look now")),
        ("issue", _("An issue for the forum")),
        ("passed", _("Pass it on")),
    )

    def __init__(self, account, *args, person=None, **options):
        options.setdefault("initial", {})["key"] = uuid7()
        super().__init__(*args, **options)
        self.account, self.person = account, person
        on = timezone.localdate()
        self.villages = Rows(reads.villages_of(account))
        self.addressees = Rows(reads.may_take(account, None, at=timezone.now()), reads.partners(on=on))
        self.fields["kind"].choices = kinds()
        self.fields["village"].choices = self.villages.choices()
        self.fields["to"].choices = self.addressees.choices()
        self.fields["outcome"].choices = self.OUTCOMES
        if person:
            del self.fields["about"], self.fields["village"]

    def clean_scan(self):
        file = self.cleaned_data["scan"]
        if file and file.size > LARGEST:
            raise ValidationError(gettext("Choose a photograph or a PDF of at most 8 MB."))
        return file.read() if file else None

    @property
    def shows_letter(self):
        """Whether the part about letters lies open: it is one, or something in it was refused."""
        names = ("received_on", "letter_on", "letter_number", "scan")
        is_letter = self["way"].value() == Report.Way.LETTER
        return is_letter or any(self[name].errors for name in names if self.is_bound)

    @property
    def asked(self):
        """Whom was typed, as it was typed."""
        return "" if self.person else self.data.get("about", "").strip()

    @property
    def village_row(self):
        return self.villages.get(self.cleaned_data.get("village"))

    def told(self, about):
        """What the form says, about somebody or nobody."""
        said = self.cleaned_data
        return Told(
            **{name: said[name] for name in _TOLD},
            received_on=said["received_on"] or timezone.localdate(),
            about=about,
            village=self.village_row,
        )

    def follow(self):
        """What follows at once."""
        said = self.cleaned_data
        return Follow(said["outcome"], answer=said["answer"], to=self.addressees.get(said["to"]))


class AnswerForm(forms.Form):
    """What was answered, and how."""

    way = choice(_("How was it answered?"))
    words = in_words(_("What was answered?"))

    def __init__(self, report, *args, **options):
        options.setdefault("initial", {})["way"] = report.answer_by
        super().__init__(*args, **options)
        ways = [one for one in Report.AnswerBy.choices if one[0] != Report.AnswerBy.NONE]
        # A message goes to whom we know; others are rung up.
        if report.person_id is None or report.speaker != Report.Speaker.SELF:
            ways = [one for one in ways if one[0] != Report.AnswerBy.MESSAGE]
        self.fields["way"].choices = ways


class CloseForm(forms.Form):
    """Close what nobody waits for."""

    words = in_words(_("What was done, or why is no answer needed?"))


class PassForm(forms.Form):
    """Hand a report on."""

    to = pick(_("To whom is it passed on?"), missing=_("Choose a colleague or a partner."))

    def __init__(self, account, report, *args, **options):
        super().__init__(*args, **options)
        now = timezone.now()
        outside = [] if report.about != "nobody" else reads.partners(on=timezone.localdate(now))
        self.rows = Rows(reads.may_take(account, report.village_id, at=now), outside)
        self.fields["to"].choices = self.rows.choices()

    def clean_to(self):
        return self.rows.get(self.cleaned_data["to"])


class TellForm(forms.Form):
    """Whether a person was told what others reported of them."""

    because = choice(
        _("Were they told?"), [("", _("Yes, they were told")), *Report.NotTold.choices], required=False
    )
    on = DatePartsField(label=_("On which day?"), required=False, help_text=_("Left empty, today."))
    how = in_words(_("How, or why not?"), rows=2)
