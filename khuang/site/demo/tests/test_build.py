"""A demo that is built through the doors that everybody uses, and may be stopped at any time."""

import pytest

from khuang.care.people import actions as people
from khuang.care.people.models import Attention, Dwelling, Household, Person
from khuang.ground.journal.models import Entry
from khuang.ground.municipalities.context import within
from khuang.ground.surveys.models import Submission
from khuang.site.demo.build import build

SURVEYS = 60


class Killed(Exception):
    """Somebody pulled the plug."""


@pytest.fixture
def demo(db):
    """A small demo."""
    return build(at_most=SURVEYS, workers=1)


def test_a_demo_is_built_from_surveys(demo):
    with within(demo.municipality):
        states = set(Submission.objects.values_list("state", flat=True))
        assert Submission.objects.count() == SURVEYS and states <= {"processed", "needs-attention"}
        assert Household.objects.count() > SURVEYS / 2 and Person.objects.count() > Household.objects.count()
        assert not Dwelling.objects.filter(village=None).exists()
        assert not Person.objects.filter(household=None).exists()
        slips = {"id_check_digit", "place_swapped", "place_sea"}
        assert set(Attention.objects.values_list("code", flat=True)) <= slips


def test_a_built_demo_is_left_alone(demo):
    with within(demo.municipality):
        lines = Entry.objects.count()
    assert build(at_most=SURVEYS, workers=1).was_there
    with within(demo.municipality):
        assert Entry.objects.count() == lines


def test_a_killed_build_goes_on_where_it_stopped(db):
    def kill(done, of):
        raise Killed

    with pytest.raises(Killed):
        build(kill, at_most=SURVEYS * 2, workers=1)
    demo = build(at_most=SURVEYS * 2, workers=1)
    with within(demo.municipality):
        assert Submission.objects.count() == SURVEYS * 2
        assert Submission.objects.filter(instance_id__startswith="uuid:").distinct().count() == SURVEYS * 2


def test_its_registry_is_what_its_submissions_say(demo):
    with within(demo.municipality):
        assert people.replay_check().differences == ()
