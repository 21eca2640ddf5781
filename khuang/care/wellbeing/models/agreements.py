"""What was agreed with somebody: by when they let us hear of them, and when they need not."""

from datetime import time

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models import OF_PERSON, Person
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel

Q, F = models.Q, models.F


class CheckIn(MunicipalModel):
    """One agreement with a person: on which days and by which hour they let us hear of them.

    Holds from `since` until `until` (not included) or still; a change ends it and begins another.
    weekdays     0 Monday to 6 Sunday
    hour         until when, by the clock of the place
    way          they tap, or (without LINE, or when it no longer reaches them) they are called
    agreed_by    the person, or a helper; `helper_name` sealed
    consent      code: how they agreed
    settled_on   last day on which its hour has passed and was dealt with; keeps the minute job cheap
    Personal data: who is asked how often whether they are well; a helper's name and words sealed.
    """

    class Way(models.TextChoices):
        TAP = "tap", _("they tap on LINE")
        CALL = "call", _("we call them")

    class By(models.TextChoices):
        PERSON = "person", _("they themselves")
        HELPER = "helper", _("a helper for them")

    class Agreed(models.TextChoices):
        VISIT = "visit", _("face to face, at a visit")
        PHONE = "phone", _("on the telephone")
        WRITTEN = "written", _("in writing")
        LINE = "line", _("on LINE")

    class Ended(models.TextChoices):
        CHANGED = "changed", _("something else was agreed")
        WISH = "wish", _("they no longer want it")
        NOT_NEEDED = "not-needed", _("it is no longer needed")
        GONE = "gone", _("they moved away or died")
        MERGED = "merged", _("their record was merged into another")

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, related_name="check_ins")
    weekdays = ArrayField(models.PositiveSmallIntegerField())
    hour = models.TimeField()
    way = models.CharField(max_length=4, choices=Way.choices, default=Way.TAP)
    agreed_by = models.CharField(max_length=6, choices=By.choices, default=By.PERSON)
    helper_name = SealedText(null=True)
    consent = models.CharField(max_length=7, choices=Agreed.choices)
    words = SealedText(null=True)
    since = models.DateField()
    until = models.DateField(null=True)
    ended_because = models.CharField(max_length=10, choices=Ended.choices, blank=True)
    settled_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-since", "-pk"]
        indexes = [
            models.Index(
                fields=["municipality", "hour"], condition=Q(until=None), name="wellbeing_checkin_hour"
            ),
            models.Index(fields=["municipality", "person"], name="wellbeing_checkin_person"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "person"],
                condition=Q(until=None),
                name="wellbeing_checkin_one_now",
                violation_error_message=_("A check-in is agreed with this person already."),
            ),
            models.CheckConstraint(
                name="wellbeing_checkin_days",
                condition=Q(weekdays__len__gte=1) & Q(weekdays__contained_by=list(range(7))),
                violation_error_message=_("A check-in has at least one day of the week."),
            ),
            # Later, the hour would pass on the next day; earlier, nobody is called.
            models.CheckConstraint(
                name="wellbeing_checkin_hours",
                condition=Q(hour__gte=time(5), hour__lte=time(22)),
                violation_error_message=_("The hour lies between 5:00 and 22:00."),
            ),
            models.CheckConstraint(
                name="wellbeing_checkin_ends",
                condition=Q(until=None, ended_because="")
                | (Q(until__isnull=False, until__gte=F("since")) & ~Q(ended_because="")),
                violation_error_message=_("What ended says when and why, and not before it began."),
            ),
            models.CheckConstraint(
                name="wellbeing_checkin_helper",
                condition=Q(agreed_by="helper") | Q(helper_name=None),
                violation_error_message=_("A helper's name stands only where a helper agreed."),
            ),
        ]

    def __str__(self):
        return f"{self.since}"


class Pause(MunicipalModel):
    """Days on which nothing is awaited of a person: from one on, until another (included) or further notice.

    own_tap    made by the person with a tap; then a tap "I am well" ends it
    remind_on  when somebody asks how it goes on
    ended_on   first day on which it no longer holds, when it was ended before its time
    Personal data: that somebody is in hospital or away; words sealed.
    """

    class Kind(models.TextChoices):
        HOSPITAL = "hospital", _("in hospital")
        FAMILY = "family", _("away with family")
        AWAY = "away", _("away from home")
        OTHER = "other", _("another reason")

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, related_name="check_in_pauses")
    kind = models.CharField(max_length=8, choices=Kind.choices)
    first_on = models.DateField()
    last_on = models.DateField(null=True)
    remind_on = models.DateField(null=True)
    ended_on = models.DateField(null=True)
    own_tap = models.BooleanField(default=False)
    words = SealedText(null=True)
    made_at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-first_on", "-pk"]
        indexes = [
            models.Index(fields=["municipality", "person", "first_on"], name="wellbeing_pause_person"),
            models.Index(
                fields=["municipality", "remind_on"],
                condition=Q(ended_on=None),
                name="wellbeing_pause_remind",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="wellbeing_pause_dates",
                condition=Q(last_on=None) | Q(last_on__gte=F("first_on")),
                violation_error_message=_("The last day cannot lie before the first."),
            ),
            models.CheckConstraint(
                name="wellbeing_pause_open",
                condition=Q(last_on__isnull=False) | Q(remind_on__isnull=False),
                violation_error_message=_("A pause until further notice says when to ask about it."),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()
