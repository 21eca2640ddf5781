"""A need: what a person lacks, of a kind from one list."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.cases.models.cases import Case
from khuang.care.people.models import OF_PERSON, Household, Person
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel


class Need(MunicipalModel):
    """One need of a person or of a household. Four states: open, being met, met, withdrawn.

    kind        code of the list of kinds, which the public side shares
    source      code: survey, visit, message, walk-in, referral, desk; source_id is the row that said it
    ended_at, ended_because  when and why it was met or withdrawn; they belong together
    Personal data: what a person lacks; words about it are sealed.
    """

    class State(models.TextChoices):
        OPEN = "open", _("open")
        BEING_MET = "being-met", _("being met")
        MET = "met", _("met")
        WITHDRAWN = "withdrawn", _("withdrawn")

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, related_name="needs")
    household = MunicipalForeignKey(Household, models.PROTECT, null=True, related_name="+")
    case = MunicipalForeignKey(Case, models.PROTECT, null=True, related_name="needs")
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    words = SealedText(null=True)
    source = models.CharField(max_length=20)
    source_id = models.UUIDField(null=True)
    noted_at = models.DateTimeField()
    noted_by_id = models.UUIDField(null=True)
    ended_at = models.DateTimeField(null=True)
    ended_because = SealedText(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-noted_at", "-pk"]
        indexes = [
            models.Index(fields=["municipality", "person"], name="cases_need_person"),
            models.Index(
                fields=["municipality", "kind"],
                condition=models.Q(ended_at=None),
                name="cases_need_kind",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "person", "kind"],
                condition=models.Q(ended_at=None),
                name="cases_need_once",
                violation_error_message=_("This need is noted already and still open."),
            ),
            models.CheckConstraint(
                name="cases_need_ended",
                condition=models.Q(state__in=("open", "being-met"), ended_at=None, ended_because=None)
                | models.Q(
                    state__in=("met", "withdrawn"), ended_at__isnull=False, ended_because__isnull=False
                ),
                violation_error_message=_("A need that is met or withdrawn says when and why."),
            ),
        ]

    def __str__(self):
        return self.kind
