"""What people think of a topic, as anyone may read it."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from khuang.civic.forum.models import Topic
from khuang.civic.forum.reads import may_now
from khuang.civic.forum.reads.patterns import Shown, exported, shown_pattern
from khuang.civic.forum.rules.phases import RESULTS
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality


@dataclass(frozen=True)
class Result:
    """A topic and what its votes show; nothing while its phase shows no results."""

    topic: Topic
    may_see: bool
    shown: Shown | None


def result(place: Municipality, key: UUID, at: datetime) -> Result | None:
    """Give the result of a topic; None where there is no such topic."""
    with within(place):
        topic = Topic.objects.filter(pk=key).first()
        if topic is None:
            return None
        may_see = RESULTS in may_now(topic, at)
        return Result(topic, may_see, shown_pattern(topic) if may_see else None)


def votes_file(place: Municipality, topic: Topic, address: str) -> bytes | None:
    """Give the votes as Polis' files; None while people vote, and of too few people."""
    with within(place):
        return exported(topic, address)
