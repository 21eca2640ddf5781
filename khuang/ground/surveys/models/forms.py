"""A form, its versions, and the files that go with them."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from khuang.ground.municipalities.fields import MunicipalForeignKey
from khuang.ground.municipalities.models import MunicipalModel


class Form(MunicipalModel):
    """A questionnaire of the municipality, known to phones by its form_id. Personal data: none."""

    form_id = models.CharField(max_length=120)
    title = models.CharField(max_length=200)
    created_at = models.DateTimeField()

    class Meta(MunicipalModel.Meta):
        ordering = ["title", "pk"]
        constraints = [models.UniqueConstraint(fields=["municipality", "form_id"], name="surveys_form_id")]

    def __str__(self):
        return self.title


class FormVersion(MunicipalModel):
    """One version of a form: a draft, which a new upload may replace; then published, then retired.

    xlsx      the workbook as it was uploaded
    xform     what phones get, byte for byte; `hash` is its md5
    findings  what the lint said: code, level, cell and words of each finding
    Personal data: none.
    """

    class State(models.TextChoices):
        DRAFT = "draft", _("draft")
        PUBLISHED = "published", _("published")
        RETIRED = "retired", _("retired")

    form = MunicipalForeignKey(Form, models.PROTECT, related_name="versions")
    version = models.CharField(max_length=80)
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    xlsx = models.BinaryField()
    xform = models.BinaryField()
    hash = models.CharField(max_length=32)
    findings = models.JSONField(default=list)
    files = models.JSONField(default=list)
    uploaded_at = models.DateTimeField()
    uploaded_by_id = models.UUIDField(null=True)
    published_at = models.DateTimeField(null=True)
    retired_at = models.DateTimeField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["-uploaded_at", "-pk"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "form", "version"], name="surveys_version"),
            models.UniqueConstraint(
                fields=["municipality", "form"], condition=Q(state="published"), name="surveys_one_published"
            ),
            models.CheckConstraint(
                condition=Q(state="draft", published_at__isnull=True)
                | Q(state__in=["published", "retired"], published_at__isnull=False),
                name="surveys_published_since",
                violation_error_message=_("A version that was published says since when."),
            ),
            models.CheckConstraint(
                condition=Q(state="retired", retired_at__isnull=False)
                | (~Q(state="retired") & Q(retired_at__isnull=True)),
                name="surveys_retired_since",
                violation_error_message=_("A version that was retired says since when."),
            ),
        ]

    def __str__(self):
        return f"{self.title} {self.version}"


class FormMedia(MunicipalModel):
    """A picture, sound or table that phones fetch with a form version. Personal data: none."""

    version = MunicipalForeignKey(FormVersion, models.CASCADE, related_name="media")
    name = models.CharField(max_length=200)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()
    hash = models.CharField(max_length=32)

    class Meta(MunicipalModel.Meta):
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["municipality", "version", "name"], name="surveys_media_name")
        ]

    def __str__(self):
        return self.name
