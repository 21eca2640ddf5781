"""A talk at home, and the issues that are taken down there or at the desk."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models import Household, Person
from khuang.care.voices.models.reports import Report
from khuang.ground.accounts.models import Account
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel

Q = models.Q


class Talk(MunicipalModel):
    """One talk with a household. States: invited, held (still corrected), closed, cancelled.

    researcher  who goes there
    invited_by  letter, card, message or spoken
    present     how many took part: "sex:age band" -> number; names only in TalkGuest, of those who want
    read_back_at  when the issues were read back to them
    Personal data: that a household was talked with; goes with the household.
    """

    class Invited(models.TextChoices):
        LETTER = "letter", _("by a letter or card")
        MESSAGE = "message", _("by message, as they are reached")
        SPOKEN = "spoken", _("face to face")

    class State(models.TextChoices):
        INVITED = "invited", _("invited")
        HELD = "held", _("held, not closed yet")
        CLOSED = "closed", _("closed")
        CANCELLED = "cancelled", _("cancelled")

    scope_fields = {"village": "village_id", "home": "household__dwelling_id"}

    household = MunicipalForeignKey(Household, models.PROTECT, related_name="talks")
    village = MunicipalForeignKey("places.Village", models.PROTECT, null=True, related_name="+")
    researcher = MunicipalForeignKey(Account, models.PROTECT, related_name="+")
    planned_at = models.DateTimeField()
    invited_by = models.CharField(max_length=7, choices=Invited.choices)
    state = models.CharField(max_length=9, choices=State.choices, default=State.INVITED)
    made_at = models.DateTimeField()
    by_id = models.UUIDField()
    held_on = models.DateField(null=True)
    present = models.JSONField(default=dict)
    read_back_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    closed_by_id = models.UUIDField(null=True)
    cancelled_because = SealedText(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-planned_at", "-pk"]
        indexes = [models.Index(fields=["municipality", "household"], name="voices_talk_household")]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "household"],
                condition=Q(state__in=("invited", "held")),
                name="voices_talk_one_open",
                violation_error_message=_("A talk with this household is planned or under way already."),
            ),
            models.CheckConstraint(
                name="voices_talk_closed",
                condition=Q(state__in=("invited", "held"), closed_at=None)
                | Q(state="closed", closed_at__isnull=False, read_back_at__isnull=False)
                | Q(state="cancelled", closed_at__isnull=False, cancelled_because__isnull=False),
                violation_error_message=_(
                    "A talk is read back before it is closed; a cancelled one says why."
                ),
            ),
            models.CheckConstraint(
                name="voices_talk_held",
                condition=Q(state__in=("invited", "cancelled")) | Q(held_on__isnull=False),
                violation_error_message=_("A talk that was held says on which day."),
            ),
        ]

    def __str__(self):
        return self.get_state_display()

    @property
    def is_open(self):
        """Whether something may still be taken down or corrected."""
        return self.closed_at is None


class TalkGuest(MunicipalModel):
    """A person of the household who took part and wants to be named in it. Personal data: that they did."""

    scope_fields = {
        "village": "person__village_id",
        "home": "person__dwelling_id",
        "level": "person__level",
        "record": "person_id",
    }

    talk = MunicipalForeignKey(Talk, models.CASCADE, related_name="guests")
    person = MunicipalForeignKey(Person, models.PROTECT, related_name="talks")

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "talk", "person"],
                name="voices_guest_once",
                violation_error_message=_("This person is noted already."),
            )
        ]

    def __str__(self):
        return str(self.person_id)


class Issue(MunicipalModel):
    """One issue or suggestion, from a talk or a report.

    States: noted (its talk or report is not closed yet), waiting (to be checked for the forum),
    released (the forum may take it), kept (not for the forum), withdrawn (the raiser took it back).
    kind        code of the list that needs share
    place       what it is about: a village, or a public place in words; neither is the whole municipality
    village     where it was taken down
    shown_name, agreed_at   the name to show, with consent; without both it is anonymous
    raiser_id   a person who wants to be told what becomes of it; no key, so that the issue outlives them
    reference   random; all that the public side knows of this row
    offered     the words as they were checked, sealed; what crosses is made from these alone
    news        what became of it, last told by the forum; told_at when the raiser knows it
    Personal data: what somebody said at home, sealed, and who wants to hear of it.
    """

    class Nature(models.TextChoices):
        ISSUE = "issue", _("an issue")
        SUGGESTION = "suggestion", _("a suggestion")

    class State(models.TextChoices):
        NOTED = "noted", _("taken down")
        WAITING = "waiting", _("waits to be checked")
        RELEASED = "released", _("released to the forum")
        KEPT = "kept", _("kept here")
        WITHDRAWN = "withdrawn", _("withdrawn")

    scope_fields = {
        "village": "village_id",
        "home": "talk__household__dwelling_id",
        "level": "report__person__level",
        "record": "report__person_id",
    }

    talk = MunicipalForeignKey(Talk, models.CASCADE, null=True, related_name="issues")
    report = MunicipalForeignKey(Report, models.CASCADE, null=True, related_name="issues")
    village = MunicipalForeignKey("places.Village", models.PROTECT, null=True, related_name="+")
    nature = models.CharField(max_length=10, choices=Nature.choices, default=Nature.ISSUE)
    kind = models.CharField(max_length=40)
    place = MunicipalForeignKey("places.Village", models.PROTECT, null=True, related_name="+")
    place_words = models.CharField(max_length=120, blank=True)
    words = SealedText()
    shown_name = SealedText(null=True)
    agreed_at = models.DateTimeField(null=True)
    wants_news = models.BooleanField(default=False)
    raiser_id = models.UUIDField(null=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.NOTED)
    at = models.DateTimeField()
    by_id = models.UUIDField()
    reference = models.CharField(max_length=32, null=True)
    offered = SealedText(null=True)
    checked_at = models.DateTimeField(null=True)
    checked_by_id = models.UUIDField(null=True)
    kept_because = SealedText(null=True)
    news = SealedText(null=True)
    news_at = models.DateTimeField(null=True)
    told_at = models.DateTimeField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["at", "pk"]
        indexes = [
            models.Index(
                fields=["municipality", "at"],
                condition=Q(state="waiting"),
                name="voices_issue_waiting",
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "reference"],
                name="voices_issue_reference",
                violation_error_message=_("There is an issue with this reference already."),
            ),
            models.CheckConstraint(
                name="voices_issue_from_one",
                condition=Q(talk__isnull=False, report=None) | Q(talk=None, report__isnull=False),
                violation_error_message=_("An issue comes from a talk or from a report."),
            ),
            models.CheckConstraint(
                name="voices_issue_named",
                condition=Q(shown_name=None, agreed_at=None)
                | Q(shown_name__isnull=False, agreed_at__isnull=False),
                violation_error_message=_("A name is shown only with consent."),
            ),
            models.CheckConstraint(
                name="voices_issue_released",
                condition=Q(state="released", reference__isnull=False, offered__isnull=False)
                | Q(state="withdrawn")
                | Q(state__in=("noted", "waiting", "kept"), reference=None, offered=None),
                violation_error_message=_("What is released has its reference and its checked words."),
            ),
            models.CheckConstraint(
                name="voices_issue_kept",
                condition=~Q(state="kept") | Q(kept_because__isnull=False),
                violation_error_message=_("What is kept here says why."),
            ),
            models.CheckConstraint(
                name="voices_issue_told",
                condition=Q(told_at=None) | Q(news_at__isnull=False),
                violation_error_message=_("Nobody is told before there is news."),
            ),
        ]

    def __str__(self):
        return self.get_nature_display()

    @property
    def is_named(self):
        """Whether a name may be shown with it."""
        return self.agreed_at is not None
