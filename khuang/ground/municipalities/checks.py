"""System checks: what would let one municipality's rows touch another's fails the build."""

from django.apps import apps
from django.core.checks import Error, register
from django.db import models

from khuang.ground.municipalities.fields import MunicipalForeignKey, MunicipalityField
from khuang.ground.municipalities.models import MunicipalModel


def municipal_models():
    """Return every concrete model that belongs to a municipality."""
    return [model for model in apps.get_models() if issubclass(model, MunicipalModel)]


@register
def check_municipal_models(app_configs, **options):
    """Report unique constraints without the municipality, implicit many-to-many and plain foreign keys."""
    return [
        error
        for model in municipal_models()
        for error in [*_unique(model), *_many(model), *_plain_keys(model)]
    ]


def _unique(model):
    for constraint in model._meta.constraints:
        if isinstance(constraint, models.UniqueConstraint) and "municipality" not in constraint.fields:
            yield Error(
                f"{constraint.name} must contain the municipality.", obj=model, id="municipalities.E001"
            )
    for field in model._meta.local_fields:
        if field.unique and not field.primary_key:
            yield Error(f"{field.name} must not be unique by itself.", obj=model, id="municipalities.E002")
    for names in model._meta.unique_together:
        yield Error(f"unique_together {names}: use a UniqueConstraint.", obj=model, id="municipalities.E002")


def _many(model):
    for field in model._meta.local_many_to_many:
        if field.remote_field.through._meta.auto_created:
            yield Error(f"{field.name} needs a model of its own.", obj=model, id="municipalities.E003")


def _plain_keys(model):
    for field in model._meta.local_fields:
        plain = isinstance(field, models.ForeignKey) and not isinstance(
            field, (MunicipalForeignKey, MunicipalityField)
        )
        if plain and any(f.name == "municipality" for f in field.remote_field.model._meta.fields):
            yield Error(f"{field.name} must be a MunicipalForeignKey.", obj=model, id="municipalities.E004")
