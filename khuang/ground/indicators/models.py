"""Figures as they were published."""

from django.db import models

from khuang.ground.municipalities.models import MunicipalModel


class PublishedFigure(MunicipalModel):
    """One figure of the whole municipality on one day, as anyone may read it. Personal data: none.

    code    which figure, as rules.DEFINITIONS names it
    period  the day that it describes
    value   rounded down before it is stored; the exact count is never here
    source  where it was counted, for example "registry"
    """

    code = models.CharField(max_length=40)
    period = models.DateField()
    value = models.PositiveIntegerField()
    unit = models.CharField(max_length=20)
    source = models.CharField(max_length=60)
    published_at = models.DateTimeField()

    class Meta(MunicipalModel.Meta):
        ordering = ["code", "-period"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code", "period"], name="indicators_figure_of_a_day"
            )
        ]

    def __str__(self):
        return f"{self.code} {self.period}: {self.value}"
