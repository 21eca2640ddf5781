"""Where a role holds and whom a record is guarded from: list filter and object check agree on both."""

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import make_cast, make_municipality
from khuang.care.people.models import Person
from khuang.ground.accounts.reads import EVERYWHERE, Scope
from khuang.ground.municipalities.checks import municipal_models
from khuang.ground.municipalities.context import within
from tests.rows import Town

MODELS = [model for model in municipal_models() if hasattr(model, "scope_fields")]
GUARDED = [model for model in MODELS if "level" in model.scope_fields]
# Index rows that nobody is shown.
UNGUARDED = {"people.PersonKey"}
# Guarded when it comes from a report; each of these rows comes from a talk (voices tests the other way).
FROM_A_TALK = {"voices.Issue", "voices.RaiserWord"}
subset = st.sets(st.integers(0, 2))
subset_of_towns = st.sets(st.integers(0, 5))


@pytest.fixture(scope="module")
def towns(django_db_setup, django_db_blocker):
    """Three villages, in each a full row and a bare row of every model; two of the persons are guarded."""
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
            for level, town in zip(("sensitive", "sealed"), towns[1:3], strict=True):
                person = town.rows["people.Person"]
                type(person).objects.filter(pk=person.pk).update(level=level)
            yield towns
        transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def database(towns, django_db_blocker):
    with django_db_blocker.unblock():
        yield


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(villages=subset, homes=subset_of_towns, opened=subset_of_towns, everywhere=st.booleans())
def test_the_list_and_the_object_agree(towns, model, villages, homes, opened, everywhere):
    keys = sorted({town.rows["places.Village"].pk for town in towns})
    dwellings = [town.rows["people.Dwelling"].pk for town in towns]
    persons = [town.rows["people.Person"].pk for town in towns]
    scope = Scope(
        everywhere=everywhere,
        villages=frozenset(keys[n] for n in villages),
        homes=frozenset(dwellings[n] for n in homes),
        opened=frozenset(persons[n] for n in opened),
    )
    listed = set(scope.filter(model.objects.all()))
    assert listed == {row for row in model.objects.all() if scope.holds(row)}


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_place_decides_for_every_model(towns, model):
    """Were all rows without a place, the test above would prove nothing."""
    village = towns[0].rows["places.Village"].pk
    everything = set(model.objects.all())
    inside = set(Scope(villages=frozenset([village])).filter(model.objects.all()))
    # What belongs to no place is for whoever holds the whole municipality.
    assert bool(inside) == ("village" in model.scope_fields)
    assert inside < everything
    assert set(EVERYWHERE.filter(model.objects.all())) == everything
    assert not set(Scope().filter(model.objects.all()))


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label)
def test_a_home_decides_for_every_model_that_has_one(towns, model):
    home = towns[0].rows["people.Dwelling"].pk
    inside = set(Scope(homes=frozenset([home])).filter(model.objects.all()))
    assert bool(inside) == ("home" in model.scope_fields)


@pytest.mark.parametrize(
    "model",
    [model for model in GUARDED if model._meta.label not in FROM_A_TALK],
    ids=lambda model: model._meta.label,
)
def test_a_guarded_record_opens_for_whoever_is_named_and_for_nobody_else(towns, model):
    """Were nothing guarded, the first test would prove nothing of it."""
    everything = set(EVERYWHERE.filter(model.objects.all()))
    unnamed = set(Scope(everywhere=True).filter(model.objects.all()))
    persons = frozenset(town.rows["people.Person"].pk for town in towns)
    assert unnamed < everything
    assert set(Scope(everywhere=True, opened=persons).filter(model.objects.all())) == everything
    one = next(iter(persons - {row.pk for row in unnamed}))
    assert set(Scope(opened=frozenset({one})).filter(model.objects.all())) == set()


def test_every_model_that_leads_to_a_person_says_how_it_is_guarded():
    leading = {
        model._meta.label
        for model in municipal_models()
        for field in model._meta.local_fields
        if getattr(field.remote_field, "model", None) is Person and field.null is False
    }
    assert leading - UNGUARDED <= {model._meta.label for model in GUARDED}
