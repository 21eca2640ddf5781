"""What a visit found."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models import OF_PERSON, Person
from khuang.care.visits.models.plans import PlannedVisit
from khuang.care.visits.models.volunteers import Volunteer
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedJSON
from khuang.ground.municipalities.models import MunicipalModel


class Visit(MunicipalModel):
    """One visit as it was recorded, from a submission of the form `visit`.

    result       code: met, away, refused, moved, died
    worried      whether the visitor asked that somebody look
    findings     condition, what was done, mood, next step, words; sealed
    Personal data: what a visitor saw at somebody's home; sealed.
    """

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, related_name="visits")
    volunteer = MunicipalForeignKey(Volunteer, models.PROTECT, null=True, related_name="visits")
    planned = MunicipalForeignKey(PlannedVisit, models.SET_NULL, null=True, related_name="recorded")
    submission_id = models.UUIDField()
    at = models.DateTimeField()
    result = models.CharField(max_length=10)
    worried = models.BooleanField(default=False)
    findings = SealedJSON()
    recorded_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["municipality", "person", "-at"], name="visits_visit_person")]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "submission_id"],
                name="visits_visit_once",
                violation_error_message=_("This visit was taken in already."),
            ),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d}"
