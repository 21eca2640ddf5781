"""One message, in or out, on whichever channel."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.ground.messaging.models.contacts import Contact, Route
from khuang.ground.messaging.models.inbound import InboundEvent
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedJSON, SealedText
from khuang.ground.municipalities.models import MunicipalModel

Q = models.Q


class Message(MunicipalModel):
    """One thing said, by somebody to the municipality or by the municipality to somebody.

    In: received, withdrawn (its sender took it back; the words are gone).
    Out: queued, at-contact (goes free of charge inside the next answer), sent, delivered, failed (the
    next way was tried: `tried_next`), refused (may not go this way: `because`), expired.
    party_id, party_kind  with whom, when we know; opaque here
    kind         text, voice, image, sticker, location, tap, call, visit, other
    verb         of a tap: what it says, such as well or help
    template     code of the template of an outgoing one, empty for words typed by hand
    text         what it says, sealed; `media` names a sealed file
    place        a place that somebody sent, sealed
    urgency      routine, reserved (worth money), urgent
    retry_key    the same for every try of one sending
    external_id  the channel's own number of it
    units        what it cost, in messages of the channel's quota
    about_id     the alert, case, call or broadcast that it belongs to
    seen_at      when one of ours read an incoming one
    Personal data: what somebody says, sealed.
    """

    class Direction(models.TextChoices):
        IN = "in", _("received")
        OUT = "out", _("sent")

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        WITHDRAWN = "withdrawn", _("taken back by its sender")
        QUEUED = "queued", _("on its way")
        AT_CONTACT = "at-contact", _("goes with the next answer")
        SENT = "sent", _("sent")
        DELIVERED = "delivered", _("arrived")
        FAILED = "failed", _("did not arrive")
        REFUSED = "refused", _("may not go this way")
        EXPIRED = "expired", _("too old to send")

    class Urgency(models.TextChoices):
        ROUTINE = "routine", _("can wait")
        RESERVED = "reserved", _("worth the cost")
        URGENT = "urgent", _("urgent")

    # `because` of a voice or picture that the channel still has.
    CONTENT_WAITS = "content-waits"

    direction = models.CharField(max_length=3, choices=Direction.choices)
    channel = models.CharField(max_length=20)
    contact = MunicipalForeignKey(Contact, models.PROTECT, null=True, related_name="messages")
    event = MunicipalForeignKey(InboundEvent, models.PROTECT, null=True, related_name="messages")
    party_id = models.UUIDField(null=True)
    party_kind = models.CharField(max_length=7, choices=Route.Kind.choices, blank=True)
    kind = models.CharField(max_length=10, default="text")
    verb = models.CharField(max_length=20, blank=True)
    template = models.CharField(max_length=40, blank=True)
    text = SealedText(null=True)
    buttons = SealedJSON(null=True)
    place = SealedJSON(null=True)
    media = models.CharField(max_length=120, blank=True)
    media_type = models.CharField(max_length=60, blank=True)
    urgency = models.CharField(max_length=8, choices=Urgency.choices, default=Urgency.ROUTINE)
    state = models.CharField(max_length=10, choices=State.choices)
    because = models.CharField(max_length=60, blank=True)
    at = models.DateTimeField()
    expires_at = models.DateTimeField(null=True)
    next_try_at = models.DateTimeField(null=True)
    tries = models.PositiveSmallIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    seen_at = models.DateTimeField(null=True)
    seen_by_id = models.UUIDField(null=True)
    retry_key = models.UUIDField(null=True)
    external_id = models.CharField(max_length=100, blank=True)
    units = models.PositiveIntegerField(default=0)
    tried_next = MunicipalForeignKey("self", models.PROTECT, null=True, related_name="instead_of")
    about_id = models.UUIDField(null=True)
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["municipality", "party_id", "at"], name="messaging_message_party"),
            models.Index(fields=["municipality", "contact", "at"], name="messaging_message_contact"),
            models.Index(
                fields=["municipality", "next_try_at"],
                condition=Q(state__in=["queued", "at-contact"]),
                name="messaging_message_waiting",
            ),
            models.Index(
                fields=["municipality", "at"],
                condition=Q(because="content-waits"),
                name="messaging_message_content",
            ),
            models.Index(
                fields=["municipality", "at"],
                condition=Q(direction="in", seen_at=None),
                name="messaging_message_unseen",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "event"],
                name="messaging_message_of_event",
                violation_error_message=_("An event says one thing."),
            ),
            models.CheckConstraint(
                name="messaging_message_states",
                condition=Q(direction="in", state__in=["received", "withdrawn"])
                | (Q(direction="out") & ~Q(state__in=["received", "withdrawn"])),
                violation_error_message=_("What came in was received; what goes out was sent or not."),
            ),
            models.CheckConstraint(
                name="messaging_message_withdrawn",
                condition=~Q(state="withdrawn") | Q(text=None, media="", place=None),
                violation_error_message=_("What was taken back keeps no words."),
            ),
            models.CheckConstraint(
                name="messaging_message_sent",
                condition=~Q(state__in=["sent", "delivered"]) | Q(sent_at__isnull=False),
                violation_error_message=_("What was sent says when."),
            ),
        ]

    def __str__(self):
        return self.kind
