"""A report: what somebody said at the counter, by telephone or by letter."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.cases.models import Partner
from khuang.care.people.models import Person
from khuang.ground.accounts.models import Account
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedBytes, SealedText
from khuang.ground.municipalities.models import MunicipalModel

Q, F = models.Q, models.F


class Report(MunicipalModel):
    """One report. States: open, passed on, answered, or closed because no answer is wanted.

    number, year   what the receipt bears; the year is of the Buddhist era
    speaker        who spoke; speaker_name and speaker_phone only where an answer needs them
    about          a person of the registry, somebody who is not in it (about_name), or nobody: a street lamp
    village        of the person, or the place that it is about
    kind           code of the list of kinds of need, which both wings share
    is_read_back   whether what was written was read back to whoever spoke; by_id wrote it down
    outcome        what followed at once; outcome_id is the need, alert or issue
    owner          who answers; partner is whom it was passed on to outside
    tell_by        the day by which the person is told what others said of them (PDPA section 25);
                   told_on and told_how, or told_not: why not
    Personal data: what somebody said of a person, who said it, and the answer; all words are sealed.
    """

    class Way(models.TextChoices):
        WALK_IN = "walk-in", _("at the counter")
        PHONE = "phone", _("telephoned")
        LETTER = "letter", _("letter")

    class Speaker(models.TextChoices):
        SELF = "self", _("the person themself")
        FAMILY = "family", _("family")
        NEIGHBOUR = "neighbour", _("neighbour or friend")
        OFFICIAL = "official", _("official or community leader")
        UNKNOWN = "unknown", _("did not say")

    class About(models.TextChoices):
        PERSON = "person", _("a person of the registry")
        SOMEBODY = "somebody", _("somebody who is not in the registry")
        NOBODY = "nobody", _("a place or a thing")

    class Urgency(models.TextChoices):
        NOW = "now", _("today")
        SOON = "soon", _("within a week")
        LATER = "later", _("can wait")

    class AnswerBy(models.TextChoices):
        NONE = "none", _("wants no answer")
        PHONE = "phone", _("by telephone")
        MESSAGE = "message", _("by message (LINE or as they are reached)")
        LETTER = "letter", _("by letter")
        PERSON = "person", _("face to face")

    class Outcome(models.TextChoices):
        LATER = "later", _("looked into later")
        NEED = "need", _("a need was noted")
        ALERT = "alert", _("an alert was raised")
        ISSUE = "issue", _("an issue was taken down for the forum")
        ANSWERED = "answered", _("answered at once")
        PASSED = "passed", _("passed on")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        PASSED_ON = "passed-on", _("passed on")
        ANSWERED = "answered", _("answered")
        UNASKED = "unasked", _("closed, no answer wanted")

    class NotTold(models.TextChoices):
        KNOWS = "knows", _("they know already")
        IMPOSSIBLE = "impossible", _("they cannot be told")
        HARM = "harm", _("telling them would endanger somebody or the help")
        DUTY = "duty", _("it was learnt in duty and is kept secret by law")

    scope_fields = {
        "village": "village_id",
        "home": "person__dwelling_id",
        "level": "person__level",
        "record": "person_id",
    }
    WAITING = (State.OPEN, State.PASSED_ON)

    number = models.PositiveIntegerField()
    year = models.PositiveIntegerField()
    way = models.CharField(max_length=7, choices=Way.choices)
    speaker = models.CharField(max_length=9, choices=Speaker.choices)
    speaker_name = SealedText(null=True)
    speaker_phone = SealedText(null=True)
    about = models.CharField(max_length=8, choices=About.choices)
    person = MunicipalForeignKey(Person, models.PROTECT, null=True, related_name="reports")
    about_name = SealedText(null=True)
    village = MunicipalForeignKey("places.Village", models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=40)
    words = SealedText()
    urgency = models.CharField(max_length=5, choices=Urgency.choices, default=Urgency.LATER)
    is_read_back = models.BooleanField(default=False)
    received_on = models.DateField()
    letter_on = models.DateField(null=True)
    letter_number = models.CharField(max_length=40, blank=True)
    answer_by = models.CharField(max_length=7, choices=AnswerBy.choices)
    due_on = models.DateField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    outcome = models.CharField(max_length=8, choices=Outcome.choices, default=Outcome.LATER)
    outcome_id = models.UUIDField(null=True)
    owner = MunicipalForeignKey(Account, models.PROTECT, null=True, related_name="+")
    partner = MunicipalForeignKey(Partner, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField()
    by_id = models.UUIDField()
    closed_at = models.DateTimeField(null=True)
    closed_by_id = models.UUIDField(null=True)
    answer = SealedText(null=True)
    answered_by = models.CharField(max_length=7, choices=AnswerBy.choices, null=True)
    tell_by = models.DateField(null=True)
    told_on = models.DateField(null=True)
    told_how = SealedText(null=True)
    told_not = models.CharField(max_length=10, choices=NotTold.choices, null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(
                fields=["municipality", "due_on"],
                condition=Q(closed_at=None),
                name="voices_report_due",
            ),
            models.Index(fields=["municipality", "person"], name="voices_report_person"),
            models.Index(fields=["municipality", "at"], name="voices_report_at"),
            models.Index(
                fields=["municipality", "tell_by"],
                condition=Q(tell_by__isnull=False, told_on=None, told_not=None),
                name="voices_report_tell",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "year", "number"],
                name="voices_report_number",
                violation_error_message=_("There is a report with this number already."),
            ),
            models.CheckConstraint(
                name="voices_report_about",
                condition=Q(about="person", person__isnull=False, about_name=None)
                | Q(about="somebody", person=None, about_name__isnull=False)
                | Q(about="nobody", person=None, about_name=None),
                violation_error_message=_("Say whom or what the report is about."),
            ),
            models.CheckConstraint(
                name="voices_report_letter",
                condition=Q(way="letter", letter_on__isnull=False)
                | (~Q(way="letter") & Q(letter_on=None, letter_number="")),
                violation_error_message=_("A letter has a date, and nothing else has."),
            ),
            models.CheckConstraint(
                name="voices_report_due",
                condition=Q(due_on__gte=F("received_on")),
                violation_error_message=_("An answer is not due before the report came."),
            ),
            models.CheckConstraint(
                name="voices_report_closed",
                condition=Q(state__in=("open", "passed-on"), closed_at=None, answered_by=None)
                | Q(
                    state="answered",
                    closed_at__isnull=False,
                    answer__isnull=False,
                    answered_by__isnull=False,
                )
                | Q(state="unasked", closed_at__isnull=False, answered_by=None),
                violation_error_message=_("An answered report says when, how and what was answered."),
            ),
            models.CheckConstraint(
                name="voices_report_passed",
                condition=~Q(state="passed-on") | Q(owner__isnull=False) | Q(partner__isnull=False),
                violation_error_message=_("What is passed on says to whom."),
            ),
            models.CheckConstraint(
                name="voices_report_told",
                condition=Q(told_on=None) | Q(told_not=None),
                violation_error_message=_("They were told, or there is a reason why not."),
            ),
        ]

    def __str__(self):
        return f"{self.number}/{self.year}"

    @property
    def is_open(self):
        """Whether somebody still waits for what becomes of it."""
        return self.closed_at is None


class LetterScan(MunicipalModel):
    """The photograph or PDF of a letter. Personal data: the letter, sealed; goes with its report."""

    scope_fields = {name: f"report__{way}" for name, way in Report.scope_fields.items()}

    report = MunicipalForeignKey(Report, models.CASCADE, related_name="scans")
    content = SealedBytes()
    is_pdf = models.BooleanField(default=False)
    at = models.DateTimeField()
    by_id = models.UUIDField()

    class Meta(MunicipalModel.Meta):
        ordering = ["at", "pk"]

    def __str__(self):
        return str(self.at)
