"""Ballots that count, who has voted, and counts."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.civic.ballots.models.elections import Election
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel
from khuang.ground.places.models import Village
from khuang.lib.money import BAHT


class Ballot(MunicipalModel):
    """One ballot that counts. It holds nothing that leads to a token, a paper, an account or a moment.

    id        random (not UUIDv7, which tells the time); `close` writes all rows anew in the order of ids
    choices   pairs of (number of an option, value), by number: 1 for a tick, the score, the points, the
              place in the order; a ballot without any is blank
    on        the day, as in Thailand
    sex, age_band, village  as the voter said them then, "" or none when not said
    Personal data: none that names anybody; how somebody unknown voted.
    """

    class Way(models.TextChoices):
        PHONE = "phone", _("on a phone or computer, with a token")
        PAPER = "paper", _("on paper")
        OFFICER = "officer", _("with the help of an officer")
        DELEGATE = "delegate", _("as a delegate")

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    election = MunicipalForeignKey(Election, models.PROTECT, related_name="ballots")
    choices = models.JSONField()
    on = models.DateField()
    way = models.CharField(max_length=8, choices=Way.choices)
    sex = models.CharField(max_length=6, blank=True)
    age_band = models.CharField(max_length=5, blank=True)
    village = MunicipalForeignKey(Village, models.PROTECT, null=True, related_name="+")

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]

    def __str__(self):
        return f"{self.pk}"


class HasVoted(MunicipalModel):
    """A delegate has voted in an election; how, is not here, and when neither.

    id        random, for the same reason as a ballot's
    key_hash  keyed hash of the election and who it is
    Personal data: that somebody voted, for whoever holds the keys and knows whom to ask for.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    election = MunicipalForeignKey(Election, models.PROTECT, related_name="+")
    key_hash = models.BinaryField(max_length=16)

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "key_hash"],
                name="ballots_voted_once",
                violation_error_message=_("Each delegate votes once."),
            )
        ]

    def __str__(self):
        return f"{self.pk}"


class Count(MunicipalModel):
    """One count under one budget; a later one never changes an earlier one.

    number      from 1
    input_hash  SHA-256 over the canonical ballots, options and rules (rules.sheet)
    outcomes    what each rule gave, as rules.outcomes writes it
    nothing     per rule, who got nothing, by sex, age band and village: exact figures for the desk
    because     why it was counted again, "" for the first
    Personal data: none.
    """

    append_only = True

    election = MunicipalForeignKey(Election, models.PROTECT, related_name="counts")
    number = models.PositiveSmallIntegerField()
    budget = models.BigIntegerField()
    ballots = models.PositiveIntegerField()
    input_hash = models.CharField(max_length=64)
    outcomes = models.JSONField()
    nothing = models.JSONField()
    because = models.CharField(max_length=300, blank=True)
    counted_at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "election", "number"],
                name="ballots_count_number",
                violation_error_message=_("Each count has a number of its own."),
            ),
            models.CheckConstraint(
                name="ballots_count_because",
                condition=models.Q(number=1) ^ ~models.Q(because=""),
                violation_error_message=_("A second count says why."),
            ),
        ]

    def __str__(self):
        return f"{self.number}"

    @property
    def satang(self):
        """The budget as the pages write money."""
        return self.budget * BAHT
