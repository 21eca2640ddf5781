"""Whatever order events come in, and however often: each counts once, and all orders end alike."""

from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from khuang.ground.messaging.models import Contact, InboundEvent, Message
from khuang.ground.municipalities.context import within

# What a person does, one a minute; then any order, some of it twice, in batches of any size.
DOES = some.lists(
    some.sampled_from(["text", "well", "help", "unsend", "follow", "unfollow"]), min_size=1, max_size=7
)
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


class Undone(Exception):
    """Ends one example; its rows go with it."""


def happen(town, kham, does):
    """Let it happen at LINE, and give the events in the order in which it did."""
    acts, events, texts = town.line.acts, [], []
    for deed in does:
        town.pass_by(60)
        if deed == "text":
            events.append(acts.text(kham, f"ข้อความ {len(events)}"))
            texts.append(events[-1]["message"]["id"])
        elif deed == "unsend" and texts:
            events.append(acts.unsend(kham, texts.pop()))
        elif deed in ("well", "help"):
            events.append(acts.tap(kham, f"v1|{deed}|menu"))
        elif deed in ("follow", "unfollow"):
            events.append(getattr(acts, deed)(kham))
    return events


def outcome(town):
    """Give what stands at the end, without keys."""
    with within(town.municipality):
        contact = Contact.objects.first()
        said = [
            (one.at, one.kind, one.verb, one.text, one.state)
            for one in Message.objects.filter(direction="in")
        ]
        states = list(InboundEvent.objects.order_by("event_id").values_list("event_id", "state"))
    whose = contact and (contact.state == "gone", contact.gone_at, contact.last_in_at)
    return [one for one in sorted(said, key=str) if one[4] != "withdrawn"], states, whose


def told(town, batches):
    """Tell the product in this order and give the outcome; nothing of it stays."""
    found = None
    try:
        with transaction.atomic():
            for batch in batches:
                assert town.line.send_event(*batch).status == 200
                town.work()
            found = outcome(town)
            raise Undone
    except Undone:
        return found


@SLOW
@given(does=DOES, data=some.data())
def test_every_order_ends_alike(town, kham, does, data):
    events = happen(town, kham, does)
    mixed = data.draw(some.permutations(events + events[:2]))
    size = data.draw(some.integers(1, 4))
    batches = [mixed[start : start + size] for start in range(0, len(mixed), size)]
    assert told(town, batches) == told(town, [[event] for event in events])


def test_who_left_was_last_heard_when_they_wrote_though_we_learn_of_it_later(town, kham):
    events = happen(town, kham, ["text", "text", "unfollow"])
    assert told(town, [[event] for event in reversed(events)])[2] == told(town, [events])[2]


@SLOW
@given(does=DOES, times=some.integers(1, 3))
def test_every_event_counts_once(town, kham, does, times):
    events = happen(town, kham, does)
    said, states, _ = told(town, [events] * times)
    assert len(states) == len(events)
    assert {state for _, state in states} <= {"done"}
    taps = [one for one in said if one[1] == "tap"]
    assert len(taps) == sum(event["type"] == "postback" for event in events)
