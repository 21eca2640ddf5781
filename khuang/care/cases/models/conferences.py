"""A conference: everyone concerned sits together about one case, decides, and it is written down."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.cases.models.cases import Case
from khuang.care.cases.models.partners import Partner
from khuang.care.cases.models.plans import PlanStep
from khuang.care.cases.models.scopes import OF_CASE, OF_CONFERENCE, through
from khuang.ground.accounts.models import Account
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel

Q, F = models.Q, models.F


class Conference(MunicipalModel):
    """One conference about a case. Four states: planned, held (minutes are a draft), approved, cancelled.

    number, year  what the minutes bear; the year is of the Buddhist era
    place         where it is held, sealed: it may be somebody's home
    minuted_by_id, minuted_at  who wrote the minutes last
    revision      counts the changes, so that two people notice each other
    Personal data: that a person's case is spoken about, when and where.
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("planned")
        HELD = "held", _("held, minutes are a draft")
        APPROVED = "approved", _("minutes approved")
        CANCELLED = "cancelled", _("cancelled")

    scope_fields = OF_CASE

    case = MunicipalForeignKey(Case, models.PROTECT, related_name="conferences")
    number = models.PositiveIntegerField()
    year = models.PositiveIntegerField()
    state = models.CharField(max_length=9, choices=State.choices, default=State.PLANNED)
    begins_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    place = SealedText()
    made_at = models.DateTimeField()
    made_by_id = models.UUIDField(null=True)
    minuted_at = models.DateTimeField(null=True)
    minuted_by_id = models.UUIDField(null=True)
    approved_at = models.DateTimeField(null=True)
    approved_by_id = models.UUIDField(null=True)
    cancelled_because = SealedText(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta(MunicipalModel.Meta):
        ordering = ["-begins_at", "-pk"]
        indexes = [models.Index(fields=["municipality", "state", "begins_at"], name="cases_conference_when")]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "year", "number"],
                name="cases_conference_number",
                violation_error_message=_("There is a conference with this number already."),
            ),
            models.CheckConstraint(
                name="cases_conference_minuted",
                condition=Q(state__in=("planned", "cancelled"), minuted_at=None, minuted_by_id=None)
                | Q(state__in=("held", "approved"), minuted_at__isnull=False),
                violation_error_message=_("A conference that was held says who wrote it down."),
            ),
            models.CheckConstraint(
                name="cases_conference_approved",
                condition=Q(state="approved", approved_at__isnull=False, approved_by_id__isnull=False)
                | (~Q(state="approved") & Q(approved_at=None, approved_by_id=None)),
                violation_error_message=_("Approved minutes say when and by whom."),
            ),
            models.CheckConstraint(
                name="cases_conference_two_persons",
                condition=Q(approved_by_id=None)
                | Q(minuted_by_id=None)
                | ~Q(approved_by_id=F("minuted_by_id")),
                violation_error_message=_("Whoever wrote the minutes cannot approve them too."),
            ),
            models.CheckConstraint(
                name="cases_conference_cancelled",
                condition=Q(state="cancelled", cancelled_because__isnull=False)
                | (~Q(state="cancelled") & Q(cancelled_because=None)),
                violation_error_message=_("A conference that is cancelled says why."),
            ),
        ]

    def __str__(self):
        return f"{self.number}/{self.year}"


