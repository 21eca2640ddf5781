"""Whoever raised an issue is asked whether the project that came of it is really done."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.voices.models.talks import Issue
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel

Q = models.Q


class RaiserWord(MunicipalModel):
    """What whoever raised an issue says of a project: asked, said, carried to the public wing at night.

    project_id  of the public wing, opaque here; round: how often it was closed; title: its public name
    finding     fixed or not-fixed; "" while nobody has asked them
    Personal data: what somebody said of a project; the public wing learns neither who nor when.
    """

    class Finding(models.TextChoices):
        FIXED = "fixed", _("it is done")
        NOT_FIXED = "not-fixed", _("it is not done")

    scope_fields = {name: f"issue__{way}" for name, way in Issue.scope_fields.items()}

    issue = MunicipalForeignKey(Issue, models.CASCADE, related_name="raiser_words")
    project_id = models.UUIDField()
    round = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    finding = models.CharField(max_length=9, choices=[("", ""), *Finding.choices], blank=True)
    said_at = models.DateTimeField(null=True)
    by_id = models.UUIDField(null=True)
    carried_at = models.DateTimeField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["asked_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "issue", "project_id", "round"],
                name="voices_word_once",
                violation_error_message=_("They are asked about this project already."),
            ),
            models.CheckConstraint(
                name="voices_word_said",
                condition=Q(finding="", said_at=None, carried_at=None)
                | (~Q(finding="") & Q(said_at__isnull=False)),
                violation_error_message=_("A word is said at some time, and carried after that."),
            ),
        ]

    def __str__(self):
        return self.title
