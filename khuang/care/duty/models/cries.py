"""What came by a channel and raised an alert: the questions asked, and what was answered."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from khuang.care.cases.models import Alert
from khuang.care.duty.models.strays import Stray
from khuang.care.people.models import OF_PERSON
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedJSON
from khuang.ground.municipalities.models import MunicipalModel

Q = models.Q


class Cry(MunicipalModel):
    """One cry for help from one address, and the alert (or stray call) that it raised or joined.

    A helper who may mean several people raises one for each until it says whom.
    contact_id  the address, opaque; message_id the first message of it
    how         tap, words, sticker
    what        code of the kind of help, once said; empty: not said
    question    what was asked last and not answered: whom, what, place; empty: nothing is open
    question_until  when silence counts as "yes, help"
    taps        how often it was tapped; `last_at` the last time
    place       longitude, latitude and words as sent, sealed
    mistake_at  when they said that they had tapped by mistake; a human settles it all the same
    not_meant_at  when the helper said that it is about somebody else
    Personal data: that a person called for help, why and from where; the place is sealed.
    """

    class How(models.TextChoices):
        TAP = "tap", _("tapped for help")
        WORDS = "words", _("wrote words that ask for help")
        STICKER = "sticker", _("sent a picture that asks for help")

    class What(models.TextChoices):
        FALL = "fall", _("fell or is hurt")
        MEDICINE = "medicine", _("medicine or food")
        UTILITIES = "utilities", _("power or water")
        OTHER = "other", _("something else")
        UNSAID = "", _("did not say what kind")

    class Question(models.TextChoices):
        WHOM = "whom", _("for whom")
        WHAT = "what", _("what kind of help")
        PLACE = "place", _("where they are")
        NONE = "", _("nothing is asked")

    scope_fields = {name: f"alert__{way}" for name, way in OF_PERSON.items()}

    alert = MunicipalForeignKey(Alert, models.PROTECT, null=True, related_name="cries")
    stray = MunicipalForeignKey(Stray, models.PROTECT, null=True, related_name="cries")
    contact_id = models.UUIDField(null=True)
    message_id = models.UUIDField()
    how = models.CharField(max_length=7, choices=How.choices)
    what = models.CharField(max_length=9, choices=What.choices, blank=True, default=What.UNSAID)
    question = models.CharField(max_length=5, choices=Question.choices, blank=True, default=Question.NONE)
    question_until = models.DateTimeField(null=True)
    taps = models.PositiveSmallIntegerField(default=1)
    at = models.DateTimeField()
    last_at = models.DateTimeField()
    place = SealedJSON(null=True)
    mistake_at = models.DateTimeField(null=True)
    not_meant_at = models.DateTimeField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["at", "pk"]
        verbose_name_plural = "cries"
        indexes = [
            models.Index(fields=["municipality", "contact_id", "at"], name="duty_cry_contact"),
            models.Index(
                fields=["municipality", "question_until"],
                condition=~Q(question=""),
                name="duty_cry_asked",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "message_id", "alert", "stray"],
                nulls_distinct=False,
                name="duty_cry_once",
                violation_error_message=_("This cry is noted already."),
            ),
            models.CheckConstraint(
                name="duty_cry_of_one",
                condition=Q(alert=None, stray__isnull=False) | Q(alert__isnull=False, stray=None),
                violation_error_message=_("A cry raises an alert, or a call of somebody unknown."),
            ),
            models.CheckConstraint(
                name="duty_cry_question",
                condition=Q(question="", question_until=None)
                | (~Q(question="") & Q(question_until__isnull=False)),
                violation_error_message=_("A question says until when it waits."),
            ),
        ]

    def __str__(self):
        return self.get_how_display()
