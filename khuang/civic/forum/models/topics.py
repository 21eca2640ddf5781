"""A topic of the forum and its phases."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.civic.forum.rules.phases import PhaseDraft
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel

Q, F = models.Q, models.F


class Topic(MunicipalModel):
    """One question that the community talks about. Two states: running, closed (closed_at).

    village      whom it concerns; none is the whole municipality
    about        why it is asked, and what is known, in words
    needs_token  whether only votes with a one-time token of paper count; else anyone may vote
    Personal data: none.
    """

    title = models.CharField(max_length=120)
    question = models.CharField(max_length=300)
    about = models.TextField(blank=True)
    village = MunicipalForeignKey("places.Village", models.PROTECT, null=True, related_name="+")
    needs_token = models.BooleanField(default=False)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="forum_topic_closed",
                condition=Q(closed_at=None) | Q(closed_at__gte=F("at")),
                violation_error_message=_("A topic is not closed before it was opened."),
            )
        ]

    def __str__(self):
        return self.title

    @property
    def is_closed(self):
        """Whether it was closed by hand; its last phase may have ended without."""
        return self.closed_at is not None


class Phase(MunicipalModel):
    """One phase of a topic: from a day to a day, both counted. Personal data: none.

    may  what may be done in it, of rules.phases.ACTS
    """

    class Kind(models.TextChoices):
        GATHER = "gather", _("gather statements")
        VOTE = "vote", _("vote")
        AGREE = "agree", _("come to an agreement")

    topic = MunicipalForeignKey(Topic, models.PROTECT, related_name="phases")
    kind = models.CharField(max_length=6, choices=Kind.choices)
    begins_on = models.DateField()
    ends_on = models.DateField()
    may = models.JSONField()

    class Meta(MunicipalModel.Meta):
        ordering = ["begins_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "topic", "begins_on"],
                name="forum_phase_begins",
                violation_error_message=_("A phase begins on this day already."),
            ),
            models.CheckConstraint(
                name="forum_phase_days",
                condition=Q(ends_on__gte=F("begins_on")),
                violation_error_message=_("A phase does not end before it begins."),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def draft(self):
        """The phase as the rules know it."""
        return PhaseDraft(self.kind, self.begins_on, self.ends_on, tuple(self.may))
