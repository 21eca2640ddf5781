"""What the digest of a week said."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models import Person
from khuang.care.visits.models.volunteers import Volunteer
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel


class WeeklyDigest(MunicipalModel):
    """The digest of one week, made on the Monday after it and kept.

    week    its Monday
    counts  code -> how many: planned, done, missed, worried, hours, ...
    Personal data: none in itself; its lines name people.
    """

    week = models.DateField()
    counts = models.JSONField()
    made_at = models.DateTimeField()

    class Meta(MunicipalModel.Meta):
        ordering = ["-week"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "week"],
                name="visits_digest_once",
                violation_error_message=_("The digest of this week is made already."),
            ),
        ]

    def __str__(self):
        return f"{self.week:%Y-%m-%d}"


class DigestLine(MunicipalModel):
    """One line of a digest: praise of a volunteer, or an exception about somebody who is visited.

    kind    code: left-behind, worried, praise, overloaded, idle
    amount  days overdue, visits or hours, as the kind says
    Personal data: who was praised or left behind in that week.
    """

    # Guarded as the person is; a line about a volunteer lies in their village.
    scope_fields = {
        "village": "village_id",
        "level": "person__level",
        "record": "person_id",
    }

    digest = MunicipalForeignKey(WeeklyDigest, models.CASCADE, related_name="lines")
    kind = models.CharField(max_length=12)
    person = MunicipalForeignKey(Person, models.CASCADE, null=True, related_name="+")
    volunteer = MunicipalForeignKey(Volunteer, models.CASCADE, null=True, related_name="+")
    village = MunicipalForeignKey("places.Village", models.PROTECT, null=True, related_name="+")
    amount = models.IntegerField(default=0)

    class Meta(MunicipalModel.Meta):
        ordering = ["kind", "-amount", "pk"]
        constraints = [
            models.CheckConstraint(
                name="visits_digest_line_of_one",
                condition=models.Q(person=None, volunteer__isnull=False)
                | models.Q(person__isnull=False, volunteer=None),
                violation_error_message=_("A line is about a person or about a volunteer."),
            ),
        ]

    def __str__(self):
        return self.kind
