"""Work lists of cases: mine, my team's, overdue, without a lead, due to be assessed again."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet

from khuang.care.cases.models import Case, Need, PlanStep, Referral, SavedFilter
from khuang.care.cases.rules import lists
from khuang.care.cases.rules.lists import Chosen
from khuang.care.people.models import Person, here
from khuang.care.risk import reads as risk
from khuang.care.risk.models import Classification
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import scope_of
from khuang.ground.indicators.reads import kind_names


@dataclass(frozen=True)
class Listed:
    """One line of a list: a case, whom it is about now, their class, and their open needs in words."""

    case: Case
    person: Person
    risk: Classification | None
    needs: list[str]
    is_late: bool


def cases(account: Any, name: str, chosen: Chosen, *, on: date) -> QuerySet[Case]:
    """Give the cases of a list that an account may see, what is due first at the top."""
    rows = _narrowed(_in_list(visible(account), name, account, on), chosen)
    newest = name == lists.CLOSED
    rows = rows.order_by("-closed_at", "-pk") if newest else rows.order_by("review_on", "pk")
    return rows.select_related("person__village", "person__merged_into__village", "lead")


def visible(account: Any) -> QuerySet[Case]:
    """Give the cases that an account may see, without those of people whose data are restricted."""
    rows = Case.objects.filter(person__restricted_at=None, person__merged_into__restricted_at=None)
    return scope_of(account, "cases.view").filter(rows)


def listed(rows: Iterable[Case], *, on: date) -> list[Listed]:
    """Put person, class and needs beside each case of a page."""
    page = list(rows)
    persons = {case.pk: case.person.merged_into or case.person for case in page}
    classes = risk.current(person.pk for person in persons.values())
    needs = _needs(page)
    late = set(
        overdue(Case.objects.filter(pk__in=[case.pk for case in page]), on).values_list("pk", flat=True)
    )
    return [
        Listed(
            case,
            persons[case.pk],
            classes.get(persons[case.pk].pk),
            needs.get(case.person_id, []),
            case.pk in late,
        )
        for case in page
    ]


def overdue(rows: QuerySet[Case], on: date) -> QuerySet[Case]:
    """Keep the open cases in which a look, a step or an answer was due before a day."""
    steps = PlanStep.objects.filter(case=OuterRef("pk"), state="to-do", due_on__lt=on).order_by()
    answers = Referral.objects.filter(case=OuterRef("pk"), state="sent", due_on__lt=on).order_by()
    late = Q(review_on__lt=on) | Exists(steps) | Exists(answers)
    return rows.filter(late, closed_at=None)


def counts(account: Any, *, on: date) -> dict[str, int]:
    """Count what stands on each list of open cases."""
    rows = visible(account)
    return {name: _in_list(rows, name, account, on).count() for name in lists.LISTS if name != lists.CLOSED}


def leads(account: Any) -> list[Account]:
    """Give the accounts that lead an open case which an account may see, in order of name."""
    keys = visible(account).filter(closed_at=None).order_by().values("lead")
    return list(Account.objects.filter(pk__in=keys).order_by("display_name", "pk"))


def saved_filters(account: Any) -> QuerySet[SavedFilter]:
    """Give an account's own filters, by name."""
    return SavedFilter.objects.filter(account=account)


def without_case(persons: QuerySet[Person]) -> QuerySet[Person]:
    """Keep the persons at high risk who have no open case, in a merged record neither."""
    theirs = Case.objects.filter(
        Q(person=OuterRef("pk")) | Q(person__merged_into=OuterRef("pk")), closed_at=None
    )
    return risk.of_level(persons.filter(here()), "high").filter(~Exists(theirs.order_by()))


def _in_list(rows: QuerySet[Case], name: str, account: Any, on: date) -> QuerySet[Case]:
    if name == lists.CLOSED:
        return rows.exclude(closed_at=None)
    rows = rows.filter(closed_at=None)
    if name == lists.MINE:
        return rows.filter(lead=account)
    if name == lists.UNASSIGNED:
        return rows.filter(lead=None)
    if name == lists.OVERDUE:
        return overdue(rows, on)
    if name == lists.REASSESS:
        due = risk.due(Person.objects.all(), lists.soon(on)).order_by().values("pk")
        return rows.filter(Q(person__in=due) | Q(person__merged_into__in=due))
    return rows


def _narrowed(rows: QuerySet[Case], chosen: Chosen) -> QuerySet[Case]:
    if chosen.village:
        rows = rows.filter(person__village=chosen.village)
    if chosen.state:
        rows = rows.filter(state=chosen.state)
    if chosen.lead:
        rows = rows.filter(lead=chosen.lead)
    if chosen.risk:
        rows = rows.filter(
            person__in=risk.of_level(Person.objects.all(), chosen.risk).order_by().values("pk")
        )
    if chosen.kind:
        needs = Need.objects.filter(person=OuterRef("person"), kind=chosen.kind, ended_at=None)
        rows = rows.filter(Exists(needs.order_by()))
    return rows


def _needs(page: list[Case]) -> dict[UUID, list[str]]:
    names = kind_names()
    found: dict[UUID, list[str]] = {}
    rows = Need.objects.filter(person__in=[case.person_id for case in page], ended_at=None).order_by("pk")
    for person, kind in rows.values_list("person", "kind"):
        found.setdefault(person, []).append(names.get(kind, kind))
    return found
