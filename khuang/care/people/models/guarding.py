"""Who set which level on a person's record and why, and what was proposed to the head."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models.registry import OF_PERSON, Person
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel


class LevelDecision(MunicipalModel):
    """Somebody set a level on a person's record, with a reason; the newest one holds.

    Personal data: that a person needs protection, and why, sealed. Forgotten with the person.
    """

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.CASCADE, related_name="level_decisions")
    level = models.CharField(max_length=9, choices=Person.Level.choices)
    reason = SealedText()
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.get_level_display()


class LevelProposal(MunicipalModel):
    """A rule proposes to guard a person's record. Open until the head guards it or says no.

    because  fact or question whose answer proposes it, a code; sealed, since it tells of violence
    Personal data: that a person may need protection. Forgotten with the person.
    """

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.CASCADE, related_name="level_proposals")
    level = models.CharField(max_length=9, choices=Person.Level.choices)
    because = SealedText()
    proposed_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["proposed_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "person"],
                condition=models.Q(settled_at=None),
                name="people_level_proposed_once",
                violation_error_message=_("A level is already proposed for this person."),
            ),
            models.CheckConstraint(
                name="people_level_settled",
                condition=models.Q(settled_by_id=None) | models.Q(settled_at__isnull=False),
                violation_error_message=_("Whoever settled it did so at some time."),
            ),
        ]

    def __str__(self):
        return self.get_level_display()
