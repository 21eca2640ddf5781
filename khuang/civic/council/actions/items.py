"""Bring items to a council, correct them, make two one, take one back."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from khuang.civic.council.actions.leave import ask, locked, open_item, public
from khuang.civic.council.models import AgendaEntry, Council, Interest, Item, Meeting, Round, RoundItem
from khuang.civic.council.rules.problems import InARound, NoWords, SameItem
from khuang.civic.forum.models import Topic
from khuang.civic.hearings.models import Hearing
from khuang.civic.issues import actions as issues
from khuang.civic.issues.models import Issue
from khuang.civic.issues.reads import downstream, issues_behind
from khuang.civic.issues.rules.lineage import Node
from khuang.ground.journal import actions as journal
from khuang.ground.journal.models import Entry
from khuang.ground.places.models import Village


@dataclass(frozen=True)
class Draft:
    """An item as it is written.

    cost  whole baht as estimated, none when nobody has estimated it
    kind  code of the one list of kinds, "" for none
    """

    title: str
    words: str = ""
    kind: str = ""
    village: Village | None = None
    place: str = ""
    cost: int | None = None


@journal.action
def bring(council: Council, draft: Draft, *, issues_of: Iterable[Issue] = (), by: Any, at: datetime) -> Item:
    """Bring an item by hand, or from issues that it takes up. Journal: council.item-brought.

    Whoever follows the issues is told. Raises PermissionDenied, NoWords, WordsTellWho.
    """
    ask(by)
    taken = list(issues_of)
    source = "issue" if taken else "hand"
    return _bring(council, draft, [Node("issue", one.pk) for one in taken], source, by, at)


def take_topic(entry: Entry) -> None:
    """Propose what a closed topic asked as an item of the Council of Community Organisations."""
    topic = Topic.objects.select_related("village").filter(pk=entry.about_id).first()
    if topic:
        draft = Draft(title=topic.title, words=topic.question, village=topic.village)
        _take(Node("topic", topic.pk), draft, "topic", entry)


def take_hearing(entry: Entry) -> None:
    """Propose what a closed hearing was about as an item of the Council of Community Organisations."""
    hearing = Hearing.objects.select_related("village").filter(pk=entry.about_id).first()
    if hearing:
        draft = Draft(title=hearing.title, words=hearing.about, village=hearing.village)
        _take(Node("hearing", hearing.pk), draft, "hearing", entry)


@journal.action
def change(item: Item, draft: Draft, *, by: Any, at: datetime) -> Item:
    """Correct an item while it is open and not being scored. Journal: council.item-changed.

    Raises PermissionDenied, MovedOn, InARound, NoWords, WordsTellWho.
    """
    ask(by)
    item = _not_scored(item)
    _write(item, draft)
    item.save()
    journal.write("council.item-changed", by=by, about=item, at=at)
    return item


@journal.action
def merge(item: Item, into: Item, *, by: Any, at: datetime) -> Item:
    """Make one item of two that are the same; the path of both leads on. Journal: council.item-merged.

    Raises PermissionDenied, SameItem, MovedOn, InARound.
    """
    ask(by)
    if item.pk == into.pk or item.council_id != into.council_id:
        raise SameItem
    # Always in one order, so that two merges never wait for each other.
    rows = {row.pk: _not_scored(row) for row in sorted((item, into), key=lambda one: one.pk)}
    item, into = rows[item.pk], rows[into.pk]
    item.state, item.into = Item.State.MERGED, into
    item.save(update_fields=["state", "into"])
    _off_agendas(item)
    for one in Interest.objects.filter(item=item):
        said = {"words": one.words, "declared_at": one.declared_at, "by_id": one.by_id}
        Interest.objects.get_or_create(item=into, seat=one.seat, defaults=said)
    issues.lead_on(Node("item", item.pk), Node("item", into.pk), "merged-into", by=by, at=at)
    journal.write("council.item-merged", by=by, about=item, at=at, into=str(into.pk))
    return item


@journal.action
def withdraw(item: Item, *, because: str, by: Any, at: datetime) -> Item:
    """Take an item back, also after it was ranked: the ranking stays, a recount stands beside it.

    Journal: council.item-withdrawn. Raises PermissionDenied, MovedOn, NoWords, WordsTellWho.
    """
    ask(by)
    item = open_item(item)
    item.state, item.withdrawn_because = Item.State.WITHDRAWN, public(because)
    item.save(update_fields=["state", "withdrawn_because"])
    _off_agendas(item)
    journal.write("council.item-withdrawn", by=by, about=item, at=at)
    issues.tell(
        Node("item", item.pk), "council.withdrawn", title=item.title, words=item.withdrawn_because, at=at
    )
    return item


def _bring(council: Council, draft: Draft, sources: list[Node], source: str, by: Any, at: datetime) -> Item:
    item = Item(council=council, source=source, made_at=at, by_id=by.pk)
    _write(item, draft)
    item.save(force_insert=True)
    node = Node("item", item.pk)
    for one in sources:
        issues.lead_on(one, node, "brought-to", by=by, at=at)
    journal.write("council.item-brought", by=by, about=item, at=at, source=source)
    issues.tell(node, "council.brought", title=item.title, at=at)
    return item


@journal.action
def _take(node: Node, draft: Draft, source: str, entry: Entry) -> None:
    """Bring what the flow hands on, once; without a council nothing follows."""
    council = Council.objects.filter(kind=Council.Kind.COMMUNITY, closed_on=None).first()
    is_here = any(link.source == node and link.relation == "brought-to" for link in downstream(node))
    if council is None or is_here:
        return
    behind = issues_behind(node)
    kind = behind[0].kind if behind else ""
    told = Draft(draft.title, draft.words, kind, draft.village)
    _bring(council, told, [node], source, journal.SYSTEM, entry.at)


def _write(item: Item, draft: Draft) -> None:
    if not draft.title.strip():
        raise NoWords
    item.title = public(draft.title, draft.words, draft.place)[:160]
    item.words, item.place = draft.words.strip(), draft.place.strip()
    for name in ("kind", "village", "cost"):
        setattr(item, name, getattr(draft, name))


def _not_scored(item: Item) -> Item:
    found = open_item(locked(item))
    if RoundItem.objects.filter(item=found, round__state=Round.State.OPEN).exists():
        raise InARound
    return found


def _off_agendas(item: Item) -> None:
    """What is no more does not stand on an agenda to come; on one that was, it stays."""
    AgendaEntry.objects.filter(item=item, meeting__state=Meeting.State.CALLED).delete()
