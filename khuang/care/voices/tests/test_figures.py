"""Figures count and name nobody; of confidential kinds they tell the whole only."""

from datetime import date, timedelta

import pytest

from conftest import NOW
from khuang.care.cases.tests.cast import a_home, a_person
from khuang.care.voices import actions, figures
from khuang.care.voices.tests.cast import LATER, TODAY, held_talk, report, said
from khuang.lib.identifiers import uuid7

YEAR = (date(2026, 1, 1), date(2026, 12, 31))


@pytest.fixture
def khamman(cast, inside):
    return a_person(cast.villages[3], sex="female")


def told(figures):
    return sorted((one.sex, one.kind, one.way, one.outcome, one.count) for one in figures)


def test_reports_are_counted_by_kind_village_sex_way_and_whether_in_time(cast, khamman):
    for _ in range(2):
        made = report(cast.mali, about=khamman)
        actions.answer(made, words="x", way="phone", by=cast.mali, at=LATER)
    report(cast.mali, urgency="now", way="phone")
    report(cast.mali, kind="other", urgency="soon")
    counted = figures.reports(*YEAR, on=TODAY + timedelta(days=3))
    assert told(counted) == [
        ("", "other", "walk-in", "open", 1),
        ("", "unsafe-house", "phone", "late", 1),
        ("female", "unsafe-house", "walk-in", "in-time", 2),
    ]
    assert {one.village for one in counted} == {None, cast.villages[3].pk}
    assert figures.reports(date(2025, 1, 1), date(2025, 12, 31), on=TODAY) == []


def test_of_a_confidential_kind_only_the_whole_is_told(cast, khamman):
    report(cast.mali, about=khamman, kind="violence")
    (only,) = figures.reports(*YEAR, on=TODAY)
    assert (only.village, only.sex) == (None, "")


def test_whose_data_rest_is_not_counted(cast, khamman):
    report(cast.mali, about=khamman)
    khamman.restricted_at = NOW
    khamman.save()
    assert figures.reports(*YEAR, on=TODAY) == []


def test_issues_and_who_took_part_are_counted(cast, inside):
    talk = held_talk(a_home(cast.villages[3]), cast.nok)
    actions.note_issue(talk, said(), key=uuid7(), by=cast.nok, at=NOW)
    actions.note_issue(talk, said(nature="suggestion"), key=uuid7(), by=cast.nok, at=NOW)
    report(cast.mali, outcome="issue")
    held_talk(a_home(cast.villages[2]), cast.mali)
    assert told(figures.issues(*YEAR)) == [
        ("", "no-transport", "talk", "issue", 1),
        ("", "no-transport", "talk", "suggestion", 1),
        ("", "unsafe-house", "desk", "issue", 1),
    ]
    assert figures.took_part(*YEAR) == {"female:60+": 2}
