"""Who gets in where: every address, every role, in and out of the place where the role holds."""

import logging
import time

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import transaction
from django.test import Client

from conftest import NOW, make_cast, make_municipality, sign_in
from khuang.ground.accounts import actions as accounts
from khuang.ground.accounts.access import answer_at_the_door
from khuang.ground.accounts.models import RoleAssignment
from khuang.ground.accounts.reads import may, scope_of
from khuang.ground.accounts.rules import policy
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.municipalities.checks import municipal_models
from khuang.ground.municipalities.context import within
from khuang.lib.marks import ANYONE, SIGNED_IN
from tests.doors import doors
from tests.rows import Town

DOORS = doors()
ROLES = ["mali", "prasit", "boonsri", "nok", "kham", "wipa", "anan", "facai", "somchai", "dao", "malee"]
SCOPED = ["boonsri", "nok", "malee"]  # at homes, in village 3, in village 3
NOT_THERE = (404, 405)
# What gives somebody power, takes a protection away, or carries data out of the house.
GRAVE = {
    *("accounts:give-role", "accounts:end-role", "accounts:open-again"),
    *("accounts:invitation", "accounts:hand-link", "accounts:reset-factors"),
    *("accounts:app", "accounts:passkey-new", "accounts:passkey-new-options"),
    *("accounts:new-codes", "accounts:remove-factor"),
    *("people:break-glass", "people:guard", "people:erasure"),
    *("messaging:channel", "messaging:switch"),
    *("desk:export", "desk:copy-file", "risk:draft-approve", "visits:volunteers-import"),
}
# Behind these lies more than a row by itself: a filter of one's own, today's round of a plan that holds, an
# open need without a package, a file, a pledge of work, a place that was sent, a drill in which one takes
# part, a way of that very person, a class set by hand under a policy that can be read. The tests of their
# screens open them.
MORE_THAN_A_ROW = {
    *("cases:delete-filter", "risk:end-override", "visits:record", "visits:sheet", "visits:type-in"),
    *("support:propose-package", "support:paper", "support:work"),
    *("duty:place", "duty:drill-notice"),
    *("correspondence:media", "correspondence:place", "correspondence:place-points"),
    *("correspondence:way-move", "correspondence:way-end", "correspondence:way-choose"),
    # The seat for which one speaks; a seat and an item of its council in one open round.
    *("council:begin", "council:question", "council:interest"),
    *("council:begin-typing", "council:typed", "council:typed-interest"),
    # A file beside the row.
    *("forum:enclosure", "projects:inspection-picture", "projects:photograph"),
    # Something under way: a running agreement, a statement that is shown, an open election with papers.
    *("forum:look-again", "forum:hands", "ballots:papers", "ballots:same"),
    # Two rows that belong together, in an edition that is being drafted.
    *("plan:compare", "plan:item", "plan:item-split", "plan:item-out", "desk:join-programme"),
    # A kind in the address that fits the row; a raiser who is to be asked.
    *("desk:path", "voices:word"),
}
LATELY = 300  # seconds
WITH_ROWS = [door for door in DOORS if door.is_for_roles and door.keys]


def params(chosen):
    return [pytest.param(door, id=str(door)) for door in chosen]


@pytest.fixture(scope="module", autouse=True)
def calm():
    """Refusals are the point here: nobody needs to read of them."""
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)


@pytest.fixture(scope="module")
def place(django_db_setup, django_db_blocker):
    """The cast, villages full of rows, Boonsri's home in the near one, and another municipality.

    Made once for all these tests, in a transaction that is rolled back at the end.
    """
    with django_db_blocker.unblock(), transaction.atomic():
        cast = make_cast(make_municipality())
        with within(cast.municipality):
            _fill(cast)
        cast.other = Town()
        with within(make_municipality(slug="other")):
            cast.other.everything()
        cast.browsers = {}
        yield cast
        transaction.set_rollback(True)


