"""Compute what the votes on a topic show, and keep it."""

from datetime import datetime

from khuang.civic.forum.models import Pattern, Topic
from khuang.civic.forum.reads.patterns import is_over
from khuang.civic.forum.reads.votes import newest, topic_votes
from khuang.civic.forum.rules.patterns import analyse, kept
from khuang.ground.journal import actions as journal


@journal.action
def compute_pattern(topic: Topic, *, at: datetime) -> Pattern:
    """Compute the pattern of a topic from its votes and keep it in place of the one before.

    No line of the journal: it holds nothing that the votes do not, and a line each minute would tell
    when somebody voted. Safe to run twice.
    """
    # Before the votes are read: what comes meanwhile makes it outdated again.
    votes, newest_at = newest(topic)
    read = topic_votes(topic)
    pattern, over = analyse(read.votes), is_over(topic, at)
    found, _is_new = Pattern.objects.update_or_create(
        topic=topic,
        defaults={
            "at": at,
            "votes": votes,
            "newest_at": newest_at,
            "is_over": over,
            "print": pattern.hash,
            "result": kept(pattern, read.numbers, read.said if over else {}),
        },
    )
    return found
