"""An answer about violence proposes to guard a record; a person decides."""

import pytest
from django.utils import timezone

from khuang.care.people import actions as people
from khuang.care.people import reads
from khuang.care.people.models import LevelProposal, Person
from khuang.care.people.tests.intake import MALI, TON, a_family, mali, ton
from khuang.care.risk.tests.surveyed import person as answers
from khuang.care.risk.tests.surveyed import survey


@pytest.fixture(autouse=True)
def family(cast, inside):
    """Mali and Ton in village 3."""
    return a_family()


@pytest.mark.parametrize("code", ["violence", "child_violence"])
def test_an_answer_about_violence_proposes_once_and_sets_nothing(cast, code):
    survey(answers(TON, **{code: "yes"}))
    survey(answers(TON, **{code: "yes"}), day=2)
    proposal = LevelProposal.objects.get()
    assert (proposal.person_id, proposal.level, ton().level) == (TON, "sealed", "team")
    assert reads.level_proposals(cast.prasit).get() == proposal
    assert not reads.level_proposals(cast.mali).exists()
    people.decline_level(proposal, by=cast.prasit, at=timezone.now())
    assert not reads.level_proposals(cast.prasit).exists()


def test_an_answer_that_denies_violence_proposes_nothing(cast):
    survey(answers(TON, violence="no"))
    assert not LevelProposal.objects.exists()


def test_guarding_settles_what_was_proposed(cast):
    survey(answers(MALI, violence="yes"))
    people.guard(mali(), "sealed", named=[cast.prasit], reason="ต้องคุ้มครอง", by=cast.prasit, at=timezone.now())
    assert LevelProposal.objects.get().settled_by_id == cast.prasit.pk
    assert Person.objects.get(pk=MALI).level == "sealed"
