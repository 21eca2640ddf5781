"""Those who care for their own: what it costs them."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models import OF_PERSON, Person
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedJSON
from khuang.ground.municipalities.models import MunicipalModel


class CarerInterview(MunicipalModel):
    """One talk with somebody who cares for their own: the strain list, and the hours of a week.

    version   of the strain list
    answers   item -> points, 0 to 3; sealed
    score, level  what the list made of them: low, some, high; no level while too little is answered
    hours     unpaid hours of care in a week; none: not asked
    Personal data: how heavy somebody finds it to care; the answers are sealed.
    """

    class Level(models.TextChoices):
        LOW = "low", _("little strain")
        SOME = "some", _("some strain")
        HIGH = "high", _("heavy strain")

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, related_name="carer_interviews")
    version = models.CharField(max_length=10)
    answers = SealedJSON()
    score = models.PositiveSmallIntegerField()
    level = models.CharField(max_length=4, choices=Level.choices, blank=True)
    hours = models.PositiveSmallIntegerField(null=True)
    held_on = models.DateField()
    noted_at = models.DateTimeField()
    noted_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-held_on", "-noted_at", "-pk"]
        indexes = [
            models.Index(fields=["municipality", "person", "-held_on"], name="visits_interview_person")
        ]
        constraints = [
            models.CheckConstraint(
                name="visits_interview_hours",
                condition=models.Q(hours=None) | models.Q(hours__lte=168),
                violation_error_message=_("A week has 168 hours."),
            ),
        ]

    def __str__(self):
        return f"{self.held_on} {self.level}"

    @property
    def level_words(self):
        """The level in words, also where there is none."""
        return self.get_level_display() or _("too little was answered to say")
