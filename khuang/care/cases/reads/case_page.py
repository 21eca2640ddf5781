"""One case as its page shows it, and what is next in it."""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from typing import Any

from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khuang.care.cases.models import Alert, Case, CaseAssessment, Decision, Given, Need, PlanStep
from khuang.care.cases.reads.cases import may_decide
from khuang.care.cases.reads.needs import of_human, open_needs
from khuang.care.people.models import Person, here
from khuang.care.risk import reads as risk
from khuang.care.risk.models import Classification
from khuang.ground.accounts.reads import may, scope_of
from khuang.ground.indicators.reads import kind_names
from khuang.lib.thai_dates import format_date


@dataclass(frozen=True)
class NamedNeed:
    """A need and its kind in the reader's words."""

    need: Need
    kind: str


@dataclass(frozen=True)
class StepLine:
    """A step, whether its day has passed, and whether it was there when the plan was approved last."""

    step: PlanStep
    is_late: bool
    is_approved: bool


@dataclass(frozen=True)
class Goal:
    """Steps that serve the same goal."""

    words: str
    steps: list[StepLine]


@dataclass(frozen=True)
class Member:
    """Somebody of the household that is the client, with their open needs."""

    person: Person
    needs: list[NamedNeed]


@dataclass(frozen=True)
class CasePage:
    """What the page of a case shows an account."""

    case: Case
    person: Person
    risk: Classification | None
    needs: list[NamedNeed]
    ended_needs: list[NamedNeed]
    members: list[Member]
    assessment: CaseAssessment | None
    goals: list[Goal]
    services: list[Given]
    asked: Decision | None
    alerts: list[Alert]
    is_late: bool
    may_work: bool
    may_decide: bool
    next: list[dict[str, Any]]

    @property
    def may_ask(self) -> bool:
        """Whether the plan as it stands can be sent to the supervisor."""
        fresh = [one for goal in self.goals for one in goal.steps if not one.is_approved]
        is_ready = self.assessment is not None and self.asked is None
        return self.may_work and is_ready and bool(fresh) and self.case.state in ("plan", "service")


def case_page(case: Case, account: Any, *, on: date) -> CasePage:
    """Gather a case for an account."""
    person = case.person.merged_into or case.person
    asked = case.decisions.filter(state="asked").first()
    may_work = may(account, "cases.work", case)
    decides = asked is not None and may_decide(account, asked)
    needs = list(of_human(Need.objects.all(), case.person))
    return CasePage(
        case=case,
        person=person,
        risk=risk.current([person.pk]).get(person.pk) if may(account, "risk.view", person) else None,
        needs=named([one for one in needs if one.is_open]),
        ended_needs=named([one for one in needs if not one.is_open]),
        members=_members(case, account),
        assessment=case.assessments.first(),
        goals=goals(case, on=on),
        services=list(case.services.select_related("owner")),
        asked=asked,
        alerts=list(case.alerts.filter(settled_at=None)),
        is_late=case.review_on is not None and case.review_on < on,
        may_work=may_work,
        may_decide=decides,
        next=_next(case, asked, on=on, may_work=may_work, may_decide=decides),
    )


def named(needs: list[Need]) -> list[NamedNeed]:
    """Put the words of its kind beside each need."""
    kinds = kind_names() if needs else {}
    return [NamedNeed(one, kinds.get(one.kind, one.kind)) for one in needs]


def needs_near(case: Case) -> list[NamedNeed]:
    """Give the open needs that a step or a service may answer: the person's, and the household's."""
    needs = list(open_needs(case.person))
    if case.household_id:
        others = Need.objects.filter(person__household=case.household_id, ended_at=None)
        needs += others.exclude(pk__in=[one.pk for one in needs])
    return named(needs)


def goals(case: Case, *, on: date) -> list[Goal]:
    """Give the steps of a plan by their goals, in the order in which the goals were first set."""
    approved = case.decisions.filter(what="plan", state="approved").order_by("-decided_at").first()
    steps = list(case.steps.select_related("owner"))
    order = {one.goal: one.made_at for one in sorted(steps, key=lambda one: one.made_at, reverse=True)}
    steps.sort(key=lambda one: (order[one.goal], one.goal, one.due_on))
    return [
        Goal(words, [_line(one, approved, on) for one in group])
        for words, group in groupby(steps, key=lambda one: one.goal)
    ]


def _line(step: PlanStep, approved: Decision | None, on: date) -> StepLine:
    is_approved = approved is not None and step.made_at <= approved.asked_at
    return StepLine(step, step.state == "to-do" and step.due_on < on, is_approved)


def _members(case: Case, account: Any) -> list[Member]:
    if case.household_id is None:
        return []
    living = Person.objects.filter(here(), household=case.household_id).exclude(pk=case.person_id)
    seen = scope_of(account, "cases.view").filter(living).order_by("sort_key", "pk")
    return [Member(one, named(list(open_needs(one)))) for one in seen]


def _next(
    case: Case, asked: Decision | None, *, on: date, may_work: bool, may_decide: bool
) -> list[dict[str, Any]]:
    """Say what is next, as a task list: what only this account can decide first, what is late in red."""
    tasks: list[tuple[str, str, date | None]] = []
    if asked and may_decide:
        what = _("Approve the plan") if asked.what == "plan" else _("Approve the closure")
        return [_task(what, reverse("cases:decision", args=[asked.pk]), None, on)]
    if not may_work or not case.is_open:
        return []
    for name, words in _steps_of_the_way(case, asked):
        tasks.append((words, reverse(f"cases:{name}", args=[case.pk]), None))
    for step in case.steps.filter(state="to-do"):
        tasks.append((str(step.action), reverse("cases:step", args=[step.pk]), step.due_on))
    tasks.append((_("Look at the case again"), reverse("cases:follow-up", args=[case.pk]), case.review_on))
    return [_task(words, url, due, on) for words, url, due in tasks]


def _steps_of_the_way(case: Case, asked: Decision | None) -> list[tuple[str, str]]:
    """Give the page and the words of what the case's own state asks for."""
    if case.lead_id is None:
        return [("lead", _("Say who answers for the case"))]
    if case.state in ("intake", "assessment"):
        return [("assess", _("Assess the situation"))]
    if case.state == "plan" and not case.steps.exists():
        return [("step-new", _("Make a plan"))]
    if case.state == "plan" and asked is None:
        return [("ask-plan", _("Ask for approval of the plan"))]
    if case.state == "service" and not case.steps.filter(state="to-do").exists() and asked is None:
        return [("close", _("Close the case, or plan further"))]
    return []


def _task(words: str, url: str, due: date | None, on: date) -> dict[str, Any]:
    if due is None:
        return {"title": words, "url": url, "status": _("now"), "kind": "wait"}
    late, soon = due < on, due <= on + timedelta(days=7)
    day = format_date(due, get_language() or "th", short=True)
    return {"title": words, "url": url, "status": day, "kind": "bad" if late else "wait" if soon else "calm"}
