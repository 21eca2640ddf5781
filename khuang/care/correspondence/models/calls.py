"""Calls that people make: the message of somebody without another way, said by telephone."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models import OF_PERSON, Person
from khuang.ground.accounts.models import Account
from khuang.ground.messaging.models import Message
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel

Q = models.Q


class Call(MunicipalModel):
    """Somebody is to be called, by one of us: why, what to say, by when.

    States: open (again from `again_at` on), done, passed-on (nobody answers: the next way is tried),
    cancelled (no longer needed).
    person, account  who is called: one of them
    message     what `messaging` asked to be said; it is told what came of it
    due_at      overdue after it
    unanswered  tries without an answer
    Personal data: that somebody is called and why.
    """

    class State(models.TextChoices):
        OPEN = "open", _("to be called")
        DONE = "done", _("reached")
        PASSED_ON = "passed-on", _("not reached, another way is tried")
        CANCELLED = "cancelled", _("no longer needed")

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, null=True, related_name="calls")
    account = MunicipalForeignKey(Account, models.PROTECT, null=True, related_name="+")
    message = MunicipalForeignKey(Message, models.CASCADE, related_name="+")
    urgency = models.CharField(max_length=8, choices=Message.Urgency.choices)
    state = models.CharField(max_length=9, choices=State.choices, default=State.OPEN)
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField()
    again_at = models.DateTimeField(null=True)
    unanswered = models.PositiveSmallIntegerField(default=0)
    ended_at = models.DateTimeField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["due_at", "pk"]
        indexes = [
            models.Index(
                fields=["municipality", "due_at"], condition=Q(state="open"), name="correspondence_call_open"
            )
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "message"],
                name="correspondence_call_once",
                violation_error_message=_("This call is on the list already."),
            ),
            models.CheckConstraint(
                name="correspondence_call_of_one",
                condition=Q(person=None, account__isnull=False) | Q(person__isnull=False, account=None),
                violation_error_message=_("A call goes to a person or to a colleague."),
            ),
            models.CheckConstraint(
                name="correspondence_call_ended",
                condition=Q(state="open", ended_at=None) | (~Q(state="open") & Q(ended_at__isnull=False)),
                violation_error_message=_("A call that is over says since when."),
            ),
        ]

    def __str__(self):
        return str(self.person or self.account)


class CallTry(MunicipalModel):
    """One time that somebody called, and what came of it.

    Personal data: what somebody said on the telephone, sealed.
    """

    class Result(models.TextChoices):
        WELL = "well", _("Reached, all is well")
        NEEDS = "needs", _("Reached, needs something")
        URGENT = "urgent", _("Reached, needs help now")
        NO_ANSWER = "no-answer", _("No answer")
        LATER = "later", _("Call again later")
        WRONG_NUMBER = "wrong-number", _("Wrong number")

    scope_fields = {name: f"call__{way}" for name, way in OF_PERSON.items()}

    call = MunicipalForeignKey(Call, models.CASCADE, related_name="tried")
    result = models.CharField(max_length=12, choices=Result.choices)
    words = SealedText(null=True)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="correspondence_try_says",
                condition=~Q(result__in=["needs", "urgent"]) | Q(words__isnull=False),
                violation_error_message=_("Write in a few words what they need."),
            ),
        ]

    def __str__(self):
        return self.get_result_display()
