"""Signs of life, and the silences in between."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.cases.models import Alert
from khuang.care.people.models import OF_PERSON, Person
from khuang.care.visits.models import PlannedVisit
from khuang.care.wellbeing.models.agreements import CheckIn
from khuang.ground.messaging.models import Message
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel

Q, F = models.Q, models.F


class Sign(MunicipalModel):
    """That somebody let us hear of them on a day in one way: one row for each day, person and way.

    how       a tap on "I am well", a helper's tap for them, another message, a call, a visit
    first_at, last_at  by the channel's clock; `times` how often
    noted_at  when we first knew
    source_id the message, call or visit that came first
    Only taps say that they are well; the others say that they are there.
    Personal data: when somebody was heard of.
    """

    class How(models.TextChoices):
        TAP = "tap", _("tapped: I am well")
        HELPER = "helper", _("a helper tapped for them")
        MESSAGE = "message", _("sent something else")
        CALL = "call", _("answered a call")
        VISIT = "visit", _("was met at a visit")

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, related_name="signs_of_life")
    day = models.DateField()
    how = models.CharField(max_length=7, choices=How.choices)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()
    times = models.PositiveIntegerField(default=1)
    noted_at = models.DateTimeField()
    source_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-first_at", "-pk"]
        indexes = [models.Index(fields=["municipality", "day"], name="wellbeing_sign_day")]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "person", "day", "how"],
                name="wellbeing_sign_once",
                violation_error_message=_("This sign of life is noted already."),
            ),
            models.CheckConstraint(
                name="wellbeing_sign_order",
                condition=Q(last_at__gte=F("first_at")) & Q(times__gte=1),
                violation_error_message=_("The last sign of a day is not before the first."),
            ),
        ]

    def __str__(self):
        return self.get_how_display()


class Silence(MunicipalModel):
    """That no sign of life came by the hour of a day: one row for each day and person.

    Levels: call (somebody calls), visit (somebody goes there today), alert (nobody reached them).
    Ends with a sign of life, a pause, by hand, or the next silent day, which goes on from `run_since`.
    due_at      until when a sign was awaited
    at_once     not awaited: they can no longer tap
    level_since when this level began; `next_at` when the clock brings the next
    call        the message that a call says; unanswered: calls that nobody took
    visit       the visit that was asked for; none: nobody goes today
    Personal data: that somebody did not answer.
    """

    class Level(models.TextChoices):
        CALL = "call", _("to be called")
        VISIT = "visit", _("to be visited today")
        ALERT = "alert", _("nobody reached them")

    class Ended(models.TextChoices):
        IN_TIME = "in-time", _("they had tapped in time, it came late to us")
        TAP = "tap", _("tapped late")
        MESSAGE = "message", _("sent something")
        CALL = "call", _("answered the call")
        VISIT = "visit", _("was met at a visit")
        PAUSE = "pause", _("was away")
        HAND = "hand", _("somebody knew of them")
        NEXT = "next", _("silent on the next day too")
        OVER = "over", _("the check-in ended")

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, related_name="silences")
    check_in = MunicipalForeignKey(CheckIn, models.PROTECT, related_name="silences")
    day = models.DateField()
    run_since = models.DateField()
    due_at = models.DateTimeField()
    at_once = models.BooleanField(default=False)
    noticed_at = models.DateTimeField()
    level = models.CharField(max_length=5, choices=Level.choices)
    level_since = models.DateTimeField()
    next_at = models.DateTimeField(null=True)
    call = MunicipalForeignKey(Message, models.SET_NULL, null=True, related_name="+")
    unanswered = models.PositiveSmallIntegerField(default=0)
    visit = MunicipalForeignKey(PlannedVisit, models.SET_NULL, null=True, related_name="silences")
    alert = MunicipalForeignKey(Alert, models.SET_NULL, null=True, related_name="silences")
    ended_at = models.DateTimeField(null=True)
    ended_because = models.CharField(max_length=7, choices=Ended.choices, blank=True)
    ended_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["run_since", "due_at", "pk"]
        indexes = [
            models.Index(
                fields=["municipality", "next_at"], condition=Q(ended_at=None), name="wellbeing_silence_next"
            ),
            models.Index(fields=["municipality", "day"], name="wellbeing_silence_day"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "person", "day"],
                name="wellbeing_silence_once",
                violation_error_message=_("This silence is noticed already."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "person"],
                condition=Q(ended_at=None),
                name="wellbeing_silence_one_open",
                violation_error_message=_("One silence of a person is open at a time."),
            ),
            models.CheckConstraint(
                name="wellbeing_silence_ended",
                condition=Q(ended_at=None, ended_because="")
                | (Q(ended_at__isnull=False) & ~Q(ended_because="")),
                violation_error_message=_("A silence that ended says when and why."),
            ),
            models.CheckConstraint(
                name="wellbeing_silence_run",
                condition=Q(run_since__lte=F("day")),
                violation_error_message=_("A silence cannot begin after its day."),
            ),
        ]

    def __str__(self):
        return f"{self.day}"
