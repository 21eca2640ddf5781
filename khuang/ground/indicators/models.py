"""Figures as they were published, and the list of kinds of need that they are counted by."""

from django.db import models
from django.utils.translation import gettext_lazy as _

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


class NeedKind(MunicipalModel):
    """What a municipality says of one kind of need: its own kind, or a shipped one in other words.

    The list is a code list as SDMX has them (code, names by language, description). It lies on the
    ground because both wings speak by it and neither may know the other: a need of a person, an
    issue of the forum, a project and a figure are of one kind, and the code is all that passes.
    Kinds that are shipped stand in data/need_kinds.toml; a row here changes or retires one of them.
    Nothing is ever deleted, since needs and projects of years ago still say the code.
    Personal data: none.

    code        never changes; of an own kind it is made from nothing that names anybody
    retired_at  no longer offered since then; what is noted of this kind stays
    """

    code = models.CharField(max_length=40)
    en = models.CharField(max_length=60)
    th = models.CharField(max_length=60)
    covers_en = models.CharField(max_length=200, blank=True)
    covers_th = models.CharField(max_length=200, blank=True)
    confidential = models.BooleanField(default=False)
    urgent = models.BooleanField(default=False)
    changed_at = models.DateTimeField()
    retired_at = models.DateTimeField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["code"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code"],
                name="indicators_needkind_code",
                violation_error_message=_("There is a kind with this code already."),
            )
        ]

    def __str__(self):
        return self.code
