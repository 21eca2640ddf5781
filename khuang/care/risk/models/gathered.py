"""What is known of everybody, gathered so that a draft of a policy can be tried in a moment.

Everything here follows from other rows and can be made anew from them.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.ground.journal.models import LongWork
from khuang.ground.municipalities.fields import SealedBytes
from khuang.ground.municipalities.models import MunicipalModel


class KnowledgeBlock(MunicipalModel):
    """What is known of a few thousand people, those whose ids lie from `low` up to the next block.

    Personal data: health, need, means, birth and sex of many people, sealed. Forgotten by
    `actions.gathering.forget`, and by itself when the person's own rows change.

    columns    as rules.columns packs them
    catalogue  fingerprint of the facts and instruments that they were made with
    """

    low = models.UUIDField()
    people = models.PositiveIntegerField()
    columns = SealedBytes()
    catalogue = models.CharField(max_length=64)
    made_at = models.DateTimeField()

    class Meta(MunicipalModel.Meta):
        ordering = ["low"]
        constraints = [models.UniqueConstraint(fields=["municipality", "low"], name="risk_block_low")]

    def __str__(self):
        return str(self.low)


class KnowledgeMark(MunicipalModel):
    """Something about a person or a home changed since their block was made: look at their own rows.

    The database makes these marks itself (migration 0003), so no way of changing a record
    can forget to. Personal data: that something changed about a person or a home.
    """

    person_id = models.UUIDField(null=True)
    household_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="risk_mark_of_one",
                condition=models.Q(person_id=None, household_id__isnull=False)
                | models.Q(person_id__isnull=False, household_id=None),
                violation_error_message=_("A mark is about a person or a home."),
            ),
        ]

    def __str__(self):
        return str(self.person_id or self.household_id)


class Gathering(LongWork):
    """Gathers what is known of everybody into blocks, then what changed meanwhile. Personal data: none.

    low        from which id on the rest is still to be gathered; none when all is
    catalogue  fingerprint of the facts and instruments that it is gathered with
    """

    low = models.UUIDField(null=True)
    catalogue = models.CharField(max_length=64)

    class Meta(LongWork.Meta):
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.done}"
