"""An alert: somebody must look now."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.cases.models.cases import Case
from khuang.care.people.models import OF_PERSON, Person
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel


class Alert(MunicipalModel):
    """One alert about a person. Open until somebody acknowledges it, then until somebody settles it.

    source_id  the row that raised it (visit, message, survey, need); one row, person and kind raise one alert
    due_at     when it is late if nobody has acknowledged it
    Personal data: that somebody worries about a person; words are sealed.
    """

    class Kind(models.TextChoices):
        URGENT = "urgent", _("needs help now")
        WORRIED = "worried", _("a visitor is worried")
        SILENT = "silent", _("no answer from them")
        RISK = "risk", _("answers that cannot wait")

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, related_name="alerts")
    case = MunicipalForeignKey(Case, models.PROTECT, related_name="alerts")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    words = SealedText(null=True)
    source_id = models.UUIDField(null=True)
    raised_at = models.DateTimeField()
    raised_by_id = models.UUIDField(null=True)
    due_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by_id = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by_id = models.UUIDField(null=True)
    settled_because = SealedText(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-raised_at", "-pk"]
        indexes = [
            models.Index(
                fields=["municipality", "raised_at"],
                condition=models.Q(settled_at=None),
                name="cases_alert_open",
            ),
            models.Index(fields=["municipality", "case"], name="cases_alert_case"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "person", "kind", "source_id"],
                name="cases_alert_once",
                violation_error_message=_("This alert was raised already."),
            ),
            models.CheckConstraint(
                name="cases_alert_acknowledged",
                condition=models.Q(acknowledged_at=None, acknowledged_by_id=None, settled_at=None)
                | models.Q(acknowledged_at__isnull=False, acknowledged_by_id__isnull=False),
                violation_error_message=_("An alert is acknowledged by somebody before it is settled."),
            ),
            models.CheckConstraint(
                name="cases_alert_settled",
                condition=models.Q(settled_at=None, settled_because=None)
                | models.Q(settled_at__isnull=False, settled_because__isnull=False),
                violation_error_message=_("A settled alert says when and how."),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()
