"""Accounts, the roles they hold, where, and from when to when."""

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import Municipality, MunicipalModel
from khuang.lib.identifiers import uuid7

SIGN_IN_NAME = RegexValidator(r"^[\w.@-]+$", _("Use only letters, digits, dots and hyphens."))


class Accounts(BaseUserManager):
    """All accounts; inside a municipality's context the database shows its own only."""

    def get_by_natural_key(self, username):
        return self.get(username=username.strip().lower())


class Account(AbstractBaseUser):
    """Somebody who signs in, for one municipality; whoever works for two has two accounts.

    Stands outside the municipal rows because sign-in comes before the municipality is known.
    Personal data: the name of a member of staff or a volunteer, when they last signed in.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = models.ForeignKey(Municipality, models.PROTECT, related_name="+")
    username = models.CharField(_("sign-in name"), max_length=60, unique=True, validators=[SIGN_IN_NAME])
    display_name = models.CharField(_("name"), max_length=120)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField()

    objects = Accounts()

    USERNAME_FIELD = "username"

    class Meta:
        ordering = ["display_name"]
        # The target of composite keys: nobody refers to another municipality's account.
        constraints = [models.UniqueConstraint(fields=["municipality", "id"], name="accounts_account_within")]

    def __str__(self):
        return self.display_name


class RoleAssignment(MunicipalModel):
    """A role that an account holds at a place for a time.

    held_at  municipality, village (then `village` is set) or homes (then AssignedHome rows say which)
    since, until  from and up to (not including); open while it goes on
    Personal data: which role somebody holds.
    """

    class Place(models.TextChoices):
        MUNICIPALITY = "municipality", _("whole municipality")
        VILLAGE = "village", _("a village")
        HOMES = "homes", _("assigned homes")

    account = MunicipalForeignKey(Account, models.PROTECT, related_name="assignments")
    role = models.CharField(max_length=40)
    held_at = models.CharField(max_length=12, choices=Place.choices)
    village = MunicipalForeignKey("places.Village", models.PROTECT, null=True, blank=True, related_name="+")
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(held_at="village", village__isnull=False)
                | (~Q(held_at="village") & Q(village__isnull=True)),
                name="accounts_village_named",
                violation_error_message=_("Name the village where the role is held, and only then."),
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="accounts_role_ends_after_start",
                violation_error_message=_("It cannot end before it begins."),
            ),
        ]

    def __str__(self):
        return f"{self.role} {self.held_at}"


class AssignedHome(MunicipalModel):
    """A home that a role at `homes` covers, for a time.

    home_id  opaque: the dwelling in the private wing, which this floor does not know
    Personal data: who looks after which home.
    """

    assignment = MunicipalForeignKey(RoleAssignment, models.CASCADE, related_name="homes")
    home_id = models.UUIDField()
    since = models.DateTimeField()
    until = models.DateTimeField(null=True, blank=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["since", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "assignment", "home_id"],
                condition=Q(until__isnull=True),
                name="accounts_home_assigned_once",
            ),
            models.CheckConstraint(
                condition=Q(until__isnull=True) | Q(until__gte=F("since")),
                name="accounts_home_ends_after_start",
                violation_error_message=_("It cannot end before it begins."),
            ),
        ]
        indexes = [models.Index(fields=["municipality", "home_id"], name="accounts_home")]

    def __str__(self):
        return str(self.home_id)
