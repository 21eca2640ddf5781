"""Which changes of a record hold when several people changed it.

A phone sends the version that it saw (baseVersion). What others changed since
then is compared property by property: what is disjoint goes in, what clashes is
kept aside for a person to decide, and nothing is dropped.
Source: ODK Entities specification, section on offline entities (trunkVersion,
branchId name a chain of changes made on one phone without a network).
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True)
class Past:
    """One change that a record went through."""

    version: int  # version that it made
    properties: frozenset[str]
    branch_id: str = ""


@dataclass(frozen=True)
class Proposal:
    """One entity as a submission, or a person at a desk, wants it to be."""

    list_name: str
    id: UUID
    create: bool
    update: bool
    properties: Mapping[str, str]  # property -> text; absent = leave, "" = clear
    base_version: int | None = None
    trunk_version: int | None = None
    branch_id: str = ""

    @property
    def seen_version(self) -> int | None:
        """The version of ours that the author saw; a branch's own later ones were never ours."""
        return self.trunk_version if self.branch_id and self.trunk_version else self.base_version


@dataclass(frozen=True)
class Verdict:
    """What becomes of a proposal.

    is_held  waits for its record, or for an earlier change of the same phone
    taken    properties that go in
    clashing properties that somebody else set to something else meanwhile
    """

    is_held: bool
    taken: frozenset[str]
    clashing: frozenset[str]


HELD = Verdict(is_held=True, taken=frozenset(), clashing=frozenset())


def weigh(
    proposal: Proposal, version: int | None, past: Iterable[Past], current: Mapping[str, str] = {}
) -> Verdict:
    """Decide which properties of a proposal go in.

    version  of the record now; None when the registry does not have it
    past     what changed it, in any order
    current  property -> newest text, for those known; two people who give the
             same answer do not clash
    """
    everything = frozenset(proposal.properties)
    if version is None:
        return Verdict(False, everything, frozenset()) if proposal.create else HELD
    if _awaits_predecessor(proposal, version):
        return HELD
    clashing = frozenset(
        name
        for name in everything & _changed_by_others(proposal, past)
        if current.get(name) != proposal.properties[name]
    )
    return Verdict(False, everything - clashing, clashing)


def _awaits_predecessor(proposal: Proposal, version: int) -> bool:
    return proposal.base_version is not None and proposal.base_version > version


def _changed_by_others(proposal: Proposal, past: Iterable[Past]) -> frozenset[str]:
    seen = proposal.seen_version
    if seen is None:
        return frozenset()
    others = (p for p in past if p.version > seen and not (p.branch_id and p.branch_id == proposal.branch_id))
    return frozenset().union(*(p.properties for p in others))
