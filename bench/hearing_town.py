"""The municipality's side of a voting hall.

python -m bench.hearing_town open 500       a hearing under way with statements and slips, as JSON
python -m bench.hearing_town count TOPIC    what was counted of a topic, as JSON
"""

import argparse
import json
import os
from datetime import timedelta

import django

STATEMENTS = tuple(f"ข้อเสนอที่ {number} ของการวัด" for number in range(1, 6))


def open_hall(people: int) -> dict:
    """Open a hall with so many people and slips; inside a municipality."""
    from uuid import uuid4

    from django.utils import timezone

    from khuang.civic.forum import actions as forum
    from khuang.civic.forum.rules.phases import PhaseDraft
    from khuang.civic.hearings import actions
    from khuang.civic.hearings.actions import Guests, Planned, phones
    from khuang.civic.hearings.models import HallEntry
    from khuang.civic.hearings.rules.entries import Noted
    from khuang.ground.accounts.models import Account
    from khuang.ground.municipalities.context import current_id
    from khuang.ground.municipalities.models import Municipality

    at, facai = timezone.now(), Account.objects.get(username="facai")
    today = timezone.localdate(at)
    phases = [PhaseDraft("gather", today, today + timedelta(days=1))]
    topic = forum.open_topic("การวัด", "วัดความเร็ว", phases=phases, by=facai, at=at)
    planned = Planned("village", "การวัด", "วัดความเร็ว", "หอประชุม", at, at + timedelta(hours=2), topic=topic)
    hearing = actions.plan(planned, [Guests(group="ทุกคน")], by=facai, at=at)
    said = [Noted(uuid4(), "statement", at, words=words) for words in STATEMENTS]
    actions.note(hearing, [Noted(uuid4(), "roll", at, sex="female", step=people), *said], by=facai, at=at)
    codes = phones.hand_out(hearing, people, by=facai, at=at).codes
    place = f"/in/{Municipality.objects.get(pk=current_id()).slug}"
    shown = HallEntry.objects.filter(hearing=hearing, kind="statement").values_list("result_id", flat=True)
    numbers = topic.statements.filter(pk__in=list(shown)).values_list("number", flat=True)
    return {
        "topic": str(topic.pk),
        "codes": list(codes),
        "numbers": [str(number) for number in numbers],
        "phone": f"{place}/hearings/{hearing.pk}/phone/",
        "vote": f"{place}/forum/{topic.pk}/vote/",
    }


def count(topic: str) -> dict:
    """Say how often each statement got each vote, and from how many people; inside a municipality."""
    from django.db.models import Count

    from khuang.civic.forum.models import Participant, Vote

    votes = Vote.objects.filter(statement__topic=topic).order_by("statement__number")
    counted = votes.values_list("statement__number", "value").annotate(Count("pk"))
    return {
        "votes": [[str(number), value, n] for number, value, n in counted],
        "participants": Participant.objects.filter(topic=topic).count(),
    }


def main() -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    words = parser.add_subparsers(required=True)
    opening = words.add_parser("open")
    opening.add_argument("people", type=int)
    opening.set_defaults(run=lambda chosen: open_hall(chosen.people))
    counting = words.add_parser("count")
    counting.add_argument("topic")
    counting.set_defaults(run=lambda chosen: count(chosen.topic))
    chosen = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "khuang.site.settings")
    django.setup()
    from khuang.ground.municipalities.context import within
    from khuang.ground.municipalities.models import Municipality

    with within(Municipality.objects.get(is_demo=True)):
        print(json.dumps(chosen.run(chosen)))


if __name__ == "__main__":
    main()
