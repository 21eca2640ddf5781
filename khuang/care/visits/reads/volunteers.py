"""Volunteers for screens: who there is, what they have learned and signed, what they gave."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Exists, OuterRef, Q, QuerySet, Sum
from django.utils.translation import get_language

from khuang.care.visits.models import (
    Absence,
    Availability,
    PlannedVisit,
    Training,
    Undertaking,
    Volunteer,
    VolunteerKind,
)
from khuang.care.visits.rules.volunteers import (
    SOON,
    Kind,
    Language,
    Learned,
    Skill,
    last_days,
    lists,
    skills_on,
    undertaking_on,
    years_between,
)
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import scope_of


def kinds() -> dict[str, Kind]:
    """Give every kind by its code: the shipped ones as the municipality changed them, and its own."""
    shipped = dict(lists().kinds)
    return shipped | {row.code: _kind(row, shipped.get(row.code)) for row in VolunteerKind.objects.all()}


def _kind(row: VolunteerKind, shipped: Kind | None) -> Kind:
    own = {"source": row.source, "source_th": row.source}
    rule = {"source": shipped.source, "source_th": shipped.source_th} if shipped and not row.source else own
    notes = {"notes_th": row.notes, "notes_en": row.notes}
    return Kind(
        row.code,
        row.name,
        row.name_en or row.name,
        row.paid,
        row.per_half,
        hours=row.hours,
        **rule,
        **notes,
        confirmed=True,
    )


def in_words(said: Kind | Skill | Language) -> str:
    """Name a kind, a skill or a language in the reader's language."""
    return said.th if get_language() == "th" else said.en


def skill_words() -> dict[str, str]:
    """Name every skill by its code."""
    return {code: in_words(skill) for code, skill in lists().skills.items()}


def language_words() -> dict[str, str]:
    """Name every language by its code."""
    return {code: in_words(one) for code, one in lists().languages.items()}


def kind_words() -> dict[str, str]:
    """Name every kind by its code."""
    return {code: in_words(kind) for code, kind in kinds().items()}


def volunteers(actor: Any) -> QuerySet[Volunteer]:
    """Give the volunteers whom an actor looks after, those who left included."""
    return scope_of(actor, "visits.volunteers").filter(Volunteer.objects.select_related("village"))


def serving(rows: QuerySet[Volunteer], day: date) -> QuerySet[Volunteer]:
    """Keep who is a volunteer on a day."""
    return rows.filter(Q(left_on=None) | Q(left_on__gt=day), since__lte=day)


def visiting(rows: QuerySet[Volunteer], day: date) -> QuerySet[Volunteer]:
    """Keep who offers half-days of the week on a day or later: they go on rounds."""
    offers = Availability.objects.filter(Q(until=None) | Q(until__gt=day), volunteer=OuterRef("pk"))
    return serving(rows, day).filter(Exists(offers.order_by()))


def available(rows: QuerySet[Volunteer], day: date) -> QuerySet[Volunteer]:
    """Keep who offers a half-day of this very day and is not away."""
    offers = Availability.objects.filter(
        Q(until=None) | Q(until__gt=day), volunteer=OuterRef("pk"), since__lte=day, weekday=day.weekday()
    )
    away = Absence.objects.filter(volunteer=OuterRef("pk"), first_on__lte=day, last_on__gte=day)
    return serving(rows, day).filter(Exists(offers.order_by()), ~Exists(away.order_by()))


def with_skill(rows: QuerySet[Volunteer], skill: str, day: date) -> QuerySet[Volunteer]:
    """Keep whose training of a skill counts on a day."""
    counts = Training.objects.filter(_counting(day), volunteer=OuterRef("pk"), skill=skill)
    return rows.filter(Exists(counts.order_by()))


def without_undertaking(rows: QuerySet[Volunteer], day: date) -> QuerySet[Volunteer]:
    """Keep who has not signed the text that is in force: they cannot be planned."""
    signed = Undertaking.objects.filter(volunteer=OuterRef("pk"), version=undertaking_on(day).version)
    return rows.filter(~Exists(signed.order_by()))


def has_signed(volunteer: Volunteer, day: date) -> bool:
    """Say whether a volunteer signed the text that is in force on a day."""
    return Undertaking.objects.filter(volunteer=volunteer, version=undertaking_on(day).version).exists()


