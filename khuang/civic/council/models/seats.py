"""A council, the organizations that sit in it, and the delegates who speak for them."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from khuang.civic.groups.models import Organization, Sex
from khuang.ground.accounts.models import Account
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel
from khuang.lib.demographics import SEXES

Q, F = models.Q, models.F


class Council(MunicipalModel):
    """One council. States: at work, or closed since a day.

    kind            the Council of Community Organisations takes the forum's topics; others have their own
    is_by_seat      whether the public sees which organization scored how; never in a children's council
    quorum_percent  how many of a hundred seats must be present before anything is resolved
    Personal data: none.
    """

    class Kind(models.TextChoices):
        COMMUNITY = "community", _("Council of Community Organisations")
        CHILDREN = "children", _("children and youth council")
        OTHER = "other", _("other council")

    name = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    is_by_seat = models.BooleanField(default=True)
    quorum_percent = models.PositiveSmallIntegerField(default=50)
    founded_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["made_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "kind"],
                condition=Q(kind="community", closed_on=None),
                name="council_one_community",
                violation_error_message=_("There is a Council of Community Organisations already."),
            ),
            models.CheckConstraint(
                name="council_quorum",
                condition=Q(quorum_percent__gte=1, quorum_percent__lte=100),
                violation_error_message=_("A quorum is 1 to 100 of a hundred seats."),
            ),
            models.CheckConstraint(
                name="council_children_anonymous",
                condition=~Q(kind="children", is_by_seat=True),
                violation_error_message=_("How children scored is never shown by seat."),
            ),
        ]

    def __str__(self):
        return self.name if get_language() == "th" or not self.name_en else self.name_en


class Seat(MunicipalModel):
    """An organization's seat in a council, from one day to another. Personal data: none."""

    council = MunicipalForeignKey(Council, models.PROTECT, related_name="seats")
    organization = MunicipalForeignKey(Organization, models.PROTECT, related_name="seats")
    since = models.DateField()
    until = models.DateField(null=True)
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "council", "organization"],
                condition=Q(until=None),
                name="council_seat_once",
                violation_error_message=_("This organization sits in the council already."),
            ),
            models.CheckConstraint(
                name="council_seat_ends_after",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message=_("A seat does not end before it began."),
            ),
        ]

    def __str__(self):
        return str(self.organization)


class Delegate(MunicipalModel):
    """Somebody who speaks for a seat, from one day to another; the seat has one voice however many speak.

    account     with which they score on a phone; without one the secretary types what they say
    shown_name  with consent since agreed_on; without both only the sex is known
    Personal data: that somebody speaks for an organization, their sex, the name with consent, sealed.
    """

    seat = MunicipalForeignKey(Seat, models.PROTECT, related_name="delegates")
    account = MunicipalForeignKey(Account, models.PROTECT, null=True, related_name="+")
    sex = models.CharField(max_length=6, choices=Sex.choices)
    shown_name = SealedText(null=True)
    agreed_on = models.DateField(null=True)
    since = models.DateField()
    until = models.DateField(null=True)
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "seat", "account"],
                condition=Q(until=None),
                name="council_delegate_once",
                violation_error_message=_("This account speaks for the seat already."),
            ),
            models.CheckConstraint(
                name="council_delegate_sex",
                condition=Q(sex__in=SEXES),
                violation_error_message=_("Say whether the delegate is a woman or a man."),
            ),
            models.CheckConstraint(
                name="council_delegate_named",
                condition=Q(shown_name=None, agreed_on=None)
                | Q(shown_name__isnull=False, agreed_on__isnull=False),
                violation_error_message=_("A name is shown only with consent."),
            ),
            models.CheckConstraint(
                name="council_delegate_ends_after",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message=_("Nobody stops speaking before they began."),
            ),
        ]

    def __str__(self):
        return self.get_sex_display()
