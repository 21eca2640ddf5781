"""What the desk shows: the registry and the risk classes side by side, inside the account's scope."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Case, FilteredRelation, Min, Q, QuerySet, TextField, Value, When
from django.db.models.functions import Cast, Concat
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuang.care.cases import reads as cases
from khuang.care.cases.reads import together
from khuang.care.people import reads as registry
from khuang.care.people.models import Person
from khuang.care.people.rules.filters import Filter
from khuang.care.risk import figures as risk_figures
from khuang.care.risk import reads as risk
from khuang.care.risk.models import Classification
from khuang.care.support import reads as support
from khuang.care.support.reads import appeals as support_appeals
from khuang.care.support.reads import packages as support_packages
from khuang.care.visits import reads as visits
from khuang.care.voices import reads as voices
from khuang.care.wellbeing import reads as wellbeing
from khuang.civic.ballots.reads import today as ballots
from khuang.civic.council.reads import today as council
from khuang.civic.forum.reads import today as forum
from khuang.civic.hearings.reads import today as hearings
from khuang.civic.issues.reads import today as issues
from khuang.civic.plan.reads import today as plan
from khuang.civic.projects.reads import today as projects
from khuang.desk.rules import Home, View, is_in
from khuang.ground.accounts import reads as accounts
from khuang.ground.accounts.reads import may
from khuang.ground.places.models import Point
from khuang.ground.surveys import reads as surveys
from khuang.lib.coordinates import coarse_cell
from khuang.ui.waiting import Waiting

LEVELS = ("high", "medium", "low", "none", risk.UNASSESSED)  # worst first
SOON = timedelta(days=14)
DUE = {"expired": timedelta(days=-1), "soon": SOON}  # the last day on which it holds lies no later than this
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
    account: Any, narrowed: Filter, *, level: str, kind: str, due: str, on: date, permission: str
) -> QuerySet[Person]:
    """Give the persons where an account holds `permission`, narrowed by registry, class and kind.

    due  "expired" or "soon": whose class may no longer be relied upon, now or within SOON
    """
    rows = registry.people(account, narrowed, on=on, permission=permission)
    rows = risk.of_level(rows, level) if level else rows
    rows = risk.due(rows, on + DUE[due]) if due else rows
    return risk.of_kind(rows, kind) if kind else rows


def listed(persons: Iterable[Person]) -> list[Listed]:
    """Put the class of today beside each person of a page."""
    page = list(persons)
    classes = risk.current(person.pk for person in page)
    return [Listed(person, classes.get(person.pk)) for person in page]


def homes_in(view: View, chosen: QuerySet[Person]) -> list[Home]:
    """Give the homes in sight where somebody of `chosen` lives, each with the worst off among them."""
    unseal = Point._meta.get_field("position").unsealer()
    found = []
    for house_no, point, position, worst in _worst_off(view, chosen):
        lon, lat = unseal(position, point)
        if is_in(view, lon, lat):
            found.append(Home(worst[1:], house_no, lon, lat, LEVELS[int(worst[0])]))
    return found


def _worst_off(view: View, chosen: QuerySet[Person]) -> QuerySet:
    """Give per home: number, id of the point, sealed position, and the worst off as rank and id in one text.

    The database gathers, and ids stay texts: 10,000 homes are asked for while somebody moves the map.
    """
    west, south = coarse_cell(view.west, view.south)
    east, north = coarse_cell(view.east, view.north)
    near = Q(
        dwelling__point__cell_x__range=(west, east),
        dwelling__point__cell_y__range=(south, north),
    )
    now = FilteredRelation("classifications", condition=Q(classifications__superseded_at=None))
    whens = [When(now__level=level, then=Value(str(rank))) for rank, level in enumerate(LEVELS)]
    rank = Case(*whens, default=Value(str(LEVELS.index(risk.UNASSESSED))))
    homes = chosen.order_by().filter(near).annotate(now=now, point=Cast("dwelling__point_id", TextField()))
    return homes.values_list("dwelling__house_no", "point", "dwelling__point__position").annotate(
        worst=Min(Concat(rank, Cast("pk", TextField()), output_field=TextField()))
    )


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


def waiting(account: Any, *, at: datetime) -> list[dict[str, Any]]:
    """Give what waits for the account's decision, as a task list; what is settled is left out."""
    tasks = []
    if may(account, "people.change"):
        count = registry.open_attention(account).count()
        tasks.append((_("Records to settle"), "people:attention", count, "wait"))
    if may(account, "people.merge"):
        count = registry.open_duplicates(account).filter(decision="open").count()
        tasks.append((_("May be the same person"), "people:duplicates", count, "wait"))
    if may(account, "surveys.submissions"):
        count = surveys.open_attentions(account).count()
        tasks.append((_("Surveys to check"), "surveys:attention", count, "wait"))
    of_registry = [
        (title, reverse(name), count, kind)
        for title, name, count, kind in [
            *_guarding(account, at),
            *_rights(account, at),
            *_support(account, at),
            *_plan(account, at),
            *voices.waiting(account, on=timezone.localdate(at)),
            *together.waiting(account, at=at),
            *_civic(account, at),
            *tasks,
        ]
    ]
    return [
        {"title": title, "url": url, "status": count, "kind": kind}
        for title, url, count, kind in [*_cases(account, at), *_wellbeing(account, at), *of_registry]
        if count
    ]


