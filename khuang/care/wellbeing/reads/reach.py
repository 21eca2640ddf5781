"""Whether somebody can tap or be called, and for whom an address speaks."""

from collections.abc import Collection
from typing import Any
from uuid import UUID

from khuang.care.people.models import CareRelation, Person
from khuang.ground.messaging.models import Contact, Route

# The one channel that has a button "I am well".
TAPPED = "line"


def who_tap(persons: Collection[UUID]) -> set[UUID]:
    """Give those of some persons whom (or whose helper) LINE still reaches and who agreed; one statement."""
    ways = Route.objects.filter(party_id__in=list(persons), channel=TAPPED, until=None)
    return set(ways.filter(contact__state=Contact.State.AGREED).order_by().values_list("party_id", flat=True))


def has_phone(person: Person) -> bool:
    """Say whether there is a number to call: the person's, or one of who cares for them."""
    care = CareRelation.objects.filter(cared_for=person, until=None, carer__died_on=None)
    return person.phone_hash is not None or care.exclude(carer__phone_hash=None).exists()


def spoken_for(contact: Any) -> tuple[list[Person], bool]:
    """Give for whom a message of an address speaks, and whether a helper speaks for them.

    An address of somebody's own speaks for its owners, else for those whom it helps. Of several
    nobody knows who is meant, unless they live in one home: then it speaks for all of them.
    """
    ways = Route.objects.filter(contact=contact, until=None, party_kind=Route.Kind.PERSON).order_by("pk")
    held = list(ways.values_list("party_id", "is_helper"))
    own = [party for party, is_helper in held if not is_helper]
    keys = own or [party for party, _ in held]
    rows = Person.objects.filter(pk__in=keys).select_related("merged_into").order_by("pk")
    people = list({(one.merged_into or one).pk: one.merged_into or one for one in rows}.values())
    homes = {one.household_id for one in people}
    together = len(people) == 1 or (len(homes) == 1 and None not in homes)
    return (people if together else []), not own
