"""Edges of the one thread."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khuang.civic.issues.rules.lineage import RELATIONS, Link, Node
from khuang.ground.municipalities.models import MunicipalModel

Q, F = models.Q, models.F


class Edge(MunicipalModel):
    """One row led to another; never changed, never taken away. Personal data: none.

    source, to  kind and key of rows of this wing, without a constraint: a path outlives what it names
    relation    how the one became the other, one of RELATIONS
    words       the reason, public
    by_id       the account that did it, none for the system
    """

    append_only = True

    source_kind = models.CharField(max_length=12)
    source_id = models.UUIDField()
    to_kind = models.CharField(max_length=12)
    to_id = models.UUIDField()
    relation = models.CharField(max_length=14, choices=[(one, one) for one in RELATIONS])
    words = models.CharField(max_length=600, blank=True)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["municipality", "to_kind", "to_id"], name="issues_edge_upward")]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "source_kind", "source_id", "to_kind", "to_id", "relation"],
                name="issues_edge_once",
                violation_error_message=_("This step is noted already."),
            ),
            models.CheckConstraint(
                name="issues_edge_leads_on",
                condition=~Q(source_kind=F("to_kind"), source_id=F("to_id")),
                violation_error_message=_("Nothing leads to itself."),
            ),
        ]

    def __str__(self):
        return self.relation

    @property
    def link(self):
        """Give the edge as it is walked."""
        source, to = Node(self.source_kind, self.source_id), Node(self.to_kind, self.to_id)
        return Link(source, to, self.relation, timezone.localdate(self.at))
