"""A plan that comes as a spreadsheet."""

from django.db import models

from khuang.civic.plan.models.editions import Edition
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel


class PlanImport(MunicipalModel):
    """One table brought into a draft edition. It is open until it is carried out.

    head     headings; rows: cells as texts, in their order
    mapping  name of a value of the row -> column, as last chosen; remembered for the next table alike
    refused  numbers of the rows that were not taken, with why
    Personal data: none; the plan is public. Which account brought it.
    """

    edition = MunicipalForeignKey(Edition, models.CASCADE, related_name="imports")
    form = models.CharField(max_length=10)
    head = models.JSONField(default=list)
    rows = models.JSONField(default=list)
    mapping = models.JSONField(default=dict)
    refused = models.JSONField(default=list)
    taken = models.PositiveIntegerField(default=0)
    brought_by_id = models.UUIDField()
    brought_at = models.DateTimeField()
    done_at = models.DateTimeField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-brought_at"]

    def __str__(self):
        return str(self.brought_at)
