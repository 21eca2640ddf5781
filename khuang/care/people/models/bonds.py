"""What holds between persons and households for a time: living together, caring, consenting."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models.registry import OF_PERSON, Household, Person
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel


def _in_order(name: str, sentence: str, first: str = "since", last: str = "until") -> models.CheckConstraint:
    return models.CheckConstraint(
        name=name,
        condition=models.Q(**{last: None}) | models.Q(**{f"{last}__gte": models.F(first)}),
        violation_error_message=sentence,
    )


class Membership(MunicipalModel):
    """A person lives in a household from one day on, until another or still.

    relation  to the head of the household, as the form said
    Personal data: who lives with whom.
    """

    class Relation(models.TextChoices):
        HEAD = "head", _("head of the household")
        SPOUSE = "spouse", _("husband or wife")
        CHILD = "child", _("child")
        PARENT = "parent", _("parent")
        GRANDCHILD = "grandchild", _("grandchild")
        GRANDPARENT = "grandparent", _("grandparent")
        SIBLING = "sibling", _("brother or sister")
        RELATIVE = "relative", _("other relative")
        OTHER = "other", _("not related")
        UNKNOWN = "", _("not known")

    scope_fields = {
        "village": "household__village_id",
        "home": "household__dwelling_id",
        "level": "person__level",
        "record": "person_id",
    }

    household = MunicipalForeignKey(Household, models.PROTECT, related_name="memberships")
    person = MunicipalForeignKey(Person, models.PROTECT, related_name="memberships")
    relation = models.CharField(max_length=11, choices=Relation.choices, blank=True, default=Relation.UNKNOWN)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        indexes = [models.Index(fields=["municipality", "household"], name="people_membership_household")]
        constraints = [
            _in_order("people_membership_dates", _("Nobody leaves a household before joining it.")),
            models.UniqueConstraint(
                fields=["municipality", "person"],
                condition=models.Q(until=None),
                name="people_membership_one_now",
                violation_error_message=_("A person lives in one household at a time."),
            ),
        ]

    def __str__(self):
        return self.get_relation_display()


class CareRelation(MunicipalModel):
    """One person cares for another from one day on, until another or still.

    Personal data: who needs care, and from whom it comes.
    """

    class Kind(models.TextChoices):
        FAMILY = "family", _("family")
        NEIGHBOUR = "neighbour", _("neighbour or friend")
        VOLUNTEER = "volunteer", _("volunteer")
        PAID = "paid", _("paid carer")
        UNKNOWN = "", _("not known")

    # Guarded when either of the two is.
    scope_fields = {
        "village": "cared_for__village_id",
        "home": "cared_for__dwelling_id",
        "level": ("cared_for__level", "carer__level"),
        "record": ("cared_for_id", "carer_id"),
    }

    cared_for = MunicipalForeignKey(Person, models.PROTECT, related_name="cared_for_by")
    carer = MunicipalForeignKey(Person, models.PROTECT, related_name="cares_for")
    kind = models.CharField(max_length=9, choices=Kind.choices, blank=True, default=Kind.UNKNOWN)
    since = models.DateField()
    until = models.DateField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        indexes = [models.Index(fields=["municipality", "carer"], name="people_care_carer")]
        constraints = [
            _in_order("people_care_dates", _("Care cannot end before it began.")),
            models.UniqueConstraint(
                fields=["municipality", "cared_for", "carer"],
                condition=models.Q(until=None),
                name="people_care_one_now",
                violation_error_message=_("This person is already noted as the carer."),
            ),
            models.CheckConstraint(
                name="people_care_of_another",
                condition=~models.Q(cared_for=models.F("carer")),
                violation_error_message=_("A carer is somebody else."),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class Consent(MunicipalModel):
    """What a person allowed or refused, when, and the submission that shows it.

    The registry itself stands on the public task (PDPA sections 24 (4) and
    26 (5)), not on consent; consent is asked for what goes beyond it.
    Three states: given (given_on), withdrawn (both), refused (withdrawn_on only).
    Personal data: a person's decision about their data.
    """

    class Purpose(models.TextChoices):
        SHARING = "sharing", _("share with hospital and partners")
        PHOTOGRAPH = "photograph", _("keep photographs")

    class Basis(models.TextChoices):
        CONSENT = "consent", _("the person's own consent")
        GUARDIAN = "guardian", _("consent of a guardian")

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, related_name="consents")
    purpose = models.CharField(max_length=10, choices=Purpose.choices)
    basis = models.CharField(max_length=8, choices=Basis.choices, default=Basis.CONSENT)
    given_on = models.DateField(null=True)
    withdrawn_on = models.DateField(null=True)
    submission_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        indexes = [models.Index(fields=["municipality", "person", "purpose"], name="people_consent_person")]
        constraints = [
            models.CheckConstraint(
                name="people_consent_decided",
                condition=models.Q(given_on__isnull=False) | models.Q(withdrawn_on__isnull=False),
                violation_error_message=_("A consent is given, withdrawn or refused on some day."),
            ),
            models.CheckConstraint(
                name="people_consent_dates",
                condition=models.Q(given_on=None)
                | models.Q(withdrawn_on=None)
                | models.Q(withdrawn_on__gte=models.F("given_on")),
                violation_error_message=_("A consent cannot be withdrawn before it was given."),
            ),
        ]

    def __str__(self):
        return self.get_purpose_display()

    @property
    def holds(self):
        """Whether it was given and not taken back."""
        return self.given_on is not None and self.withdrawn_on is None
