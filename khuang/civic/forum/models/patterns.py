"""What the votes on a topic show, as it was last computed."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.civic.forum.models.topics import Topic
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel


class Pattern(MunicipalModel):
    """The opinion pattern of one topic: computed from its votes by a job, never while a page is drawn.

    at       when it was computed
    votes    how many votes on statements that are shown it holds, newest_at when the newest was cast
    is_over  whether nobody could vote any more; only then who the groups are is told, and votes exported
    print    hash of the votes, so that anybody who has them can recount (rules.patterns.Votes.hash)
    result   as rules.patterns.kept writes it
    Personal data: none; counts, and places on a map that are rounded and without a name.
    """

    topic = MunicipalForeignKey(Topic, models.CASCADE, related_name="patterns")
    at = models.DateTimeField()
    votes = models.PositiveIntegerField()
    newest_at = models.DateTimeField(null=True)
    is_over = models.BooleanField()
    print = models.CharField(max_length=64)
    result = models.JSONField()

    class Meta(MunicipalModel.Meta):
        ordering = ["-at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "topic"],
                name="forum_pattern_once",
                violation_error_message=_("A topic has one pattern."),
            ),
            models.CheckConstraint(
                name="forum_pattern_votes",
                condition=models.Q(votes=0, newest_at=None) | models.Q(votes__gt=0, newest_at__isnull=False),
                violation_error_message=_("A pattern of votes says when the newest was cast."),
            ),
        ]

    def __str__(self):
        return self.print[:12]
