"""Where a role holds, the list filter and the object check agree, for every model that has a place."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import make_cast, make_municipality
from khuang.ground.accounts.reads import EVERYWHERE, Scope
from khuang.ground.municipalities.checks import municipal_models
from khuang.ground.municipalities.context import within
from tests.rows import Town

MODELS = [model for model in municipal_models() if hasattr(model, "scope_fields")]
subset = st.sets(st.integers(0, 2))


@pytest.fixture(scope="module")
def towns(django_db_setup, django_db_blocker):
    """Three villages, in each a full row and a bare row of every model."""
    with django_db_blocker.unblock(), transaction.atomic():
        cast = make_cast(make_municipality())
        with within(cast.municipality):
            towns = [
                Town(full=full, **{"places.Village": village})
                for village in cast.villages.values()
                for full in (True, False)
            ]
            for town in towns:
                for model in MODELS:
                    town.row(model)
            yield towns
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def database(towns, django_db_blocker):
    with django_db_blocker.unblock():
        yield


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(villages=subset, homes=st.sets(st.integers(0, 5)))
def test_the_list_and_the_object_agree(towns, model, villages, homes):
    keys = sorted({town.rows["places.Village"].pk for town in towns})
    dwellings = [town.rows["people.Dwelling"].pk for town in towns]
    scope = Scope(villages=frozenset(keys[n] for n in villages), homes=frozenset(dwellings[n] for n in homes))
    listed = set(scope.filter(model.objects.all()))
    assert listed == {row for row in model.objects.all() if scope.holds(row)}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_place_decides_for_every_model(towns, model):
    """Were all rows without a place, the test above would prove nothing."""
    village = towns[0].rows["places.Village"].pk
    everything = set(model.objects.all())
    inside = set(Scope(villages=frozenset([village])).filter(model.objects.all()))
    assert inside
    assert inside < everything
    assert set(EVERYWHERE.filter(model.objects.all())) == everything
    assert not set(Scope().filter(model.objects.all()))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_home_decides_for_every_model_that_has_one(towns, model):
    home = towns[0].rows["people.Dwelling"].pk
    inside = set(Scope(homes=frozenset([home])).filter(model.objects.all()))
    assert bool(inside) == ("home" in model.scope_fields)
