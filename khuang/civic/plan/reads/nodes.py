"""Proposals, projects of the plan and budget lines as they stand on a path."""

from collections.abc import Collection
from uuid import UUID

from django.utils.translation import gettext as _

from khuang.civic.issues.rules.lineage import Shown
from khuang.civic.plan.models import BudgetLine, Edition, ItemVersion, Proposal
from khuang.lib.money import BAHT, in_baht


def as_nodes(ids: Collection[UUID], kind: str) -> dict[UUID, Shown]:
    """Show nodes of this app: proposal, plan-item, budget-line; drafts are not public."""
    return {"proposal": _proposals, "plan-item": _items, "budget-line": _lines}[kind](ids)


def _proposals(ids: Collection[UUID]) -> dict[UUID, Shown]:
    return {
        one.pk: Shown(
            one.title, True, "portal:proposal", (str(one.pk),), one.forwarded_on, str(one.get_state_display())
        )
        for one in Proposal.objects.filter(pk__in=ids)
    }


def _items(ids: Collection[UUID]) -> dict[UUID, Shown]:
    rows = (
        ItemVersion.objects.filter(item_id__in=ids).select_related("edition").order_by("edition__place", "pk")
    )
    # The newest approved edition last, so that it stands; what no edition holds yet is no public matter.
    drafts = {one.item_id: _item(one) for one in rows if one.edition.state != Edition.State.APPROVED}
    return drafts | {one.item_id: _item(one) for one in rows if one.edition.state == Edition.State.APPROVED}


def _item(version: ItemVersion) -> Shown:
    is_public = version.edition.state == Edition.State.APPROVED
    state = _("taken out of the plan") if version.is_out else _("in the development plan")
    address = ("portal:plan-item", (str(version.item_id),))
    words = state if is_public else _("being drafted")
    return Shown(version.project, is_public, *address, version.edition.effective_on, words)


def _lines(ids: Collection[UUID]) -> dict[UUID, Shown]:
    return {
        one.pk: Shown(
            one.title,
            one.funded_on is not None,
            "portal:budget",
            (str(one.budget.year),),
            one.funded_on,
            _("%(amount)s baht") % {"amount": in_baht(one.amount * BAHT)},
        )
        for one in BudgetLine.objects.filter(pk__in=ids).select_related("budget")
    }
