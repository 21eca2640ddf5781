"""Who is not to come back by a survey."""

from django.db import models

from khuang.ground.municipalities.models import MunicipalModel


class Forgotten(MunicipalModel):
    """An entity whose data were erased: what a survey still says of it is cut out as it comes in.

    Personal data: none but the id, which stands for nobody any more.
    """

    entity_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        verbose_name_plural = "forgotten"
        constraints = [
            models.UniqueConstraint(fields=["municipality", "entity_id"], name="surveys_forgotten_once")
        ]

    def __str__(self):
        return str(self.entity_id)
