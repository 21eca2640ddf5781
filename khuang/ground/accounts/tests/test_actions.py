"""Accounts, roles and homes: who may change them, and what cannot be."""

import datetime

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from conftest import NOW, make_cast, make_municipality
from khuang.ground.accounts import actions, reads
from khuang.ground.accounts import homes as plugged
from khuang.ground.accounts.homes import Home
from khuang.ground.accounts.models import RoleAssignment
from khuang.ground.accounts.rules import PolicyMistake, policy, read_policy
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.municipalities.context import within
from khuang.lib.identifiers import uuid7


@pytest.fixture
def town(cast, inside):
    return cast


def role_of(account):
    return RoleAssignment.objects.get(account=account)


@pytest.mark.parametrize("name", ["mali", "boonsri", "nok", "kham", "wipa", "dao"])
def test_who_may_not_give_roles_changes_no_account(town, name):
    by = getattr(town, name)
    attempts = [
        lambda: actions.create_account("new", display_name="ใหม่", by=by, at=NOW),
        lambda: actions.invite(town.anan, by=by, at=NOW),
        lambda: actions.deactivate(town.anan, by=by, at=NOW),
        lambda: actions.activate(town.anan, by=by, at=NOW),
        lambda: actions.give_role(town.anan, "head", held_at="municipality", by=by, at=NOW),
        lambda: actions.end_role(role_of(town.anan), by=by, at=NOW),
    ]
    for attempt in attempts:
        with pytest.raises(PermissionDenied):
            attempt()


def test_nobody_changes_what_they_themselves_may_do(town):
    for attempt in (
        lambda: actions.give_role(town.anan, "head", held_at="municipality", by=town.anan, at=NOW),
        lambda: actions.end_role(role_of(town.anan), by=town.anan, at=NOW),
        lambda: actions.deactivate(town.anan, by=town.anan, at=NOW),
    ):
        with pytest.raises(PermissionDenied):
            attempt()


@pytest.mark.parametrize(
    ("role", "held_at"),
    [("head", "village"), ("carer", "municipality"), ("king", "municipality"), ("head", "moon")],
)
def test_a_role_is_held_only_where_the_policy_says(town, role, held_at):
    with pytest.raises(ValidationError):
        actions.give_role(town.dao, role, held_at=held_at, by=SYSTEM, at=NOW)


@pytest.mark.parametrize(("held_at", "named"), [("village", False), ("homes", True)])
def test_a_village_is_named_exactly_when_the_role_holds_in_one(town, held_at, named):
    village = town.villages[1] if named else None
    with pytest.raises(ValidationError, match="ระบุหมู่บ้าน"):
        actions.give_role(town.dao, "researcher", held_at=held_at, village=village, by=SYSTEM, at=NOW)


def test_a_role_cannot_end_before_it_begins(town):
    yesterday = NOW - datetime.timedelta(days=1)
    with pytest.raises(ValidationError, match="วันสิ้นสุด"):
        actions.give_role(town.dao, "head", held_at="municipality", until=yesterday, by=SYSTEM, at=NOW)


def test_a_role_counts_only_from_when_to_when_it_is_held(town):
    later = NOW + datetime.timedelta(days=3000)
    actions.give_role(town.dao, "head", held_at="municipality", by=SYSTEM, at=later)
    assert not reads.may(town.dao, "people.view")
    actions.end_role(role_of(town.mali), by=SYSTEM, at=NOW)
    assert not reads.may(town.mali, "people.view")


@pytest.mark.parametrize("taken", ["mali.fah-sai", " MALI.fah-sai ", "mali.other"])
def test_a_name_that_is_taken_anywhere_is_refused(cast, taken):
    make_cast(make_municipality(slug="other"))
    with within(cast.municipality), pytest.raises(ValidationError, match="มีผู้ใช้แล้ว"):
        actions.create_account(taken, display_name="มะลิอีกคน", by=SYSTEM, at=NOW)


def test_an_ended_account_may_nothing_and_may_again_when_opened(town):
    actions.deactivate(town.mali, by=town.anan, at=NOW)
    town.mali.__dict__.pop("held_now", None)
    assert not reads.may(town.mali, "people.view")
    actions.activate(town.mali, by=town.anan, at=NOW)
    town.mali.__dict__.pop("held_now", None)
    assert reads.may(town.mali, "people.view")


def test_homes_are_assigned_once_and_taken_back(town):
    given, homes = role_of(town.boonsri), [uuid7(), uuid7()]
    assert actions.assign_homes(given, homes, by=town.mali, at=NOW) == 2
    assert actions.assign_homes(given, [*homes, homes[0]], by=town.mali, at=NOW) == 0
    assert reads.scope_of(town.boonsri, "people.view").homes == set(homes)
    actions.release_homes(given, homes[:1], by=town.mali, at=NOW)
    town.boonsri.__dict__.pop("held_now", None)
    assert reads.scope_of(town.boonsri, "people.view").homes == {homes[1]}


