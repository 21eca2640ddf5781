"""What of proposals, the plan and the budget waits for an account, for the page of the day."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from khuang.civic.plan.models import Movement, Proposal, Reply
from khuang.civic.plan.reads.proposals import overdue, to_plan
from khuang.ground.accounts.reads import may
from khuang.ui.waiting import Waiting

_PROPOSALS = "plan:proposals"


def for_today(account: Any, *, on: date) -> list[Waiting]:
    """Give what waits: proposals without a reply, accepted ones in no plan, what others drafted to decide."""
    found = []
    if may(account, "plan.reply"):
        late, all_ = overdue(on), Proposal.objects.filter(state=Proposal.State.WAITING).count()
        found += [
            (_("Proposals whose reply is overdue"), _PROPOSALS, late, "bad"),
            (_("Proposals to answer"), _PROPOSALS, all_ - late, "wait"),
        ]
    if may(account, "plan.write"):
        found.append((_("Accepted proposals that stand in no plan"), _PROPOSALS, to_plan().count(), "wait"))
    if may(account, "plan.approve"):
        replies = Reply.objects.filter(state=Reply.State.DRAFTED).exclude(drafted_by_id=account.pk)
        moved = Movement.objects.filter(state=Movement.State.PROPOSED).exclude(proposed_by_id=account.pk)
        found += [
            (_("Replies to decide"), _PROPOSALS, replies.count(), "wait"),
            (_("Movements of the budget to decide"), "plan:budgets", moved.count(), "wait"),
        ]
    return found
