"""What the desk shows: the registry and the risk classes side by side, inside the account's scope."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _

from khuang.care.people import reads as registry
from khuang.care.people.models import Dwelling, Person
from khuang.care.people.rules.filters import Filter
from khuang.care.risk import figures as risk_figures
from khuang.care.risk import reads as risk
from khuang.care.risk.models import Classification
from khuang.desk.rules import Home, View, is_in
from khuang.ground.accounts.reads import may
from khuang.ground.places.models import Point
from khuang.ground.surveys import reads as surveys
from khuang.lib.coordinates import coarse_cell

LEVELS = ("high", "medium", "low", "none", risk.UNASSESSED)  # worst first
SOON = timedelta(days=14)
LATELY = timedelta(days=7)
FIRST = 10  # lines of each part of the day


@dataclass(frozen=True)
class Listed:
    """One line of a list: a person, and the class of today if there is one."""

    person: Person
    risk: Classification | None


@dataclass(frozen=True)
class Today:
    """What changed and what expires, where the account may look; the first lines and how many in all."""

    moved: list[Classification]
    moved_count: int
    expiring: list[Classification]
    expiring_count: int
    submissions: int


def people(
    account: Any, narrowed: Filter, *, level: str, kind: str, on: date, permission: str
) -> QuerySet[Person]:
    """Give the persons where an account holds `permission`, narrowed by registry, class and kind."""
    rows = registry.people(account, narrowed, on=on, permission=permission)
    rows = risk.of_level(rows, level) if level else rows
    return risk.of_kind(rows, kind) if kind else rows


def listed(persons: Iterable[Person]) -> list[Listed]:
    """Put the class of today beside each person of a page."""
    page = list(persons)
    classes = risk.current(person.pk for person in page)
    return [Listed(person, classes.get(person.pk)) for person in page]


def homes_in(view: View, chosen: QuerySet[Person]) -> list[Home]:
    """Give the homes in sight where somebody of `chosen` lives, each with the worst off among them."""
    worst = _worst_off(chosen)
    west, south = coarse_cell(view.west, view.south)
    east, north = coarse_cell(view.east, view.north)
    near = Q(point__cell_x__range=(west, east), point__cell_y__range=(south, north))
    rows = Dwelling.objects.filter(near).order_by()
    unseal = Point._meta.get_field("position").unseal
    found = []
    for dwelling, house_no, point, position in rows.values_list(
        "pk", "house_no", "point_id", "point__position"
    ):
        if dwelling in worst:
            lon, lat = unseal(position, point)
            if is_in(view, lon, lat):
                rank, person = worst[dwelling]
                found.append(Home(person, house_no, lon, lat, LEVELS[rank]))
    return found


def _worst_off(chosen: QuerySet[Person]) -> dict[UUID, tuple[int, UUID]]:
    """Give home -> rank of the worst class there, and whose it is."""
    rows = Classification.objects.filter(superseded_at=None).order_by()
    classes = dict(rows.values_list("person_id", "level"))
    worst: dict[UUID, tuple[int, UUID]] = {}
    for person, dwelling in chosen.order_by().values_list("pk", "dwelling_id"):
        one = (LEVELS.index(classes.get(person, risk.UNASSESSED)), person)
        worst[dwelling] = min(one, worst.get(dwelling, one))
    return worst


def today(account: Any, *, at: datetime) -> Today:
    """Give what an account should look at first."""
    moved = risk.moved_since(account, at - LATELY)
    expiring = risk.expiring(account, at.date() + SOON)
    return Today(
        moved=list(moved[:FIRST]),
        moved_count=moved.count(),
        expiring=list(expiring[:FIRST]),
        expiring_count=expiring.count(),
        submissions=surveys.seen_by(account).filter(received_at__gte=at - LATELY).count(),
    )


def waiting(account: Any) -> list[dict[str, Any]]:
    """Give what waits for the account's decision, as a task list; what is settled is left out."""
    tasks = []
    if may(account, "people.change"):
        tasks.append((_("Records to settle"), "people:attention", registry.open_attention(account).count()))
    if may(account, "surveys.submissions"):
        tasks.append((_("Surveys to check"), "surveys:attention", surveys.open_attentions(account).count()))
    return [
        {"title": title, "url": reverse(name), "status": count, "kind": "wait"}
        for title, name, count in tasks
        if count
    ]


def figures(*, on: date) -> list[tuple[str, int, int, int]]:
    """Count classed people by class: women, men, everybody; for work inside the municipality."""
    counted: Counter[tuple[str, str]] = Counter()
    for figure in risk_figures.classes(on=on):
        counted[figure.what, figure.sex] += figure.count
        counted[figure.what, "all"] += figure.count
    return [
        (level, counted[level, "female"], counted[level, "male"], counted[level, "all"])
        for level in LEVELS
        if level != risk.UNASSESSED
    ]
