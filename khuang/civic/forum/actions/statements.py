"""Take a statement in: it waits for a check, and its author gets a receipt."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Max

from khuang.civic.forum.actions.enclosures import Brought, keep
from khuang.civic.forum.actions.leave import ask, ask_topic, ask_words
from khuang.civic.forum.actions.moderation import put_up
from khuang.civic.forum.models import Participant, Statement, Topic
from khuang.civic.forum.rules import moderation as rules
from khuang.civic.forum.rules.phases import OFFER
from khuang.civic.forum.rules.problems import (
    NoWords,
    SaidAlready,
    TooLong,
    TopicClosed,
)
from khuang.ground.journal import actions as journal
from khuang.lib.codes import draw
from khuang.lib.thai_text import normalise

# Nobody signs in for these; the others are written down by an officer.
FROM_ANYONE = ("portal", "line")


def new_receipt() -> str:
    """Make a receipt; its form carries it, so that a form sent twice is taken in once."""
    return draw(12)


@journal.action
def offer_statement(
    topic: Topic,
    words: str,
    *,
    source: str,
    participant: Participant | None = None,
    hearing_id: UUID | None = None,
    typed_by: Any = None,
    receipt: str = "",
    confirmed: bool = False,
    brought: Brought | None = None,
    by: Any,
    at: datetime,
) -> Statement:
    """Take a statement in; it waits until somebody has checked it. Journal: forum.statement-offered.

    receipt    of the form; one that came already gives the statement that was taken in then
    confirmed  whoever writes says that what looks like a name is none
    brought    a picture or a voice with it
    by         journal.SYSTEM for whoever has no account
    Raises PermissionDenied, TopicClosed, NotNow, NoWords, TooLong, NamesSomebody, Doubtful, SaidAlready,
    NoPicture, NoVoice.
    """
    _ask(topic, source, by, at)
    locked = Topic.objects.select_for_update().get(pk=topic.pk)
    if receipt and (there := Statement.objects.filter(topic=locked, receipt=receipt).first()):
        return there
    text = _checked(locked, words, confirmed)
    made = Statement.objects.create(
        topic=locked,
        number=(locked.statements.aggregate(last=Max("number"))["last"] or 0) + 1,
        source=source,
        typed=text,
        receipt=receipt or new_receipt(),
        participant=participant,
        hearing_id=hearing_id,
        typed_by_id=typed_by.pk if typed_by else None,
        at=at,
        by_id=by.pk,
    )
    keep(made, brought, at)
    journal.write("forum.statement-offered", by=by, about=made, at=at)
    return made


def _ask(topic: Topic, source: str, by: Any, at: datetime) -> None:
    """Anyone writes while the phase takes statements; officers also before it, to begin with some."""
    if source in FROM_ANYONE:
        ask_topic(topic, OFFER, at)
        return
    ask(by, "forum.run", "hearings.hold")
    if topic.closed_at and at >= topic.closed_at:
        raise TopicClosed


def _checked(topic: Topic, words: str, confirmed: bool) -> str:
    text = normalise(words)
    if not text:
        raise NoWords
    if len(text) > rules.LONGEST:
        raise TooLong
    ask_words(text, confirmed=confirmed)
    if rules.is_same(text, topic.statements.filter(state="shown").values_list("words", flat=True)):
        raise SaidAlready
    return text


@journal.action
def seed(topic: Topic, words: str, *, confirmed: bool = False, by: Any, at: datetime) -> list[Statement]:
    """Begin a topic with the facilitator's statements, one on each line, shown at once. Journal: as both.

    Raises as offer_statement and show.
    """
    ask(by, "forum.moderate")
    # Names of the registry are many: once for all lines.
    ask_words(words, confirmed=confirmed, registered=True)
    lines = list(dict.fromkeys(line.strip() for line in words.splitlines() if line.strip()))
    if not lines:
        raise NoWords
    made = [
        offer_statement(topic, line, source="facilitator", confirmed=confirmed, by=by, at=at)
        for line in lines
    ]
    return [put_up(one, by=by, at=at) for one in made]
