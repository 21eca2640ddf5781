"""Questions about classes: who is where, in whose scope, in which words; and the figures."""

from datetime import date, timedelta

import pytest
from django.utils import translation

from khuang.care.people.models import Person
from khuang.care.people.tests.intake import DAY_ONE, a_family, three_villages
from khuang.care.risk import actions, figures, reads
from khuang.care.risk.models import Classification, PolicyVersion, Rejudging
from khuang.care.risk.rules import policies
from khuang.care.risk.rules.problems import PolicyMistake
from khuang.care.risk.tests.surveyed import MALI, TON, current, home, person, survey
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.municipalities import context

ON = DAY_ONE.date()


@pytest.fixture(autouse=True)
def family(inside):
    three_villages()
    return a_family()


def everybody():
    return Person.objects.all()


def keys(rows):
    return {row.pk for row in rows}


def test_people_are_narrowed_by_class():
    survey(person(MALI, mobility="bedridden"))
    assert keys(reads.of_level(everybody(), "high")) == {MALI}
    assert keys(reads.of_level(everybody(), "low")) == set()
    assert keys(reads.of_level(everybody(), reads.UNASSESSED)) == {TON}


def test_people_are_narrowed_by_kind():
    survey(person(MALI, mobility="bedridden"), person(TON))
    assert keys(reads.of_kind(everybody(), "bedridden")) == {MALI}
    assert keys(reads.of_kind(everybody(), "child")) == {TON}
    assert reads.kinds_of([MALI, TON]) == {MALI: ["bedridden", "elder"], TON: ["child"]}


def test_kinds_have_words_in_both_languages():
    with translation.override("th"):
        assert reads.kind_words(SYSTEM)["bedridden"] == "ติดเตียง"
    with translation.override("en"):
        assert reads.kind_words(SYSTEM)["bedridden"] == "Bedridden"


def test_classes_are_counted_highest_first():
    survey(person(MALI, mobility="bedridden"), person(TON))
    assert list(reads.counts(SYSTEM).items()) == [("high", 1), ("medium", 0), ("low", 0), ("none", 1)]


def test_who_has_no_role_counts_nobody(municipality):
    from khuang.ground.accounts import actions as accounts

    stranger = accounts.create_account("dao", display_name="ดาว", by=SYSTEM, at=DAY_ONE)
    survey(person(MALI, mobility="bedridden"))
    assert sum(reads.counts(stranger).values()) == 0


def test_what_expires_soon_is_found():
    survey(person(MALI, mobility="bedridden"))
    assert not reads.expiring(SYSTEM, ON + timedelta(days=29))
    assert [row.person_id for row in reads.expiring(SYSTEM, ON + timedelta(days=30))] == [MALI]


def test_who_came_to_a_high_class_lately_is_found():
    survey(person(MALI, mobility="bedridden"), person(TON))
    assert [row.person_id for row in reads.moved_since(SYSTEM, DAY_ONE)] == [MALI]
    assert not reads.moved_since(SYSTEM, DAY_ONE + timedelta(days=1))


@pytest.mark.parametrize(("language", "reason"), [("th", "ติดเตียง"), ("en", "Bedridden")])
def test_a_class_is_explained_in_the_readers_words(language, reason):
    survey(person(MALI, mobility="bedridden"))
    with translation.override(language):
        found = reads.explanation(SYSTEM, current(MALI))
    assert found.reasons[0] == (reason, 40, True)


@pytest.mark.parametrize(
    ("answers", "asked"),
    [
        ({}, "2Q"),
        ({"q2_1": "yes"}, "9Q"),
        ({"q2_1": "yes", **{f"q9_{number}": "1" for number in range(1, 10)}}, "8Q"),
    ],
)
def test_an_instrument_not_begun_is_asked_as_a_whole_and_in_its_turn(answers, asked):
    survey(person(MALI, mobility="goes_out", disability_card="no", **answers))
    with translation.override("en"):
        found = reads.explanation(SYSTEM, current(MALI)).unknowns
    named = [words for words in found if "Q)" in words]
    assert len(named) == 1
    assert f"({asked})" in named[0]


def test_the_policy_in_words_is_complete():
    words = reads.policy_in_words()
    shipped = policies.shipped()
    assert len(words.red_flags) + len(words.points) == len(shipped.rules)
    assert all(rule.words and rule.source for rule in words.red_flags + words.points)
    assert words.days[0] == ("high", 30)


def test_figures_count_without_names():
    survey(person(MALI, mobility="bedridden"), person(TON))
    counted = {(figure.sex, figure.age_band, figure.what): figure.count for figure in figures.classes(on=ON)}
    assert counted == {("female", "80+", "high"): 1, ("male", "5-14", "none"): 1}
    assert {figure.what for figure in figures.kinds(on=ON)} == {"bedridden", "elder", "child"}


def changed(**more):
    """The shipped policy with other days or cut points, as a municipality might adopt it."""
    return {**policies.shipped_document(), "version": "2026-2", **more}


def test_adopting_a_policy_judges_everybody_anew():
    survey(home(no_toilet="yes"))
    assert current(TON).level == "low"
    bands = [{**band, "cuts": {"low": 6, "medium": 30, "high": 60}} for band in changed()["bands"]]
    adopted = actions.adopt(changed(bands=bands), by=SYSTEM, at=DAY_ONE + timedelta(days=1))
    assert context.current().pending[-1].event == "risk.policy-adopted"
    assert not actions.rejudge(Rejudging.objects.get(), DAY_ONE + timedelta(days=1))
    assert current(TON).level == "none"
    assert current(TON).policy == adopted
    assert Classification.objects.filter(person=TON).count() == 2
    assert reads.policy_in_force().version == "2026-2"


def test_an_adopted_policy_keeps_its_document_and_hash():
    adopted = actions.adopt_shipped(by=SYSTEM, at=DAY_ONE)
    document = policies.read(PolicyVersion.objects.get(pk=adopted.pk).document)
    assert policies.digest(document) == adopted.hash == policies.shipped().hash


def test_a_policy_that_contradicts_itself_is_not_adopted():
    with pytest.raises(PolicyMistake):
        actions.adopt(changed(rules=changed()["rules"][:1] * 2), by=SYSTEM, at=DAY_ONE)
    assert not PolicyVersion.objects.exists()


def test_a_class_that_is_over_stays_over_until_somebody_comes_by():
    survey(person(MALI, mobility="bedridden"))
    later = DAY_ONE + timedelta(days=60)
    assert actions.reclassify_expired(by=SYSTEM, at=later) == 0
    assert current(MALI).expires_on < later.date()
    assert Classification.objects.filter(person=MALI).count() == 1


def test_a_birthday_brings_the_rules_of_the_next_age():
    Person.objects.filter(pk=TON).update(born_on=date(2008, 11, 25))
    survey(home(income_band="under_40000"))
    assert (current(TON).reasons, current(TON).expires_on) == (["child_poor"], date(2026, 11, 24))
    actions.reclassify_expired(by=SYSTEM, at=DAY_ONE + timedelta(days=2))
    assert current(TON).reasons == ["poor"]


def test_who_is_only_in_the_registry_stays_unassessed():
    actions.adopt_shipped(by=SYSTEM, at=DAY_ONE)
    assert reads.current([MALI, TON]) == {}
