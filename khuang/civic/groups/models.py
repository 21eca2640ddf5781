"""Groups, their posts and who holds them, in the shape of Popolo (organization, post, membership)."""

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel
from khuang.ground.places.models import Village
from khuang.lib.demographics import SEXES

Q, F = models.Q, models.F


class Sex(models.TextChoices):
    FEMALE = "female", _("woman")
    MALE = "male", _("man")
    OTHER = "other", _("other")


class Organization(MunicipalModel):
    """One group, or one body of the community's leadership. States: there, or dissolved since a day.

    classification  what it is for; the last three are bodies whose posts are the community's leaders
    villages        where it works; none is the whole municipality (see OrganizationVillage)
    Personal data: none.
    """

    class Classification(models.TextChoices):
        SOCIAL = "social", _("social group")
        OCCUPATION = "occupation", _("occupation group")
        CHILDREN = "children", _("group of children and young people")
        COUNCIL = "municipal-council", _("municipal council")
        EXECUTIVE = "executive", _("executive of the municipality")
        VILLAGES = "village-heads", _("village heads and assistants")

    name = models.CharField(max_length=160)
    name_en = models.CharField(max_length=160, blank=True)
    classification = models.CharField(max_length=20, choices=Classification.choices)
    purpose = models.CharField(max_length=400, blank=True)
    founded_on = models.DateField(null=True)
    dissolved_on = models.DateField(null=True)
    made_at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["classification", "name", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "name"],
                condition=Q(dissolved_on=None),
                name="groups_name_once",
                violation_error_message=_("There is a group of this name already."),
            ),
            models.CheckConstraint(
                name="groups_dissolved_after",
                condition=Q(founded_on=None) | Q(dissolved_on=None) | Q(dissolved_on__gte=F("founded_on")),
                violation_error_message=_("A group is not dissolved before it was founded."),
            ),
        ]

    def __str__(self):
        return self.name if get_language() == "th" or not self.name_en else self.name_en

    @property
    def is_there(self):
        """Whether it is not dissolved."""
        return self.dissolved_on is None


class OrganizationVillage(MunicipalModel):
    """A village where a group works. Personal data: none."""

    organization = MunicipalForeignKey(Organization, models.CASCADE, related_name="villages")
    village = MunicipalForeignKey(Village, models.PROTECT, related_name="+")

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "organization", "village"],
                name="groups_village_once",
                violation_error_message=_("This village is noted already."),
            )
        ]

    def __str__(self):
        return str(self.village)


class Post(MunicipalModel):
    """A post of an organization that people hold one after the other, or several at once.

    role  chair and committee for groups; councillor, mayor, headman, assistant for the leaders
    Personal data: none; a post, not a person.
    """

    class Role(models.TextChoices):
        CHAIR = "chair", _("chair")
        COMMITTEE = "committee", _("member of the committee")
        COUNCILLOR = "councillor", _("member of the municipal council")
        MAYOR = "mayor", _("mayor")
        HEADMAN = "headman", _("village head")
        ASSISTANT = "assistant", _("assistant village head")

    organization = MunicipalForeignKey(Organization, models.CASCADE, related_name="posts")
    role = models.CharField(max_length=12, choices=Role.choices)

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "organization", "role"],
                name="groups_post_once",
                violation_error_message=_("The organization has this post already."),
            )
        ]

    def __str__(self):
        return self.get_role_display()


class Membership(MunicipalModel):
    """Somebody who holds a post from one day to another.

    shown_name, agreed_on  the name to show, with consent and since when; without both only the post
                           and the sex are known. The name goes when the consent is taken back.
    Personal data: the sex of who holds a public post; the name with consent, sealed.
    """

    post = MunicipalForeignKey(Post, models.CASCADE, related_name="memberships")
    sex = models.CharField(max_length=6, choices=Sex.choices)
    shown_name = SealedText(null=True)
    agreed_on = models.DateField(null=True)
    since = models.DateField()
    until = models.DateField(null=True)
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["since", "pk"]
        constraints = [
            models.CheckConstraint(
                name="groups_membership_sex",
                condition=Q(sex__in=SEXES),
                violation_error_message=_("Say whether a woman or a man holds the post."),
            ),
            models.CheckConstraint(
                name="groups_membership_named",
                condition=Q(shown_name=None, agreed_on=None)
                | Q(shown_name__isnull=False, agreed_on__isnull=False),
                violation_error_message=_("A name is shown only with consent."),
            ),
            models.CheckConstraint(
                name="groups_membership_ends_after",
                condition=Q(until=None) | Q(until__gte=F("since")),
                violation_error_message=_("Nobody leaves a post before they took it."),
            ),
        ]

    def __str__(self):
        return self.get_sex_display()


class HeadCount(MunicipalModel):
    """How many members a group says it has, on a day; a later count stands beside, nothing is changed.

    Personal data: none; numbers of a group's own list, which is not kept here.
    """

    append_only = True

    organization = MunicipalForeignKey(Organization, models.CASCADE, related_name="counts")
    on = models.DateField()
    women = models.PositiveIntegerField(default=0)
    men = models.PositiveIntegerField(default=0)
    other = models.PositiveIntegerField(default=0)
    made_at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["on", "made_at", "pk"]

    def __str__(self):
        return str(self.women + self.men + self.other)
