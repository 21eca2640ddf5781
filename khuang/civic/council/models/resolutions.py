"""What a council resolved, with the votes and the dissent."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.civic.council.models.agenda import Item, Meeting
from khuang.civic.council.models.seats import Seat
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel

Q, F = models.Q, models.F


class Resolution(MunicipalModel):
    """What a meeting with a quorum resolved about an item. It never changes; forwarding is noted on it.

    number, year     within the council, the year of the Buddhist era
    votes_for, against, abstained   votes of seats; together not more than the seats present
    forwarded_at     when it went to the municipality, with its lineage
    Personal data: none; votes of organizations.
    """

    class Outcome(models.TextChoices):
        ADOPTED = "adopted", _("adopted by the council")
        CHANGED = "changed", _("adopted with changes")
        DECLINED = "declined", _("declined by the council")

    item = MunicipalForeignKey(Item, models.PROTECT, related_name="resolutions")
    meeting = MunicipalForeignKey(Meeting, models.PROTECT, related_name="resolutions")
    number = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField()
    outcome = models.CharField(max_length=8, choices=Outcome.choices)
    words = models.TextField()
    votes_for = models.PositiveSmallIntegerField()
    against = models.PositiveSmallIntegerField()
    abstained = models.PositiveSmallIntegerField()
    made_at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    forwarded_at = models.DateTimeField(null=True)
    forwarded_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "item"],
                name="council_resolved_once",
                violation_error_message=_("This item is resolved already."),
            ),
            models.CheckConstraint(
                name="council_majority",
                condition=Q(outcome="declined") | Q(votes_for__gt=F("against")),
                violation_error_message=_("What is adopted has more votes for it than against it."),
            ),
            models.CheckConstraint(
                name="council_forwarded_adopted",
                condition=Q(forwarded_at=None) | ~Q(outcome="declined"),
                violation_error_message=_("What was declined is not forwarded."),
            ),
        ]

    def __str__(self):
        return f"{self.number}/{self.year}"

    @property
    def is_adopted(self):
        """Whether it may go to the municipality."""
        return self.outcome != self.Outcome.DECLINED


class Dissent(MunicipalModel):
    """What somebody who was against it wants to be written down, in their words.

    seat  whose it is; none where the council's seats are not shown
    Personal data: none; an organization's words, checked as all public words are.
    """

    append_only = True

    resolution = MunicipalForeignKey(Resolution, models.CASCADE, related_name="dissents")
    seat = MunicipalForeignKey(Seat, models.PROTECT, null=True, related_name="dissents")
    words = models.TextField()

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]

    def __str__(self):
        return self.words
