"""An issue: what somebody, or a published figure, says is missing or might be better."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel

Q = models.Q
PUBLIC = ("published", "merged", "split")  # states in which anyone reads the words


class Issue(MunicipalModel):
    """One issue or suggestion of the community.

    States: waiting (nobody checked its words yet), published, refused (with the reason, which whoever
    raised it reads by their code), merged and split (its path leads on to others), withdrawn (by whoever
    raised it; or taken away by the office, with the reason, which anyone reads).
    reference  random, its public address; of one that came from the desk or a home the same that the
               private wing knows it by
    kind       code of the list that needs share
    village, place  what it is about: a village, a public place in words; neither is the whole municipality
    month      when it was raised, as 2026-11: a day would tell who was visited then
    source     by which way it came
    people     of one that figures raised: how many are concerned, as it may be published
    by_id      the account that checked it last
    Personal data: none once it is published; what waits may still name somebody.
    """

    class Nature(models.TextChoices):
        ISSUE = "issue", _("an issue")
        SUGGESTION = "suggestion", _("a suggestion")

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be checked")
        PUBLISHED = "published", _("in the open")
        REFUSED = "refused", _("not published")
        MERGED = "merged", _("joined with another")
        SPLIT = "split", _("divided")
        WITHDRAWN = "withdrawn", _("withdrawn")

    class Source(models.TextChoices):
        PORTAL = "portal", _("written on this page")
        LINE = "line", _("sent by LINE")
        TALK = "talk", _("said at home or at the desk")
        HEARING = "hearing", _("said at a hearing")
        PAPER = "paper", _("written on paper")
        FIGURES = "figures", _("seen in the figures")
        STAFF = "staff", _("written by the office")

    reference = models.CharField(max_length=32)
    nature = models.CharField(max_length=10, choices=Nature.choices, default=Nature.ISSUE)
    kind = models.CharField(max_length=40)
    village = MunicipalForeignKey("places.Village", models.PROTECT, null=True, related_name="+")
    place = models.CharField(max_length=120, blank=True)
    title = models.CharField(max_length=120)
    words = models.TextField()
    month = models.CharField(max_length=7)
    source = models.CharField(max_length=8, choices=Source.choices)
    people = models.PositiveIntegerField(null=True)
    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    published_on = models.DateField(null=True)
    because = models.CharField(max_length=600, blank=True)
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        # By the random reference within a day, so that the order tells nothing.
        ordering = ["-published_on", "reference"]
        indexes = [models.Index(fields=["municipality", "state", "kind"], name="issues_issue_open")]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "reference"],
                name="issues_issue_reference",
                violation_error_message=_("There is an issue with this reference already."),
            ),
            models.CheckConstraint(
                name="issues_issue_published",
                condition=Q(state__in=("waiting", "refused"), published_on=None)
                | Q(state__in=("published", "merged", "split"), published_on__isnull=False)
                | Q(state="withdrawn"),
                violation_error_message=_("What is in the open says since when."),
            ),
            models.CheckConstraint(
                name="issues_issue_refused",
                condition=~Q(state="refused") | ~Q(because=""),
                violation_error_message=_("What is not published says why."),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_public(self):
        """Whether anyone may read its words."""
        return self.state in PUBLIC

    @property
    def is_taken_away(self):
        """Whether the office took it out of the open; anyone reads why, and nothing else."""
        return self.state == self.State.WITHDRAWN and self.because != ""

    @property
    def is_open(self):
        """Whether it is published and leads nowhere else by merging or splitting."""
        return self.state == self.State.PUBLISHED
