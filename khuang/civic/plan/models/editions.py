"""The development plan of five years: its projects, and what each edition says of them."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from khuang.civic.plan.models.proposals import Origin, Proposal
from khuang.civic.plan.rules.rows import YEARS, PlanRow
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel
from khuang.lib.thai_dates import year_of_era

# Values of a row that a version holds under the same name.
PLAIN = tuple(name for name in PlanRow.__dataclass_fields__ if name not in ("years", "villages"))


class Plan(MunicipalModel):
    """One development plan of five years. Personal data: none.

    first_year  fiscal year, Buddhist era
    body        kind of local government whose law its steps of approval follow
    """

    first_year = models.PositiveSmallIntegerField()
    body = models.CharField(max_length=20, default="municipality")

    class Meta(MunicipalModel.Meta):
        ordering = ["-first_year"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "first_year"],
                name="plan_plan_first_year",
                violation_error_message=_("There is a plan that begins in this year already."),
            )
        ]

    def __str__(self):
        language = get_language() or "th"
        return f"{year_of_era(self.first_year, language)}–{year_of_era(self.last_year, language)}"

    @property
    def last_year(self):
        return self.first_year + YEARS - 1

    @property
    def years(self):
        """Its five fiscal years."""
        return range(self.first_year, self.first_year + YEARS)


class Edition(MunicipalModel):
    """One edition of a plan. States: draft, approved, dropped. An approved one is never edited.

    round, year   its number within its kind and the year of it, as announcements count
    place         among the approved editions of the plan; a later one counts
    effective_on  from when it holds
    office        who approved it, as the announcement says: an office, not a name
    Personal data: none but which accounts wrote and approved it.
    """

    class Kind(models.TextChoices):
        FIRST = "first", _("first edition")
        ADDITION = "addition", _("addition")
        CHANGE = "change", _("change")
        CORRECTION = "correction", _("correction")

    class State(models.TextChoices):
        DRAFT = "draft", _("being drafted")
        APPROVED = "approved", _("approved")
        DROPPED = "dropped", _("given up")

    plan = MunicipalForeignKey(Plan, models.CASCADE, related_name="editions")
    kind = models.CharField(max_length=10, choices=Kind.choices)
    round = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField()
    reasons = models.TextField(blank=True)
    state = models.CharField(max_length=8, choices=State.choices, default=State.DRAFT)
    place = models.PositiveSmallIntegerField(null=True)
    drafted_by_id = models.UUIDField()
    drafted_at = models.DateTimeField()
    approved_by_id = models.UUIDField(null=True)
    approved_on = models.DateField(null=True)
    effective_on = models.DateField(null=True)
    announcement = models.CharField(max_length=60, blank=True)
    office = models.CharField(max_length=120, blank=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-drafted_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "plan", "kind", "round", "year"],
                condition=~models.Q(state="dropped"),
                name="plan_edition_number",
                violation_error_message=_("There is an edition of this kind, number and year already."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "plan"],
                condition=models.Q(state="draft"),
                name="plan_edition_one_draft",
                violation_error_message=_("An edition is being drafted already."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "plan", "place"],
                name="plan_edition_place",
                violation_error_message=_("Another edition was approved meanwhile."),
            ),
            models.CheckConstraint(
                name="plan_edition_two_hands",
                condition=models.Q(approved_by_id=None) | ~models.Q(approved_by_id=models.F("drafted_by_id")),
                violation_error_message=_("Somebody else must approve what one wrote."),
            ),
            models.CheckConstraint(
                name="plan_edition_approved",
                condition=~models.Q(state="approved")
                | (
                    models.Q(place__isnull=False, approved_by_id__isnull=False)
                    & models.Q(approved_on__isnull=False, effective_on__gte=models.F("approved_on"))
                ),
                violation_error_message=_("An approved edition says by whom, when, and from when it holds."),
            ),
        ]

    def __str__(self):
        if self.kind == self.Kind.FIRST:
            return self.get_kind_display()
        return _("%(kind)s no. %(round)s/%(year)s") % {
            "kind": self.get_kind_display(), "round": self.round, "year": self.year
        }  # fmt: skip


class EditionStep(MunicipalModel):
    """One step of approval of an edition, as it was done. Personal data: none but which account noted it.

    words  where it is written: meeting, minutes, number of a letter
    """

    edition = MunicipalForeignKey(Edition, models.CASCADE, related_name="steps")
    code = models.CharField(max_length=20)
    done_on = models.DateField()
    words = models.CharField(max_length=300, blank=True)
    noted_by_id = models.UUIDField()

    class Meta(MunicipalModel.Meta):
        ordering = ["done_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "edition", "code"],
                name="plan_edition_step",
                violation_error_message=_("This step is noted already."),
            )
        ]

    def __str__(self):
        return self.code


class PlanItem(MunicipalModel):
    """One project of a plan through all editions; what it says stands in its versions.

    origin    where it came from; kept for ever, and joined when projects merge
    proposal  that it answers, if it does
    Personal data: none.
    """

    plan = MunicipalForeignKey(Plan, models.CASCADE, related_name="items")
    origin = models.CharField(max_length=12, choices=Origin.choices)
    proposal = MunicipalForeignKey(Proposal, models.PROTECT, null=True, related_name="items")

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]

    def __str__(self):
        return str(self.pk)


class Descent(MunicipalModel):
    """One project came of another by a split or a merger. Personal data: none.

    grew_because  why the parts of a split cost more than the whole; empty when they do not
    """

    class Way(models.TextChoices):
        SPLIT = "split-into", _("split")
        MERGED = "merged-into", _("merged")

    edition = MunicipalForeignKey(Edition, models.CASCADE, related_name="descents")
    parent = MunicipalForeignKey(PlanItem, models.CASCADE, related_name="children")
    child = MunicipalForeignKey(PlanItem, models.CASCADE, related_name="parents")
    way = models.CharField(max_length=11, choices=Way.choices)
    grew_because = models.TextField(blank=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "parent", "child"],
                name="plan_descent_once",
                violation_error_message=_("This project came of that one already."),
            ),
            models.CheckConstraint(
                name="plan_descent_two",
                condition=~models.Q(parent=models.F("child")),
                violation_error_message=_("A project does not come of itself."),
            ),
        ]

    def __str__(self):
        return self.way


class ItemVersion(MunicipalModel):
    """What one edition says of one project, in the columns of the official forms; amounts in whole baht.

    villages  codes; empty for the whole municipality
    reason    why it is added or changed; always said after the first edition
    is_out    the edition takes the project out of the plan
    Personal data: none.
    """

    edition = MunicipalForeignKey(Edition, models.CASCADE, related_name="versions")
    item = MunicipalForeignKey(PlanItem, models.CASCADE, related_name="versions")
    form = models.CharField(max_length=10, default="p02")
    work_plan = models.CharField(max_length=20)
    issue = models.CharField(max_length=200, blank=True)
    strategy = models.CharField(max_length=200, blank=True)
    project = models.CharField(max_length=300)
    objective = models.TextField(blank=True)
    target = models.TextField(blank=True)
    year_1 = models.BigIntegerField(default=0)
    year_2 = models.BigIntegerField(default=0)
    year_3 = models.BigIntegerField(default=0)
    year_4 = models.BigIntegerField(default=0)
    year_5 = models.BigIntegerField(default=0)
    indicator = models.TextField(blank=True)
    expected = models.TextField(blank=True)
    unit = models.CharField(max_length=120, blank=True)
    category = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=40, blank=True)
    villages = ArrayField(models.CharField(max_length=12), default=list, blank=True)
    reason = models.TextField(blank=True)
    is_out = models.BooleanField(default=False)
    written_by_id = models.UUIDField()

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "edition", "item"],
                name="plan_version_once",
                violation_error_message=_("This edition speaks of the project already."),
            ),
            models.CheckConstraint(
                name="plan_version_years",
                condition=models.Q(**{f"year_{n}__gte": 0 for n in range(1, YEARS + 1)}),
                violation_error_message=_("An amount of the plan is not below zero."),
            ),
        ]

    def __str__(self):
        return self.project

    @property
    def row(self):
        """The version as the rules read it."""
        words = {name: getattr(self, name) for name in PLAIN}
        years = tuple(getattr(self, f"year_{n}") for n in range(1, YEARS + 1))
        return PlanRow(**words, years=years, villages=tuple(self.villages))
