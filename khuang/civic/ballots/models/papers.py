"""Ballots on paper, typed twice by two people."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.civic.ballots.models.elections import Election
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel
from khuang.ground.places.models import Village


class PaperBallot(MunicipalModel):
    """One printed ballot. States: out, once (typed once), differs (typed differently), accepted, dropped.

    number        printed on it with a check digit, handed out before closing; whoever got it is unknown
    dropped_why   why it does not count: never came back, spoilt, the same paper under another number
    Personal data: none; nobody writes down who got which paper.
    """

    class State(models.TextChoices):
        OUT = "out", _("handed out, not typed")
        ONCE = "once", _("typed once")
        DIFFERS = "differs", _("typed differently by two people")
        ACCEPTED = "accepted", _("counts")
        DROPPED = "dropped", _("does not count")

    election = MunicipalForeignKey(Election, models.PROTECT, related_name="papers")
    number = models.PositiveIntegerField()
    village = MunicipalForeignKey(Village, models.PROTECT, null=True, related_name="+")
    handed_out_at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State.choices, default=State.OUT)
    dropped_why = models.CharField(max_length=200, blank=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "election", "number"],
                name="ballots_paper_number",
                violation_error_message=_("Each paper has a number of its own."),
            ),
            models.CheckConstraint(
                name="ballots_paper_dropped",
                condition=models.Q(state="dropped") ^ models.Q(dropped_why=""),
                violation_error_message=_("A paper that does not count says why."),
            ),
        ]

    def __str__(self):
        return f"{self.number}"


class Typing(MunicipalModel):
    """What one person read on a paper. Its words never change; a third person's decides a difference.

    choices     as in Ballot; none when the paper is not valid (too many marks, torn)
    taken_back  it was typed under a wrong number and stands under another now
    Personal data: none; who typed it.
    """

    paper = MunicipalForeignKey(PaperBallot, models.PROTECT, related_name="typings")
    choices = models.JSONField(null=True)
    sex = models.CharField(max_length=6, blank=True)
    age_band = models.CharField(max_length=5, blank=True)
    by_id = models.UUIDField()
    at = models.DateTimeField()
    taken_back = models.BooleanField(default=False)

    class Meta(MunicipalModel.Meta):
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "paper", "by_id"],
                condition=models.Q(taken_back=False),
                name="ballots_typing_once",
                violation_error_message=_("You typed this paper already; another person types it next."),
            )
        ]

    def __str__(self):
        return f"{self.paper_id}"

    @property
    def said(self):
        """What is compared between two people."""
        return self.choices, self.sex, self.age_band
