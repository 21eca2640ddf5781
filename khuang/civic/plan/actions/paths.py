"""Lead the one thread on through proposal, plan and budget, and tell who follows it."""

from datetime import datetime
from typing import Any

from khuang.civic.issues import actions as issues
from khuang.civic.issues.rules.lineage import Node
from khuang.civic.plan.models import BudgetLine, Edition, Proposal


def lead_resolution(proposal: Proposal, *, by: Any, at: datetime) -> None:
    """A resolution was forwarded as this proposal."""
    if proposal.resolution_id:
        resolution, made = Node("resolution", proposal.resolution_id), Node("proposal", proposal.pk)
        issues.lead_on(resolution, made, "forwarded-as", by=by, at=at)
        issues.tell(made, "plan.received", title=proposal.title, at=at)


def lead_edition(edition: Edition, changes: dict[Any, str], *, by: Any, at: datetime) -> None:
    """An edition is approved: proposals are planned, projects split, merged, changed or taken out.

    changes  key of a project -> added, changed or taken-out
    """
    ways = list(edition.descents.order_by("pk"))
    born = {way.child_id: "split" if way.way == way.Way.SPLIT else "merged" for way in ways}
    for version in edition.versions.select_related("item").order_by("pk"):
        proposal = version.item.proposal_id
        if proposal and version.item_id not in born:
            node = Node("plan-item", version.item_id)
            issues.lead_on(Node("proposal", proposal), node, "planned-as", by=by, at=at)
    for way in ways:
        parent, child = Node("plan-item", way.parent_id), Node("plan-item", way.child_id)
        issues.lead_on(parent, child, way.way, by=by, at=at)
    # Of a split or a merger the parts are told, not that the whole is gone.
    silent = {way.parent_id for way in ways}
    for version in edition.versions.order_by("pk"):
        what = (
            None if version.item_id in silent else born.get(version.item_id) or changes.get(version.item_id)
        )
        if what:
            node = Node("plan-item", version.item_id)
            issues.tell(node, f"plan.item-{what}", title=version.project, words=version.reason, at=at)


def lead_line(line: BudgetLine, *, by: Any, at: datetime) -> None:
    """A project of the plan has its money."""
    if line.item_id:
        node = Node("budget-line", line.pk)
        issues.lead_on(Node("plan-item", line.item_id), node, "funded-by", by=by, at=at)
        issues.tell(node, "plan.funded", title=line.title, at=at)


def tell_line(line: BudgetLine, news: str, words: str, *, at: datetime) -> None:
    """Tell what became of a line."""
    issues.tell(Node("budget-line", line.pk), news, title=line.title, words=words, at=at)


def tell_reply(proposal: Proposal, words: str, *, at: datetime) -> None:
    """Tell how the municipality answered."""
    node = Node("proposal", proposal.pk)
    issues.tell(node, f"plan.{proposal.state}", title=proposal.title, words=words, at=at)
