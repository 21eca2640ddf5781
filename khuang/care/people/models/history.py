"""How each record came to say what it says, and what still needs a person's decision."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models.registry import Dwelling, Person
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedJSON, SealedText
from khuang.ground.municipalities.models import MunicipalModel


class Change(MunicipalModel):
    """One proposal to create or change a person or household, as it came in.

    Three states: applied (it has the version that it made), held (waits for the
    record or an earlier change of the same phone), released (a held one that was
    applied later, by a change of its own).
    properties      registry properties that it set, in clear, for provenance and merging
    values          property -> text as received, sealed, clashing and unclean ones included
    submission_id   where it came from; none when somebody typed it at a desk
    import_id       the list of people that it came with
    base_version, trunk_version, branch_id   as the phone sent them (ODK Entities)
    merge_id        the merge that made it, by merging, splitting or passing on what came for the other id
    Personal data: every value that was ever proposed, sealed.
    """

    class State(models.TextChoices):
        APPLIED = "applied", _("applied")
        HELD = "held", _("held")
        RELEASED = "released", _("released")

    list_name = models.CharField(max_length=20)
    record_id = models.UUIDField()
    state = models.CharField(max_length=8, choices=State.choices)
    version = models.PositiveIntegerField(null=True)
    is_creation = models.BooleanField(default=False)
    properties = ArrayField(models.CharField(max_length=40))
    values = SealedJSON()
    submission_id = models.UUIDField(null=True)
    import_id = models.UUIDField(null=True)
    by_kind = models.CharField(max_length=40)
    by_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    base_version = models.PositiveIntegerField(null=True)
    trunk_version = models.PositiveIntegerField(null=True)
    branch_id = models.CharField(max_length=64, blank=True)
    merge_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["at", "pk"]
        indexes = [
            models.Index(fields=["municipality", "record_id", "version"], name="people_change_record"),
            models.Index(fields=["municipality", "submission_id"], name="people_change_submission"),
            models.Index(
                fields=["municipality", "import_id", "id"],
                condition=models.Q(import_id__isnull=False),
                name="people_change_import",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="people_change_version",
                condition=models.Q(state="applied", version__isnull=False)
                | (~models.Q(state="applied") & models.Q(version=None)),
                violation_error_message=_("Only an applied change makes a version."),
            ),
        ]

    def __str__(self):
        return f"{self.list_name} {self.version or self.state}"


class Attention(MunicipalModel):
    """Something about a record that a person must look at. Open until settled, never dropped.

    code       which problem; rules.problems has the sentence
    property   registry property concerned, or ""
    proposed   the value that was not taken, sealed
    person     whom it concerns, when it is a person of the registry
    by_kind, by_id  who proposed the value; empty in lines from before this was kept
    settled_by_id   none when what it waited for came in by itself
    Personal data: the proposed value, sealed.
    """

    scope_fields = {
        "village": "village_id",
        "home": "dwelling_id",
        "level": "person__level",
        "record": "person_id",
    }

    code = models.CharField(max_length=30)
    list_name = models.CharField(max_length=20)
    record_id = models.UUIDField()
    property = models.CharField(max_length=40, blank=True)
    proposed = SealedText(null=True)
    submission_id = models.UUIDField(null=True)
    village = MunicipalForeignKey("places.Village", models.PROTECT, null=True, related_name="+")
    dwelling = MunicipalForeignKey(Dwelling, models.PROTECT, null=True, related_name="+")
    person = MunicipalForeignKey(Person, models.PROTECT, null=True, related_name="+")
    by_kind = models.CharField(max_length=40, blank=True)
    by_id = models.UUIDField(null=True)
    opened_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["opened_at", "pk"]
        verbose_name_plural = "attention"
        indexes = [
            models.Index(fields=["municipality", "settled_at", "opened_at"], name="people_attention_open"),
            models.Index(fields=["municipality", "record_id"], name="people_attention_record"),
        ]
        constraints = [
            models.CheckConstraint(
                name="people_attention_settled",
                condition=models.Q(settled_by_id=None) | models.Q(settled_at__isnull=False),
                violation_error_message=_("Whoever settled it did so at some time."),
            ),
        ]

    def __str__(self):
        return self.code
