"""A project, how far it is, what it looks like, and every turn that it took."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.civic.plan.models import BudgetLine
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel

Q, F = models.Q, models.F


class Project(MunicipalModel):
    """One adopted project. Personal data: none; what is done in homes has no place at all.

    States: planned, under way, closed (the office says it is finished), done (those who asked or two
    inspectors say so), reopened (they say it is not), stopped with a reason, and carried on in the
    projects that it was divided into or joined with.
    line       of the budget that pays for it
    kind       code of the list that needs share
    villages   codes of the villages that it serves; none is the whole municipality
    in_homes   whether it is carried out in homes: then it is one programme, without a point
    place, lon, lat  a public place: words, and a point in WGS 84 degrees
    budget, spent    satang; what is carried on elsewhere keeps only what it spent itself
    round      how often it was closed; words of inspectors count for the round in which they were said
    met        how many needs it met, as it may be published; none while that would give somebody away
    answered_month  month in which families were told, as 2026-11; "" before
    """

    class State(models.TextChoices):
        PLANNED = "planned", _("not begun yet")
        UNDER_WAY = "under-way", _("under way")
        CLOSED = "closed", _("finished, waits for inspection")
        DONE = "done", _("done and confirmed")
        REOPENED = "reopened", _("reopened")
        STOPPED = "stopped", _("stopped for good")
        CARRIED_ON = "carried-on", _("carried on in another project")

    line = MunicipalForeignKey(BudgetLine, models.PROTECT, related_name="projects")
    title = models.CharField(max_length=200)
    words = models.TextField(blank=True)
    kind = models.CharField(max_length=40)
    villages = ArrayField(models.CharField(max_length=12), default=list)
    in_homes = models.BooleanField(default=False)
    place = models.CharField(max_length=120, blank=True)
    lon = models.FloatField(null=True)
    lat = models.FloatField(null=True)
    unit = models.CharField(max_length=120)
    budget = models.BigIntegerField()
    spent = models.BigIntegerField(default=0)
    starts_on = models.DateField(null=True)
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.PLANNED)
    round = models.PositiveSmallIntegerField(default=0)
    met = models.PositiveIntegerField(null=True)
    answered_month = models.CharField(max_length=7, blank=True)
    by_id = models.UUIDField()

    class Meta(MunicipalModel.Meta):
        ordering = ["-pk"]
        indexes = [models.Index(fields=["municipality", "state", "kind"], name="projects_project_state")]
        constraints = [
            models.CheckConstraint(
                name="projects_project_money",
                condition=Q(budget__gte=0, spent__gte=0, spent__lte=F("budget")),
                violation_error_message=_("More cannot be spent than the budget holds."),
            ),
            models.CheckConstraint(
                name="projects_project_point",
                condition=Q(lon=None, lat=None) | Q(in_homes=False, lon__range=(97, 106), lat__range=(5, 21)),
                violation_error_message=_("A point lies in Thailand, and never at a home."),
            ),
            models.CheckConstraint(
                name="projects_project_homes",
                condition=Q(in_homes=False) | Q(place=""),
                violation_error_message=_("What is done in homes has no place in public."),
            ),
            models.CheckConstraint(
                name="projects_project_due",
                condition=Q(starts_on=None) | Q(due_on=None) | Q(due_on__gte=F("starts_on")),
                violation_error_message=_("It cannot be finished before it begins."),
            ),
            models.CheckConstraint(
                name="projects_project_closed",
                condition=~Q(state__in=("closed", "done", "reopened")) | Q(round__gte=1),
                violation_error_message=_("It is closed before anybody says whether it is done."),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def balance(self):
        """What the budget still holds, in satang."""
        return self.budget - self.spent

    @property
    def is_open(self):
        """Whether work may go on."""
        return self.state in ("planned", "under-way", "reopened")

    @property
    def is_given_up(self):
        """Whether nothing more is done here."""
        return self.state in ("stopped", "carried-on")


class Turn(MunicipalModel):
    """One turn that a project took, public and never changed. Personal data: none.

    what  the state that it came to
    """

    append_only = True

    project = MunicipalForeignKey(Project, models.PROTECT, related_name="turns")
    what = models.CharField(max_length=10, choices=Project.State.choices)
    on = models.DateField()
    words = models.CharField(max_length=600, blank=True)
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]

    def __str__(self):
        return self.get_what_display()


class Milestone(MunicipalModel):
    """One step of the work, due on a day and done on one. Personal data: none."""

    project = MunicipalForeignKey(Project, models.PROTECT, related_name="milestones")
    title = models.CharField(max_length=120)
    due_on = models.DateField()
    done_on = models.DateField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["due_on", "pk"]

    def __str__(self):
        return self.title


class Photograph(MunicipalModel):
    """A picture of the work, without place, time and camera; the file lies sealed on the disk.

    alt  what is to be seen, for whoever cannot see it
    Personal data: none; whoever keeps it has looked that nobody can be recognised.
    """

    class Stage(models.TextChoices):
        BEFORE = "before", _("before")
        DURING = "during", _("during the work")
        AFTER = "after", _("after")

    project = MunicipalForeignKey(Project, models.PROTECT, related_name="photographs")
    stage = models.CharField(max_length=6, choices=Stage.choices)
    alt = models.CharField(max_length=200)
    on = models.DateField()
    by_id = models.UUIDField()

    class Meta(MunicipalModel.Meta):
        ordering = ["on", "pk"]

    def __str__(self):
        return self.alt


class HomePart(MunicipalModel):
    """One home in a programme that is carried out in homes; brought at night, all together.

    reference  random; only the desk finds the home that it stands for
    Personal data: none; no day, no place, no amount.
    """

    project = MunicipalForeignKey(Project, models.PROTECT, related_name="homes")
    reference = models.CharField(max_length=32)
    is_done = models.BooleanField(default=False)

    class Meta(MunicipalModel.Meta):
        ordering = ["reference"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "reference"],
                name="projects_home_reference",
                violation_error_message=_("There is a home with this reference already."),
            )
        ]

    def __str__(self):
        return self.reference
