"""Take proposals in, and answer each with a reason: one person drafts, another decides."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from khuang.civic.council.models import Resolution
from khuang.civic.issues.reads import doubts
from khuang.civic.plan.actions import paths
from khuang.civic.plan.actions.leave import allow, has_come, said
from khuang.civic.plan.models import Proposal, Reply
from khuang.civic.plan.rules.knowledge import reply_due
from khuang.civic.plan.rules.problems import MovedOn, SameHand, TellsWho
from khuang.civic.plan.rules.shares import BY_HAND, PEOPLE, VILLAGE
from khuang.ground.journal import actions as journal
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.journal.models import Entry
from khuang.lib.thai_dates import fiscal_year


@dataclass(frozen=True)
class Proposed:
    """What is proposed.

    villages  codes; empty for the whole municipality
    cost      whole baht, none when nobody said
    origin    village-plan, officer or executive; people only for a resolution of the council
    """

    title: str
    words: str = ""
    kind: str = ""
    villages: tuple[str, ...] = ()
    cost: int | None = None
    origin: str = VILLAGE
    forwarded_from: str = ""


@journal.action
def take_in(entry: Entry) -> None:
    """Make a proposal of a resolution that the council forwarded; once. Follows council.forwarded."""
    resolution = Resolution.objects.select_related("item__village", "item__council").get(pk=entry.about_id)
    if Proposal.objects.filter(resolution_id=resolution.pk).exists():
        return
    item = resolution.item
    proposed = Proposed(
        title=item.title,
        words=resolution.words or item.words,
        kind=item.kind,
        villages=(item.village.code,) if item.village else (),
        cost=item.cost,
        origin=PEOPLE,
        forwarded_from=str(item.council),
    )
    on = timezone.localdate(entry.at)
    _make(proposed, on, by=SYSTEM, at=entry.at, resolution_id=resolution.pk)


@journal.action
def propose(proposed: Proposed, *, forwarded_on: date, by: Any, at: datetime) -> Proposal:
    """Take a proposal in by hand, from a village's plan, an officer or the executive.

    Journal: plan.proposal-received. Raises PermissionDenied, NotYetCome, and MovedOn for one of the
    people, which only a resolution of their council can bring.
    """
    allow(by, "plan.write")
    if proposed.origin not in BY_HAND:
        raise MovedOn
    return _make(proposed, has_come(forwarded_on, at), by=by, at=at)


@journal.action
def draft_reply(
    proposal: Proposal, *, answer: str, reason: str, change: str = "", office: str, by: Any, at: datetime
) -> Reply:
    """Draft the reply that somebody else decides, or write one's own draft anew. Journal: plan.reply-drafted.

    Raises PermissionDenied, WhyNot without a reason, or without what is changed; MovedOn when the
    proposal has its reply, or a draft of somebody else; TellsWho for telephone, ID and house numbers.
    """
    allow(by, "plan.reply")
    if any(one.certain for one in doubts(f"{reason}\n{change}")):
        raise TellsWho
    held = _waiting(proposal)
    made = held.replies.filter(state=Reply.State.DRAFTED).first() or Reply(proposal=held, drafted_by_id=by.pk)
    if made.drafted_by_id != by.pk:
        raise MovedOn
    made.answer, made.reason, made.office = answer, said(reason), office.strip()
    made.change, made.drafted_at = said(change) if answer == "changed" else "", at
    made.save()
    journal.write("plan.reply-drafted", by=by, about=held, at=at, reply=str(made.pk))
    return made


@journal.action
def return_reply(reply: Reply, *, because: str, by: Any, at: datetime) -> Reply:
    """Send a draft back to be written again. Journal: plan.reply-returned. Raises as decide_reply."""
    held = _draft(reply, by)
    held.state, held.returned_because = Reply.State.RETURNED, said(because)
    held.decided_by_id, held.decided_at = by.pk, at
    held.save()
    journal.write("plan.reply-returned", by=by, about=held.proposal, at=at, reply=str(held.pk))
    return held


@journal.action
def decide_reply(reply: Reply, *, by: Any, at: datetime) -> Reply:
    """Decide a reply: from now on anyone reads it, and who follows the issue is told.

    Journal: plan.replied. Raises PermissionDenied, SameHand, MovedOn.
    """
    held = _draft(reply, by)
    held.state, held.decided_by_id, held.decided_at = Reply.State.DECIDED, by.pk, at
    held.save()
    proposal = _waiting(held.proposal)
    proposal.state, proposal.replied_on = held.answer, timezone.localdate(at)
    proposal.save(update_fields=["state", "replied_on"])
    paths.tell_reply(proposal, f"{held.reason} {held.change}", at=at)
    journal.write("plan.replied", by=by, about=proposal, at=at, answer=held.answer)
    return held


def _make(
    proposed: Proposed, on: date, *, by: Any, at: datetime, resolution_id: UUID | None = None
) -> Proposal:
    year = fiscal_year(on)
    last = Proposal.objects.filter(year=year).aggregate(last=Max("number"))["last"] or 0
    made = Proposal.objects.create(
        number=last + 1,
        year=year,
        title=proposed.title.strip(),
        words=proposed.words.strip(),
        kind=proposed.kind,
        villages=list(proposed.villages),
        cost=proposed.cost,
        origin=proposed.origin,
        resolution_id=resolution_id,
        forwarded_from=proposed.forwarded_from.strip(),
        forwarded_on=on,
        due_on=reply_due(on),
        made_by_id=by.pk,
        made_at=at,
    )
    paths.lead_resolution(made, by=by, at=at)
    journal.write("plan.proposal-received", by=by, about=made, at=at, origin=made.origin)
    return made


def _waiting(proposal: Proposal) -> Proposal:
    held = Proposal.objects.select_for_update().get(pk=proposal.pk)
    if held.state != "waiting":
        raise MovedOn
    return held


def _draft(reply: Reply, by: Any) -> Reply:
    allow(by, "plan.approve")
    held = Reply.objects.select_for_update().get(pk=reply.pk)
    if held.state != Reply.State.DRAFTED:
        raise MovedOn
    if held.drafted_by_id == by.pk:
        raise SameHand
    return held
