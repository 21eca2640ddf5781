"""The municipality and the base of every model that belongs to one."""

from django.db import models
from django.db.models.lookups import Exact
from django.db.models.sql.where import AND
from django.utils.translation import get_language

from khuang.ground.municipalities.context import current_id
from khuang.ground.municipalities.fields import MunicipalityField
from khuang.lib.identifiers import uuid7


class Municipality(models.Model):
    """One local government whose rows nobody else sees. Personal data: none.

    slug   short name in addresses and device tokens, a to z and digits
    code   the six digits of its sub-district, as the state counts it
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    slug = models.SlugField(max_length=40, unique=True)
    name = models.CharField(max_length=200)
    name_en = models.CharField(max_length=200)
    code = models.CharField(max_length=6, blank=True)
    district = models.CharField(max_length=100, blank=True)
    province = models.CharField(max_length=100, blank=True)
    is_demo = models.BooleanField(default=False)

    class Meta:
        ordering = ["slug"]
        verbose_name_plural = "municipalities"

    def __str__(self):
        return self.name if get_language() == "th" or not self.name_en else self.name_en


class MunicipalRows(models.Manager):
    """Rows of the municipality in whose context the code runs; raises NoMunicipality without one."""

    def get_queryset(self):
        rows = super().get_queryset()
        # As filter() would, without its search for what the name means: it is asked for every statement.
        ours = self.model._meta.get_field("municipality").get_col(rows.query.get_initial_alias())
        rows.query.where.add(Exact(ours, current_id()), AND)
        return rows


class MunicipalModel(models.Model):
    """The base of every municipal row: its municipality, a sortable key, rows seen only in context.

    append_only      the application's database role may insert and read, never change
    erasable         append-only rows that go all the same when the person is erased whom they are about
    outlives_person  rows that stay when that person is erased; their key to the person is emptied
    database_writes  only the database itself writes these rows (a trigger does)
    """

    append_only = False
    erasable = False
    outlives_person = False
    database_writes = False

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    municipality = MunicipalityField(default=current_id)

    objects = MunicipalRows()

    class Meta:
        abstract = True
        base_manager_name = "objects"
        default_manager_name = "objects"
