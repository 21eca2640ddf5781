"""What phones sent, exactly as it came, and what in it needs somebody's eyes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedBytes
from khuang.ground.municipalities.models import MunicipalModel
from khuang.ground.surveys.models.devices import Device
from khuang.ground.surveys.models.forms import Form, FormVersion


class Submission(MunicipalModel):
    """One filled-in form, kept byte for byte; only its state and its successor ever change.

    instance_id    the phone's own number of the survey; "sha256:..." when the form carries none
    version        none while quarantined because the version is unknown
    raw            the XML as received, sealed; `sha256` is of these bytes
    files          names of the photographs and sounds that the answers speak of
    phone_id       as the phone calls itself; advice only
    village        where it belongs, as far as its answers say
    started_at, ended_at  by the phone's clock, to show and never to order
    redacted_at    when somebody's part was cut out of `raw`, because their data were erased;
                   `sha256` stays that of the bytes as received, so that the phone's next try is known
    states: received (stored, not yet understood), processed, needs-attention
    (understood, and an Attention row says what a person must decide),
    quarantined (kept, but not read into the registry)
    Personal data: the answers of a survey, sealed; health and need of named people.
    """

    class State(models.TextChoices):
        RECEIVED = "received", _("received")
        PROCESSED = "processed", _("taken in")
        ATTENTION = "needs-attention", _("needs attention")
        QUARANTINED = "quarantined", _("set aside")

    scope_fields = {"village": "village_id"}

    form = MunicipalForeignKey(Form, models.PROTECT, related_name="submissions")
    version = MunicipalForeignKey(FormVersion, models.PROTECT, null=True, related_name="submissions")
    version_told = models.CharField(max_length=80, blank=True)
    instance_id = models.CharField(max_length=200)
    deprecated_id = models.CharField(max_length=200, blank=True)
    superseded_by = MunicipalForeignKey("self", models.PROTECT, null=True, related_name="supersedes")
    raw = SealedBytes()
    sha256 = models.CharField(max_length=64)
    device = MunicipalForeignKey(Device, models.PROTECT, null=True, related_name="submissions")
    phone_id = models.CharField(max_length=200, blank=True)
    user_agent = models.CharField(max_length=300, blank=True)
    received_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    state = models.CharField(max_length=16, choices=State.choices, default=State.RECEIVED)
    files = models.JSONField(default=list)
    village = MunicipalForeignKey("places.Village", models.PROTECT, null=True, related_name="+")
    redacted_at = models.DateTimeField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-received_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "form", "instance_id"], name="surveys_submission_once"
            ),
            models.CheckConstraint(
                condition=Q(state="quarantined") | Q(version__isnull=False),
                name="surveys_known_version",
                violation_error_message=_("A survey of an unknown version stays set aside."),
            ),
        ]
        indexes = [
            models.Index(fields=["municipality", "-received_at"], name="surveys_received"),
            models.Index(fields=["municipality", "device", "-received_at"], name="surveys_by_device"),
        ]

    def __str__(self):
        return self.instance_id


class SubmissionMedia(MunicipalModel):
    """A photograph or sound that came with a submission; the bytes lie sealed on disk under this id.

    sha256      of the bytes as received
    clean_at    when the copy without the place in it was made; none for what is no photograph
    Personal data: photographs of people and homes, sealed.
    """

    class Kind(models.TextChoices):
        PHOTO = "photo", _("photograph")
        AUDIO = "audio", _("sound")
        OTHER = "other", _("other file")

    submission = MunicipalForeignKey(Submission, models.CASCADE, related_name="media")
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=5, choices=Kind.choices)
    size = models.BigIntegerField()
    sha256 = models.CharField(max_length=64)
    received_at = models.DateTimeField()
    clean_at = models.DateTimeField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(
                fields=["municipality", "submission", "name"], name="surveys_submission_file"
            )
        ]

    def __str__(self):
        return self.name


class Attention(MunicipalModel):
    """Something about a submission that a person must look at; open until settled.

    What is wrong with a record of the registry is noted there, not here.
    about_id   the entity that it concerns, opaque here
    detail     what more there is to say, for example the name of a file; no answers
    Personal data: none.
    """

    class Kind(models.TextChoices):
        UNKNOWN_VERSION = "unknown-version", _("The form's version is not known here.")
        LATE_VERSION = "late-version", _("The form's version was retired long ago.")
        UNREADABLE_FORM = "unreadable", _("The survey does not fit its form.")
        PROCESSING_FAILED = "processing-failed", _("The survey could not be taken into the registry.")
        REFUSED_ENTITY = "refused-entity", _("A person or home in the survey could not be taken in.")
        SWAPPED_POINT = "swapped-point", _("Longitude and latitude were the wrong way round.")
        POINT_OUTSIDE = "point-outside", _("The point lies outside Thailand or in the sea.")
        NOT_A_PHOTO = "not-a-photo", _("A file that should be a photograph is none.")
        FILE_DIFFERS = "file-differs", _("A file came twice with different contents; the first was kept.")

    submission = MunicipalForeignKey(Submission, models.CASCADE, related_name="attentions")
    kind = models.CharField(max_length=20, choices=Kind.choices)
    list_name = models.CharField(max_length=60, blank=True)
    about_id = models.UUIDField(null=True)
    detail = models.CharField(max_length=300, blank=True)
    raised_at = models.DateTimeField()
    settled_at = models.DateTimeField(null=True)
    settled_by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-raised_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(settled_at__isnull=True, settled_by_id__isnull=True)
                | Q(settled_at__isnull=False, settled_by_id__isnull=False),
                name="surveys_settled_by_somebody",
                violation_error_message=_("What is settled says by whom."),
            )
        ]
        indexes = [
            models.Index(
                fields=["municipality", "-raised_at"],
                condition=Q(settled_at__isnull=True),
                name="surveys_attention_open",
            )
        ]

    def __str__(self):
        return self.kind
