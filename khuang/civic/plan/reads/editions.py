"""What the plan holds: today, on any day, in a draft; and what an edition changes."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Max, QuerySet

from khuang.civic.plan.models import Edition, ItemVersion, Plan
from khuang.civic.plan.rules.editions import Change, Version, as_of, compare
from khuang.civic.plan.rules.knowledge import Named, edition_steps
from khuang.civic.plan.rules.rows import PlanRow

FAR = date.max


@dataclass(frozen=True)
class StepLine:
    """A step of approval, and when it was done; none while it was not."""

    step: Named
    done_on: date | None
    words: str


def plans() -> QuerySet[Plan]:
    """Give every plan, the newest first."""
    return Plan.objects.all()


def plan_of(fiscal_year: int) -> Plan | None:
    """Give the plan that holds a fiscal year (BE)."""
    return Plan.objects.filter(first_year__lte=fiscal_year, first_year__gt=fiscal_year - 5).first()


def approved(plan: Plan) -> QuerySet[Edition]:
    """Give the approved editions of a plan, the newest first."""
    return plan.editions.filter(state=Edition.State.APPROVED).order_by("-place")


def last_place(plan: Plan) -> int:
    """Give the place of the newest approved edition; 0 without any."""
    return approved(plan).aggregate(last=Max("place"))["last"] or 0


def plan_on(plan: Plan, on: date) -> dict[UUID, PlanRow]:
    """Give what the plan held on a day, project by project, in the order in which they came in."""
    return _rows(as_of(_versions(approved(plan)), on))


def in_force(plan: Plan) -> dict[UUID, PlanRow]:
    """Give what all approved editions say together, those among them that begin later too."""
    return plan_on(plan, FAR)


def drafted(edition: Edition) -> dict[UUID, PlanRow]:
    """Give what the plan would hold with this edition, approved or not."""
    return _apply(before(edition), edition)


def before(edition: Edition) -> dict[UUID, PlanRow]:
    """Give what the plan held when this edition came."""
    earlier = approved(edition.plan).exclude(pk=edition.pk)
    if edition.place:
        earlier = earlier.filter(place__lt=edition.place)
    return _rows(as_of(_versions(earlier), FAR))


def changes_of(edition: Edition) -> list[Change]:
    """Say what an edition changes."""
    return compare(before(edition), drafted(edition))


def changes_between(earlier: Edition, later: Edition) -> list[Change]:
    """Say what changed in the plan from one edition to another."""
    return compare(drafted(earlier), drafted(later))


def versions_of(item_id: UUID) -> QuerySet[ItemVersion]:
    """Give what each approved edition said of a project, the newest first."""
    rows = ItemVersion.objects.filter(item_id=item_id, edition__state=Edition.State.APPROVED)
    return rows.select_related("edition").order_by("-edition__place")


def newest_version(item_id: UUID) -> ItemVersion | None:
    """Give what the newest approved edition says of a project."""
    return versions_of(item_id).first()


def steps_of(edition: Edition) -> list[StepLine]:
    """Give the steps that the law asks of an edition, done and not."""
    done = {step.code: step for step in edition.steps.all()}
    return [
        StepLine(step, done[step.code].done_on, done[step.code].words)
        if step.code in done
        else StepLine(step, None, "")
        for step in edition_steps(edition.plan.body, edition.kind)
    ]


def _versions(editions: QuerySet[Edition]) -> Iterable[Version]:
    rows = (
        ItemVersion.objects.filter(edition__in=editions).select_related("edition").order_by("item_id", "pk")
    )
    for one in rows:
        yield Version(one.item_id, one.edition.place, one.edition.effective_on, one.row, one.is_out)


def _rows(found: dict[UUID, Version]) -> dict[UUID, PlanRow]:
    return {item: version.row for item, version in sorted(found.items())}


def _apply(rows: dict[UUID, PlanRow], edition: Edition) -> dict[UUID, PlanRow]:
    made = dict(rows)
    for version in edition.versions.order_by("pk"):
        if version.is_out:
            made.pop(version.item_id, None)
        else:
            made[version.item_id] = version.row
    return made
