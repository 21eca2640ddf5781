"""Who may be entitled and receives nothing, and who receives what: everybody at once, never confidential."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from khuang.care.people.models import Person, here
from khuang.care.support.models import CONFIDENTIAL, Award
from khuang.care.support.reads.benefit_facts import Subject, subjects
from khuang.care.support.rules.awards import APPLIED, GRANTED
from khuang.care.support.rules.benefits import ASK, ELIGIBLE, Benefit, Finding, evaluate, in_force
from khuang.ground.accounts.reads import scope_of
from khuang.lib.thai_dates import fiscal_year, fiscal_year_bounds

Awards = Mapping[tuple[UUID, str], str]


@dataclass(frozen=True)
class ToVisit:
    """One person who may be entitled to benefits that they do not receive, surest first."""

    person_id: UUID
    findings: list[Finding]


def open_benefits(on: date) -> dict[str, Benefit]:
    """The benefits of a day that may stand in lists, by code."""
    return {code: one for code, one in in_force(on).items() if not one.confidential}


def everybody(actor: Any, village: UUID | None = None) -> QuerySet[Person]:
    """Give who lives here and whose benefits an actor may check."""
    rows = scope_of(actor, "support.benefits").filter(Person.objects.filter(here()))
    return rows.filter(village=village) if village else rows


def to_visit(
    actor: Any, *, on: date, village: UUID | None = None, benefit: str = "", answer: str = ""
) -> list[ToVisit]:
    """Give who may be entitled, or must be asked, and neither receives nor applied.

    benefit  a code; "" looks for all that people are sought for
    answer   eligible, ask, or "" for both
    Who was not granted it, or did not want it, in this fiscal year is left out: an officer decided.
    """
    wanted = {code: one for code, one in open_benefits(on).items() if benefit in ("", code)}
    settled = _settled(on)
    found = []
    for one in subjects(everybody(actor, village)):
        findings = list(_sought(one, wanted, settled, on))
        kept = [finding for finding in findings if answer in ("", finding.answer)]
        if kept:
            found.append(ToVisit(one.key, sorted(kept, key=_surest)))
    return found


def _sought(one: Subject, wanted: Mapping[str, Benefit], settled: Awards, on: date) -> Iterator[Finding]:
    for code, benefit in wanted.items():
        if (one.key, code) not in settled:
            found = evaluate(benefit, one.facts, one.born, on)
            if found.answer == ELIGIBLE or found.answer == benefit.sought_when == ASK:
                yield found


def _surest(found: Finding) -> tuple[bool, int, str]:
    return found.answer != ELIGIBLE, len(found.asks), found.benefit.code


def receiving(on: date) -> Awards:
    """Give by person and benefit who receives it on a day, or applied; merged records count as one."""
    return _by_person(_open_on(on))


def _settled(on: date) -> Awards:
    first, _last = fiscal_year_bounds(fiscal_year(on))
    refused = Q(state__in=[Award.State.DECLINED, Award.State.WITHDRAWN], at__date__gte=first)
    return _by_person(_open_on(on) | refused)


def _open_on(on: date) -> Q:
    granted = Q(state=GRANTED) & (Q(until=None) | Q(until__gte=on))
    return Q(state=APPLIED) | granted


def _by_person(wanted: Q) -> Awards:
    rows = Award.objects.filter(wanted).exclude(benefit=CONFIDENTIAL).order_by()
    merged = dict(Person.objects.exclude(merged_into=None).order_by().values_list("pk", "merged_into"))
    told = rows.values_list("person_id", "benefit", "state")
    return {(merged.get(person, person), code): state for person, code, state in told}
