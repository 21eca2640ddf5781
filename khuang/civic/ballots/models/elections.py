"""An election and what is voted on."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel
from khuang.ground.places.models import Village
from khuang.lib.money import BAHT


class Election(MunicipalModel):
    """One election over options with costs. Four states: announced, open, closed, counted.

    budget    whole baht that the winners may cost together
    rule      which decides; the others are shown beside it. With the tie rule fixed once it is open
    limit     approval: how many at most (0: as many as one likes); scores: the highest score; points: how
              many points to share out; ranking: how many places at most (0: all)
    roll      ids of the accounts that may vote as delegates; none: whoever scrutinises in the council
    refused_  how many were refused: token used before, too late, token unknown; counts, nothing else
    in_box    papers that were found in the box by hand, none until somebody counted them
    Personal data: none; who made it, and which accounts may vote.
    """

    class Kind(models.TextChoices):
        APPROVAL = "approval", _("tick what you support")
        SCORES = "scores", _("give each a score")
        RANKING = "ranking", _("put them in order")
        POINTS = "points", _("share out points")

    class Voters(models.TextChoices):
        DELEGATES = "delegates", _("delegates who are signed in")
        RESIDENTS = "residents", _("residents, with a printed token or on paper")
        TOKENS = "tokens", _("whoever holds a printed token")

    class Rule(models.TextChoices):
        EQUAL_SHARES = "equal-shares", _("Equal shares")
        GREEDY = "greedy", _("Most votes first")
        BORDA = "borda", _("Places in order (Borda)")
        SCORES = "scores", _("Sum of scores")

    class TieRule(models.TextChoices):
        CHEAPER = "cheaper", _("the cheaper one first, then the smaller number on the list")
        NUMBER = "number", _("the smaller number on the list first")

    class State(models.TextChoices):
        ANNOUNCED = "announced", _("announced")
        OPEN = "open", pgettext_lazy("vote", "open")
        CLOSED = "closed", _("closed, not counted yet")
        COUNTED = "counted", _("counted")

    title = models.CharField(max_length=160)
    question = models.TextField()
    kind = models.CharField(max_length=8, choices=Kind.choices)
    voters = models.CharField(max_length=9, choices=Voters.choices)
    budget = models.BigIntegerField()
    limit = models.PositiveSmallIntegerField(default=0)
    rule = models.CharField(max_length=12, choices=Rule.choices)
    tie_rule = models.CharField(max_length=8, choices=TieRule.choices)
    state = models.CharField(max_length=9, choices=State.choices, default=State.ANNOUNCED)
    made_at = models.DateTimeField()
    opened_at = models.DateTimeField(null=True)
    closes_at = models.DateTimeField()
    closed_at = models.DateTimeField(null=True)
    by_id = models.UUIDField(null=True)
    roll = models.JSONField(null=True)
    refused_used = models.PositiveIntegerField(default=0)
    refused_late = models.PositiveIntegerField(default=0)
    refused_unknown = models.PositiveIntegerField(default=0)
    in_box = models.PositiveIntegerField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="ballots_budget",
                condition=models.Q(budget__gte=0),
                violation_error_message=_("The budget is zero or more."),
            ),
            models.CheckConstraint(
                name="ballots_opened",
                condition=models.Q(state="announced", opened_at=None)
                | (~models.Q(state="announced") & models.Q(opened_at__isnull=False)),
                violation_error_message=_("An election that is open says since when."),
            ),
            models.CheckConstraint(
                name="ballots_closed",
                condition=models.Q(state__in=("announced", "open"), closed_at=None)
                | models.Q(state__in=("closed", "counted"), closed_at__isnull=False),
                violation_error_message=_("An election that is closed says since when."),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def satang(self):
        """The budget as the pages write money."""
        return self.budget * BAHT

    def takes_votes(self, at):
        """Say whether a vote may be cast at a time."""
        return self.state == self.State.OPEN and at < self.closes_at


class Option(MunicipalModel):
    """One thing that is voted on. Personal data: none.

    number   as printed on the ballot, from 1
    cost     whole baht
    kind     code of the kind of need it answers, "" for none
    node_    what it came from (an issue, an item of a council's agenda), for the path; may be nothing
    """

    election = MunicipalForeignKey(Election, models.PROTECT, related_name="options")
    number = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=160)
    words = models.TextField(blank=True)
    cost = models.BigIntegerField()
    village = MunicipalForeignKey(Village, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=40, blank=True)
    node_kind = models.CharField(max_length=20, blank=True)
    node_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "election", "number"],
                name="ballots_option_number",
                violation_error_message=_("Each option has a number of its own."),
            ),
            models.CheckConstraint(
                name="ballots_option_cost",
                condition=models.Q(cost__gte=0),
                violation_error_message=_("A cost is zero or more."),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def satang(self):
        """The cost as the pages write money."""
        return self.cost * BAHT
