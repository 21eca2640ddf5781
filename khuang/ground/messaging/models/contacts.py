"""Who is at the other end of a channel, and by which ways somebody is reached."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel

Q = models.Q


class Contact(MunicipalModel):
    """One address on one channel: a LINE user, a telephone that takes SMS, an e-mail address.

    States: new (it wrote or followed, and was asked for consent), agreed, declined, gone (unfollowed,
    number dead). Whose it is, a Route says; a contact without one belongs to nobody whom we know.
    address       as the channel needs it, sealed; `address_hash` finds it
    reply_token   answers for free until `reply_until`, once; sealed
    last_in_at    when anything last came from it
    stopped_at    since when it wants no invitations (broadcasts)
    Personal data: an address of a person.
    """

    class State(models.TextChoices):
        NEW = "new", _("not asked yet")
        AGREED = "agreed", _("agreed")
        DECLINED = "declined", _("did not agree")
        GONE = "gone", _("no longer reached")

    channel = models.CharField(max_length=20)
    address = SealedText()
    address_hash = models.BinaryField(max_length=16)
    state = models.CharField(max_length=8, choices=State.choices, default=State.NEW)
    language = models.CharField(max_length=2, default="th")
    since = models.DateTimeField()
    agreed_at = models.DateTimeField(null=True)
    gone_at = models.DateTimeField(null=True)
    stopped_at = models.DateTimeField(null=True)
    last_in_at = models.DateTimeField(null=True)
    reply_token = SealedText(null=True)
    reply_until = models.DateTimeField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "channel", "address_hash"],
                name="messaging_contact_once",
                violation_error_message=_("This address is known already."),
            ),
            models.CheckConstraint(
                name="messaging_contact_gone",
                condition=Q(state="gone", gone_at__isnull=False) | (~Q(state="gone") & Q(gone_at=None)),
                violation_error_message=_("Whoever is gone says since when."),
            ),
            models.CheckConstraint(
                name="messaging_contact_agreed",
                condition=~Q(state="agreed") | Q(agreed_at__isnull=False),
                violation_error_message=_("An agreement says when it was given."),
            ),
            models.CheckConstraint(
                name="messaging_contact_token",
                condition=Q(reply_token=None, reply_until=None)
                | Q(reply_token__isnull=False, reply_until__isnull=False),
                violation_error_message=_("A token says until when it answers."),
            ),
        ]

    def __str__(self):
        return self.channel


class Route(MunicipalModel):
    """One way by which a party is reached, from and to; the ways of a party stand in an order.

    party_id, party_kind  whom: a person or an account, known only to the wing that they belong to
    contact    the address; none for ways without one (a call by a human, a visit)
    position   0 is tried first
    is_helper  somebody else reads it for them, such as a daughter; `helper_name` sealed
    Personal data: who is reached how, and who helps them with it.
    """

    class Kind(models.TextChoices):
        PERSON = "person", _("person")
        ACCOUNT = "account", _("account")

    party_id = models.UUIDField()
    party_kind = models.CharField(max_length=7, choices=Kind.choices, default=Kind.PERSON)
    channel = models.CharField(max_length=20)
    contact = MunicipalForeignKey(Contact, models.PROTECT, null=True, related_name="routes")
    position = models.PositiveSmallIntegerField(default=0)
    is_helper = models.BooleanField(default=False)
    helper_name = SealedText(null=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["party_id", "position", "pk"]
        indexes = [models.Index(fields=["municipality", "contact"], name="messaging_route_contact")]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "party_id", "channel", "contact"],
                condition=Q(until=None),
                nulls_distinct=False,
                name="messaging_route_once",
                violation_error_message=_("This way is in the list already."),
            ),
            models.CheckConstraint(
                name="messaging_route_ends",
                condition=Q(until=None) | Q(until__gte=models.F("since")),
                violation_error_message=_("It cannot end before it begins."),
            ),
            models.CheckConstraint(
                name="messaging_route_helper",
                condition=Q(is_helper=True) | Q(helper_name=None),
                violation_error_message=_("A name of a helper stands only on a helper's way."),
            ),
        ]

    def __str__(self):
        return self.channel
