"""What the shipped policy must never miss."""

from datetime import date

from khuang.care.risk.rules import policies
from khuang.care.risk.rules.classify import classify
from khuang.care.risk.rules.knowledge import told

ON = date(2026, 11, 23)
BORN_1990 = (date(1990, 1, 1), date(1990, 1, 1))
FINE = dict.fromkeys([f"q8_{number}" for number in (1, 2, 4, 5, 6, 7, 8)], "no")


def judged(**answers):
    policy = policies.shipped()
    return classify(policy, told(policy.catalogue, answers), ON, BORN_1990)


def test_an_answer_about_suicide_counts_for_everybody():
    risk = judged(disability_card="no", **FINE | {"q8_7": "yes"})
    assert risk.level == "high"
    assert "suicide_severe" in [reason.rule for reason in risk.reasons]


def test_who_was_not_to_be_asked_about_mood_is_not_left_open_by_it():
    assert not {"q9_1", "q8_1", "wg_seeing"} & set(judged(disability_card="no").unknowns)
