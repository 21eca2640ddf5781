"""Who reads for somebody, and the codes by which a LINE account is linked."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models import OF_PERSON, Person
from khuang.ground.accounts.models import Account
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel

Q, F = models.Q, models.F


class Supporter(MunicipalModel):
    """Somebody else who reads messages for a person, or takes calls for them, from and to.

    The ways by which the helper is reached are routes of the person with the helper's name.
    Personal data: who helps a person; name and telephone of the helper, sealed.
    """

    class Relation(models.TextChoices):
        SPOUSE = "spouse", _("husband or wife")
        CHILD = "child", _("child")
        GRANDCHILD = "grandchild", _("grandchild")
        RELATIVE = "relative", _("other relative")
        NEIGHBOUR = "neighbour", _("neighbour or friend")
        VOLUNTEER = "volunteer", _("volunteer")
        OTHER = "other", _("somebody else")

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, related_name="helpers")
    name = SealedText()
    relation = models.CharField(max_length=10, choices=Relation.choices)
    phone = SealedText(null=True)
    since = models.DateTimeField()
    until = models.DateTimeField(null=True)
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                name="correspondence_helper_ends",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message=_("It cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return self.name


class LinkCode(MunicipalModel):
    """Six digits by which one LINE account becomes a way to a person or to a colleague, once.

    States: open until `until`, used (`used_at`), closed (`closed_at`: another was made).
    person, account  whose way it will be: one of them
    helper      who will read for the person, if it is not their own LINE
    code_hash   keyed hash of the digits; among the open ones no two are alike
    contact_id  the contact of `messaging` that was linked
    Personal data: that somebody is to be reached by LINE.
    """

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, null=True, related_name="+")
    account = MunicipalForeignKey(Account, models.PROTECT, null=True, related_name="+")
    helper = MunicipalForeignKey(Supporter, models.PROTECT, null=True, related_name="codes")
    code_hash = models.BinaryField(max_length=16)
    made_at = models.DateTimeField()
    made_by_id = models.UUIDField(null=True)
    until = models.DateTimeField()
    used_at = models.DateTimeField(null=True)
    closed_at = models.DateTimeField(null=True)
    contact_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "code_hash"],
                condition=Q(used_at=None, closed_at=None),
                name="correspondence_code_once",
                violation_error_message=_("This code is handed out already."),
            ),
            models.CheckConstraint(
                name="correspondence_code_for_one",
                condition=Q(person=None, account__isnull=False, helper=None)
                | Q(person__isnull=False, account=None),
                violation_error_message=_("A code is for a person or for a colleague."),
            ),
            models.CheckConstraint(
                name="correspondence_code_used",
                condition=Q(used_at=None, contact_id=None)
                | Q(used_at__isnull=False, contact_id__isnull=False, closed_at=None),
                violation_error_message=_("A code that was used says by whom."),
            ),
            models.CheckConstraint(
                name="correspondence_code_ends",
                condition=Q(until__gte=F("made_at")),
                violation_error_message=_("It cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return str(self.person or self.account)


class WrongCode(MunicipalModel):
    """A code that was typed wrong by a contact of `messaging`; kept for a day, to slow guessing.

    Personal data: none.
    """

    contact_id = models.UUIDField()
    at = models.DateTimeField()

    class Meta(MunicipalModel.Meta):
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["municipality", "at"], name="correspondence_wrong_at")]

    def __str__(self):
        return str(self.at)


class LineChoice(MunicipalModel):
    """Which of several LINE accounts of a person messages go to; the others still count when they write.

    contact_id  the contact of `messaging` that was chosen
    Personal data: which account somebody uses.
    """

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, related_name="+")
    contact_id = models.UUIDField()
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-at", "-pk"]

    def __str__(self):
        return str(self.at)
