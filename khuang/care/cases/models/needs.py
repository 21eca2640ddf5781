"""A need: what a person or a household lacks, of a kind from one list."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from khuang.care.cases.models.cases import Case
from khuang.care.people.models import OF_PERSON, Household, Person
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel


class Source(models.TextChoices):
    SURVEY = "survey", _("survey")
    VISIT = "visit", _("visit")
    MESSAGE = "message", _("message")
    WALK_IN = "walk-in", _("came in person")
    REFERRAL = "referral", _("referral")
    CONFERENCE = "conference", _("case conference")
    DESK = "desk", _("noted at the desk")


class Need(MunicipalModel):
    """One need of a person or of a household. Four states: open, being met, met, withdrawn.

    household   set when the whole household has the need, not this person alone
    kind        code of the list of kinds, which the public side shares
    source      where it was first said; source_id is the row that said it
    ended_at, ended_because  when and why it was met or withdrawn; they belong together
    doubted_at  since then a later survey says the contrary; a person decides
    Personal data: what a person lacks; words about it are sealed.
    """

    class State(models.TextChoices):
        OPEN = "open", pgettext_lazy("a need", "open")
        BEING_MET = "being-met", _("being met")
        MET = "met", _("met")
        WITHDRAWN = "withdrawn", _("withdrawn")

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, related_name="needs")
    household = MunicipalForeignKey(Household, models.PROTECT, null=True, related_name="+")
    case = MunicipalForeignKey(Case, models.PROTECT, null=True, related_name="needs")
    kind = models.CharField(max_length=40)
    state = models.CharField(max_length=10, choices=State.choices, default=State.OPEN)
    source = models.CharField(max_length=10, choices=Source.choices)
    source_id = models.UUIDField(null=True)
    noted_at = models.DateTimeField()
    noted_by_id = models.UUIDField(null=True)
    doubted_at = models.DateTimeField(null=True)
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
            models.Index(
                fields=["municipality", "doubted_at"],
                condition=models.Q(ended_at=None, doubted_at__isnull=False),
                name="cases_need_doubted",
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

    @property
    def is_open(self):
        return self.ended_at is None


class NeedWord(MunicipalModel):
    """What was said of a need, or became of it, at one time; the need's history.

    what    noted, again, contrary, kept, being-met, open, met, withdrawn, or taken-up by a case
    source  where it was said; source_id is the row that said it; the same row says it once
    Personal data: what a person lacks; words are sealed.
    """

    class What(models.TextChoices):
        NOTED = "noted", _("noted")
        AGAIN = "again", _("said again")
        CONTRARY = "contrary", _("a survey says the contrary")
        KEPT = "kept", _("looked at: it stays open")
        TAKEN_UP = "taken-up", _("taken up by a case")
        BEING_MET = "being-met", _("being met")
        OPEN = "open", _("open again")
        MET = "met", _("met")
        WITHDRAWN = "withdrawn", _("withdrawn")

    append_only = True
    erasable = True
    scope_fields = {
        "village": "need__person__village_id",
        "home": "need__person__dwelling_id",
        "level": "need__person__level",
        "record": "need__person_id",
    }

    need = MunicipalForeignKey(Need, models.PROTECT, related_name="words")
    what = models.CharField(max_length=9, choices=What.choices)
    source = models.CharField(max_length=10, choices=Source.choices)
    source_id = models.UUIDField(null=True)
    words = SealedText(null=True)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["municipality", "need", "at"], name="cases_needword_need")]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "need", "source_id"],
                condition=models.Q(what__in=("noted", "again", "contrary")),
                name="cases_needword_once",
                violation_error_message=_("This was said already."),
            )
        ]

    def __str__(self):
        return self.what
