"""Schedules for screens: who is visited how often and why, the rules in words, one person's visits."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import get_language

from khuang.care.people.models import Person, here
from khuang.care.people.rules.properties import as_identifier
from khuang.care.visits.models import CareSchedule, PlannedVisit, RiskyHome, Visit
from khuang.care.visits.reads.plan_words import rhythm_words, rule_words, tier_words
from khuang.care.visits.reads.plans import MET, STILL_ON, planned
from khuang.care.visits.reads.plans_shown import Stop, stops
from khuang.care.visits.reads.volunteers import skill_words
from khuang.care.visits.rules.schedules import in_force
from khuang.ground.accounts.reads import may, scope_of
from khuang.ground.journal.names import names

# Visits before and after today that a person's page shows.
AROUND = 8


@dataclass(frozen=True)
class Scheduled:
    """A schedule in words: how often, which group, by which rule or why; who decided."""

    schedule: CareSchedule
    rhythm: str
    tier: str
    because: str
    skill: str
    by: str


@dataclass(frozen=True)
class RuleWords:
    """One line of the rules: whom it fits, how often, how long, what is needed."""

    who: str
    rhythm: str
    minutes: int
    skill: str
    tier: str


@dataclass(frozen=True)
class RulesInWords:
    """The rules in force: since when, from where, whether the municipality has confirmed them."""

    version: str
    since: date
    source: str
    confirmed: bool
    rules: list[RuleWords]


@dataclass(frozen=True)
class VisitsInShort:
    """A person's schedules, the last visit at which they were met, and the next."""

    care: Scheduled | None
    respite: Scheduled | None
    last: Visit | None
    next: Stop | None


@dataclass(frozen=True)
class PersonVisits:
    """How a person is visited: in short, what is planned, what was."""

    in_short: VisitsInShort
    ahead: list[Stop]
    before: list[Stop]
    risky: RiskyHome | None
    guarded: bool


def schedules(account: Any, chosen: Mapping[str, str]) -> QuerySet[CareSchedule]:
    """Give the schedules that hold now, where an account may look, narrowed, the worst off first."""
    rows = CareSchedule.objects.filter(until=None).filter(here("person__"))
    rows = scope_of(account, "visits.schedules").filter(rows)
    plain = {name: chosen[name] for name in ("rule", "source", "purpose") if name in chosen}
    if "tier" in chosen:
        plain["tier"] = chosen["tier"]
    rows = rows.filter(**plain)
    if "village" in chosen:
        rows = rows.filter(person__village_id=as_identifier(chosen["village"]))
    return rows.select_related("person__village", "person__dwelling", "keeps").order_by(
        "tier", "person__sort_key", "pk"
    )


def listed(rows: Iterable[CareSchedule]) -> list[Scheduled]:
    """Put words beside schedules."""
    rows, rules = list(rows), in_force(date.max)
    known = names() if any(row.by_id for row in rows) else {}
    tiers, skills = tier_words(rules), skill_words()
    said = {rule.code: rule_words(rule) for rule in rules.rules}
    return [
        Scheduled(
            schedule=row,
            rhythm=rhythm_words(row.every, row.times),
            tier=tiers[min(row.tier, len(tiers) - 1)],
            because=row.why or said.get(row.rule, row.rule),
            skill=skills.get(row.skill, row.skill),
            by=known.get(row.by_id, "") if row.by_id else "",
        )
        for row in rows
    ]


def rules(on: date) -> RulesInWords:
    """Give the rules that hold on a day in words."""
    held = in_force(on)
    tiers, skills = tier_words(held), skill_words()
    lines = [
        RuleWords(
            rule_words(rule),
            rhythm_words(rule.every, rule.times),
            rule.minutes,
            skills.get(rule.skill, ""),
            tiers[rule.tier],
        )
        for rule in held.rules
    ]
    source = held.source_th if get_language() == "th" else held.source
    return RulesInWords(held.version, held.since, source, held.confirmed, lines)


def history(person: Person) -> list[Scheduled]:
    """Give the schedules that a person had, newest first."""
    return listed(CareSchedule.objects.filter(person=person).exclude(until=None).select_related("keeps"))


def visits_in_short(person: Person, *, on: date) -> VisitsInShort:
    """Give how a person is visited in four lines, for `desk`."""
    held = listed(CareSchedule.objects.filter(person=person, until=None).select_related("keeps"))
    by_purpose = {one.schedule.purpose: one for one in held}
    return VisitsInShort(
        care=by_purpose.get("care"),
        respite=by_purpose.get("respite"),
        last=Visit.objects.filter(person=person, result=MET).select_related("volunteer").first(),
        next=next(iter(stops(_ahead(person, on)[:1])), None),
    )


def person_visits(account: Any, person: Person, *, on: date) -> PersonVisits:
    """Give how a person is visited, with what is planned and what was."""
    past = _still_on(person).filter(day__lt=on).order_by("-day", "half")
    risky = RiskyHome.objects.filter(dwelling=person.dwelling_id, until=None).first()
    return PersonVisits(
        in_short=visits_in_short(person, on=on),
        ahead=stops(_ahead(person, on)[:AROUND]),
        before=stops(past[:AROUND]),
        risky=risky if person.dwelling_id and may(account, "visits.schedules", person) else None,
        guarded=person.level != Person.Level.TEAM,
    )


def _still_on(person: Person) -> QuerySet[PlannedVisit]:
    return planned().filter(person=person, state__in=STILL_ON)


def _ahead(person: Person, on: date) -> QuerySet[PlannedVisit]:
    return _still_on(person).filter(day__gte=on).exclude(state=PlannedVisit.State.DONE)
