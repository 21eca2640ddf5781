"""Sign contracts and pay vouchers; nothing is paid that the budget does not hold. Satang."""

from datetime import date, datetime
from typing import Any

from django.db.models import Sum
from django.utils import timezone

from khuang.civic.projects.actions.holding import allow, held, refuse_future, refuse_telling, refuse_unfunded
from khuang.civic.projects.models import Contract, Project, Voucher
from khuang.civic.projects.reads.lines import unspent_of
from khuang.civic.projects.rules.problems import (
    MovedOn,
    NoReason,
    NotTheirs,
    OverContract,
    Overspent,
    SaidTwice,
)
from khuang.ground.journal import actions as journal


@journal.action
def sign_contract(
    project: Project,
    *,
    with_whom: str,
    method: str,
    amount: int,
    signed_on: date,
    due_on: date,
    number: str = "",
    by: Any,
    at: datetime,
) -> Contract:
    """Publish a contract. Journal: projects.contract-signed.

    Raises PermissionDenied, MovedOn, NotFunded, NotInFuture, OverContract when all contracts are more than
    the budget.
    """
    allow(by)
    project = held(project.pk, open_only=True)
    refuse_unfunded(project)
    refuse_future(signed_on, at=at)
    refuse_telling(with_whom)
    agreed = project.contracts.aggregate(sum=Sum("amount"))["sum"] or 0
    if agreed + amount > project.budget:
        raise OverContract
    made = Contract.objects.create(
        project=project,
        number=number.strip(),
        with_whom=with_whom.strip(),
        method=method,
        amount=amount,
        signed_on=signed_on,
        due_on=due_on,
        by_id=by.pk,
    )
    journal.write("projects.contract-signed", by=by, about=made, at=at, also=[project.pk], satang=amount)
    return made


@journal.action
def spend(
    project: Project,
    *,
    number: str,
    amount: int,
    words: str,
    on: date,
    contract: Contract | None = None,
    by: Any,
    at: datetime,
) -> Voucher:
    """Note a payment. Journal: projects.spent.

    Bills may come after the work is closed or done. Raises PermissionDenied, MovedOn when it is carried
    on elsewhere, NotInFuture, SaidTwice, NotTheirs, OverContract, Overspent.
    """
    allow(by)
    project = held(project.pk)
    if project.state in ("planned", "carried-on"):
        raise MovedOn
    refuse_future(on, at=at)
    refuse_telling(words)
    _refuse(project, number.strip(), amount, contract)
    project.spent += amount
    project.save(update_fields=["spent"])
    made = Voucher.objects.create(
        project=project,
        contract=contract,
        on=on,
        number=number.strip(),
        amount=amount,
        words=words.strip(),
        by_id=by.pk,
    )
    journal.write("projects.spent", by=by, about=made, at=at, also=[project.pk], satang=amount)
    return made


@journal.action
def undo(voucher: Voucher, *, because: str, by: Any, at: datetime) -> Voucher:
    """Undo a payment that was noted by mistake. Journal: projects.voucher-undone.

    Raises PermissionDenied, NoReason, MovedOn.
    """
    allow(by)
    if not because.strip():
        raise NoReason
    refuse_telling(because)
    project = held(voucher.project_id)
    found = Voucher.objects.get(pk=voucher.pk)
    if found.undone_on is not None or project.state == "carried-on":
        raise MovedOn
    project.spent -= found.amount
    project.save(update_fields=["spent"])
    found.undone_on, found.undone_because = timezone.localdate(at), because.strip()
    found.save(update_fields=["undone_on", "undone_because"])
    journal.write("projects.voucher-undone", by=by, about=found, at=at, also=[project.pk])
    return found


def _refuse(project: Project, number: str, amount: int, contract: Contract | None) -> None:
    """Refuse what the same number, the contract or the budget does not allow."""
    paid = Voucher.objects.filter(project=project, undone_on=None)
    if paid.filter(number=number).exists():
        raise SaidTwice
    if contract is not None:
        if contract.project_id != project.pk:
            raise NotTheirs
        of_contract = paid.filter(contract=contract).aggregate(sum=Sum("amount"))["sum"] or 0
        if of_contract + amount > contract.amount:
            raise OverContract
    if amount > min(project.balance, unspent_of(project.line)):
        raise Overspent
