"""A call for help from somebody of whom we do not know who it is."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.cases.models import Alert
from khuang.care.people.models import Person
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel

Q = models.Q


class Stray(MunicipalModel):
    """One call for help from an address that belongs to nobody known. Open, acknowledged, settled.

    It climbs the same ladder as an alert. Once somebody says whose it is, it ends in an alert of that
    person, acknowledged by whoever looked.
    contact_id  the address it came from, opaque; who answers, answers there
    message_id  the message that said it; one message makes one such call
    person, alert  whose it turned out to be, and the alert that goes on with it
    Belongs to no place: whoever answers alerts in the whole municipality sees it.
    Personal data: that somebody called for help; words are sealed.
    """

    scope_fields: dict = {}

    contact_id = models.UUIDField(null=True)
    message_id = models.UUIDField()
    channel = models.CharField(max_length=20)
    words = SealedText(null=True)
    raised_at = models.DateTimeField()
    due_at = models.DateTimeField()
    acknowledged_at = models.DateTimeField(null=True)
    acknowledged_by_id = models.UUIDField(null=True)
    settled_at = models.DateTimeField(null=True)
    settled_by_id = models.UUIDField(null=True)
    settled_because = SealedText(null=True)
    person = MunicipalForeignKey(Person, models.PROTECT, null=True, related_name="+")
    alert = MunicipalForeignKey(Alert, models.PROTECT, null=True, related_name="+")

    class Meta(MunicipalModel.Meta):
        ordering = ["-raised_at", "-pk"]
        indexes = [
            models.Index(
                fields=["municipality", "raised_at"], condition=Q(settled_at=None), name="duty_stray_open"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "message_id"],
                name="duty_stray_once",
                violation_error_message=_("This call was raised already."),
            ),
            models.CheckConstraint(
                name="duty_stray_acknowledged",
                condition=Q(acknowledged_at=None, acknowledged_by_id=None, settled_at=None)
                | Q(acknowledged_at__isnull=False, acknowledged_by_id__isnull=False),
                violation_error_message=_("A call is acknowledged by somebody before it is settled."),
            ),
            models.CheckConstraint(
                name="duty_stray_settled",
                condition=Q(settled_at=None, settled_because=None)
                | Q(settled_at__isnull=False, settled_because__isnull=False),
                violation_error_message=_("A settled call says when and how."),
            ),
            models.CheckConstraint(
                name="duty_stray_linked",
                condition=Q(person=None, alert=None)
                | Q(person__isnull=False, alert__isnull=False, settled_at__isnull=False),
                violation_error_message=_("A call whose person is known goes on as their alert."),
            ),
        ]

    def __str__(self):
        return self.channel
