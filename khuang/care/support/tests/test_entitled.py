"""Whom to visit, whom next year changes, and the figures: everybody at once, in place, never confidential."""

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from khuang.care.people.models import Person
from khuang.care.risk.tests.surveyed import home as home_said
from khuang.care.risk.tests.surveyed import person as person_said
from khuang.care.risk.tests.surveyed import survey
from khuang.care.support import figures
from khuang.care.support.actions import awards
from khuang.care.support.reads import benefit_words as words
from khuang.care.support.reads import benefits_strip, to_visit
from khuang.care.support.reads.benefit_facts import subjects
from khuang.care.support.reads.entitled_words import foreseen_in_words, to_visit_in_words
from khuang.care.support.reads.foreseen import foreseen, sums
from khuang.care.support.rules.benefits import catalogue
from khuang.care.support.tests.assisted import (
    AILING,
    DAY_ONE,
    ELDER,
    MALI,
    TODAY,
    TON,
    Terms,
    ask,
    family,
    mali,
    opened,
    ton,
)
from khuang.ground.journal.actions import SYSTEM

LATER = DAY_ONE + timedelta(days=3)
FIRST = date(2026, 10, 1)


@pytest.fixture(autouse=True)
def home(cast, inside):
    return family()


def found(by, **narrowed):
    return {
        one.person_id: {finding.benefit.code: finding.answer for finding in one.findings}
        for one in to_visit(by, on=TODAY, **narrowed)
    }


def test_who_may_be_entitled_stands_in_the_list_until_it_is_applied_for(cast):
    assert found(cast.mali)[MALI] == {"disability": "ask", "old_age": "ask"}
    ask(mali(), cast.mali, **ELDER)
    assert found(cast.mali)[MALI]["old_age"] == "eligible"
    made = opened(mali(), "old_age", "applied", cast.mali)
    assert "old_age" not in found(cast.mali)[MALI]
    awards.decide(made, "declined", Terms(reason="ขาดเอกสาร"), by=cast.mali, at=LATER)
    assert "old_age" not in found(cast.mali)[MALI], "an officer decided in this fiscal year"
    next_year = {one.person_id for one in to_visit(cast.mali, on=date(2027, 10, 1), benefit="old_age")}
    assert MALI in next_year


def test_what_ended_is_to_be_visited_again(cast):
    opened(mali(), "old_age", "granted", cast.mali, since=FIRST, until=TODAY - timedelta(days=1))
    assert found(cast.mali)[MALI]["old_age"] == "ask"


def test_the_list_is_narrowed_by_village_benefit_and_certainty(cast):
    ask(mali(), cast.mali, **ELDER)
    assert found(cast.mali, answer="eligible") == {MALI: {"old_age": "eligible"}}
    assert found(cast.mali, answer="ask")[MALI] == {"disability": "ask"}
    assert found(cast.mali, benefit="child_support") == {}
    assert found(cast.mali, village=cast.villages[1].pk) == {}
    assert MALI in found(cast.mali, village=cast.villages[3].pk)


def test_nobody_is_sought_for_what_hardly_anybody_was_asked_about(cast):
    assert "emergency_family_aid" not in found(cast.mali)[MALI]
    ask(mali(), cast.mali, sudden_hardship="yes", income_insufficient="yes")
    assert found(cast.mali)[MALI]["emergency_family_aid"] == "eligible"
    assert "emergency_family_aid" not in found(cast.mali)[TON]


@pytest.mark.parametrize("who", ["boonsri", "nok", "kham", "dao"])
def test_who_may_not_check_benefits_has_no_list(cast, who):
    assert to_visit(getattr(cast, who), on=TODAY) == []


def test_a_confidential_benefit_stands_in_no_list_and_in_no_figure(cast):
    ask(mali(), cast.prasit, **AILING)
    opened(mali(), "aids", "granted", cast.prasit, since=FIRST)
    for by in (cast.prasit, SYSTEM):
        assert all("aids" not in codes for codes in found(by).values())
        assert all(one.benefit.code != "aids" for one in foreseen(by, on=TODAY))
    assert "aids" not in {one.benefit for one in figures.benefits(on=TODAY)}
    assert "AIDS" not in str(benefits_strip(cast.prasit, mali(), on=TODAY).receives)


def test_guarded_people_are_listed_for_those_named_only(cast):
    Person.objects.filter(pk=MALI).update(level="sensitive")
    assert MALI not in found(cast.mali)


def test_who_left_or_died_is_left_out(cast):
    Person.objects.filter(pk=MALI).update(died_on=TODAY)
    assert MALI not in found(cast.mali)


