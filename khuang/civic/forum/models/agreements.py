"""What a community agrees, in versions: who agrees, who can live with it, who objects and why."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from khuang.civic.forum.models.topics import Topic
from khuang.civic.forum.models.votes import Participant
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel

Q, F = models.Q, models.F


class Agreement(MunicipalModel):
    """One agreement of a community. States: proposed, agreed, ended.

    look_again_on  the day on which the community looks whether it was kept
    Personal data: none.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        AGREED = "agreed", pgettext_lazy("agreement", "agreed")
        ENDED = "ended", _("ended")

    topic = MunicipalForeignKey(Topic, models.PROTECT, related_name="agreements")
    title = models.CharField(max_length=120)
    village = MunicipalForeignKey("places.Village", models.PROTECT, null=True, related_name="+")
    state = models.CharField(max_length=8, choices=State.choices, default=State.PROPOSED)
    look_again_on = models.DateField()
    at = models.DateTimeField()
    by_id = models.UUIDField()
    agreed_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="forum_agreement_state",
                condition=Q(state="proposed", agreed_at=None, ended_at=None)
                | Q(state="agreed", agreed_at__isnull=False, ended_at=None)
                | Q(state="ended", ended_at__isnull=False),
                violation_error_message=_("What is agreed or ended says since when."),
            )
        ]

    def __str__(self):
        return self.title


class AgreementVersion(MunicipalModel):
    """The words of an agreement as they stood from a time on; a later version replaces them. Append-only.

    change  what is new in it and why, empty in the first
    Personal data: none.
    """

    append_only = True

    agreement = MunicipalForeignKey(Agreement, models.PROTECT, related_name="versions")
    number = models.PositiveSmallIntegerField()
    words = models.TextField()
    change = models.CharField(max_length=300, blank=True)
    at = models.DateTimeField()
    by_id = models.UUIDField()

    class Meta(MunicipalModel.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "agreement", "number"],
                name="forum_version_number",
                violation_error_message=_("There is a version with this number already."),
            )
        ]

    def __str__(self):
        return str(self.number)


class Stance(MunicipalModel):
    """How a participant or a group stands to one version: agrees, can live with it, or objects and why.

    group_id, group_name  an organisation of civic.groups, with the name that it had then
    why, why_words        as typed (sealed), and as shown after a check
    Personal data: the opinion of somebody without a name, or of a group.
    """

    class Kind(models.TextChoices):
        AGREES = "agrees", _("agrees")
        LIVES_WITH = "lives-with", _("can live with it")
        OBJECTS = "objects", _("objects")

    class WhyState(models.TextChoices):
        NONE = "none", _("gave no reason")
        WAITING = "waiting", _("waits to be checked")
        SHOWN = "shown", _("shown")
        REFUSED = "refused", _("not shown")

    version = MunicipalForeignKey(AgreementVersion, models.PROTECT, related_name="stances")
    participant = MunicipalForeignKey(Participant, models.PROTECT, null=True, related_name="stances")
    group_id = models.UUIDField(null=True)
    group_name = models.CharField(max_length=200, blank=True)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    why = SealedText(null=True)
    why_words = models.CharField(max_length=300, blank=True)
    why_state = models.CharField(max_length=7, choices=WhyState.choices, default=WhyState.NONE)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "version", "participant"],
                condition=Q(participant__isnull=False),
                name="forum_stance_participant",
                violation_error_message=_("This device has said how it stands already."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "version", "group_id"],
                condition=Q(group_id__isnull=False),
                name="forum_stance_group",
                violation_error_message=_("This group has said how it stands already."),
            ),
            models.CheckConstraint(
                name="forum_stance_whose",
                condition=Q(participant__isnull=False, group_id=None, group_name="")
                | Q(participant=None, group_id__isnull=False) & ~Q(group_name=""),
                violation_error_message=_("A stance is of a participant or of a group."),
            ),
            models.CheckConstraint(
                name="forum_stance_why",
                condition=~Q(kind="objects") | Q(why__isnull=False),
                violation_error_message=_("Whoever objects says why."),
            ),
            models.CheckConstraint(
                name="forum_stance_shown",
                condition=Q(why_state="shown") & ~Q(why_words="") | ~Q(why_state="shown") & Q(why_words=""),
                violation_error_message=_("A reason that is shown has words, and no other has."),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class Renewal(MunicipalModel):
    """What the community found when it looked again: kept, renewed, changed or ended. Append-only.

    version  the words that held until then
    words    what was kept and what was not
    Personal data: none.
    """

    class Outcome(models.TextChoices):
        KEPT = "kept", _("kept, it goes on")
        RENEWED = "renewed", _("renewed")
        CHANGED = "changed", _("changed")
        ENDED = "ended", _("ended")

    append_only = True

    version = MunicipalForeignKey(AgreementVersion, models.PROTECT, related_name="renewals")
    outcome = models.CharField(max_length=7, choices=Outcome.choices)
    words = models.TextField()
    next_on = models.DateField(null=True)
    at = models.DateTimeField()
    by_id = models.UUIDField()

    class Meta(MunicipalModel.Meta):
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="forum_renewal_next",
                condition=Q(outcome="ended", next_on=None) | ~Q(outcome="ended") & Q(next_on__isnull=False),
                violation_error_message=_("What goes on has a day to look again."),
            )
        ]

    def __str__(self):
        return self.get_outcome_display()