def _fill(cast):
    cast.malee = accounts.create_account("malee", display_name="มาลี", by=SYSTEM, at=NOW)
    village = cast.villages[3]
    accounts.give_role(cast.malee, "social-worker", held_at="village", village=village, by=SYSTEM, at=NOW)
    cast.near = Town(**{"places.Village": village})
    cast.bare = Town(full=False, **{"places.Village": village})
    cast.far = Town(**{"places.Village": cast.villages[1]})
    for town in (cast.near, cast.bare, cast.far):
        town.everything()
    given = RoleAssignment.objects.get(account=cast.boonsri)
    accounts.assign_homes(given, [cast.near.rows["people.Dwelling"].pk], by=SYSTEM, at=NOW)
    cast.near.rows |= {"Boonsri": cast.boonsri, "her role": given}


@pytest.fixture(autouse=True)
def database(place, django_db_blocker):
    """Let each test ask the database, in the transaction of `place`."""
    with django_db_blocker.unblock():
        yield


def ask(place, name, address, method=None):
    """Ask as one of the cast (None: a stranger) by the method that is allowed, and leave nothing behind."""
    browser = _browser(place, name)
    with transaction.atomic():
        answer = getattr(browser, method or "get")(address)
        if method is None and answer.status_code == 405:
            answer = browser.post(address)
        transaction.set_rollback(True)
    return answer


def _browser(place, name):
    """Give a browser in which somebody of the cast signed in lately: a grave door wants a fresh factor."""
    browser, signed_in = place.browsers.get(name, (None, 0))
    if time.monotonic() - signed_in > LATELY:
        browser = Client(raise_request_exception=False)
        if name:
            sign_in(browser, getattr(place, name))
        place.browsers[name] = browser, time.monotonic()
    return browser


def rows_of(*towns):
    return [row for town in towns for row in town.rows.values()]


def any_address(door, town):
    """Give an address that exists if any does; the first one that is possible."""
    return next(iter(door.addresses(rows_of(town))), door.address()) if door.keys else door.address()


@pytest.mark.parametrize("door", params(DOORS))
def test_every_view_says_who_may_open_it(door):
    assert door.permission in {ANYONE, SIGNED_IN, *policy().permissions}


def test_a_view_that_does_not_say_opens_for_nobody(rf):
    with pytest.raises(ImproperlyConfigured):
        answer_at_the_door(rf.get("/"), lambda request: None)


def test_what_is_grave_wants_a_fresh_factor():
    assert {door.name for door in DOORS if getattr(door.view, "fresh", False)} == GRAVE


@pytest.mark.parametrize("door", params(door for door in DOORS if door.name in GRAVE and door.is_for_roles))
def test_an_old_factor_does_not_do(place, door):
    with within(place.municipality):
        holder = next(name for name in ROLES if may(getattr(place, name), door.permission))
    stale = sign_in(Client(), getattr(place, holder), fresh=False)
    for answer in (stale.get(any_address(door, place.near)), stale.post(any_address(door, place.near))):
        assert answer.status_code == 302
        # The cast has no factor yet: whoever has one is sent to confirm/.
        assert answer["Location"] == "/desk/account/second-factor/"


def test_every_permission_that_roles_hold_is_known_to_the_matrix():
    for role in policy().roles.values():
        assert role.permissions <= set(policy().permissions)


@pytest.mark.parametrize("door", params(door for door in DOORS if door.permission != ANYONE))
def test_a_stranger_is_asked_to_sign_in(place, door):
    answer = ask(place, None, any_address(door, place.near), "get")
    assert answer.status_code == 302
    assert answer["Location"].startswith("/sign-in/?next=")


@pytest.mark.parametrize("door", params(door for door in DOORS if door.is_for_roles))
def test_who_holds_no_role_for_it_is_refused_and_who_does_is_not(place, door):
    address = any_address(door, place.near)
    for name in ROLES:
        with within(place.municipality):
            allowed = may(getattr(place, name), door.permission)
        looked, sent = (ask(place, name, address, method).status_code for method in ("get", "post"))
        assert (looked == 403) == (not allowed), (name, looked)
        assert allowed or sent == 403, (name, sent)