def test_what_surveys_said_counts_and_the_newer_answer_wins(cast):
    survey(home_said(welfare_card="yes", income_per_head="35000"), person_said(MALI, disability_card="yes"))
    told = {one.key: one.facts for one in subjects(Person.objects.all())}
    assert told[MALI]["disability_card"] is True
    assert told[TON]["income_band"] == told[MALI]["income_band"] == "under_40000"
    ask(mali(), cast.mali, at=LATER, disability_card="no")
    (now,) = subjects(Person.objects.filter(pk=MALI))
    assert now.facts["disability_card"] is False


@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    told=st.dictionaries(st.sampled_from(sorted(ELDER)), st.sampled_from(["yes", "no"])), order=st.randoms()
)
def test_the_order_of_answers_does_not_matter(cast, told, order):
    each = list(told.items())
    order.shuffle(each)
    for code, text in each:
        ask(ton(), cast.mali, **{code: text})
    (one,) = subjects(Person.objects.filter(pk=TON))
    assert {code: one.facts[code] for code in told} == catalogue().read(told)


def test_next_year_is_foreseen_with_its_cost(cast):
    Person.objects.filter(pk=MALI).update(born_on=date(1947, 6, 1), born_precision="day")
    ask(mali(), cast.mali, **ELDER)
    (line,) = [one for one in foreseen(cast.mali, on=TODAY) if one.person_id == MALI]
    assert (line.change.kind, line.change.before, line.change.after) == ("band", 700, 800)
    assert [(one.count, one.paid, one.not_paid) for one in sums([line])] == [
        (0, 0, 0),
        (1, 0, 1200),
        (0, 0, 0),
    ]
    opened(mali(), "old_age", "granted", cast.mali, since=FIRST)
    (line,) = [one for one in foreseen(cast.mali, on=TODAY) if one.person_id == MALI]
    assert [(one.paid, one.not_paid) for one in sums([line])][1] == (1200, 0)


def test_lists_stand_by_village_and_house_number(cast):
    listed = to_visit_in_words(cast.mali, {}, on=TODAY)
    assert [line.person.pk for line in listed.page(0, 10)] == listed.keys
    (line,) = (one for one in listed.page(0, 10) if one.person.pk == MALI)
    assert line.age.least == 81 and line.findings[0].amount
    assert foreseen_in_words(cast.mali, {"village": str(cast.villages[1].pk)}, on=TODAY).total == 0


def test_figures_count_everybody_once_for_each_benefit(cast):
    opened(mali(), "old_age", "granted", cast.mali, since=FIRST)
    counted = [one for one in figures.benefits(on=TODAY) if one.benefit == "old_age"]
    assert sum(one.count for one in counted) == Person.objects.count()
    assert {(one.age_band, one.standing) for one in counted} == {
        ("80+", "receives"),
        ("5-14", "not_eligible"),
    }


def test_the_strip_sums_up_and_says_nothing_to_others(cast):
    ask(mali(), cast.mali, **ELDER)
    opened(ton(), "disability", "applied", cast.mali)
    strip = benefits_strip(cast.mali, mali(), on=TODAY)
    assert len(strip.eligible) == 1 and strip.receives == [] and strip.may_lend
    assert len(benefits_strip(cast.mali, ton(), on=TODAY).applied) == 1
    assert benefits_strip(cast.boonsri, mali(), on=TODAY) is None


def test_what_is_asked_first_is_what_the_most_benefits_wait_for(cast):
    codes, known = words.to_ask(cast.mali, mali(), on=TODAY)
    assert codes[0] == "income_insufficient"
    assert "birth_date" not in codes and "aids_certified" not in codes
    assert "aids_certified" in words.to_ask(cast.prasit, mali(), on=TODAY)[0]
    ask(mali(), cast.mali, **ELDER)
    assert "state_pension" not in words.to_ask(cast.mali, mali(), on=TODAY)[0]
    assert words.to_ask(cast.mali, mali(), on=TODAY, every=True)[1]["state_pension"] == "no"


def test_every_condition_is_traced(cast):
    ask(mali(), cast.mali, **ELDER | {"state_pension": "yes"})
    (old_age,) = (
        one for one in words.of_person(cast.mali, mali(), on=TODAY) if one.benefit.code == "old_age"
    )
    assert old_age.answer == "not_eligible"
    assert [one.met for one in old_age.requirements] == ["yes", "yes", "yes", "no"]


def test_many_people_cost_a_few_statements(cast, django_assert_max_num_queries):
    with django_assert_max_num_queries(12):
        to_visit(cast.mali, on=TODAY)
