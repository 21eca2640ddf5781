"""Journal lines, what they mention, the head of the chain, and which jobs followed them."""

import json

from django.db import models

from khuang.ground.municipalities.models import MunicipalModel


class Entry(MunicipalModel):
    """One thing done or looked at. Never changed; the database's trigger chains it.

    No foreign keys: a line outlives what it speaks about.
    by_kind, by_id        who: an account, a device, or the system (no id)
    about_kind, about_id  what it is about
    reference             canonical JSON text: ids, codes and counts
    Personal data: references only (who looked at whose record, when), no content.
    """

    append_only = True

    seq = models.BigIntegerField(default=0)
    at = models.DateTimeField()
    event = models.CharField(max_length=60)
    by_kind = models.CharField(max_length=40)
    by_id = models.UUIDField(null=True)
    about_kind = models.CharField(max_length=40)
    about_id = models.UUIDField(null=True)
    reference = models.TextField(default="{}")
    previous_hash = models.BinaryField(default=b"")
    hash = models.BinaryField(default=b"")

    class Meta(MunicipalModel.Meta):
        ordering = ["seq"]
        verbose_name_plural = "entries"
        constraints = [models.UniqueConstraint(fields=["municipality", "seq"], name="journal_entry_seq")]
        indexes = [
            models.Index(fields=["municipality", "about_id", "seq"], name="journal_entry_about"),
            models.Index(fields=["municipality", "event", "seq"], name="journal_entry_event"),
        ]

    def __str__(self):
        return f"{self.seq} {self.event}"

    @property
    def references(self):
        """The reference as a dictionary."""
        return json.loads(self.reference)


class Mention(MunicipalModel):
    """An index row: a line also concerns this record (a list that showed it, a merge).

    The ids stand in the line's chained reference too; these rows only find them fast.
    Personal data: references only.
    """

    append_only = True

    entry_id = models.UUIDField()
    about_id = models.UUIDField()

    class Meta(MunicipalModel.Meta):
        indexes = [models.Index(fields=["municipality", "about_id"], name="journal_mention_about")]

    def __str__(self):
        return str(self.entry_id)


class ChainHead(MunicipalModel):
    """The newest number and hash of a municipality's chain, written by the trigger alone.

    Personal data: none.
    """

    database_writes = True

    seq = models.BigIntegerField()
    hash = models.BinaryField()

    class Meta(MunicipalModel.Meta):
        constraints = [models.UniqueConstraint(fields=["municipality"], name="journal_one_head")]

    def __str__(self):
        return str(self.seq)


class FollowUp(MunicipalModel):
    """A step of the flow that was carried out after a line, so that a job run twice acts once.

    Personal data: none.
    """

    append_only = True

    entry_id = models.UUIDField()
    step = models.CharField(max_length=120)
    at = models.DateTimeField()

    class Meta(MunicipalModel.Meta):
        constraints = [
            models.UniqueConstraint(fields=["municipality", "entry_id", "step"], name="journal_followed_once")
        ]

    def __str__(self):
        return self.step
