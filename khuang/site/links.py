"""Tells surveys where the people and homes in a submission have their pages."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.urls import reverse

from khuang.care.people.models import Household, Person
from khuang.ground.accounts.reads import scope_of


def registry_pages(account: Any, keys: Sequence[UUID]) -> dict[UUID, str]:
    """Give the page of each of these people and households that the account may see."""
    scope = scope_of(account, "people.view")
    homes = scope.filter(Household.objects.filter(pk__in=keys)).values_list("pk", flat=True)
    people = scope.filter(Person.objects.filter(pk__in=keys))
    pages = {key: reverse("people:household", args=[key]) for key in homes}
    return pages | {person.pk: person.get_absolute_url() for person in people}
