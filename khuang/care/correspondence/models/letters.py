"""A letter behind a one-time code: what may not go through a channel itself."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models import OF_PERSON, Person
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel

Q, F = models.Q, models.F


class Letter(MunicipalModel):
    """Words for a person on a page that a code opens. Open until `until` or withdrawn.

    token_hash    keyed hash of the link's secret
    code_hash     keyed hash of the code; none until it is made, and after it was used or guessed at too often
    browser_hash  keyed hash of what the one browser carries in which the code was typed
    misses        wrong codes since the code was made
    told_at       when the code was last shown to somebody of ours, who says it
    opened_at     when it was first read
    Personal data: what the municipality tells a person, sealed.
    """

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, related_name="letters")
    words = SealedText(null=True)
    token_hash = models.BinaryField(max_length=16)
    code_hash = models.BinaryField(max_length=16, null=True)
    browser_hash = models.BinaryField(max_length=16, null=True)
    misses = models.PositiveSmallIntegerField(default=0)
    made_at = models.DateTimeField()
    made_by_id = models.UUIDField(null=True)
    until = models.DateTimeField()
    told_at = models.DateTimeField(null=True)
    opened_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-made_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "token_hash"], name="correspondence_letter_token"
            ),
            models.CheckConstraint(
                name="correspondence_letter_ends",
                condition=Q(until__gte=F("made_at")),
                violation_error_message=_("It cannot end before it begins."),
            ),
            models.CheckConstraint(
                name="correspondence_letter_read",
                condition=Q(opened_at=None) | Q(told_at__isnull=False),
                violation_error_message=_("Nobody reads a letter before its code was told."),
            ),
        ]

    def __str__(self):
        return str(self.made_at)
