"""What messages and calls tell a case's timeline."""

from collections.abc import Iterator
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from khuang.care.cases.models import Case
from khuang.care.cases.timelines import Happening
from khuang.care.correspondence.reads.inbox import kind_words
from khuang.care.people.reads import speaking_for
from khuang.ground.accounts.reads import may
from khuang.ground.messaging.models import Message

_SHOWN = 50
# A daily tap is a sign of life, which well-being tells; here it would hide everything else.
_DAILY = ("well",)


def messages_for_case(case: Case, account: Any) -> Iterator[Happening]:
    """Give the newest messages with a case's person, for whoever may read them."""
    person = case.person.merged_into or case.person
    if not may(account, "correspondence.answer", person):
        return
    url = reverse("correspondence:conversation", args=[person.pk])
    rows = Message.objects.filter(party_id__in=speaking_for(person)).exclude(verb__in=_DAILY)
    for one in rows.order_by("-at", "-pk")[:_SHOWN]:
        heard = one.direction == Message.Direction.IN
        what = _("Message from them") if heard else _("Message to them")
        words = "; ".join(filter(None, [kind_words(one), one.text]))
        yield Happening(one.at, f"{what} ({one.get_state_display()})", words, one.by_id, url)
