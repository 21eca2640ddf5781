"""What people ask about their own data (PDPA sections 30 to 36), and what was erased."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.people.models.registry import OF_PERSON, Person
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel


class RightsRequest(MunicipalModel):
    """Somebody asked something about a person's data. Open until it is done or refused with a reason.

    person       none once the person was erased; `about_id` stays, and stands for nobody
    words        what they ask, in their words, sealed; emptied when the person is erased
    answer       what was done or why it is refused, sealed; emptied likewise
    Personal data: that a person used a right, what they said and who spoke for them.
    """

    class Kind(models.TextChoices):
        COPY = "copy", _("A copy of all their data")
        CORRECTION = "correction", _("Correct something")
        RESTRICTION = "restriction", _("Stop the use of their data for now")
        LIFTING = "lifting", _("Use their data again")
        ERASURE = "erasure", _("Erase their data")
        OBJECTION = "objection", _("Object to how their data are used")

    class Asker(models.TextChoices):
        PERSON = "person", _("the person")
        GUARDIAN = "guardian", _("parent or guardian")
        PROXY = "proxy", _("somebody with a written power")

    class Proof(models.TextChoices):
        ID_CARD = "id-card", _("ID card")
        HOUSE_BOOK = "house-book", _("house registration and own ID card")
        COURT_ORDER = "court-order", _("court order and own ID card")
        POWER = "power", _("written power and both ID cards")
        KNOWN = "known", _("known to the officer in person")

    class State(models.TextChoices):
        OPEN = "open", _("open")
        DONE = "done", _("done")
        REFUSED = "refused", _("refused")

    scope_fields = OF_PERSON
    outlives_person = True

    person = MunicipalForeignKey(Person, models.PROTECT, null=True, related_name="data_requests")
    about_id = models.UUIDField()
    kind = models.CharField(max_length=11, choices=Kind.choices)
    asker = models.CharField(max_length=8, choices=Asker.choices)
    proof = models.CharField(max_length=11, choices=Proof.choices)
    words = SealedText(null=True)
    received_on = models.DateField()
    due_on = models.DateField()
    received_by_id = models.UUIDField()
    state = models.CharField(max_length=7, choices=State.choices, default=State.OPEN)
    answer = SealedText(null=True)
    answered_at = models.DateTimeField(null=True)
    answered_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["due_on", "pk"]
        indexes = [
            models.Index(fields=["municipality", "state", "due_on"], name="people_request_due"),
            models.Index(fields=["municipality", "person"], name="people_request_person"),
        ]
        constraints = [
            models.CheckConstraint(
                name="people_request_dates",
                condition=models.Q(due_on__gte=models.F("received_on")),
                violation_error_message=_("An answer is not due before the request was received."),
            ),
            models.CheckConstraint(
                name="people_request_answered",
                condition=models.Q(state="open", answered_at=None)
                | (~models.Q(state="open") & models.Q(answered_at__isnull=False)),
                violation_error_message=_("A request that is closed says since when."),
            ),
        ]

    def __str__(self):
        return self.get_kind_display()


class LegalHold(MunicipalModel):
    """A person's data must be kept for now, whatever the retention rules say. Holds until it is lifted.

    Personal data: that a person's data are needed as evidence, and why, sealed.
    """

    scope_fields = OF_PERSON

    person = MunicipalForeignKey(Person, models.PROTECT, related_name="legal_holds")
    reason = SealedText()
    at = models.DateTimeField()
    by_id = models.UUIDField()
    lifted_at = models.DateTimeField(null=True)
    lifted_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "person"],
                condition=models.Q(lifted_at=None),
                name="people_hold_once",
                violation_error_message=_("This person's data are already held."),
            )
        ]

    def __str__(self):
        return str(self.at)


class Erasure(MunicipalModel):
    """The erasure of one person: proposed by somebody or by a retention rule, approved by somebody else.

    person      none once it is done; `about_id` stays, and stands for nobody
    because     "request", or the code of a retention rule
    proposed_by_id  none when a retention rule proposed it
    erased_ids  persons and households that were erased with them, and stand for nobody
    tables      names of the tables out of which rows were taken
    rewritten_at  when those tables were written anew, so that the disk holds no old rows either
    Personal data: none once it is done; before, that a person is to be erased.
    """

    scope_fields = OF_PERSON
    outlives_person = True

    person = MunicipalForeignKey(Person, models.PROTECT, null=True, related_name="erasures")
    about_id = models.UUIDField()
    because = models.CharField(max_length=20)
    request = MunicipalForeignKey(RightsRequest, models.PROTECT, null=True, related_name="erasures")
    proposed_at = models.DateTimeField()
    proposed_by_id = models.UUIDField(null=True)
    decided_at = models.DateTimeField(null=True)
    decided_by_id = models.UUIDField(null=True)
    done_at = models.DateTimeField(null=True)
    erased_ids = ArrayField(models.UUIDField(), default=list)
    tables = ArrayField(models.CharField(max_length=63), default=list)
    rewritten_at = models.DateTimeField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-proposed_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "person"],
                condition=models.Q(decided_at=None),
                name="people_erasure_proposed_once",
                violation_error_message=_("The erasure of this person is already proposed."),
            ),
            models.CheckConstraint(
                name="people_erasure_two_persons",
                condition=models.Q(decided_by_id=None)
                | models.Q(proposed_by_id=None)
                | models.Q(done_at=None)
                | ~models.Q(decided_by_id=models.F("proposed_by_id")),
                violation_error_message=_("Somebody else must approve what one proposed."),
            ),
        ]

    def __str__(self):
        return str(self.about_id)
