"""What somebody who votes sees: the next statement, how far they are, what they said so far."""

from dataclasses import dataclass
from datetime import datetime

from django.core.cache import cache

from khuang.civic.forum.models import Participant, Statement, Topic, Vote
from khuang.civic.forum.reads.statements import Tally, shown, tallies
from khuang.civic.forum.rules.order import Candidate, following

# Votes weigh what comes next only roughly; a whole hall need not count them anew for every page.
COUNTED_FOR = 20  # seconds


@dataclass(frozen=True)
class Paper:
    """The page of one statement.

    statement  none when all are voted on, or nothing is shown yet
    value      what the participant said of it, none when nothing
    done, of   how many are voted on, of how many
    before     number of the statement that was voted on last, for going back
    """

    statement: Statement | None
    value: int | None
    done: int
    of: int
    before: int | None


def paper(topic: Topic, participant: Participant | None, seed: str, number: int | None = None) -> Paper:
    """Give the statement that comes next, or the one of a number.

    seed  of the device, so that everybody begins elsewhere
    """
    statements = list(shown(topic))
    said = _said(participant)
    chosen = next((one for one in statements if one.number == number), None)
    if chosen is None:
        chosen = _next(topic, [one for one in statements if one.pk not in said], seed)
    done = [one for one in statements if one.pk in said]
    last = max((one for one in done if one != chosen), key=lambda one: said[one.pk].at, default=None)
    value = said[chosen.pk].value if chosen and chosen.pk in said else None
    return Paper(chosen, value, len(done), len(statements), last.number if last else None)


def numbered(topic: Topic, number: int) -> Statement | None:
    """Give the statement of a number, if it is shown."""
    return shown(topic).filter(number=number).first()


def own_votes(topic: Topic, participant: Participant | None) -> list[tuple[Statement, int]]:
    """Give what a participant said of each statement that is shown, in their order."""
    said = _said(participant)
    return [(one, said[one.pk].value) for one in shown(topic) if one.pk in said]


def participant_of(topic: Topic, key: bytes) -> Participant | None:
    """Give who takes part with a kept key."""
    return Participant.objects.filter(topic=topic, key=key).select_related("topic").first()


def taking_part(topic: Topic) -> tuple[int, datetime | None]:
    """Give how many people voted, and when the last vote came."""
    votes = Vote.objects.filter(participant__topic=topic)
    last = votes.order_by("-at").values_list("at", flat=True).first()
    return votes.order_by().values("participant").distinct().count(), last


def _said(participant: Participant | None) -> dict[object, Vote]:
    return {one.statement_id: one for one in participant.votes.all()} if participant else {}


def _next(topic: Topic, left: list[Statement], seed: str) -> Statement | None:
    counted = cache.get_or_set(f"forum-tallies-{topic.pk}", lambda: tallies(topic), COUNTED_FOR) or {}
    candidates = [_candidate(one, counted.get(one.pk, Tally())) for one in left]
    chosen = following(candidates, seed)
    return next((one for one in left if one.pk == chosen), None)


def _candidate(statement: Statement, tally: Tally) -> Candidate:
    return Candidate(statement.pk, tally.agreed, tally.passed, tally.total)
