"""Votes on statements that come on paper, and votes that an officer typed for somebody."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.civic.hearings.models.hearings import Hearing
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel

Q = models.Q


class Paper(MunicipalModel):
    """One ballot of statements that was printed for a hearing, with its number.

    States: out (nobody typed it), once (one person did), differs (two typed it differently), accepted,
    dropped (two agree that nothing on it can be counted).
    Personal data: none; nobody writes down who got which paper.
    """

    class State(models.TextChoices):
        OUT = "out", _("not typed yet")
        ONCE = "once", _("typed once")
        DIFFERS = "differs", _("typed differently by two")
        ACCEPTED = "accepted", _("counted")
        DROPPED = "dropped", _("not valid")

    hearing = MunicipalForeignKey(Hearing, models.CASCADE, related_name="papers")
    number = models.PositiveIntegerField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OUT)
    made_at = models.DateTimeField()

    class Meta(MunicipalModel.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "hearing", "number"],
                name="hearings_paper_number",
                violation_error_message=_("There is a paper with this number already."),
            )
        ]

    def __str__(self):
        return str(self.number)


class PaperTyping(MunicipalModel):
    """What one person read on one paper. Append-only.

    votes  id of a statement of the forum -> 1, 0, -1
    Personal data: the opinion, sex and age band of somebody without a name.
    """

    append_only = True

    paper = MunicipalForeignKey(Paper, models.CASCADE, related_name="typings")
    votes = models.JSONField()
    sex = models.CharField(max_length=6, blank=True)
    age_band = models.CharField(max_length=5, blank=True)
    at = models.DateTimeField()
    by_id = models.UUIDField()

    class Meta(MunicipalModel.Meta):
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "paper", "by_id"],
                name="hearings_typed_once",
                violation_error_message=_("You have typed this paper already. Another person types it too."),
            )
        ]

    def __str__(self):
        return str(self.paper_id)

    @property
    def said(self):
        """What must be the same for two people to agree."""
        return self.votes, self.sex, self.age_band


class Assisted(MunicipalModel):
    """One person with a token for whom an officer typed votes; never with somebody's login. Append-only.

    participant_id  of the forum; the token makes sure that they are counted once
    consent         how they agreed to the help
    read_back       whether the votes were read back to them before they counted
    Personal data: that somebody without a name was helped, and by whom.
    """

    class Consent(models.TextChoices):
        SPOKEN = "spoken", _("said so")
        WITNESSED = "witnessed", _("said so before a witness of their choice")

    append_only = True

    hearing = MunicipalForeignKey(Hearing, models.CASCADE, related_name="assisted")
    participant_id = models.UUIDField()
    consent = models.CharField(max_length=9, choices=Consent.choices)
    read_back = models.BooleanField()
    votes = models.PositiveSmallIntegerField()
    at = models.DateTimeField()
    by_id = models.UUIDField()

    class Meta(MunicipalModel.Meta):
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="hearings_assisted_votes",
                condition=Q(votes__gte=1),
                violation_error_message=_("Somebody who was helped voted on something."),
            )
        ]

    def __str__(self):
        return self.get_consent_display()
