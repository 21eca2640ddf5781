"""Villages, lines of the base map, and points."""

import json

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from khuang.ground.municipalities.fields import SealedPosition
from khuang.ground.municipalities.models import MunicipalModel


class Village(MunicipalModel):
    """A village (moo) or a community of the municipality. Personal data: none.

    code     eight digits CC-AA-TT-VV of the state for a village, the municipality's own for a community
    moo      number of the village within its sub-district, none for a community
    outline  GeoJSON geometry, Polygon or MultiPolygon, longitude and latitude
    """

    class Kind(models.TextChoices):
        VILLAGE = "village", _("village")
        COMMUNITY = "community", _("community")

    code = models.CharField(max_length=12)
    kind = models.CharField(max_length=10, choices=Kind.choices, default=Kind.VILLAGE)
    moo = models.PositiveSmallIntegerField(null=True)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120, blank=True)
    outline = models.JSONField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["code"]
        constraints = [models.UniqueConstraint(fields=["municipality", "code"], name="places_village_code")]

    def __str__(self):
        name = self.name if get_language() == "th" or not self.name_en else self.name_en
        return _("Moo %(moo)s %(name)s") % {"moo": self.moo, "name": name} if self.moo else name


class MapLine(MunicipalModel):
    """A road or river that the base map draws. Personal data: none.

    path  GeoJSON geometry, LineString or MultiLineString
    """

    class Kind(models.TextChoices):
        ROAD = "road", _("road")
        RIVER = "river", _("river")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    name = models.CharField(max_length=120, blank=True)
    path = models.JSONField()

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]

    def __str__(self):
        return self.name or self.get_kind_display()


class Load(MunicipalModel):
    """One file of villages or lines that was loaded: who, when, how many were kept, which were refused.

    refused  JSON text, a list of rules.Refused with the features as the file had them; text, not a
             JSON column, because a broken file may hold signs that such a column cannot
    Personal data: none; who loaded it.
    """

    append_only = True

    class Kind(models.TextChoices):
        VILLAGES = "villages", _("villages and communities")
        LINES = "lines", _("roads and rivers")

    kind = models.CharField(max_length=10, choices=Kind.choices)
    at = models.DateTimeField()
    by_id = models.UUIDField(null=True)
    file_name = models.CharField(max_length=120, blank=True)
    kept = models.PositiveIntegerField()
    refused = models.TextField()

    class Meta(MunicipalModel.Meta):
        ordering = ["-at", "-pk"]

    def __str__(self):
        return self.file_name or self.get_kind_display()

    @property
    def refused_features(self):
        """The refused as a list of dictionaries."""
        return json.loads(self.refused)


class Point(MunicipalModel):
    """A place on the ground, taken once and on purpose, for example where a home stands.

    position        sealed (longitude, latitude), WGS 84 degrees
    cell_x, cell_y  the hundredth of a degree it lies in (about 1 km), in clear, for the map's search
    accuracy_m      radius in metres that the device gave, none when placed by hand
    by_id           account or device that took it
    Personal data: the exact place of a home, sealed; the cell in clear.
    """

    class Source(models.TextChoices):
        PHONE = "phone", _("phone in the field")
        MAP = "map", _("placed on the map")
        FILE = "file", _("from a file")

    position = SealedPosition()
    cell_x = models.IntegerField()
    cell_y = models.IntegerField()
    accuracy_m = models.FloatField(null=True)
    source = models.CharField(max_length=10, choices=Source.choices)
    captured_at = models.DateTimeField()
    by_id = models.UUIDField(null=True)

    class Meta(MunicipalModel.Meta):
        ordering = ["pk"]
        indexes = [models.Index(fields=["municipality", "cell_x", "cell_y"], name="places_point_cell")]

    def __str__(self):
        return f"{self.cell_x}, {self.cell_y}"
