"""What of needs and cases belongs into the copy of their data that a person may ask for.

Names of those who help stay out, for they are other people's; what was done for the person does not.
"""

from typing import Any

from khuang.care.cases.models import Case
from khuang.care.cases.reads.cases import cases_of
from khuang.care.cases.reads.needs import needs_of
from khuang.care.people.models import Person
from khuang.ground.indicators.reads import kind_names


def needs_for_copy(person: Person) -> list[dict[str, Any]]:
    """Give every need of a person, newest first: what, in which state, since when, what was said."""
    kinds = kind_names()
    return [
        {
            "at": need.noted_at.isoformat(),
            "kind": need.kind,
            "words": kinds.get(need.kind, need.kind),
            "state": need.get_state_display(),
            "said": [one.words for one in need.words.all() if one.words],
            "ended_at": need.ended_at.isoformat() if need.ended_at else "",
            "ended_because": need.ended_because or "",
        }
        for need in needs_of(person).prefetch_related("words")
    ]


def cases_for_copy(person: Person) -> list[dict[str, Any]]:
    """Give every case of a person, newest first, with what was found, planned and given."""
    return [
        {
            "at": case.opened_at.isoformat(),
            "number": case.number,
            "state": case.get_state_display(),
            "opened_because": case.get_opened_because_display(),
            "reason": case.reason or "",
            "closed_at": case.closed_at.isoformat() if case.closed_at else "",
            "outcome": case.get_outcome_display(),
            "said": list(_said(case)),
        }
        for case in cases_of(person)
    ]


def _said(case: Case) -> list[str]:
    """What stands in a case about the person, in the order in which it was written."""
    told = [
        (one.at, text)
        for one in case.assessments.all()
        for text in (one.situation, one.wishes, one.strengths)
    ]
    for step in case.steps.all():
        told += [(step.made_at, f"{step.goal}: {step.action}"), (step.ended_at or step.made_at, step.result)]
    for given in case.services.all():
        told += [(given.noted_at, given.what), (given.noted_at, given.result)]
    told += [(one.at, one.words) for one in case.follow_ups.all()]
    for alert in case.alerts.all():
        told += [(alert.raised_at, alert.words), (alert.settled_at or alert.raised_at, alert.settled_because)]
    return [str(text) for _at, text in sorted(told, key=lambda one: one[0]) if text]
