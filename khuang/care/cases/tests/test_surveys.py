"""A survey notes needs, doubts them when it says the contrary, and high risk opens a case."""

from datetime import timedelta
from uuid import uuid4

import pytest

from conftest import NOW
from khuang.care.cases import actions, reads
from khuang.care.cases.models import Alert, Case, Need
from khuang.care.cases.rules.answers import HOUSEHOLD, stated, table
from khuang.care.cases.tests.cast import LATER, a_person
from khuang.care.people.models import Person
from khuang.care.people.tests.intake import HOME, MALI, TON, a_family, three_villages
from khuang.care.risk import actions as risk
from khuang.care.risk.tests.surveyed import home, person, survey
from khuang.ground.indicators import actions as lists
from khuang.ground.indicators.rules import shipped_kinds
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.journal.pending import flush
from khuang.ground.municipalities.context import current, within
from khuang.ground.surveys.rules.observations import Observation


@pytest.fixture
def family(inside):
    three_villages()
    a_family()


def hear(*entities, root=None, at=NOW):
    seen = Observation("household", "1", str(uuid4()), None, None, root or {}, tuple(entities))
    actions.hear(seen, submission_id=uuid4(), by=SYSTEM, at=at)


def kinds(key):
    return sorted(need.kind for need in reads.open_needs(Person.objects.get(pk=key)))


def test_an_answer_states_a_need(family):
    hear(person(MALI, carer_missing="yes", aid_missing="no", meals_missed="dont_know"))
    assert kinds(MALI) == ["no-carer"]


def test_an_answer_about_the_home_is_a_need_of_the_household(family):
    hear(home(home_insecure="yes"))
    need = Need.objects.get()
    assert (need.kind, need.household_id, need.person_id) == ("no-home", HOME, MALI)


def test_a_form_about_one_person_asks_about_the_home_too(family):
    hear(person(TON, child_out_of_school="yes", debt_heavy="yes"))
    assert kinds(TON) == ["debt", "out-of-school"]
    assert Need.objects.get(kind="debt").household_id == HOME
    assert Need.objects.get(kind="out-of-school").household_id is None


def test_the_contrary_only_asks(family):
    hear(person(MALI, carer_missing="yes"), home(home_insecure="yes"))
    hear(person(MALI, carer_missing="no"), home(home_insecure="no"), at=LATER)
    assert [need.doubted_at for need in Need.objects.all()] == [LATER, LATER]
    assert kinds(MALI) == ["no-carer", "no-home"]
    hear(person(MALI, carer_missing="no"), at=LATER + timedelta(days=1))
    assert Need.objects.filter(doubted_at=LATER).count() == 2


def test_said_again_it_joins(family):
    hear(person(MALI, carer_missing="yes"))
    hear(person(MALI, carer_missing="yes"), at=LATER)
    assert [word.what for word in Need.objects.get().words.all()] == ["noted", "again"]


def test_what_cannot_wait_raises_an_alert_and_opens_a_case(family):
    hear(person(MALI, urgent_need="yes", q9_9="1"), person(TON, urgent_need="yes"))
    assert sorted(Alert.objects.values_list("kind", flat=True)) == ["risk", "urgent", "urgent"]
    assert Case.objects.count() == 2


def test_somebody_who_is_not_in_the_registry_is_left_out(family):
    hear(person(uuid4(), carer_missing="yes"))
    assert not Need.objects.exists()


def test_a_retired_kind_is_not_noted(cast, family):
    kind = shipped_kinds()["no-carer"]
    retired = type(kind)(**{**vars(kind), "retired": True})
    lists.change_need_kind(retired, by=cast.prasit, at=NOW)
    hear(person(MALI, carer_missing="yes"))
    assert not Need.objects.exists()


def test_the_tables_speak_of_kinds_that_there_are():
    assert {one.kind for one in table().needs.values()} <= shipped_kinds().keys()
    assert {one.kind for one in table().alerts.values()} <= set(Alert.Kind.values)
    assert stated({"no_earner": "yes"}, HOUSEHOLD).there == {"no-income"}
    assert not stated({"no_earner": "yes", "age": "7"})


def test_high_risk_opens_one_case_at_the_end_of_the_transaction(municipality):
    with within(municipality):
        three_villages()
        a_family()
    with within(municipality):
        survey(person(MALI, mobility="bedridden", carer_missing="yes"))
        assert not Case.objects.exists()
    with within(municipality):
        case = Case.objects.get()
        assert (case.person_id, case.opened_because, case.state) == (MALI, "risk", "intake")
        survey(person(MALI, mobility="bedridden", violence="yes"), day=2)
    with within(municipality):
        assert Case.objects.count() == 1


def test_cases_are_numbered_before_the_journal_takes_its_turn(municipality):
    """Both wait for others: taken in two orders, two surveys that come at once would wait for each other."""
    with within(municipality):
        three_villages()
        a_family()
    with within(municipality):
        survey(person(MALI, mobility="bedridden", carer_missing="yes"))
        assert [finish is flush for finish in current().before_commit] == [False, True]


def test_one_statement_opens_cases_for_many(cast, inside, django_assert_max_num_queries):
    people = [a_person(cast.villages[1], f"คน {number}") for number in range(20)]
    for one in people:
        risk.override_class(one, "high", reason="ทดสอบ", until=NOW.date(), by=SYSTEM, at=NOW)
    with django_assert_max_num_queries(10):
        opened = actions.open_for_everybody(by=SYSTEM, at=NOW)
    assert [case.serial for case in opened] == list(range(1, 21))
    assert actions.open_for_everybody(by=SYSTEM, at=LATER) == []
