"""The demo holds exactly the people that it should, always the same ones."""

from collections import Counter
from datetime import date
from random import Random

import pytest
from shapely.geometry import Point

from khuang.lib.national_id import is_practice, read_number
from khuang.site.demo import population
from khuang.site.demo.homes import Town
from khuang.site.demo.population import make_families, residents

TODAY = date(2026, 11, 23)


@pytest.fixture(scope="module")
def families():
    return make_families(TODAY)


def test_the_counts_are_those_of_the_place_it_grew_from(families):
    everyone = residents(families)
    assert len(everyone) == population.PEOPLE
    assert sum(p.is_elder for p in everyone) == population.ELDERS
    assert sum(p.is_disabled for p in everyone) == population.DISABLED
    assert Counter(p.mobility for p in everyone)["bedridden"] == population.BEDRIDDEN


def test_the_same_seed_draws_the_same_people(families):
    assert make_families(TODAY) == families


def test_everyone_has_an_id_of_their_own(families):
    keys = [p.id for p in residents(families)] + [family.id for family in families]
    assert len(set(keys)) == len(keys) and {key.version for key in keys} == {4}


def test_every_family_has_one_head_and_a_home_in_a_village(families):
    assert {Counter(p.relation for p in family.members)["head"] for family in families} == {1}
    assert {family.village for family in families} == set(range(1, 8))
    assert all(family.house_no for family in families)


def test_ages_are_those_of_the_birth_dates(families):
    for person in residents(families):
        born = person.born_on
        had_birthday = (TODAY.month, TODAY.day) >= (born.month, born.day)
        assert person.age == TODAY.year - born.year - (not had_birthday)


def test_no_number_can_belong_to_anybody(families):
    numbers = [p.national_id for p in residents(families) if p.national_id]
    assert all(is_practice(read_number(number)) for number in numbers)
    assert all(p.phone.startswith("01") for p in residents(families) if p.phone)


def test_homes_stand_in_their_village_and_off_the_roads():
    town, rng = Town(), Random(1)
    for moo in range(1, 8):
        for _ in range(20):
            lon, lat = town.place(rng, moo)
            x, y = town._metres(lon, lat)
            assert town.villages[moo].area.buffer(1).contains(Point(x, y))
            assert town.villages[moo].lanes.distance(Point(x, y)) > 8
