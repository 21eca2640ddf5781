"""What somebody began to type in from paper."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models import OF_PERSON
from khuang.care.visits.models.plans import PlannedVisit
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedJSON
from khuang.ground.municipalities.models import MunicipalModel


class PaperDraft(MunicipalModel):
    """One row of a round sheet that is typed in and not complete yet; gone when the visit is recorded.

    typed  field -> text as it stands in the boxes; sealed
    Personal data: what a visitor wrote down about somebody; sealed.
    """

    scope_fields = {name: f"planned__{way}" for name, way in OF_PERSON.items()}

    planned = MunicipalForeignKey(PlannedVisit, models.CASCADE, related_name="paper_drafts")
    typed = SealedJSON()
    at = models.DateTimeField()
    by_id = models.UUIDField()

    class Meta(MunicipalModel.Meta):
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "planned"],
                name="visits_paper_draft_once",
                violation_error_message=_("A draft of this row is kept already."),
            ),
        ]

    def __str__(self):
        return str(self.planned_id)