def _counting(day: date) -> Q:
    return Q(held_on__lte=day) & (Q(expires_on=None) | Q(expires_on__gt=day))


@dataclass(frozen=True)
class SkillHeld:
    """A skill of a volunteer: until when it counts (none: for good), and whether that is past or soon."""

    code: str
    words: str
    until: date | None
    state: str  # good, soon, past


def skills_held(trainings: Iterable[Training], day: date) -> list[SkillHeld]:
    """Give what somebody has learned, one line per skill, with what no longer counts last."""
    words = skill_words()
    learned = learned_from(trainings)
    counts = skills_on(learned, day)
    held = [
        SkillHeld(code, words.get(code, code), until, _state(code in counts, until, day))
        for code, until in last_days(learned).items()
    ]
    return sorted(held, key=lambda one: (one.state == "past", one.words))


def _state(counts: bool, until: date | None, day: date) -> str:
    if not counts:
        return "past"
    return "soon" if until and until <= day + timedelta(days=SOON) else "good"


def learned_from(trainings: Iterable[Training]) -> list[Learned]:
    """Give trainings as the rules take them."""
    return [Learned(one.skill, one.held_on, one.expires_on) for one in trainings]


def expiring(rows: QuerySet[Volunteer], day: date) -> list[tuple[Volunteer, list[SkillHeld]]]:
    """Give who has a skill that ended or soon ends, with these skills."""
    found = []
    for one in rows.prefetch_related("trainings"):
        lost = [held for held in skills_held(one.trainings.all(), day) if held.state != "good"]
        if lost:
            found.append((one, lost))
    return found


@dataclass(frozen=True)
class Given:
    """What a volunteer gave: visits, hours of visits, hours of training, whole years."""

    visits: int
    hours: int
    training_hours: int
    years: int


def given(volunteer: Volunteer, day: date) -> Given:
    """Count what a volunteer gave up to a day, that day included."""
    done = PlannedVisit.objects.filter(state=PlannedVisit.State.DONE, day__lte=day)
    mine = done.filter(Q(volunteer=volunteer) | Q(second=volunteer))
    minutes = mine.aggregate(sum=Sum("minutes"))["sum"] or 0
    trained = volunteer.trainings.filter(held_on__lte=day).aggregate(sum=Sum("hours"))["sum"] or 0
    until = min(day, volunteer.left_on) if volunteer.left_on else day
    return Given(mine.count(), round(minutes / 60), trained, years_between(volunteer.since, until))


def minutes_done(keys: Collection[UUID], first: date, last: date) -> dict[UUID, int]:
    """Give the minutes of visits that volunteers made between two days, both included."""
    found: dict[UUID, int] = {}
    rows = PlannedVisit.objects.filter(state=PlannedVisit.State.DONE, day__range=(first, last)).order_by()
    for name in ("volunteer", "second"):
        for key, sum_ in rows.filter(**{f"{name}__in": keys}).values_list(name).annotate(sum=Sum("minutes")):
            found[key] = found.get(key, 0) + sum_
    return found


def of_account(account: Account) -> Volunteer | None:
    """Give the volunteer whom an account is."""
    return Volunteer.objects.filter(account=account).select_related("village").first()


@dataclass(frozen=True)
class Filters:
    """What the list of volunteers is narrowed to; empty words keep all."""

    kind: str = ""
    village: Any = None
    skill: str = ""
    when: str = ""  # "", today, visiting, unsigned, left
    words: str = field(default="")


def filtered(rows: QuerySet[Volunteer], by: Filters, day: date) -> QuerySet[Volunteer]:
    """Narrow the volunteers by filters; who left is shown only when asked for."""
    rows = rows.filter(left_on__lte=day) if by.when == "left" else serving(rows, day)
    if by.kind:
        rows = rows.filter(kind=by.kind)
    if by.village:
        rows = rows.filter(Q(village=by.village) | Q(areas__village=by.village)).distinct()
    if by.skill:
        rows = with_skill(rows, by.skill, day)
    if by.words:
        rows = rows.filter(name__icontains=by.words)
    return _when(rows, by.when, day)


def _when(rows: QuerySet[Volunteer], when: str, day: date) -> QuerySet[Volunteer]:
    if when == "today":
        return available(rows, day)
    if when == "visiting":
        return visiting(rows, day)
    if when == "unsigned":
        return without_undertaking(visiting(rows, day), day)
    return rows
