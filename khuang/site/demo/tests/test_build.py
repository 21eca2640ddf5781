"""A demo that is built through the doors that everybody uses, and may be stopped at any time."""

import pytest

from khuang.care.people import actions as people
from khuang.care.people.models import Attention, Dwelling, Household, Person
from khuang.care.risk import reads as risk
from khuang.ground.accounts.models import Account, AssignedHome, RoleAssignment
from khuang.ground.journal.models import Entry
from khuang.ground.municipalities.context import within
from khuang.ground.surveys.models import Submission
from khuang.site.demo import cast
from khuang.site.demo.build import build

SURVEYS = 60


def surveys():
    """Give the surveys; the visits of last month, which the demo records too, are no surveys."""
    return Submission.objects.exclude(form__form_id="visit")


class Killed(Exception):
    """Somebody pulled the plug."""


@pytest.fixture
def demo(db):
    """A small demo."""
    return build(at_most=SURVEYS, workers=1)


def test_a_demo_is_built_from_surveys(demo):
    with within(demo.municipality):
        states = set(Submission.objects.values_list("state", flat=True))
        assert surveys().count() == SURVEYS and states <= {"processed", "needs-attention"}
        assert Household.objects.count() > SURVEYS / 2 and Person.objects.count() > Household.objects.count()
        assert not Dwelling.objects.filter(village=None).exists()
        assert not Person.objects.filter(household=None).exists()
        slips = {"id_check_digit", "place_swapped", "place_sea"}
        later = {"import_differs"}
        assert set(Attention.objects.values_list("code", flat=True)) <= slips | later


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
        assert surveys().count() == SURVEYS * 2
        assert surveys().filter(instance_id__startswith="uuid:").distinct().count() == SURVEYS * 2


def test_its_registry_is_what_its_submissions_say(demo):
    with within(demo.municipality):
        assert people.replay_check().differences == ()


def test_one_of_each_role_can_sign_in_and_nobody_else(demo):
    with within(demo.municipality):
        opened = {one.username for one in Account.objects.all() if one.check_password(cast.PASSWORD)}
        roles = {row.role for row in RoleAssignment.objects.filter(account__username__in=opened)}
        assert opened == {member.username for member in cast.OFFERED}
        assert roles == set(RoleAssignment.objects.values_list("role", flat=True))


def test_every_researcher_has_a_village_and_homes_to_follow(demo):
    with within(demo.municipality):
        held = RoleAssignment.objects.filter(role="researcher").values_list("account__username", "held_at")
        assert set(held) == {
            (member.username, place) for member in cast.RESEARCHERS for place in ("village", "homes")
        }
        in_need = risk.of_level(Person.objects.all(), "high").values_list("dwelling_id", flat=True)
        assigned = AssignedHome.objects.filter(assignment__role="researcher")
        assert set(assigned.values_list("home_id", flat=True)) == set(in_need)
