"""Cases, as screens and other apps ask for them."""

from django.db.models import QuerySet

from khuang.care.cases.models import Alert, Case
from khuang.care.cases.reads.needs import of_human
from khuang.care.people.models import Person


def cases_of(person: Person) -> QuerySet[Case]:
    """Give every case of a person, merged records included, newest first."""
    return of_human(Case.objects.all(), person).select_related("lead", "person", "household")


def open_case_of(person: Person) -> Case | None:
    """Give a person's open case; of two, after a merge, the newer."""
    return cases_of(person).filter(closed_at=None).first()


def alerts_of(person: Person) -> QuerySet[Alert]:
    """Give every alert about a person, merged records included, newest first."""
    return of_human(Alert.objects.all(), person).select_related("case")
