"""Send somebody of ours a link without content; if that breaks, nothing else does."""

import logging
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from khuang.ground.journal import actions as journal
from khuang.ground.messaging import actions as messaging
from khuang.ground.messaging.models import Message
from khuang.ground.messaging.rules.parties import Party

log = logging.getLogger("khuang.duty")
# The link leads to the whole list, so of many alerts at once one link is enough.
ENOUGH = timedelta(minutes=3)


def send_link(account: Any, *, about_id: UUID, at: datetime) -> UUID | None:
    """Send a link to the duty list by LINE; give the message, or None when that broke."""
    lately = Message.objects.filter(
        party_id=account.pk, template="duty.alert", at__gt=at - ENOUGH, at__lte=at
    ).exclude(state__in=["failed", "refused", "expired"])
    if earlier := lately.values_list("pk", flat=True).first():
        return earlier
    return _sent(account, "duty.alert", reverse("duty:duty"), about_id, at)


def send_drill(account: Any, *, about_id: UUID, at: datetime) -> UUID | None:
    """Send a link to a drill, marked as one; give the message, or None when that broke."""
    return _sent(account, "duty.drill", reverse("duty:drill-notice", args=[about_id]), about_id, at)


def _sent(account: Any, template: str, path: str, about_id: UUID, at: datetime) -> UUID | None:
    variables = {"link": settings.KHUANG_ORIGIN + path}
    try:
        sent = messaging.send(
            Party(account.pk, "account"),
            template,
            variables=variables,
            about_id=about_id,
            channel="line",
            by=journal.SYSTEM,
            at=at,
        )
    except Exception:
        # Whatever is wrong with a channel: the desk and the telephone are told all the same.
        log.exception("A link could not be sent.")
        return None
    return sent.pk
