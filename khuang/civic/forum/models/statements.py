"""Statements that people offer, and the picture or voice that may come with one."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.civic.forum.models.topics import Topic
from khuang.civic.forum.rules.moderation import LONGEST
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import MunicipalModel

Q, F = models.Q, models.F


class Statement(MunicipalModel):
    """One idea on which one votes. States: waiting (for a check), shown, refused.

    number        within its topic, from 1
    typed         as it came; sealed, because what is not checked may name somebody
    words         what is shown, empty until it is; never other words than those that were typed
    receipt       random; whoever has it sees what became of the statement
    participant   who offered it, if they voted or said their village; hearing_id where it was said
    typed_by_id   the officer who wrote it down for somebody
    because       code of the reason for which it is not shown, because_words the moderator's own
    Personal data: none in words; typed and because_words may hold some, and are sealed.
    """

    class Source(models.TextChoices):
        PORTAL = "portal", _("from the public page")
        FACILITATOR = "facilitator", _("from the facilitator")
        HEARING = "hearing", _("said in a hearing")
        PAPER = "paper", _("on paper")
        LINE = "line", _("by LINE")

    class State(models.TextChoices):
        WAITING = "waiting", _("waits to be checked")
        SHOWN = "shown", _("shown")
        REFUSED = "refused", _("not shown")

    class Reason(models.TextChoices):
        NAMES = "names", _("it tells who somebody is")
        INSULTS = "insults", _("it insults or threatens")
        OFF_TOPIC = "off-topic", _("it is about something else")
        SAID_ALREADY = "said-already", _("it says the same as another statement")
        SEVERAL = "several", _("it holds several ideas; send them one by one")
        UNCLEAR = "unclear", _("one cannot tell what it means")
        ADVERT = "advert", _("it advertises")
        OTHER = "other", _("another reason")

    topic = MunicipalForeignKey(Topic, models.PROTECT, related_name="statements")
    number = models.PositiveIntegerField()
    source = models.CharField(max_length=11, choices=Source.choices)
    state = models.CharField(max_length=7, choices=State.choices, default=State.WAITING)
    typed = SealedText()
    words = models.CharField(max_length=LONGEST, blank=True)
    receipt = models.CharField(max_length=16)
    participant = MunicipalForeignKey(
        "forum.Participant", models.PROTECT, null=True, related_name="statements"
    )
    hearing_id = models.UUIDField(null=True)
    typed_by_id = models.UUIDField(null=True)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    judged_at = models.DateTimeField(null=True)
    judged_by_id = models.UUIDField(null=True)
    because = models.CharField(max_length=12, choices=Reason.choices, blank=True)
    because_words = SealedText(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "topic", "number"],
                name="forum_statement_number",
                violation_error_message=_("There is a statement with this number already."),
            ),
            models.UniqueConstraint(
                fields=["municipality", "receipt"],
                name="forum_statement_receipt",
                violation_error_message=_("There is a statement with this receipt already."),
            ),
            models.CheckConstraint(
                name="forum_statement_shown",
                condition=Q(state="shown") & ~Q(words="") | ~Q(state="shown") & Q(words=""),
                violation_error_message=_("What is shown has words, and nothing else has."),
            ),
            models.CheckConstraint(
                name="forum_statement_judged",
                condition=Q(state="waiting", judged_at=None, because="")
                | Q(state="shown", judged_at__isnull=False, because="")
                | Q(state="refused", judged_at__isnull=False) & ~Q(because=""),
                violation_error_message=_("What is not shown says why, and what was checked says when."),
            ),
        ]

    def __str__(self):
        return self.words or str(self.number)


class Enclosure(MunicipalModel):
    """The picture or the recorded voice of a statement; the file lies sealed on the disk.

    A picture holds no place, time or camera. content_type is how a voice is encoded, picked by its first
    bytes; shown_as says in words what a picture shows, for whoever does not see it.
    Personal data: a voice may be known by whoever hears it; goes with the statement.
    """

    class Kind(models.TextChoices):
        PICTURE = "picture", _("picture")
        VOICE = "voice", _("voice")

    statement = MunicipalForeignKey(Statement, models.CASCADE, related_name="enclosures")
    kind = models.CharField(max_length=7, choices=Kind.choices)
    content_type = models.CharField(max_length=20)
    shown_as = models.CharField(max_length=200, blank=True)
    at = models.DateTimeField()

    class Meta(MunicipalModel.Meta):
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "statement", "kind"],
                name="forum_enclosure_one",
                violation_error_message=_("The statement has one of these already."),
            )
        ]

    def __str__(self):
        return self.get_kind_display()
