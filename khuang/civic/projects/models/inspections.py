"""Who looks after what was promised: the roll of inspectors, and everyone's reports."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.civic.projects.models.projects import Project
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel

Q = models.Q


class Inspector(MunicipalModel):
    """A resident on the inspection roll, from a day to a day; in public only a number.

    number       what anyone reads instead of the name
    code_hash    keyed hash of the code that was handed over with this place on the roll
    consented_on the day on which they agreed to stand on the roll
    Personal data: name and telephone, sealed; seen at the desk only.
    """

    number = models.PositiveIntegerField()
    name = SealedText()
    phone = SealedText(null=True)
    village = MunicipalForeignKey("places.Village", models.PROTECT, null=True, related_name="+")
    code_hash = models.BinaryField(max_length=16)
    consented_on = models.DateField()
    until = models.DateField(null=True)
    by_id = models.UUIDField()

    class Meta(MunicipalModel.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "number"],
                name="projects_inspector_number",
                violation_error_message=_("There is an inspector with this number already."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "code_hash"],
                name="projects_inspector_code",
                violation_error_message=_("This code was handed over already."),
            ),
            models.CheckConstraint(
                name="projects_inspector_until",
                condition=Q(until=None) | Q(until__gte=models.F("consented_on")),
                violation_error_message=_("Nobody leaves the roll before they came."),
            ),
        ]

    def __str__(self):
        return str(self.number)


class Stake(MunicipalModel):
    """An inspector has to do with a project, for example works for its contractor: their word does not count.

    Personal data: what somebody has to do with a project, sealed.
    """

    project = MunicipalForeignKey(Project, models.PROTECT, related_name="stakes")
    inspector = MunicipalForeignKey(Inspector, models.PROTECT, related_name="stakes")
    words = SealedText()
    on = models.DateField()
    by_id = models.UUIDField()

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "project", "inspector"],
                name="projects_stake_once",
                violation_error_message=_("This stake is noted already."),
            )
        ]

    def __str__(self):
        return str(self.on)


class Inspection(MunicipalModel):
    """One look at a project by a resident. States: waiting for a check, shown, withheld with a reason.

    voice      anyone, an inspector of the roll, or whoever asked for it
    inspector  of the roll; requester_hash: keyed hash of whose word it is, the same for the same project
    round      of the project, see there; nobody's word counts in another one
    finding    whether it is as promised; unsure counts for nothing
    checks     code of the checklist -> yes or no; what was not looked at is absent
    words, alt    sealed until somebody has seen that they name nobody, and after that too
    code_hash  keyed hash of the receipt's code
    answer     what the office says to it, public
    Personal data: none is asked for; what waits may name somebody.
    """

    class Voice(models.TextChoices):
        ANYONE = "anyone", _("a resident")
        INSPECTOR = "inspector", _("an inspector of the roll")
        REQUESTER = "requester", _("whoever asked for it")

    class Finding(models.TextChoices):
        FIXED = "fixed", _("as promised")
        NOT_FIXED = "not-fixed", _("not as promised")
        UNSURE = "unsure", _("I cannot tell")

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be checked")
        SHOWN = "shown", _("shown")
        WITHHELD = "withheld", _("not shown")

    project = MunicipalForeignKey(Project, models.PROTECT, related_name="inspections")
    voice = models.CharField(max_length=9, choices=Voice.choices, default=Voice.ANYONE)
    inspector = MunicipalForeignKey(Inspector, models.PROTECT, null=True, related_name="inspections")
    requester_hash = models.BinaryField(max_length=16, null=True)
    round = models.PositiveSmallIntegerField()
    finding = models.CharField(max_length=9, choices=Finding.choices)
    checks = models.JSONField(default=dict)
    words = SealedText(null=True)
    has_photograph = models.BooleanField(default=False)
    alt = SealedText(null=True)
    on = models.DateField()
    code_hash = models.BinaryField(max_length=16, null=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    checked_on = models.DateField(null=True)
    checked_by_id = models.UUIDField(null=True)
    because = models.CharField(max_length=300, blank=True)
    answer = models.CharField(max_length=600, blank=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-on", "-pk"]
        indexes = [
            models.Index(
                fields=["municipality", "on"],
                condition=Q(state="waiting"),
                name="projects_inspection_waiting",
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="projects_inspection_voice",
                condition=Q(voice="anyone", inspector=None, requester_hash=None)
                | Q(voice="inspector", inspector__isnull=False, requester_hash=None)
                | Q(voice="requester", inspector=None, requester_hash__isnull=False),
                violation_error_message=_("A word is that of one voice."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "project", "inspector", "round"],
                condition=Q(voice="inspector"),
                name="projects_inspection_once",
                violation_error_message=_("You have said your word about this already."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "project", "requester_hash", "round"],
                condition=Q(voice="requester"),
                name="projects_inspection_asked_once",
                violation_error_message=_("Whoever asked for it has said their word already."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "code_hash"],
                name="projects_inspection_code",
                violation_error_message=_("This code was handed over already."),
            ),
            models.CheckConstraint(
                name="projects_inspection_withheld",
                condition=Q(state="withheld") & ~Q(because="") | (~Q(state="withheld") & Q(because="")),
                violation_error_message=_("What is not shown says why."),
            ),
        ]

    def __str__(self):
        return self.get_finding_display()
