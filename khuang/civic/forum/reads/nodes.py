"""Topics, statements and agreements as the one thread shows them."""

from collections.abc import Callable, Collection
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from khuang.civic.forum.models import Agreement, Statement, Topic
from khuang.civic.issues.rules.lineage import Shown


def as_nodes(ids: Collection[UUID], kind: str) -> dict[UUID, Shown]:
    """Give topics, statements or agreements as a path shows them. Raises KeyError for another kind."""
    return _KINDS[kind](ids)


def _topics(ids: Collection[UUID]) -> dict[UUID, Shown]:
    rows = Topic.objects.filter(pk__in=ids)
    return {
        one.pk: Shown(
            title=one.title,
            public=True,
            url_name="portal:topic",
            url_args=(str(one.pk),),
            when=timezone.localdate(one.closed_at or one.at),
            state=_("closed") if one.is_closed else _("under discussion"),
        )
        for one in rows
    }


def _statements(ids: Collection[UUID]) -> dict[UUID, Shown]:
    rows = Statement.objects.filter(pk__in=ids)
    return {
        one.pk: Shown(
            title=one.words or _("Statement %(number)s") % {"number": one.number},
            public=one.state == "shown",
            url_name="portal:topic-statements",
            url_args=(str(one.topic_id),),
            when=timezone.localdate(one.at),
            state=str(one.get_state_display()),
        )
        for one in rows
    }


def _agreements(ids: Collection[UUID]) -> dict[UUID, Shown]:
    rows = Agreement.objects.filter(pk__in=ids)
    return {
        one.pk: Shown(
            title=one.title,
            public=True,
            url_name="portal:agreement",
            url_args=(str(one.pk),),
            when=timezone.localdate(one.agreed_at or one.at),
            state=str(one.get_state_display()),
        )
        for one in rows
    }


_KINDS: dict[str, Callable[[Collection[UUID]], dict[UUID, Shown]]] = {
    "topic": _topics,
    "statement": _statements,
    "agreement": _agreements,
}
