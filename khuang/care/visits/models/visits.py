"""What a visit found, what was answered to it, and what is not clear about it."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models import OF_PERSON, Person
from khuang.care.visits.models.plans import PlannedVisit
from khuang.care.visits.models.volunteers import Volunteer
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedJSON, SealedText
from khuang.ground.municipalities.models import MunicipalModel

OF_VISIT = {
    "village": "visit__person__village_id",
    "home": "visit__person__dwelling_id",
    "level": "visit__person__level",
    "record": "visit__person_id",
}


class Visit(MunicipalModel):
    """One visit as it was recorded, from a submission of the form `visit`.

    at           when it was, by our clock as well as we know
    clock_off    seconds by which the phone's own clock was wrong, 0 when it was right or nobody knows
    result       code: met, away, refused, moved, died
    worried      whether the visitor asked that somebody look
    findings     condition, what was done, mood, next step, words; sealed
    on_paper     typed in from a round sheet
    same_as      the record that counts, where two tell of the same visit or one corrects the other
    Personal data: what a visitor saw at somebody's home; sealed.
    """

    class Result(models.TextChoices):
        MET = "met", _("met them")
        AWAY = "away", _("not at home")
        REFUSED = "refused", _("did not want a visit")
        MOVED = "moved", _("moved away")
        DIED = "died", _("died")

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, related_name="visits")
    volunteer = MunicipalForeignKey(Volunteer, models.PROTECT, null=True, related_name="visits")
    planned = MunicipalForeignKey(PlannedVisit, models.SET_NULL, null=True, related_name="recorded")
    submission_id = models.UUIDField()
    at = models.DateTimeField()
    clock_off = models.IntegerField(default=0)
    result = models.CharField(max_length=10, choices=Result.choices)
    worried = models.BooleanField(default=False)
    findings = SealedJSON()
    on_paper = models.BooleanField(default=False)
    same_as = MunicipalForeignKey("self", models.SET_NULL, null=True, related_name="told_again")
    recorded_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-at", "-pk"]
        indexes = [
            models.Index(fields=["municipality", "person", "-at", "-id"], name="visits_visit_person"),
            models.Index(fields=["municipality", "volunteer", "-at"], name="visits_visit_volunteer"),
            models.Index(
                fields=["municipality", "-at"],
                condition=models.Q(worried=True, same_as=None),
                name="visits_visit_worried",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "submission_id"],
                name="visits_visit_once",
                violation_error_message=_("This visit was taken in already."),
            ),
            models.CheckConstraint(
                name="visits_visit_same_as_another",
                condition=models.Q(same_as=None) | ~models.Q(same_as=models.F("id")),
                violation_error_message=_("A visit is not the same as itself."),
            ),
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d}"


class VisitQuestion(MunicipalModel):
    """Something about a recorded visit that a person must settle. Open until then.

    Both records of a visit that was told twice are kept, whatever the answer.
    Personal data: none; its visit names people.
    """

    class Kind(models.TextChoices):
        TWICE = "twice", _("The same planned visit was recorded twice.")
        NOT_ASKED = "not-asked", _("Recorded by somebody whom no plan sent there.")
        CLOCK = "clock", _("The phone's clock was wrong; the day of the visit is not certain.")

    scope_fields = OF_VISIT

    visit = MunicipalForeignKey(Visit, models.CASCADE, related_name="questions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    raised_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "visit", "kind"],
                name="visits_question_once",
                violation_error_message=_("This is asked already."),
            ),
            models.CheckConstraint(
                name="visits_question_settled",
                condition=models.Q(settled_at=None, settled_by_id=None)
                | models.Q(settled_at__isnull=False, settled_by_id__isnull=False),
                violation_error_message=_("What is settled says by whom."),
            ),
        ]
        indexes = [
            models.Index(
                fields=["municipality", "-raised_at"],
                condition=models.Q(settled_at=None),
                name="visits_question_open",
            )
        ]

    def __str__(self):
        return self.kind


class VisitReply(MunicipalModel):
    """What a supervisor answered to what a visit told; the visitor sees it on the round.

    seen_at  when it first lay on the visitor's round
    Personal data: words about somebody's care; sealed.
    """

    scope_fields = OF_VISIT

    visit = MunicipalForeignKey(Visit, models.CASCADE, related_name="replies")
    words = SealedText()
    by_id = models.UUIDField()
    at = models.DateTimeField()
    seen_at = models.DateTimeField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["at", "pk"]
        verbose_name_plural = "visit replies"
        indexes = [models.Index(fields=["municipality", "visit"], name="visits_reply_visit")]

    def __str__(self):
        return f"{self.at:%Y-%m-%d}"
