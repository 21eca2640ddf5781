"""Write projects into a draft edition: new ones, changed ones, split, merged and taken out."""

from collections.abc import Sequence
from dataclasses import fields
from datetime import datetime
from typing import Any

from khuang.civic.plan.actions.editions import draft
from khuang.civic.plan.actions.leave import allow, said
from khuang.civic.plan.models import Descent, Edition, ItemVersion, PlanItem, Proposal
from khuang.civic.plan.models.editions import PLAIN
from khuang.civic.plan.reads import editions as reads
from khuang.civic.plan.rules.editions import check
from khuang.civic.plan.rules.problems import MovedOn, NotTwo, OnlyAdds, OnlyWords, SumsGrew
from khuang.civic.plan.rules.rows import PlanRow, grew
from khuang.civic.plan.rules.shares import UNKNOWN, joined
from khuang.ground.journal import actions as journal


@journal.action
def write_item(
    edition: Edition,
    row: PlanRow,
    *,
    origin: str = UNKNOWN,
    proposal: Proposal | None = None,
    by: Any,
    at: datetime,
) -> PlanItem:
    """Add a project; one that answers a proposal has its origin. Journal: plan.item-written.

    Raises PermissionDenied, EditionFixed, OnlyWords in a correction, WhyNot, and MovedOn for a proposal
    that was not accepted.
    """
    allow(by, "plan.write")
    held = draft(edition)
    if proposal and proposal.state not in (Proposal.State.ACCEPTED, Proposal.State.CHANGED):
        raise MovedOn
    item = add(held, row, origin=proposal.origin if proposal else origin, proposal=proposal, by=by)
    journal.write("plan.item-written", by=by, about=item, at=at, edition=str(held.pk))
    return item


def add(
    edition: Edition, row: PlanRow, *, origin: str, proposal: Proposal | None = None, by: Any
) -> PlanItem:
    """Add a project to a draft, for an action that has asked leave and writes the journal."""
    check(edition.kind, None, row, row.reason)
    item = PlanItem.objects.create(plan=edition.plan, origin=origin, proposal=proposal)
    _store(edition, item, row, by=by)
    return item


@journal.action
def change_item(edition: Edition, item: PlanItem, row: PlanRow, *, by: Any, at: datetime) -> ItemVersion:
    """Say in a draft what a project is from now on. Journal: plan.item-written.

    Raises PermissionDenied, EditionFixed, MovedOn when it is out, OnlyAdds, OnlyWords, WhyNot.
    """
    allow(by, "plan.write")
    held = draft(edition)
    # Not what a split or a merger of this draft took out: it would count twice.
    _now(held, item)
    check(held.kind, reads.in_force(held.plan).get(item.pk), row, row.reason)
    version = _store(held, item, row, by=by)
    journal.write("plan.item-written", by=by, about=item, at=at, edition=str(held.pk))
    return version


@journal.action
def take_out(edition: Edition, item: PlanItem, *, reason: str, by: Any, at: datetime) -> None:
    """Take a project out of the plan; one that only this draft holds just goes.

    Journal: plan.item-taken-out. Raises PermissionDenied, EditionFixed, OnlyAdds, OnlyWords, WhyNot.
    """
    allow(by, "plan.write")
    held = draft(edition)
    before, now = reads.in_force(held.plan).get(item.pk), _now(held, item)
    if before is None and not item.parents.exists():
        held.versions.filter(item=item).delete()
    else:
        check(held.kind, before or now, None, reason)
        _store(held, item, _because(now, reason), is_out=True, by=by)
    journal.write("plan.item-taken-out", by=by, about=item, at=at, edition=str(held.pk))


@journal.action
def split(
    edition: Edition,
    item: PlanItem,
    parts: Sequence[PlanRow],
    *,
    reason: str,
    grew_because: str = "",
    by: Any,
    at: datetime,
) -> list[PlanItem]:
    """Divide a project; the parts keep its origin, and cost no more in any year unless it is said why.

    Journal: plan.item-split.
    Raises PermissionDenied, EditionFixed, NotTwo, OnlyAdds, OnlyWords, WhyNot, SumsGrew.
    """
    allow(by, "plan.write")
    held = draft(edition)
    before = _now(held, item)
    if len(parts) < 2:
        raise NotTwo
    _may_rearrange(held)
    if any(grew([before], parts)) and not grew_because.strip():
        raise SumsGrew
    made = [
        add(held, _because(part, reason), origin=item.origin, proposal=item.proposal, by=by) for part in parts
    ]
    for child in made:
        Descent.objects.create(
            edition=held, parent=item, child=child, way=Descent.Way.SPLIT, grew_because=grew_because.strip()
        )
    _store(held, item, _because(before, reason), is_out=True, by=by)
    journal.write("plan.item-split", by=by, about=item, at=at, also=[one.pk for one in made])
    return made


@journal.action
def merge(
    edition: Edition,
    items: Sequence[PlanItem],
    row: PlanRow,
    *,
    reason: str,
    grew_because: str = "",
    by: Any,
    at: datetime,
) -> PlanItem:
    """Make one project of several; from different origins it counts as mixed, never as the people's.

    Journal: plan.items-merged. Raises as split does.
    """
    allow(by, "plan.write")
    held = draft(edition)
    if len({one.pk for one in items}) < 2:
        raise NotTwo
    _may_rearrange(held)
    before = [_now(held, one) for one in items]
    if any(grew(before, [row])) and not grew_because.strip():
        raise SumsGrew
    proposals = [one.proposal for one in items if one.proposal]
    origin = joined(one.origin for one in items)
    child = add(
        held, _because(row, reason), origin=origin, proposal=proposals[0] if proposals else None, by=by
    )
    for parent, was in zip(items, before, strict=True):
        Descent.objects.create(
            edition=held,
            parent=parent,
            child=child,
            way=Descent.Way.MERGED,
            grew_because=grew_because.strip(),
        )
        _store(held, parent, _because(was, reason), is_out=True, by=by)
    journal.write("plan.items-merged", by=by, about=child, at=at, also=[one.pk for one in items])
    return child


def _may_rearrange(edition: Edition) -> None:
    if edition.kind == Edition.Kind.ADDITION:
        raise OnlyAdds
    if edition.kind == Edition.Kind.CORRECTION:
        raise OnlyWords


def _now(edition: Edition, item: PlanItem) -> PlanRow:
    """Give what the draft holds of a project. Raises MovedOn when it is out, or of another plan."""
    row = reads.drafted(edition).get(item.pk)
    if row is None:
        raise MovedOn
    return row


def _because(row: PlanRow, reason: str) -> PlanRow:
    values = {field.name: getattr(row, field.name) for field in fields(PlanRow)}
    return PlanRow(**values | {"reason": said(reason)})


def _store(edition: Edition, item: PlanItem, row: PlanRow, *, is_out: bool = False, by: Any) -> ItemVersion:
    plain = row.stripped()
    values = {name: getattr(plain, name) for name in PLAIN}
    values |= {f"year_{n}": baht for n, baht in enumerate(plain.years, start=1)}
    values |= {"villages": list(plain.villages), "is_out": is_out, "written_by_id": by.pk}
    version, _is_new = ItemVersion.objects.update_or_create(edition=edition, item=item, defaults=values)
    return version
