"""Invitations and warnings to many, and who got them by which way."""

from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models import OF_PERSON, Person
from khuang.ground.journal.models import LongWork
from khuang.ground.messaging.models import Message
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel

Q = models.Q


class Broadcast(MunicipalModel):
    """One invitation or warning to many. States: draft, sent (its Sending says how far), dropped.

    words_th, words_en  public words, without anybody's name
    villages  ids of where; none means everywhere
    group     code of rules.audiences
    now       whether it is worth a message of the quota; else it goes free with the next contact
    until     after that it is too late to tell anybody
    Personal data: who wrote it.
    """

    class Kind(models.TextChoices):
        FORUM = "forum", _("invitation to a forum")
        SCHOOL = "school", _("school for elders")
        WARNING = "warning", _("warning, such as of a flood")
        NEWS = "news", _("other news")

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        SENT = "sent", _("sent")
        DROPPED = "dropped", _("dropped")

    scope_fields: dict[str, str] = {}

    kind = models.CharField(max_length=7, choices=Kind.choices)
    words_th = models.TextField()
    words_en = models.TextField(blank=True)
    villages = ArrayField(models.UUIDField(), default=list)
    group = models.CharField(max_length=20)
    now = models.BooleanField(default=False)
    until = models.DateTimeField()
    state = models.CharField(max_length=7, choices=State.choices, default=State.DRAFT)
    made_at = models.DateTimeField()
    made_by_id = models.UUIDField(null=True)
    sent_at = models.DateTimeField(null=True)
    sent_by_id = models.UUIDField(null=True)
    cost = models.PositiveIntegerField(default=0)

    class Meta(MunicipalModel.Meta):
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="correspondence_broadcast_sent",
                condition=Q(state="sent", sent_at__isnull=False) | (~Q(state="sent") & Q(sent_at=None)),
                violation_error_message=_("What was sent says when."),
            ),
            models.CheckConstraint(
                name="correspondence_broadcast_until",
                condition=Q(until__gte=models.F("made_at")),
                violation_error_message=_("The day has passed. Choose today or a later day."),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()

    @property
    def last_day(self) -> date:
        """The last day on which it is worth telling; `until` is the midnight that ends it."""
        return timezone.localdate(self.until - timedelta(seconds=1))


class Recipient(MunicipalModel):
    """One person whom a broadcast is meant for, and by which way they were told.

    way      channel of the first try; "none": neither LINE nor telephone, somebody tells them;
             "stopped": they want no invitations
    message  what was sent to them; the newest of it says how it went
    told_at  when somebody of ours told them in person
    Personal data: who was invited to what.
    """

    scope_fields = OF_PERSON

    broadcast = MunicipalForeignKey(Broadcast, models.PROTECT, related_name="recipients")
    person = MunicipalForeignKey(Person, models.PROTECT, related_name="+")
    way = models.CharField(max_length=20)
    message = MunicipalForeignKey(Message, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    told_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "broadcast", "person"],
                name="correspondence_recipient_once",
                violation_error_message=_("Nobody is told the same thing twice."),
            ),
        ]

    def __str__(self):
        return self.way


class Sending(LongWork):
    """Sends a broadcast piece by piece. Personal data: none of its own.

    after  id of the last person who was done
    """

    broadcast = MunicipalForeignKey(Broadcast, models.CASCADE, related_name="sendings")
    after = models.UUIDField(null=True)

    class Meta(LongWork.Meta):
        ordering = ["-pk"]

    def __str__(self):
        return str(self.broadcast)
