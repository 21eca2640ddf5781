"""Who takes part, without a name, and how they vote."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.civic.forum.models.statements import Statement
from khuang.civic.forum.models.topics import Topic
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel
from khuang.lib.demographics import AGE_BANDS, SEXES

Q, F = models.Q, models.F
VALUES = (-1, 0, 1)


class Participant(MunicipalModel):
    """One device, token or paper that takes part in one topic; nobody knows whose.

    key         keyed hash of a random key and the topic, so that two topics cannot be joined
    sex, age_band, village   as they said at that time, "" and none for not said; never from a profile
    way         how the votes came; hearing_id in which hall
    Personal data: sex, age band and village of somebody without a name.
    """

    class Way(models.TextChoices):
        PORTAL = "portal", _("on the public page")
        HALL = "hall", _("in the hall")
        PAPER = "paper", _("on paper")
        OFFICER = "officer", _("typed by an officer")

    topic = MunicipalForeignKey(Topic, models.PROTECT, related_name="participants")
    key = models.BinaryField(max_length=16)
    sex = models.CharField(max_length=6, blank=True)
    age_band = models.CharField(max_length=5, blank=True)
    village = MunicipalForeignKey("places.Village", models.PROTECT, null=True, related_name="+")
    way = models.CharField(max_length=7, choices=Way.choices, default=Way.PORTAL)
    hearing_id = models.UUIDField(null=True)
    at = models.DateTimeField()

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "topic", "key"],
                name="forum_participant_once",
                violation_error_message=_("This device takes part already."),
            ),
            models.CheckConstraint(
                name="forum_participant_said",
                condition=Q(sex__in=("", *SEXES)) & Q(age_band__in=("", *AGE_BANDS)),
                violation_error_message=_("This sex or age band is not on the list."),
            ),
        ]

    def __str__(self):
        return str(self.pk)


class Vote(MunicipalModel):
    """What a participant says of a statement now: 1 agree, -1 disagree, 0 pass; counted once.

    A later vote replaces an earlier one, which stays as a PastVote.
    Personal data: the opinion of somebody without a name.
    """

    participant = MunicipalForeignKey(Participant, models.PROTECT, related_name="votes")
    statement = MunicipalForeignKey(Statement, models.PROTECT, related_name="votes")
    value = models.SmallIntegerField()
    at = models.DateTimeField()

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "participant", "statement"],
                name="forum_vote_once",
                violation_error_message=_("This statement is voted on already."),
            ),
            models.CheckConstraint(
                name="forum_vote_value",
                condition=Q(value__in=VALUES),
                violation_error_message=_("A vote is agree, disagree or pass."),
            ),
        ]

    def __str__(self):
        return str(self.value)


class PastVote(MunicipalModel):
    """A vote that its participant changed: what it was, since when and until when. Append-only.

    Personal data: the opinion of somebody without a name.
    """

    append_only = True

    vote = MunicipalForeignKey(Vote, models.PROTECT, related_name="past")
    value = models.SmallIntegerField()
    at = models.DateTimeField()
    until = models.DateTimeField()

    class Meta(MunicipalModel.Meta):
        ordering = ["at", "pk"]

    def __str__(self):
        return str(self.value)


class Hands(MunicipalModel):
    """Hands that were raised for a statement in a hall, of one sex; counted there, never mixed with votes.

    Personal data: none; counts of a hall.
    """

    statement = MunicipalForeignKey(Statement, models.PROTECT, related_name="hands")
    hearing_id = models.UUIDField(null=True)
    sex = models.CharField(max_length=6, blank=True)
    agreed = models.PositiveIntegerField()
    disagreed = models.PositiveIntegerField()
    passed = models.PositiveIntegerField()
    at = models.DateTimeField()
    by_id = models.UUIDField()

    class Meta(MunicipalModel.Meta):
        ordering = ["at", "pk"]
        verbose_name_plural = "hands"
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "statement", "hearing_id", "sex"],
                name="forum_hands_once",
                nulls_distinct=False,
                violation_error_message=_("The hands of this hall are noted already."),
            ),
            models.CheckConstraint(
                name="forum_hands_sex",
                condition=Q(sex__in=("", *SEXES)),
                violation_error_message=_("This sex is not on the list."),
            ),
        ]

    def __str__(self):
        return f"{self.agreed}/{self.disagreed}/{self.passed}"
