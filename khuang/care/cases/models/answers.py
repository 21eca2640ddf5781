"""A public project is done: which needs has it met, and do the families know it?"""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.cases.models.needs import Need
from khuang.ground.municipalities import pages_above
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel

Q = models.Q


class AnswerReview(MunicipalModel):
    """One project that was done, as this wing knows it. Open until nobody has anything to decide.

    project_id  of the public wing, opaque here; round: how often it was closed
    kind        code of the list of kinds; villages: codes, none for the whole municipality
    title       public words of the project
    withdrawn_at  it was reopened in public: what was not decided is not asked any more
    Personal data: none.
    """

    project_id = models.UUIDField()
    round = models.PositiveSmallIntegerField()
    kind = models.CharField(max_length=40)
    villages = ArrayField(models.CharField(max_length=12), default=list)
    title = models.CharField(max_length=200)
    asked_at = models.DateTimeField()
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "project_id", "round"],
                name="cases_answer_once",
                violation_error_message=_("This project is under review already."),
            )
        ]

    def __str__(self):
        return self.title

    @property
    def path_url(self):
        """Give the page of the path that the project stands on."""
        return pages_above.address("path", "project", self.project_id)


class NeedAnswer(MunicipalModel):
    """What a social worker said of one need when a project was done: it is met by it, or not and why.

    told_at    when the family knew it: written to, or told by mouth
    denied_at  when they said that it is not so; the need is open again
    Personal data: what a person lacks and whether it was answered; words are sealed.
    """

    scope_fields = {
        "village": "need__person__village_id",
        "home": "need__person__dwelling_id",
        "level": "need__person__level",
        "record": "need__person_id",
    }

    review = MunicipalForeignKey(AnswerReview, models.PROTECT, related_name="answers")
    need = MunicipalForeignKey(Need, models.PROTECT, related_name="answers")
    is_met = models.BooleanField()
    words = SealedText(null=True)
    at = models.DateTimeField()
    by_id = models.UUIDField()
    told_at = models.DateTimeField(null=True)
    told_by_id = models.UUIDField(null=True)
    denied_at = models.DateTimeField(null=True)
    denied_words = SealedText(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["at", "pk"]
        indexes = [
            models.Index(
                fields=["municipality", "at"],
                condition=Q(is_met=True, told_at=None, denied_at=None),
                name="cases_answer_to_tell",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "review", "need"],
                name="cases_answer_of_need",
                violation_error_message=_("This need was looked at already."),
            ),
            models.CheckConstraint(
                name="cases_answer_because",
                condition=Q(is_met=True) | Q(words__isnull=False, told_at=None, denied_at=None),
                violation_error_message=_("A need that is not met says why."),
            ),
            models.CheckConstraint(
                name="cases_answer_denied",
                condition=Q(denied_at=None, denied_words=None)
                | Q(denied_at__isnull=False, denied_words__isnull=False),
                violation_error_message=_("Whoever says that it is not so says how it is."),
            ),
        ]

    def __str__(self):
        return str(self.review_id)