def _civic(account: Any, at: datetime) -> list[Waiting]:
    """What waits in the public wing, in the order in which an issue goes through it."""
    on = timezone.localdate(at)
    return [
        *issues.for_today(account),
        *forum.for_today(account, on=on),
        *hearings.for_today(account, on=on),
        *ballots.for_today(account, at=at),
        *council.for_today(account, at=at),
        *plan.for_today(account, on=on),
        *projects.for_today(account, on=on),
    ]


def _plan(account: Any, at: datetime) -> list[Waiting]:
    """What waits about the plan of visits: nobody comes, somebody cannot come, a draft is not decided."""
    if not may(account, "visits.plan"):
        return []
    waits = visits.plan_waits(account, on=timezone.localdate(at))
    return [
        (_("Visits with somebody who cannot come"), "visits:plans", waits.missing, "bad"),
        (_("Visits that nobody can make"), "visits:plans", waits.unserved, "wait"),
        (_("Draft plans of visits to decide"), "visits:plans", waits.drafts, "wait"),
    ]


def _wellbeing(account: Any, at: datetime) -> list[Waiting]:
    """Who gave no sign of life, and pauses about which it is time to ask."""
    if not may(account, "wellbeing.view"):
        return []
    page = reverse("wellbeing:board")
    asked = len(wellbeing.reminders(account, timezone.localdate(at)))
    return [
        (_("Silent: no sign of life today"), page, wellbeing.open_silences(account).count(), "bad"),
        (_("Pauses of check-ins to ask about"), page, asked, "wait"),
    ]


# Pages about the registry as a whole; Today leads there only while something waits.
_REGISTRY_PAGES = (
    (gettext_lazy("Records to settle"), "people:attention", "people.change"),
    (gettext_lazy("May be the same person"), "people:duplicates", "people.merge"),
    (gettext_lazy("Import lists"), "people:imports", "people.import"),
    (gettext_lazy("Files taken out"), "desk:exports", "people.export"),
    (gettext_lazy("Requests about data"), "people:open-requests", "people.rights"),
    (gettext_lazy("Erasures"), "people:erasures", "people.erase"),
    (gettext_lazy("Records to guard"), "people:guarded", "people.guard"),
    (gettext_lazy("Help packages"), "support:packages", "support.view"),
    (gettext_lazy("May be entitled and receives nothing"), "support:entitled", "support.benefits"),
    (gettext_lazy("Equipment on loan"), "support:equipment", "support.equipment"),
    (gettext_lazy("Contact for public appeals"), "appeals:contact", "support.appeals"),
    (gettext_lazy("Emergency openings"), "people:glasses", "people.review-glass"),
)


def registry_pages(account: Any) -> list[tuple[str, str]]:
    """Give the pages about the whole registry that an account may open: words and address."""
    return [(str(words), reverse(name)) for words, name, needs in _REGISTRY_PAGES if may(account, needs)]


def _cases(account: Any, at: datetime) -> list[Waiting]:
    """Alerts, approvals and needs to decide, and the account's own cases in which something is overdue."""
    if not may(account, "cases.view"):
        return []
    return [*cases.waiting(account, at=at), cases.my_overdue(account, at=at)]


def _guarding(account: Any, at: datetime) -> list[Waiting]:
    """What waits about guarded records: broken glass stands first, and in red when its review is late."""
    broken = list(accounts.glasses_to_review(account).values_list("at", flat=True))
    late = any(at - one > registry.REVIEW_WITHIN for one in broken)
    tasks = [(_("Glass broken: to review"), "people:glasses", len(broken), "bad" if late else "wait")]
    if may(account, "people.guard"):
        count = registry.level_proposals(account).count() + len(registry.forsaken(account, at=at))
        tasks.append((_("Records to guard"), "people:guarded", count, "wait"))
    return tasks


def _rights(account: Any, at: datetime) -> list[Waiting]:
    """Requests about people's data, what is overdue first and in red, and erasures to decide."""
    tasks = []
    if may(account, "people.rights"):
        late = registry.overdue(account, on=timezone.localdate(at))
        rest = registry.open_requests(account).count() - late
        tasks.append((_("Requests about data, overdue"), "people:open-requests", late, "bad"))
        tasks.append((_("Requests about data"), "people:open-requests", rest, "wait"))
    if may(account, "people.erase"):
        waits = registry.open_erasures(account).count()
        tasks.append((_("Erasures to decide"), "people:erasures", waits, "wait"))
    return tasks


def _support(account: Any, at: datetime) -> list[Waiting]:
    """What waits about help: what is due back, what others proposed, and what people offered."""
    tasks = []
    if may(account, "support.equipment"):
        count = support.overdue_loans(account, timezone.localdate(at)).count()
        tasks.append((_("Equipment to come back, overdue"), "support:loans", count, "bad"))
    if may(account, "support.packages"):
        count = support_packages.to_approve(account).count()
        tasks.append((_("Help packages to approve"), "support:packages", count, "wait"))
        count = support_appeals.offers(account).filter(answered_at=None).count()
        tasks.append((_("Offers of help to answer"), "support:offers", count, "wait"))
    if may(account, "support.appeals"):
        count = support_appeals.to_approve(account).count()
        tasks.append((_("Public appeals to approve"), "support:appeals", count, "wait"))
    return tasks


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
