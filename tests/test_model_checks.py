"""A model that would let municipalities touch each other fails the system check."""

import pytest
from django.apps.registry import Apps
from django.db import models

from khuang.ground.municipalities import checks
from khuang.ground.municipalities.fields import MunicipalForeignKey, SealedText
from khuang.ground.municipalities.models import Municipality, MunicipalModel
from khuang.ground.places.models import Village


def throw_away(**content):
    """Make a municipal model that belongs to no app's registry."""
    meta = {"app_label": "throwaway", "apps": Apps(), **content.pop("meta", {})}
    content |= {"__module__": __name__, "Meta": type("Meta", (MunicipalModel.Meta,), meta)}
    return type("ThrowAway", (MunicipalModel,), content)


def found(monkeypatch, model):
    monkeypatch.setattr(checks, "municipal_models", lambda: [model])
    return [error.id for error in checks.check_municipal_models(None)]


def unique(*fields):
    return {"constraints": [models.UniqueConstraint(fields=fields, name="once")]}


@pytest.mark.parametrize(
    ("content", "ids"),
    [
        ({"code": models.CharField(max_length=5)}, []),
        ({"code": models.CharField(max_length=5), "meta": unique("municipality", "code")}, []),
        ({"code": models.CharField(max_length=5), "meta": unique("code")}, ["municipalities.E001"]),
        ({"code": models.CharField(max_length=5, unique=True)}, ["municipalities.E002"]),
        (
            {"code": models.IntegerField(), "meta": {"unique_together": {("municipality", "code")}}},
            ["municipalities.E002"],
        ),
        ({"many": models.ManyToManyField(Village, related_name="+")}, ["municipalities.E003"]),
        ({"one": models.ForeignKey(Village, models.PROTECT, related_name="+")}, ["municipalities.E004"]),
        ({"one": MunicipalForeignKey(Village, models.PROTECT, related_name="+")}, []),
        ({"one": models.ForeignKey(Municipality, models.PROTECT, related_name="+")}, []),
        (
            {"one": models.OneToOneField(Village, models.PROTECT, related_name="+")},
            ["municipalities.E002", "municipalities.E004"],
        ),
    ],
)
def test_the_check_says_what_is_wrong(monkeypatch, content, ids):
    assert found(monkeypatch, throw_away(**content)) == ids


def test_a_unique_expression_leaves_the_municipality_out_too(monkeypatch):
    constraint = models.UniqueConstraint(models.functions.Lower("code"), name="once")
    model = throw_away(code=models.CharField(max_length=5), meta={"constraints": [constraint]})
    assert found(monkeypatch, model) == ["municipalities.E001"]


def test_a_sealed_field_can_have_no_index():
    model = throw_away(secret=SealedText(db_index=True))
    assert "municipalities.E005" in [error.id for error in model._meta.get_field("secret").check()]


def test_the_product_passes_the_check():
    assert checks.check_municipal_models(None) == []
