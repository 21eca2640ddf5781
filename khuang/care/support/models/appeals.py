"""Asking the public for help without saying for whom, and what people offer in answer."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.support.models.packages import Package, PackageLine
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel


class Appeal(MunicipalModel):
    """One public appeal for a package. States: proposed, approved, published; or declined, withdrawn, ended.

    reference   random; all that the public side knows of this row. Nothing else is shared with it.
    title, text as anyone will read them; sealed, since until two people agreed they may name somebody
    because     why it was declined or withdrawn, sealed
    Personal data: that a package is asked for in public; title and text are checked to name nobody.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("waits for approval")
        APPROVED = "approved", _("approved, published the next morning")
        PUBLISHED = "published", _("published")
        DECLINED = "declined", _("declined")
        WITHDRAWN = "withdrawn", _("withdrawn")
        ENDED = "ended", _("answered")

    OPEN = (State.PROPOSED, State.APPROVED, State.PUBLISHED)
    scope_fields = PackageLine.scope_fields

    package = MunicipalForeignKey(Package, models.PROTECT, related_name="appeals")
    reference = models.CharField(max_length=32)
    title = SealedText(null=True)
    text = SealedText(null=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PROPOSED)
    proposed_at = models.DateTimeField()
    proposed_by_id = models.UUIDField()
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.UUIDField(null=True)
    published_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_by_id = models.UUIDField(null=True)
    because = SealedText(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "reference"],
                name="support_appeal_reference",
                violation_error_message=_("There is an appeal with this reference already."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "package"],
                condition=models.Q(state__in=("proposed", "approved", "published")),
                name="support_appeal_one_open",
                violation_error_message=_("There is an appeal for this package already."),
            ),
            models.CheckConstraint(
                name="support_appeal_two_persons",
                condition=models.Q(decided_by_id=None)
                | models.Q(state="declined")
                | ~models.Q(decided_by_id=models.F("proposed_by_id")),
                violation_error_message=_("Somebody else must approve what one proposed."),
            ),
            models.CheckConstraint(
                name="support_appeal_approved",
                condition=models.Q(state__in=("proposed", "declined", "withdrawn"))
                | models.Q(decided_at__isnull=False, decided_by_id__isnull=False),
                violation_error_message=_("An appeal is approved before it is published."),
            ),
            models.CheckConstraint(
                name="support_appeal_published",
                condition=~models.Q(state__in=("published", "ended")) | models.Q(published_at__isnull=False),
                violation_error_message=_("A published appeal says since when."),
            ),
        ]

    def __str__(self):
        return self.get_state_display()


class Offer(MunicipalModel):
    """Somebody wrote under an appeal that they would like to help. Open until it is answered.

    Personal data: name, contact and words of whoever offers, all sealed.
    """

    scope_fields = {
        "village": "appeal__package__person__village_id",
        "home": "appeal__package__person__dwelling_id",
        "level": "appeal__package__person__level",
        "record": "appeal__package__person_id",
    }

    appeal = MunicipalForeignKey(Appeal, models.PROTECT, related_name="offers")
    name = SealedText()
    contact = SealedText()
    what = SealedText()
    at = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by_id = models.UUIDField(null=True)
    answer = SealedText(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(
                fields=["municipality", "at"],
                condition=models.Q(answered_at=None),
                name="support_offer_open",
            )
        ]
        constraints = [
            models.CheckConstraint(
                name="support_offer_answered",
                condition=models.Q(answered_at=None, answered_by_id=None)
                | models.Q(answered_at__isnull=False, answered_by_id__isnull=False),
                violation_error_message=_("Whoever answered did so at some time."),
            ),
        ]

    def __str__(self):
        return str(self.at)
