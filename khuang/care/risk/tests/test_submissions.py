"""What becomes of a survey's answers: facts, assessments, classes, kinds and journal lines."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from khuang.care.people.models import Person
from khuang.care.people.tests.intake import a_family, three_villages
from khuang.care.risk.models import Assessment, Classification, KnownFacts, PolicyVersion, Vulnerability
from khuang.care.risk.tests.surveyed import (
    CHILD_FINE,
    MALI,
    TON,
    barthel,
    current,
    home,
    person,
    survey,
)
from khuang.ground.municipalities import context


@pytest.fixture(autouse=True)
def family(inside):
    three_villages()
    return a_family()


def kinds(key):
    return set(Vulnerability.objects.filter(person=key, until=None).values_list("kind", flat=True))


def written():
    """The journal lines that wait for the end of the transaction."""
    return [entry.event for entry in context.current().pending]


def test_a_bedridden_elder_is_high_with_the_reason():
    survey(person(MALI, **barthel("0000000000"), lives_alone="no"))
    found = current(MALI)
    assert (found.level, found.computed, found.is_settled) == ("high", "high", True)
    assert found.reasons == ["bedridden", "very_old"]
    assert found.expires_on.isoformat() == "2026-12-23"
    assert {"bedridden", "elder"} <= kinds(MALI)


def test_the_sitting_is_kept_with_its_answers_and_band():
    survey(person(MALI, **barthel("2132322122")))
    kept = Assessment.objects.get(person=MALI)
    assert (kept.instrument, kept.low, kept.high, kept.band) == ("barthel", 20, 20, "social")
    assert kept.answers["barthel_feeding"] == "2"


def test_a_sitting_with_items_left_out_keeps_its_range():
    survey(person(MALI, **barthel("21-2220000")))
    kept = Assessment.objects.get(person=MALI)
    assert (kept.low, kept.high, kept.band) == (9, 12, "")


def test_2q_plus_is_kept_as_one_sitting_and_raises_its_alert():
    survey(person(MALI, q2_1="no", q2_2="no", q2_3="yes"))
    kept = Assessment.objects.get(person=MALI)
    assert (kept.instrument, kept.band, kept.alerts) == ("q2plus", "positive", ["q2_3"])


def test_2q_alone_is_kept_as_2q():
    survey(person(MALI, q2_1="no", q2_2="no"))
    assert Assessment.objects.get(person=MALI).instrument == "q2"


def test_what_was_not_asked_is_unknown_and_never_no():
    survey(person(TON, **CHILD_FINE | {"child_violence": ""}))
    found = current(TON)
    assert found.level == "none"
    assert "high" in found.could_be
    assert found.unknowns[0] == "child_violence"


def test_violence_against_a_child_is_high_whatever_else():
    survey(person(TON, child_violence="yes"))
    assert current(TON).level == "high"
    assert current(TON).is_settled
    assert "child_at_risk" in kinds(TON)


def test_a_fact_about_the_home_holds_for_everybody_in_it():
    survey(home(income_band="under_40000"))
    assert current(MALI).reasons == ["poor", "very_old"]
    assert current(TON).reasons == ["child_poor"]
    assert "poor" in kinds(MALI) & kinds(TON)


def test_a_form_about_one_person_may_ask_about_the_home():
    survey(person(MALI, roof_unsafe="yes"))
    assert current(TON).reasons == ["child_unsafe_home"]


def test_a_person_fact_in_the_homes_scope_is_no_fact_of_the_people():
    survey(home(lives_alone="yes", no_toilet="yes"))
    assert "lives_alone" not in kinds(MALI)


def test_later_surveys_add_to_what_is_known():
    survey(home(income_band="under_40000"))
    survey(person(MALI, mobility="bedridden"), day=2)
    assert current(MALI).reasons == ["bedridden", "poor", "very_old"]
    assert Classification.objects.filter(person=MALI).count() == 2


def test_a_blank_answer_leaves_what_is_known():
    survey(person(MALI, mobility="bedridden"))
    survey(person(MALI, mobility=""), day=2)
    assert "bedridden" in current(MALI).reasons


def test_a_survey_that_arrives_late_does_not_undo_a_newer_answer():
    survey(person(MALI, mobility="goes_out"), day=5)
    survey(person(MALI, mobility="bedridden"), day=2)
    assert "bedridden" not in current(MALI).reasons


def test_a_kind_ends_when_it_is_no_longer_so():
    survey(person(MALI, mobility="bedridden"))
    survey(person(MALI, mobility="goes_out"), day=3)
    assert "bedridden" not in kinds(MALI)
    ended = Vulnerability.objects.get(person=MALI, kind="bedridden")
    assert (ended.until - ended.since).days == 2


def test_a_draft_that_differs_is_noted():
    survey(person(MALI, mobility="bedridden", risk_level="low"))
    assert (current(MALI).draft, current(MALI).draft_differs) == ("low", True)
    survey(person(MALI, mobility="bedridden", risk_level="high"), day=2)
    assert (current(MALI).draft, current(MALI).draft_differs) == ("high", False)


def test_the_journal_says_who_was_assessed_and_whose_class_moved():
    before = len(written())
    survey(person(MALI, mobility="bedridden"))
    assert written()[before:] == ["risk.policy-adopted", "risk.assessed", "risk.class-changed"]
    survey(person(MALI, mobility="bedridden"), day=2)
    assert written()[-1] == "risk.assessed"


def test_a_municipality_without_a_policy_begins_with_the_shipped_one():
    survey(person(MALI, mobility="bedridden"))
    survey(person(MALI, mobility="bedridden"), day=2)
    assert [one.code for one in PolicyVersion.objects.all()] == ["khuang-first"]


def test_who_died_or_left_is_not_judged():
    Person.objects.filter(pk=MALI).update(died_on="2026-11-01")
    survey(person(MALI, mobility="bedridden"))
    assert not Classification.objects.filter(person=MALI).exists()


def test_a_survey_of_somebody_unknown_changes_nothing():
    assert survey(person(uuid4(), mobility="bedridden")) == {}


def test_facts_lie_sealed():
    survey(person(MALI, mobility="bedridden"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT facts FROM risk_knownfacts")
        (raw,) = cursor.fetchone()
    assert b"bedridden" not in bytes(raw)
    assert KnownFacts.objects.get(person=MALI).facts["mobility"][0] == "bedridden"


def test_a_person_has_one_class_at_a_time():
    survey(person(MALI, mobility="bedridden"))
    survey(person(MALI, mobility="goes_out"), day=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        Classification.objects.filter(person=MALI).update(superseded_at=None)


def test_a_survey_of_a_home_takes_few_statements():
    answers = barthel("2132322122") | {"q2_1": "no", "q2_2": "no"}
    survey(home(income_band="under_40000"), person(MALI, **answers), person(TON, **CHILD_FINE))
    with CaptureQueriesContext(connection) as run:
        survey(home(income_band="to_100000"), person(MALI, **answers), person(TON, **CHILD_FINE), day=2)
    # Two of them are what needs and cases ask.
    assert len(run) <= 13, [query["sql"][:90] for query in run]