def test_homes_go_only_to_a_role_that_is_held_at_homes(town):
    with pytest.raises(ValidationError, match="มอบหมายบ้าน"):
        actions.assign_homes(role_of(town.nok), [uuid7()], by=town.prasit, at=NOW)


class TwoHomes:
    """Knows one home in village 1 and one in village 3."""

    def __init__(self, villages):
        self.homes = [Home(uuid7(), villages[moo].pk, f"{moo}/1") for moo in (1, 3)]

    def in_village(self, village_id, scope):
        return [home for home in self.homes if home.village_id == village_id and self._lies_in(home, scope)]

    def named(self, keys, scope):
        return [home for home in self.homes if home.id in set(keys) and self._lies_in(home, scope)]

    def _lies_in(self, home, scope):
        return scope.everywhere or home.village_id in scope.villages


@pytest.fixture
def two_homes(town, monkeypatch):
    known = TwoHomes(town.villages)
    monkeypatch.setattr(plugged, "_provider", known)
    return known.homes


def test_a_village_worker_assigns_only_homes_of_their_village(town, two_homes):
    malee = actions.create_account("malee", display_name="มาลี", by=SYSTEM, at=NOW)
    actions.give_role(malee, "social-worker", held_at="village", village=town.villages[3], by=SYSTEM, at=NOW)
    far, near = two_homes
    given = role_of(town.boonsri)
    assert actions.assign_homes(given, [near.id], by=malee, at=NOW) == 1
    with pytest.raises(PermissionDenied):
        actions.assign_homes(given, [far.id], by=malee, at=NOW)
    with pytest.raises(PermissionDenied):
        actions.release_homes(given, [far.id], by=malee, at=NOW)


def test_the_page_of_homes_changes_only_what_was_ticked_or_unticked_there(cast, browse, monkeypatch):
    known = TwoHomes(cast.villages)
    monkeypatch.setattr(plugged, "_provider", known)
    with within(cast.municipality):
        given = role_of(cast.boonsri)
    near = known.homes[1]
    address = f"/desk/accounts/{cast.boonsri.pk}/roles/{given.pk}/homes/?village={cast.villages[3].pk}"
    browser = browse("prasit")
    assert "3/1" in browser.get(address).content.decode()
    assert browser.post(address, {"homes": [near.id]}).status_code == 302
    assert (
        browser.post(address, {"was": []}).status_code == 302
    )  # drawn before the tick: nothing to take away
    with within(cast.municipality):
        assert reads.home_count(given) == 1
    assert browser.post(address, {"was": [near.id]}).status_code == 302
    with within(cast.municipality):
        assert reads.home_count(given) == 0


def test_giving_and_ending_a_role_on_the_pages(cast, browse):
    browser, roles = browse("anan"), f"/desk/accounts/{cast.dao.pk}/roles/"
    assert "นักวิจัยชุมชน" in browser.get(roles).content.decode()
    answer = browser.post(f"{roles}researcher/", {"held_at": "village"})
    assert "กรุณาเลือกหมู่บ้าน" in answer.content.decode()
    browser.post(f"{roles}researcher/", {"held_at": "village", "village": cast.villages[1].pk})
    with within(cast.municipality):
        given = role_of(cast.dao)
    assert given.village_id == cast.villages[1].pk
    assert browser.post(f"{roles}{given.pk}/end/").status_code == 302
    assert browser.post(f"{roles}{given.pk}/end/").status_code == 404


def test_a_new_account_gets_a_link_that_is_shown_once(cast, browse):
    browser = browse("anan")
    page = browser.post("/desk/accounts/new/", {"display_name": "ใหม่", "username": "mai"}).content.decode()
    assert "/welcome/" in page
    again = browser.post("/desk/accounts/new/", {"display_name": "ใหม่", "username": "mai"}).content.decode()
    assert "มีผู้ใช้แล้ว" in again
    assert "/welcome/" not in again
    assert 'value="mai"' in again


def test_the_matrix_says_all_that_the_policy_says(cast, browse):
    page = browse("kham").get("/desk/roles/matrix/").content.decode()
    for said in [*policy().roles.values(), *policy().permissions.values()]:
        assert said.th in page
    yes = sum(len(role.permissions) for role in policy().roles.values())
    assert page.count("<strong>ได้</strong>") == yes


def test_every_permission_is_held_by_some_role():
    held = frozenset().union(*(role.permissions for role in policy().roles.values()))
    assert held == set(policy().permissions)


@pytest.mark.parametrize(
    "mistake", ['permissions = ["x.y"]\nheld_at = []', 'permissions = []\nheld_at = ["moon"]']
)
def test_a_policy_that_names_what_does_not_exist_is_refused(mistake):
    text = f'[permissions]\n[roles.r]\nen = ""\nth = ""\nfor_en = ""\nfor_th = ""\n{mistake}'
    with pytest.raises(PolicyMistake):
        read_policy(text)


def test_asking_for_an_unknown_permission_is_a_mistake_not_a_no(town):
    with pytest.raises(PolicyMistake):
        reads.may(town.mali, "people.veiw")
