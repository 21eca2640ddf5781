"""Proposals as the desk and anyone read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import QuerySet

from khuang.civic.issues.reads import issues_behind
from khuang.civic.issues.rules.lineage import Node
from khuang.civic.plan.models import ItemVersion, Proposal, Reply
from khuang.ground.indicators.reads import kind_names
from khuang.ground.places.models import Village

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Listed:
    """A proposal with its places and its kind in words.

    owed_since  from when the municipality owes the answer; none when it does not
    is_drafted  a reply waits for its decision; not for the public
    """

    proposal: Proposal
    kind: str
    places: list[str]
    owed_since: date | None
    reply: Reply | None
    is_drafted: bool


def proposals(state: str = "") -> QuerySet[Proposal]:
    """Give proposals, the overdue ones first, then as they came."""
    rows = Proposal.objects.prefetch_related("replies")
    if state == "waiting":
        return rows.filter(state="waiting").order_by("due_on", "pk")
    return rows.filter(state=state) if state else rows


def listed(rows: Iterable[Proposal], *, on: date) -> list[Listed]:
    """Say of each proposal what lists and pages show."""
    kinds, villages = kind_names(), village_names()
    return [
        Listed(
            one,
            kinds.get(one.kind, one.kind),
            [villages.get(code, code) for code in one.villages],
            one.due_on + _ONE_DAY if one.is_overdue(on) else None,
            next((reply for reply in one.replies.all() if reply.state == Reply.State.DECIDED), None),
            any(reply.state == Reply.State.DRAFTED for reply in one.replies.all()),
        )
        for one in rows
    ]


def overdue(on: date) -> int:
    """Count the answers that the municipality owes on a day."""
    return Proposal.objects.filter(state="waiting", due_on__lt=on).count()


def to_plan() -> QuerySet[Proposal]:
    """Give what was accepted and no approved or open edition holds yet."""
    held = ItemVersion.objects.filter(edition__state__in=("approved", "draft"), item__proposal__isnull=False)
    accepted = Proposal.objects.filter(state__in=("accepted", "changed"))
    return accepted.exclude(pk__in=held.values("item__proposal_id"))


def stands_in(proposal: Proposal) -> ItemVersion | None:
    """Give what the newest edition, approved or being drafted, says of the project for a proposal."""
    rows = ItemVersion.objects.filter(item__proposal=proposal, edition__state__in=("approved", "draft"))
    return rows.select_related("edition__plan").order_by("-edition__drafted_at", "-pk").first()


def issues_of(proposal: Proposal) -> list[str]:
    """Name the issues from which a proposal came."""
    return [issue.title for issue in issues_behind(Node("proposal", proposal.pk))]


def village_names() -> dict[str, str]:
    """Give the name of every village by its code."""
    return {one.code: str(one) for one in Village.objects.all()}
