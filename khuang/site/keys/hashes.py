"""`khuang rekey --index`: make every keyed hash anew under a new key.

While some hashes are old and some new, look-ups would miss; so it is one transaction over all
municipalities, done while the site stands still, and the keyring changes after it. Broken off, the
keyring remembers that a change was begun, nothing serves, and the next run does all of it again.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connections, transaction

from khuang.care.people.actions import keys as find_by
from khuang.care.people.models import Person, PersonKey
from khuang.ground.accounts.models import HandedLink, RememberedPhone, SignInBrake
from khuang.ground.messaging import actions as messaging
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.fields import keyed_hash, with_keys
from khuang.ground.municipalities.models import Municipality
from khuang.lib import keyrings

CHUNK = 1000
FOUND_BY = {"national_id": "national_id_hash", "phone": "phone_hash"}


def change_index() -> int:
    """Choose a new key for keyed hashes and make them all anew; return for how many people."""
    path = Path(settings.KHUANG_KEYRING)
    keyrings.begin_index(path)
    with as_owner(), with_keys(keyrings.with_next_index(path)), transaction.atomic():
        people = sum(rehash(municipality) for municipality in Municipality.objects.all())
        SignInBrake.objects.all().delete()
    keyrings.finish_index(path)
    return people


def rehash(municipality: Municipality) -> int:
    """Make the keyed hashes of one municipality with the keys at hand; return for how many people."""
    with within(municipality):
        # Only their holders know what these hashes are made of; phones are handed out anew.
        HandedLink.objects.all().delete()
        RememberedPhone.objects.all().delete()
        people = 0
        for some in _chunks():
            for person in some:
                _hash(person)
            Person.objects.bulk_update(some, list(FOUND_BY.values()))
            people += len(some)
        PersonKey.objects.all().delete()
        find_by.fill()
        messaging.rehash_addresses()
    return people


@contextmanager
def as_owner() -> Iterator[None]:
    """Let everything that asks the database do so as the owner of the tables."""
    before = connections["default"]
    connections["default"] = connections["owner"]
    try:
        yield
    finally:
        connections["default"] = before


def _hash(person: Person) -> None:
    for name, found_by in FOUND_BY.items():
        value = getattr(person, name)
        setattr(person, found_by, keyed_hash(value, name) if value else None)


def _chunks() -> Iterator[list[Person]]:
    after = None
    while True:
        rows = Person.objects.order_by("pk")
        some = list((rows.filter(pk__gt=after) if after else rows)[:CHUNK])
        if not some:
            return
        yield some
        after = some[-1].pk
