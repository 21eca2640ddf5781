"""Work that takes longer than a page may: how far it is, and how it ended."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.ground.municipalities.models import MunicipalModel


class LongWork(MunicipalModel):
    """The base of a job that is done piece by piece, with its progress; `long_work` carries it out.

    States: waiting (for a worker), running, done, cancelled (what was done stays), failed (may go on).
    done, total        pieces of whatever is counted, rows or pairs; total is None until it is known
    worked_s           seconds spent on it, without the times when nobody worked
    beat_at            when a piece was last finished
    cancel_asked_at    somebody wants it to stop after the piece at hand
    failed_because     name of the fault, without content
    Personal data: none of its own.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waiting")
        RUNNING = "running", _("under way")
        DONE = "done", _("done")
        CANCELLED = "cancelled", _("cancelled")
        FAILED = "failed", _("stopped by a fault")

    state = models.CharField(max_length=9, choices=State.choices, default=State.WAITING)
    done = models.PositiveIntegerField(default=0)
    total = models.PositiveIntegerField(null=True)
    worked_s = models.FloatField(default=0)
    started_at = models.DateTimeField(null=True)
    beat_at = models.DateTimeField(null=True)
    finished_at = models.DateTimeField(null=True)
    cancel_asked_at = models.DateTimeField(null=True)
    failed_because = models.CharField(max_length=120, blank=True)

    class Meta(MunicipalModel.Meta):
        abstract = True

    @property
    def is_moving(self):
        """Whether it waits or runs, so that looking again will show more."""
        return self.state in (self.State.WAITING, self.State.RUNNING)

    @property
    def is_over(self):
        """Whether nothing more will happen by itself or by trying again."""
        return self.state in (self.State.DONE, self.State.CANCELLED)

    @property
    def rate(self):
        """How many are done in a second, or None before the first."""
        return self.done / self.worked_s if self.done and self.worked_s else None

    @property
    def seconds_left(self):
        """How long the rest will take at the same rate, or None while that is unknown."""
        if self.total is None or not self.rate:
            return None
        return max(0.0, self.total - self.done) / self.rate
