"""Open a topic, set its phases, close it."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import Any

from khuang.civic.forum.actions.leave import ask
from khuang.civic.forum.models import Phase, Topic
from khuang.civic.forum.rules.phases import PhaseDraft, checked
from khuang.civic.forum.rules.problems import NoWords, TopicClosed
from khuang.civic.issues import actions as lineage
from khuang.civic.issues.rules.lineage import Node
from khuang.ground.journal import actions as journal


@journal.action
def open_topic(
    title: str,
    question: str,
    *,
    about: str = "",
    issues: Collection[Any] = (),
    village: Any = None,
    phases: Sequence[PhaseDraft],
    needs_token: bool = False,
    by: Any,
    at: datetime,
) -> Topic:
    """Put a question before the community. Journal: forum.topic-opened.

    issues  those that it takes up; whoever follows them is told
    Raises PermissionDenied, NoWords, PhasesDoNotFit.
    """
    ask(by, "forum.run")
    if not (title.strip() and question.strip()):
        raise NoWords
    topic = Topic.objects.create(
        title=title.strip(),
        question=question.strip(),
        about=about.strip(),
        village=village,
        needs_token=needs_token,
        at=at,
        by_id=by.pk,
    )
    _lay_out(topic, phases)
    node = Node("topic", topic.pk)
    for issue in issues:
        lineage.lead_on(Node("issue", issue.pk), node, "taken-up-in", by=by, at=at)
    if issues:
        lineage.tell(node, "forum.taken-up", title=topic.title, at=at)
    journal.write("forum.topic-opened", by=by, about=topic, at=at)
    return topic


@journal.action
def set_phases(topic: Topic, phases: Sequence[PhaseDraft], *, by: Any, at: datetime) -> Topic:
    """Lay the phases of a topic out anew. Journal: forum.phases-set.

    Raises PermissionDenied, TopicClosed, PhasesDoNotFit.
    """
    ask(by, "forum.run")
    found = Topic.objects.select_for_update().get(pk=topic.pk)
    if found.is_closed:
        raise TopicClosed
    found.phases.all().delete()
    _lay_out(found, phases)
    journal.write("forum.phases-set", by=by, about=found, at=at)
    return found


@journal.action
def close(topic: Topic, *, by: Any, at: datetime) -> Topic:
    """Close a topic for good: what comes later is not counted. Journal: forum.topic-closed.

    Raises PermissionDenied, TopicClosed when it is already.
    """
    ask(by, "forum.run")
    found = Topic.objects.select_for_update().get(pk=topic.pk)
    if found.is_closed:
        raise TopicClosed
    found.closed_at, found.closed_by_id = at, by.pk
    found.save(update_fields=["closed_at", "closed_by_id"])
    lineage.tell(Node("topic", found.pk), "forum.closed", title=found.title, at=at)
    journal.write("forum.topic-closed", by=by, about=found, at=at)
    return found


def _lay_out(topic: Topic, phases: Sequence[PhaseDraft]) -> None:
    Phase.objects.bulk_create(
        Phase(
            topic=topic,
            kind=one.kind,
            begins_on=one.begins_on,
            ends_on=one.ends_on,
            may=sorted(one.allows),
        )
        for one in checked(phases)
    )