class AgendaItem(MunicipalModel):
    """One item of a conference's agenda, with what was prepared for it and what was said.

    kind      code of rules.agendas; what some kinds say is built from the case when it is looked at
    title     of an item of one's own; the others are named by their kind
    text      what was written for the sheet beside what is built
    said      what the minutes say; none until they are written
    revision  counts the changes of either text
    Personal data: what is known of a person, and what was said of them, sealed.
    """

    scope_fields = OF_CONFERENCE

    conference = MunicipalForeignKey(Conference, models.PROTECT, related_name="items")
    order = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=10)
    title = SealedText(null=True)
    text = SealedText(null=True)
    said = SealedText(null=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta(MunicipalModel.Meta):
        ordering = ["order", "pk"]

    def __str__(self):
        return str(self.order)


class AgendaEdit(MunicipalModel):
    """One change of an item's text by somebody; also one that met another change and was not taken.

    part          "text" or "said"
    is_set_aside  somebody else had changed the same text meanwhile: both are kept, somebody chooses
    Personal data: what was written of a person, by whom, sealed.
    """

    scope_fields = through("item__conference__case")

    item = MunicipalForeignKey(AgendaItem, models.PROTECT, related_name="edits")
    part = models.CharField(max_length=4)
    before = SealedText(null=True)
    after = SealedText(null=True)
    is_set_aside = models.BooleanField(default=False)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.part


class Participant(MunicipalModel):
    """Somebody who is asked to a conference: an account of ours, or an outsider by name.

    name, post   of an outsider: who, and what they are or for whom they speak
    role         one chairs, one writes
    attendance   none until it was noted
    apology      why they could not come
    Personal data: who takes part in speaking about whom.
    """

    class Role(models.TextChoices):
        CHAIR = "chair", _("chair")
        WRITER = "writer", _("writes the minutes")
        MEMBER = "member", _("takes part")

    class Attendance(models.TextChoices):
        CAME = "came", _("came")
        EXCUSED = "excused", _("absent with apology")
        ABSENT = "absent", _("absent")

    scope_fields = OF_CONFERENCE

    conference = MunicipalForeignKey(Conference, models.PROTECT, related_name="participants")
    account = MunicipalForeignKey(Account, models.PROTECT, null=True, related_name="+")
    partner = MunicipalForeignKey(Partner, models.PROTECT, null=True, related_name="+")
    name = SealedText(null=True)
    post = SealedText(null=True)
    role = models.CharField(max_length=6, choices=Role.choices, default=Role.MEMBER)
    attendance = models.CharField(max_length=7, choices=Attendance.choices, null=True)
    apology = SealedText(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "conference", "account"],
                name="cases_participant_once",
                violation_error_message=_("This person takes part already."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "conference", "role"],
                condition=~Q(role="member"),
                name="cases_participant_one_chair",
                violation_error_message=_("One person chairs, and one writes."),
            ),
            models.CheckConstraint(
                name="cases_participant_named",
                condition=Q(account__isnull=False, name=None, partner=None)
                | Q(account=None, name__isnull=False),
                violation_error_message=_("A participant is an account, or somebody with a name."),
            ),
            models.CheckConstraint(
                name="cases_participant_apology",
                condition=Q(apology=None) | Q(attendance__isnull=False, attendance="excused"),
                violation_error_message=_("Only who is absent with apology says why."),
            ),
        ]

    def __str__(self):
        return str(self.account) if self.account_id else str(self.name)


class Resolution(MunicipalModel):
    """One decision of a conference, as the minutes bear it; it becomes a step of the case's plan.

    participant  who carries it out, of those who take part; none when it is somebody else
    account      who carries it out, where they work here
    owner        their name, as it was said
    step         the step of the plan that it became; how it goes on stands there
    Personal data: what was decided for a person and who does it, sealed.
    """

    scope_fields = OF_CONFERENCE

    conference = MunicipalForeignKey(Conference, models.PROTECT, related_name="resolutions")
    item = MunicipalForeignKey(AgendaItem, models.PROTECT, null=True, related_name="resolutions")
    order = models.PositiveSmallIntegerField()
    text = SealedText()
    participant = MunicipalForeignKey(Participant, models.PROTECT, null=True, related_name="resolutions")
    account = MunicipalForeignKey(Account, models.PROTECT, null=True, related_name="+")
    owner = SealedText()
    due_on = models.DateField()
    step = MunicipalForeignKey(PlanStep, models.PROTECT, null=True, related_name="resolutions")
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["order", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "conference", "order"], name="cases_resolution_order"
            )
        ]

    def __str__(self):
        return str(self.order)
