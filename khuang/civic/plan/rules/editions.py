"""What the plan held on a day, and what an edition changed.

A version is what one edition says of one project. Editions are approved in an order and never
edited, so what was planned on any day is the newest version of each project among the editions in
force on that day.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from uuid import UUID

from khuang.civic.plan.rules.problems import OnlyAdds, OnlyWords, WhyNot
from khuang.civic.plan.rules.rows import PlanRow


@dataclass(frozen=True)
class Version:
    """What an edition says of a project.

    place      of the edition among the approved ones; a later one counts
    effective  from when it holds
    is_out     the edition takes the project out of the plan
    """

    item: UUID
    place: int
    effective: date
    row: PlanRow
    is_out: bool = False


@dataclass(frozen=True)
class Change:
    """What became of one project between two states of the plan.

    what    added, taken-out or changed
    fields  names of what changed
    """

    item: UUID
    what: str
    before: PlanRow | None
    after: PlanRow | None
    fields: tuple[str, ...] = ()

    @property
    def difference(self) -> int:
        """Baht that the plan grew (or shrank, below 0) by this."""
        return (self.after.total if self.after else 0) - (self.before.total if self.before else 0)


def as_of(versions: Iterable[Version], on: date) -> dict[UUID, Version]:
    """Give what the plan held on a day: the newest version of each project that is not out."""
    newest: dict[UUID, Version] = {}
    for one in sorted(versions, key=lambda version: version.place):
        if one.effective <= on:
            newest[one.item] = one
    return {item: one for item, one in newest.items() if not one.is_out}


def compare(before: Mapping[UUID, PlanRow], after: Mapping[UUID, PlanRow]) -> list[Change]:
    """Say what changed from one state of the plan to another, in the order of the projects."""
    both = list(dict.fromkeys([*before, *after]))
    found = [_change(item, before.get(item), after.get(item)) for item in both]
    return [one for one in found if one]


def _change(item: UUID, before: PlanRow | None, after: PlanRow | None) -> Change | None:
    if before is None or after is None:
        return Change(item, "added" if before is None else "taken-out", before, after)
    names = tuple(
        field.name
        for field in fields(PlanRow)
        if field.name != "reason" and getattr(before, field.name) != getattr(after, field.name)
    )
    return Change(item, "changed", before, after, names) if names else None


def check(kind: str, before: PlanRow | None, after: PlanRow | None, reason: str) -> None:
    """Refuse what an edition of this kind may not do to a project.

    before, after  the project in the plan now and in the edition; None where it is not
    Raises OnlyAdds, OnlyWords, WhyNot.
    """
    if kind == "first":
        return
    if kind == "addition" and before is not None:
        raise OnlyAdds
    if kind == "correction" and (before is None or after is None or before.years != after.years):
        raise OnlyWords
    if not reason.strip():
        raise WhyNot
