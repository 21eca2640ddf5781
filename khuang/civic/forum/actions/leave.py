"""Ask leave: who runs topics, who checks statements; and what the phase of a topic allows."""

from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied

from khuang.civic.forum.models import Topic
from khuang.civic.forum.reads import may_now
from khuang.civic.forum.rules.problems import Doubtful, NamesSomebody, NotNow, TopicClosed
from khuang.civic.issues.reads import doubts
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal
from khuang.lib.telling_words import NAME


def ask(by: Any, *permissions: str) -> None:
    """Raise PermissionDenied unless the actor holds one of the permissions, or is Khuang itself."""
    if by is not journal.SYSTEM and not any(may(by, one) for one in permissions):
        raise PermissionDenied


def ask_topic(topic: Topic, act: str, at: datetime) -> None:
    """Raise TopicClosed after it was closed, NotNow when its phase does not allow the act."""
    if topic.closed_at and at >= topic.closed_at:
        raise TopicClosed
    if act not in may_now(topic, at):
        raise NotNow


def ask_words(words: str, *, confirmed: bool = False, registered: bool = False) -> None:
    """Raise NamesSomebody for what tells who is meant, Doubtful for what may, unless a person confirmed it.

    registered  names of the registry count too: only where staff reads the answer
    """
    found = doubts(words, registered=registered)
    if any(one.certain and one.code != NAME for one in found):
        raise NamesSomebody
    if found and not confirmed:
        raise Doubtful