@pytest.mark.parametrize(
    "door", params(door for door in DOORS if not door.keys and door.permission == SIGNED_IN)
)
def test_who_is_signed_in_gets_in_without_a_role(place, door):
    assert ask(place, "dao", door.address(), "get").status_code in (200, 405)


@pytest.mark.parametrize("door", params(one for one in WITH_ROWS if one.name not in MORE_THAN_A_ROW))
def test_who_may_finds_rows_behind_it(place, door):
    """Without this, the tests that want 404 would prove nothing."""
    with within(place.municipality):
        name = next(name for name in ROLES if may(getattr(place, name), door.permission))
    addresses = door.addresses(rows_of(place.near)) + door.addresses(rows_of(place.bare))
    assert any(ask(place, name, address).status_code not in NOT_THERE for address in addresses)


@pytest.mark.parametrize("door", params(WITH_ROWS))
def test_out_of_their_place_nothing_exists(place, door):
    rows = [row for row in rows_of(place.far) if hasattr(row, "scope_fields")]
    for name in SCOPED:
        with within(place.municipality):
            scope = scope_of(getattr(place, name), door.permission)
            assert not any(scope.holds(row) for row in rows)
        for address in door.addresses(rows) if scope else ():
            assert ask(place, name, address).status_code in NOT_THERE, (name, address)


@pytest.mark.parametrize("door", params(WITH_ROWS))
def test_the_others_rows_do_not_exist(place, door):
    for address in door.addresses(rows_of(place.other)):
        assert ask(place, "prasit", address).status_code in (*NOT_THERE, 403), address


def test_a_role_that_ends_shuts_the_doors_at_once(place):
    browser = _browser(place, "mali")
    with transaction.atomic():
        assert browser.get("/desk/roles/matrix/").status_code == 200
        with within(place.municipality):
            accounts.end_role(RoleAssignment.objects.get(account=place.mali), by=place.anan, at=NOW)
        assert browser.get("/desk/roles/matrix/").status_code == 403
        transaction.set_rollback(True)


def test_every_model_of_the_care_wing_says_how_it_is_scoped_or_is_reached_through_one_that_does():
    unscoped = {
        model._meta.label
        for model in municipal_models()
        if model.__module__.startswith("khuang.care") and not hasattr(model, "scope_fields")
    }
    # Policies and drafts concern nobody; blocks and marks are opened for counts alone, within a scope.
    of_policies = {"PolicyVersion", "PolicyDraft", "DraftEdit", "Trial", "Rejudging", "FormNotice"}
    gathered = {"KnownFacts", "KnowledgeBlock", "KnowledgeMark", "Gathering"}
    # A file that was taken out names nobody, and stands on the head's register.
    of_risk = {f"risk.{name}" for name in of_policies | gathered}
    # Organisations that help belong to no place of a person.
    partners = {"cases.Partner", "cases.PartnerVillage"}
    # A plan and its computation are of everybody; the visits in it are scoped.
    plans = {"visits.VisitPlan", "visits.Planning"}
    # An account's own, words for all, things in stock; what was asked about benefits opens with its person.
    own = {"cases.SavedFilter", "cases.CalendarFeed"}
    of_all = {"visits.WeeklyDigest", "visits.VolunteerKind", "support.EquipmentItem", "support.Funder"}
    by_person = {"support.BenefitAnswers"}
    # Rules and days for everybody, who of ours is on duty, a broadcast under way, a guess at a code.
    of_all |= {"wellbeing.Holiday", "wellbeing.Settings", "duty.LadderSetting", "duty.LadderStep"}
    own |= {"duty.DutySpell", "correspondence.Sending", "correspondence.WrongCode"}
    # A project that was done, in its public words; what is said of each need of it stands in its scope.
    of_all |= {"cases.AnswerReview"}
    plain = {"people.Change", "people.Export"} | of_risk | partners | plans
    assert unscoped <= plain | own | of_all | by_person
