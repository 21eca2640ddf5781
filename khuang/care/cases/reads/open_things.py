"""What is still open in a case, so that nothing is forgotten when it closes."""

from dataclasses import dataclass

from django.db.models import Model, QuerySet

from khuang.care.cases.models import Alert, Case, Conference, Given, Need, PlanStep, Referral
from khuang.care.cases.reads.needs import of_human


@dataclass(frozen=True)
class OpenThings:
    """Counts of what is open; nothing open is false."""

    needs: int
    steps: int
    services: int
    referrals: int
    conferences: int
    alerts: int

    def __bool__(self) -> bool:
        return any(vars(self).values())


def open_things(case: Case) -> OpenThings:
    """Count what is open in a case: its person's needs, its steps, services, referrals and so on."""
    return OpenThings(
        needs=of_human(Need.objects.filter(ended_at=None), case.person).count(),
        steps=_of(PlanStep.objects.filter(state="to-do"), case),
        services=_of(Given.objects.filter(until=None), case),
        referrals=_of(Referral.objects.filter(state__in=("sent", "accepted")), case),
        conferences=_of(Conference.objects.filter(state="planned"), case),
        alerts=_of(Alert.objects.filter(settled_at=None), case),
    )


def _of(rows: QuerySet[Model], case: Case) -> int:
    return rows.filter(case=case).count()
