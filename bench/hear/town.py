"""The municipality's side of a measurement: people with telephones, and what is stored of them.

python -m bench.hear.town link 300 http://127.0.0.1:9000    who they are, as JSON
python -m bench.hear.town count                             what was heard, as JSON
"""

import argparse
import json
import os
import time

import django

FIRST = 0xB0000000  # The users of the measurement, so that nobody else is counted.


def user_ids(count: int) -> list[str]:
    """Give the LINE ids of so many invented users."""
    return [f"U{FIRST + number:032x}" for number in range(count)]


def link(count: int, api: str) -> dict:
    """Give so many people a telephone, whose LINE is at `api`; inside a municipality."""
    from django.utils import timezone

    from khuang.care.people.models import Person
    from khuang.ground.messaging import reads
    from khuang.ground.messaging.models import ChannelAccount, Contact, Route

    at, account = timezone.now(), ChannelAccount.objects.get(channel="line")
    ChannelAccount.objects.filter(pk=account.pk).update(settings=account.settings | {"api": api})
    people = Person.objects.filter(alerts=None, merged_into=None).exclude(household=None).order_by("pk")
    pairs = list(zip(user_ids(count), people[:count], strict=False))
    for number, person in pairs:
        contact, is_new = Contact.objects.get_or_create(
            channel="line",
            address_hash=reads.address_hash("line", number),
            defaults={"address": number, "state": "agreed", "agreed_at": at, "since": at},
        )
        if is_new:
            Route.objects.create(party_id=person.pk, channel="line", contact=contact, since=at)
    return {"users": [number for number, _ in pairs], **account.secrets}


def count() -> dict:
    """Say which events are stored, how often, how many still wait, and who raised how many alerts."""
    from django.db.models import Count

    from khuang.care.cases.models import Alert
    from khuang.ground.messaging.models import InboundEvent, Route

    stored = InboundEvent.objects.filter(channel="line").values_list("event_id")
    states = InboundEvent.objects.values_list("state").annotate(Count("pk"))
    routes = Route.objects.filter(channel="line", until=None).select_related("contact")
    alerts = Alert.objects.filter(kind="urgent").values_list("person").annotate(Count("pk"))
    by_person = dict(alerts)
    return {
        "events": dict(stored.annotate(Count("pk"))),
        "states": dict(states),
        "alerts": {route.contact.address: by_person.get(route.party_id, 0) for route in routes},
    }


def settle(patience: float = 240.0) -> dict:
    """Wait until every event is handled, then say what was heard; inside a municipality."""
    from khuang.ground.messaging.models import InboundEvent

    deadline = time.monotonic() + patience
    waiting = InboundEvent.objects.filter(state=InboundEvent.State.WAITING)
    while waiting.exists() and time.monotonic() < deadline:
        time.sleep(0.5)
    return count()


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    words = parser.add_subparsers(required=True)
    linking = words.add_parser("link")
    linking.add_argument("people", type=int)
    linking.add_argument("api")
    linking.set_defaults(run=lambda chosen: link(chosen.people, chosen.api))
    words.add_parser("count").set_defaults(run=lambda chosen: count())
    words.add_parser("settle").set_defaults(run=lambda chosen: settle())
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khuang.site.settings")
    django.setup()
    from khuang.ground.municipalities.context import within
    from khuang.ground.municipalities.models import Municipality

    with within(Municipality.objects.get(is_demo=True)):
        print(json.dumps(chosen.run(chosen)))


if __name__ == "__main__":
    main()
