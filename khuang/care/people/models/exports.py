"""Which files with people's data were taken out, by whom and what for."""

import secrets

from django.contrib.postgres.fields import ArrayField
from django.db import models

from khuang.ground.municipalities.fields import SealedText
from khuang.ground.municipalities.models import MunicipalModel

_LETTERS = "ACDEFHJKLMNPQRTUVWXY3479"  # none that looks like another


def new_number() -> str:
    """Make a number that is printed in every row of the file and finds this line again."""
    return "".join(secrets.choice(_LETTERS) for _ in range(8))


class Export(MunicipalModel):
    """One file of people that somebody took out. The file itself is not kept; the journal names whom it held.

    number   stands in every row of the file
    reason   code of rules.exports.REASONS
    words    the reason in their own words, sealed
    chosen   codes that the list was narrowed by: village, class, age band ...
    columns  codes of the columns
    Personal data: who took a file out, and why. Names nobody whom it held, so erasure leaves it.
    """

    number = models.CharField(max_length=8, default=new_number, editable=False)
    by_id = models.UUIDField()
    at = models.DateTimeField()
    reason = models.CharField(max_length=10)
    words = SealedText()
    chosen = models.JSONField(default=dict)
    columns = ArrayField(models.CharField(max_length=20))
    file_format = models.CharField(max_length=4)
    count = models.PositiveIntegerField()

    class Meta(MunicipalModel.Meta):
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["municipality", "by_id", "at"], name="people_export_by")]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "number"], name="people_export_number")
        ]

    def __str__(self):
        return self.number
