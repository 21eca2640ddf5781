"""For whom a guarded record opens: who is named for it, and who broke the glass.

Which records are guarded is said where they live, on a floor above; here they are opaque ids.
"""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khuang.ground.accounts.models.roles import Account
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel


class NamedAccount(MunicipalModel):
    """An account is named for a guarded record from one moment on, until another or still.

    record_id    opaque: the record in the private wing, which this floor does not know
    named_by_id  the account that named it; none when the system did
    Personal data: who knows about whom. Forgotten with the record, by its id.
    """

    record_id = models.UUIDField()
    account = MunicipalForeignKey(Account, models.PROTECT, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    named_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "record_id", "account"],
                condition=Q(until=None),
                name="accounts_named_once",
                violation_error_message=_("This account is already named for the record."),
            ),
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("since")),
                name="accounts_named_dates",
                violation_error_message=_("It cannot end before it begins."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["municipality", "account"], condition=Q(until=None), name="accounts_named_account"
            ),
        ]

    def __str__(self):
        return str(self.record_id)


class BrokenGlass(MunicipalModel):
    """Somebody opened a guarded record in an emergency, for an hour; a second person says whether rightly.

    Two states: to review (no verdict), reviewed.
    reason, said  why: from the list, and in their own words, sealed
    note          what the reviewer adds, sealed
    Personal data: who needed to know about whom, and why. Forgotten with the record, by its id.
    """

    class Reason(models.TextChoices):
        DANGER = "danger", _("danger to life or health now")
        VIOLENCE = "violence", _("violence, or a child that must be protected")
        CARE = "care", _("care that cannot wait for those who are named")
        ORDER = "order", _("order of a court or an authority")
        OTHER = "other", _("another reason")

    class Verdict(models.TextChoices):
        JUSTIFIED = "justified", _("justified")
        NOT_JUSTIFIED = "not-justified", _("not justified")

    record_id = models.UUIDField()
    account = MunicipalForeignKey(Account, models.PROTECT, related_name="+")
    reason = models.CharField(max_length=10, choices=Reason.choices)
    said = SealedText()
    at = models.DateTimeField()
    until = models.DateTimeField()
    reviewed_at = models.DateTimeField(null=True)
    reviewed_by_id = models.UUIDField(null=True)
    verdict = models.CharField(max_length=13, choices=Verdict.choices, null=True)  # noqa: DJ001
    note = SealedText(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["at", "pk"]
        verbose_name_plural = "broken glasses"
        constraints = [
            models.CheckConstraint(
                condition=Q(until__gte=F("at")),
                name="accounts_glass_dates",
                violation_error_message=_("It cannot end before it begins."),
            ),
            models.CheckConstraint(
                condition=Q(reviewed_at=None, reviewed_by_id=None, verdict=None, note=None)
                | Q(reviewed_at__isnull=False, reviewed_by_id__isnull=False, verdict__isnull=False),
                name="accounts_glass_reviewed",
                violation_error_message=_("A review has a verdict, a reviewer and a time."),
            ),
            models.CheckConstraint(
                condition=Q(reviewed_by_id=None) | ~Q(reviewed_by_id=F("account")),
                name="accounts_glass_two_people",
                violation_error_message=_("Nobody reviews what they did themselves."),
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "account", "until"], name="accounts_glass_account"),
            models.Index(fields=["municipality", "record_id", "at"], name="accounts_glass_record"),
            models.Index(
                fields=["municipality", "at"], condition=Q(reviewed_at=None), name="accounts_glass_open"
            ),
        ]

    def __str__(self):
        return str(self.record_id)
