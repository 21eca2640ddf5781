"""What a visitor is to bring: a message that no other way could carry."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models import OF_PERSON, Person
from khuang.care.visits.models import PlannedVisit
from khuang.ground.messaging.models import Message
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel


class Errand(MunicipalModel):
    """One message that a visit of today brings; open until somebody met the person or nobody did.

    visit  none: nobody goes today
    Personal data: that somebody is told something; the words stand in the message.
    """

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, related_name="errands")
    message = MunicipalForeignKey(Message, models.CASCADE, related_name="errands")
    visit = MunicipalForeignKey(PlannedVisit, models.SET_NULL, null=True, related_name="errands")
    asked_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "message"],
                name="wellbeing_errand_once",
                violation_error_message=_("A visit is asked for this message already."),
            ),
        ]

    def __str__(self):
        return f"{self.asked_at:%Y-%m-%d}"
