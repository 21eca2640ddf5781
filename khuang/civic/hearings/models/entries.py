"""What was noted in the hall, event by event."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.civic.hearings.models.hearings import Hearing
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel

Q = models.Q


class HallEntry(MunicipalModel):
    """One thing noted in the hall; its id was made where it was noted. See rules.entries for the fields.

    States: taken, waiting (it does not fit yet, `because` says why), late (came after the minutes were
    confirmed, or was noted after the end), dropped (corrected by another entry).
    at           when it was noted; received_at when it came here, hours later from a hall without network
    by_id        the account that counted or typed
    village_code, group   as they were called then
    vouched      the facilitator says that what looks like a name is none
    result_id    what it became elsewhere: a statement of the forum, an issue
    Personal data: none; what was said in public, without who said it.
    """

    class Kind(models.TextChoices):
        ROLL = "roll", _("people counted")
        TURN = "turn", _("somebody spoke")
        STATEMENT = "statement", _("statement")
        HANDS = "hands", _("show of hands")
        ISSUE = "issue", _("issue")
        AGREEMENT = "agreement", _("proposed agreement")
        DISSENT = "dissent", _("dissent")

    class State(models.TextChoices):
        TAKEN = "taken", _("taken in")
        WAITING = "waiting", _("waits to be corrected")
        LATE = "late", _("came too late")
        DROPPED = "dropped", _("taken out")

    hearing = MunicipalForeignKey(Hearing, models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=9, choices=Kind.choices)
    state = models.CharField(max_length=7, choices=State.choices, default=State.TAKEN)
    because = models.CharField(max_length=40, blank=True)
    at = models.DateTimeField()
    received_at = models.DateTimeField()
    by_id = models.UUIDField()
    sex = models.CharField(max_length=6, blank=True)
    age_band = models.CharField(max_length=5, blank=True)
    village_code = models.CharField(max_length=12, blank=True)
    group = models.CharField(max_length=120, blank=True)
    step = models.SmallIntegerField(default=0)
    seconds = models.PositiveIntegerField(null=True)
    words = models.CharField(max_length=1000, blank=True)
    topic_kind = models.CharField(max_length=40, blank=True)
    about_id = models.UUIDField(null=True)
    hands = models.JSONField(default=dict)
    vouched = models.BooleanField(default=False)
    result_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["at", "pk"]
        indexes = [models.Index(fields=["municipality", "hearing", "kind"], name="hearings_entry_kind")]
        constraints = [
            models.CheckConstraint(
                name="hearings_entry_step",
                condition=Q(kind="roll") & ~Q(step=0) & ~Q(sex="") | ~Q(kind="roll") & Q(step=0),
                violation_error_message=_("A count says of which sex, and how many."),
            ),
            models.CheckConstraint(
                name="hearings_entry_because",
                condition=~Q(state="waiting") | ~Q(because=""),
                violation_error_message=_("What waits says why."),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()
