"""Meetings and what they speak about."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.civic.council.models.seats import Council, Seat
from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel
from khuang.ground.places.models import Village

Q, F = models.Q, models.F


class Meeting(MunicipalModel):
    """One meeting of a council. States: called, held, cancelled.

    number, year  "2/2569": the year is of the Buddhist era
    present       how many people came, by sex; the seats that came stand in Presence
    seats_then, needed   seats of the council on that day and how many of them make a quorum, as it was
    Personal data: none; numbers of who came.
    """

    class State(models.TextChoices):
        CALLED = "called", _("called")
        HELD = "held", _("took place")
        CANCELLED = "cancelled", _("cancelled")

    council = MunicipalForeignKey(Council, models.PROTECT, related_name="meetings")
    number = models.PositiveSmallIntegerField()
    year = models.PositiveSmallIntegerField()
    begins_at = models.DateTimeField()
    place = models.CharField(max_length=160)
    state = models.CharField(max_length=9, choices=State.choices, default=State.CALLED)
    women = models.PositiveSmallIntegerField(default=0)
    men = models.PositiveSmallIntegerField(default=0)
    other = models.PositiveSmallIntegerField(default=0)
    seats_then = models.PositiveSmallIntegerField(null=True)
    needed = models.PositiveSmallIntegerField(null=True)
    held_at = models.DateTimeField(null=True)
    cancelled_because = models.CharField(max_length=400, blank=True)
    made_at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-begins_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "council", "year", "number"],
                name="council_meeting_number",
                violation_error_message=_("There is a meeting of this number already."),
            ),
            models.CheckConstraint(
                name="council_meeting_held",
                condition=Q(state__in=("called", "cancelled"), held_at=None, seats_then=None, needed=None)
                | Q(state="held", held_at__isnull=False, seats_then__isnull=False, needed__isnull=False),
                violation_error_message=_("A meeting that was held says how many seats make its quorum."),
            ),
            models.CheckConstraint(
                name="council_meeting_cancelled",
                condition=~Q(state="cancelled") | ~Q(cancelled_because=""),
                violation_error_message=_("A cancelled meeting says why."),
            ),
        ]

    def __str__(self):
        return f"{self.number}/{self.year}"

    @property
    def is_called(self):
        """Whether it is still to come."""
        return self.state == self.State.CALLED

    @property
    def is_held(self):
        """Whether it took place."""
        return self.state == self.State.HELD

    @property
    def people(self):
        """How many people were there."""
        return self.women + self.men + self.other


class Presence(MunicipalModel):
    """A seat that was present at a meeting. Personal data: none; an organization."""

    meeting = MunicipalForeignKey(Meeting, models.CASCADE, related_name="seats")
    seat = MunicipalForeignKey(Seat, models.PROTECT, related_name="presences")

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "meeting", "seat"],
                name="council_present_once",
                violation_error_message=_("This seat is noted as present already."),
            )
        ]

    def __str__(self):
        return str(self.seat)


class Item(MunicipalModel):
    """Something a council is asked to decide.

    States: proposed, listed (on an agenda or in a ranking), resolved, forwarded (to the municipality),
    withdrawn, merged (into another item).
    kind        code of the one list that needs, issues and projects share; "" is none of them
    village     where; none is the whole municipality. place: a public place in words
    cost        in whole baht, as estimated; none while nobody has estimated it
    source      how it came: by hand, a topic, a hearing. Where from exactly stands in the lineage
    Personal data: none; words are checked before they are stored here.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", _("proposed")
        LISTED = "listed", _("on the agenda")
        RESOLVED = "resolved", _("resolved")
        FORWARDED = "forwarded", _("forwarded to the municipality")
        WITHDRAWN = "withdrawn", _("withdrawn from the council")
        MERGED = "merged", _("merged into another item")

    class Source(models.TextChoices):
        HAND = "hand", _("brought by a seat or the secretary")
        ISSUE = "issue", _("an issue")
        TOPIC = "topic", _("a topic of the forum")
        HEARING = "hearing", _("a hearing")

    council = MunicipalForeignKey(Council, models.PROTECT, related_name="items")
    title = models.CharField(max_length=160)
    words = models.TextField(blank=True)
    kind = models.CharField(max_length=40, blank=True)
    village = MunicipalForeignKey(Village, models.PROTECT, null=True, related_name="+")
    place = models.CharField(max_length=120, blank=True)
    cost = models.PositiveIntegerField(null=True)
    source = models.CharField(max_length=7, choices=Source.choices, default=Source.HAND)
    state = models.CharField(max_length=9, choices=State.choices, default=State.PROPOSED)
    withdrawn_because = models.CharField(max_length=400, blank=True)
    into = MunicipalForeignKey("self", models.PROTECT, null=True, related_name="merged")
    made_at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["made_at", "pk"]
        constraints = [
            models.CheckConstraint(
                name="council_item_merged",
                condition=Q(state="merged", into__isnull=False) | (~Q(state="merged") & Q(into=None)),
                violation_error_message=_("A merged item says into which."),
            ),
            models.CheckConstraint(
                name="council_item_not_into_itself",
                condition=Q(into=None) | ~Q(into=F("id")),
                violation_error_message=_("An item is not merged into itself."),
            ),
            models.CheckConstraint(
                name="council_item_withdrawn",
                condition=~Q(state="withdrawn") | ~Q(withdrawn_because=""),
                violation_error_message=_("A withdrawn item says why."),
            ),
        ]

    def __str__(self):
        return self.title

    @property
    def is_open(self):
        """Whether it may still be scored, resolved, merged or withdrawn."""
        return self.state in (self.State.PROPOSED, self.State.LISTED)


class AgendaEntry(MunicipalModel):
    """An item on the agenda of one meeting; an item that was heard without a quorum comes again.

    note  what was said of it there, for the minutes
    Personal data: none.
    """

    meeting = MunicipalForeignKey(Meeting, models.CASCADE, related_name="agenda")
    item = MunicipalForeignKey(Item, models.PROTECT, related_name="entries")
    number = models.PositiveSmallIntegerField()
    note = models.TextField(blank=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["number", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "meeting", "item"],
                name="council_on_agenda_once",
                violation_error_message=_("This item is on the agenda already."),
            )
        ]

    def __str__(self):
        return str(self.number)


class Interest(MunicipalModel):
    """A seat's declared interest in an item: it does not score it, and everybody sees why.

    Personal data: none; an organization's interest.
    """

    item = MunicipalForeignKey(Item, models.CASCADE, related_name="interests")
    seat = MunicipalForeignKey(Seat, models.PROTECT, related_name="interests")
    words = models.CharField(max_length=300)
    declared_at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["declared_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "item", "seat"],
                name="council_interest_once",
                violation_error_message=_("This interest is declared already."),
            )
        ]

    def __str__(self):
        return self.words
