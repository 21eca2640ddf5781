"""What the demo's surveys say makes a town that works: few people in great need, and those seen lately."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from random import Random

import pytest

from khuang.care.risk.rules import policies
from khuang.care.risk.rules.classify import classify
from khuang.care.risk.rules.knowledge import told
from khuang.site.demo.letters import letters
from khuang.site.demo.population import SEED, make_families, residents
from khuang.site.demo.visits import followed_up

UNTIL = datetime(2026, 11, 23, 9, tzinfo=UTC)


class Town:
    """All surveys, and what the policy makes of the newest answers of everybody."""

    def __init__(self):
        self.families = make_families(UNTIL.date())
        self.letters = letters(self.families, UNTIL, SEED)
        self.answers, self.seen = {}, {}
        for letter in self.letters:
            for one in letter.said.repeats.get("member", [letter.said]):
                known = self.answers.get(one.entity_id, {})
                self.answers[one.entity_id] = known | letter.said.answers | one.answers
                self.seen[one.entity_id] = letter.at.date()
        self.classes = {person.id: self.judged(person) for person in residents(self.families)}

    def judged(self, person):
        policy = policies.shipped()
        facts = told(policy.catalogue, self.answers[person.id]) | {"sex": person.sex}
        born = (person.born_on, person.born_on)
        return classify(policy, facts, UNTIL.date(), born, self.seen[person.id])

    def share(self, chosen):
        return sum(map(chosen, self.classes.values())) / len(self.classes)


@pytest.fixture(scope="module")
def town():
    return Town()


@pytest.mark.parametrize(
    ("level", "fewest", "most"),
    [("high", 0.01, 0.03), ("medium", 0.05, 0.12), ("low", 0.15, 0.31), ("none", 0.5, 0.75)],
)
def test_classes_are_spread_as_in_a_town(town, level, fewest, most):
    assert fewest <= town.share(lambda risk: risk.level == level) <= most


def test_most_classes_are_settled(town):
    grown = [person.id for person in residents(town.families) if not person.is_child]
    assert sum(town.classes[key].settled for key in grown) / len(grown) > 0.9
    # A child who was not screened may be in danger; that is not known, and said.
    assert town.share(lambda risk: risk.settled) > 0.6


def test_whoever_is_in_need_was_seen_lately_but_for_a_few_dozen(town):
    due = Counter(risk.level for risk in town.classes.values() if risk.expires_on < UNTIL.date())
    need = Counter(risk.level for risk in town.classes.values())
    for level in ("high", "medium"):
        assert 0 < due[level] < need[level] / 5
    assert due["high"] + due["medium"] < 100


def test_everybody_is_asked_and_some_things_are_left_open(town):
    asked = [one for letter in town.letters for one in letter.said.repeats.get("member", ())]
    assert len(asked) == len(town.classes)
    left = sum("violence" not in one.answers or one.answers["violence"] == "dont_know" for one in asked)
    assert 0 < left / len(asked) < 0.02


def test_nobody_is_seen_before_birth_or_after_today(town):
    born = {person.id: person.born_on for person in residents(town.families)}
    for letter in town.letters:
        people = letter.said.repeats.get("member", [letter.said])
        assert letter.at < UNTIL and all(born[one.entity_id] < letter.at.date() for one in people)


def test_an_elder_is_assessed_after_the_home_and_before_today(town):
    home = {}
    for letter in town.letters:
        if letter.form == "household":
            home |= {one.entity_id: letter.at for one in letter.said.repeats["member"]}
        else:
            assert home[letter.said.entity_id] < letter.at


def test_an_overdue_visit_stays_overdue():
    seen = UNTIL - timedelta(days=45)
    assert followed_up(Random(1), seen, "high", UNTIL) < seen + timedelta(days=2)
