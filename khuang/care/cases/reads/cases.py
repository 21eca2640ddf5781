"""Cases, as screens and other apps ask for them."""

from typing import Any

from django.db.models import QuerySet

from khuang.care.cases.models import Alert, Case, Decision
from khuang.care.cases.reads.needs import of_human
from khuang.care.people.models import Person
from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import may


def cases_of(person: Person) -> QuerySet[Case]:
    """Give every case of a person, merged records included, newest first."""
    return of_human(Case.objects.all(), person).select_related("lead", "person", "household")


def open_case_of(person: Person) -> Case | None:
    """Give a person's open case; of two, after a merge, the newer."""
    return cases_of(person).filter(closed_at=None).first()


def alerts_of(person: Person) -> QuerySet[Alert]:
    """Give every alert about a person, merged records included, newest first."""
    return of_human(Alert.objects.all(), person).select_related("case")


def workers(record: Any) -> list[Account]:
    """Give the active accounts that may work on the cases of a person, or on a case; in order of name."""
    active = Account.objects.filter(is_active=True).order_by("display_name", "pk")
    return [account for account in active if may(account, "cases.work", record)]


def may_decide(account: Any, decision: Decision) -> bool:
    """Say whether an account may approve this now: never what it asked for itself."""
    is_asked = decision.state == "asked" and decision.asked_by_id != account.pk
    return is_asked and may(account, "cases.approve", decision)
