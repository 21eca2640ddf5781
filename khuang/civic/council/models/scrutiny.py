"""Criteria, rounds of scrutiny, scores, and the counts that rank."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.civic.council.models.agenda import Item
from khuang.civic.council.models.seats import Council, Seat
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel

Q, F = models.Q, models.F


class CriteriaSet(MunicipalModel):
    """The criteria of a council with their weights, as announced on a day; a change is a new set.

    criteria  list of {"code", "th", "en", "asks_th", "asks_en", "weight"}; weights are points, 1 or more
    Personal data: none.
    """

    append_only = True

    council = MunicipalForeignKey(Council, models.PROTECT, related_name="criteria_sets")
    number = models.PositiveSmallIntegerField()
    criteria = models.JSONField()
    announced_at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "council", "number"],
                name="council_criteria_number",
                violation_error_message=_("There is a set of criteria of this number already."),
            )
        ]

    def __str__(self):
        return str(self.number)


class Round(MunicipalModel):
    """One round of scrutiny over some items. States: open for scores; ranked, when it was counted.

    criteria  the set that was announced before it opened; it holds to the end of the round
    budget    whole baht that may be spent on what is ranked
    rule, tie_rule   by which counting rule it is decided; the others stand beside it
    Personal data: none.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open for scores")
        RANKED = "ranked", _("ranked")

    class Rule(models.TextChoices):
        EQUAL_SHARES = "equal-shares", _("equal shares")
        GREEDY = "greedy", _("greedy: most points first, while the money lasts")
        SCORES = "scores", _("sum of the scores")
        BORDA = "borda", _("Borda: points by place")

    council = MunicipalForeignKey(Council, models.PROTECT, related_name="rounds")
    criteria = MunicipalForeignKey(CriteriaSet, models.PROTECT, related_name="rounds")
    title = models.CharField(max_length=160)
    budget = models.PositiveIntegerField()
    rule = models.CharField(max_length=12, choices=Rule.choices, default=Rule.EQUAL_SHARES)
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField()
    closes_at = models.DateTimeField()
    ranked_at = models.DateTimeField(null=True)
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="council_round_budget",
                condition=Q(budget__gte=1),
                violation_error_message=_("A round has a budget."),
            ),
            models.CheckConstraint(
                name="council_round_ranked",
                condition=Q(state="open", ranked_at=None) | Q(state="ranked", ranked_at__isnull=False),
                violation_error_message=_("A ranked round says since when."),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_open(self):
        """Whether scores are still taken."""
        return self.state == self.State.OPEN


class RoundItem(MunicipalModel):
    """An item in a round, with the cost that was asked about; in whole baht. Personal data: none."""

    round = MunicipalForeignKey(Round, models.CASCADE, related_name="items")
    item = MunicipalForeignKey(Item, models.PROTECT, related_name="rounds")
    number = models.PositiveSmallIntegerField()
    cost = models.PositiveIntegerField()

    class Meta(MunicipalModel.Meta):
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "round", "item"],
                name="council_round_item_once",
                violation_error_message=_("This item is in the round already."),
            )
        ]

    def __str__(self):
        return str(self.item)


class Score(MunicipalModel):
    """What a seat gives an item by one criterion, with its reason. A later one replaces it and both stay.

    value        1 to 5 points
    replaced_at  since when another score of the same seat stands for it
    by_id        the delegate's account, or the secretary's who typed it
    Personal data: none; an organization's score. In a children's council no page shows it by seat.
    """

    round = MunicipalForeignKey(Round, models.CASCADE, related_name="scores")
    item = MunicipalForeignKey(Item, models.PROTECT, related_name="scores")
    seat = MunicipalForeignKey(Seat, models.PROTECT, related_name="scores")
    criterion = models.CharField(max_length=40)
    value = models.PositiveSmallIntegerField()
    reason = models.CharField(max_length=400)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    replaced_at = models.DateTimeField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "round", "item", "seat", "criterion"],
                condition=Q(replaced_at=None),
                name="council_score_once",
                violation_error_message=_("A seat scores an item once by each criterion."),
            ),
            models.CheckConstraint(
                name="council_score_scale",
                condition=Q(value__gte=1, value__lte=5),
                violation_error_message=_("A score is 1 to 5 points."),
            ),
            models.CheckConstraint(
                name="council_score_reason",
                condition=~Q(reason=""),
                violation_error_message=_("A score has a reason."),
            ),
        ]

    def __str__(self):
        return str(self.value)


class Count(MunicipalModel):
    """One count of a round: the first, and later ones after a cut of the budget or a withdrawal.

    All stay beside each other.
    election_id, sheet  the election of `ballots`, and which of its counts
    because             why it was counted again, "" for the first
    Personal data: none.
    """

    append_only = True

    round = MunicipalForeignKey(Round, models.CASCADE, related_name="counts")
    number = models.PositiveSmallIntegerField()
    budget = models.PositiveIntegerField()
    because = models.CharField(max_length=300, blank=True)
    election_id = models.UUIDField()
    sheet = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "round", "number"],
                name="council_count_number",
                violation_error_message=_("There is a count of this number already."),
            ),
            models.CheckConstraint(
                name="council_recount_because",
                condition=Q(number=1) | ~Q(because=""),
                violation_error_message=_("A recount says why."),
            ),
        ]

    def __str__(self):
        return str(self.number)
