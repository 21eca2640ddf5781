"""Give phones their tokens, and take them away."""

import csv
import io
import secrets
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.db.models import Q

from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal
from khuang.ground.municipalities.context import current_id
from khuang.ground.municipalities.models import Municipality
from khuang.ground.surveys.actions.leave import ask_leave
from khuang.ground.surveys.models import Device
from khuang.ground.surveys.rules.phone_settings import TOKEN_BYTES, token_hash

_SEEN_EVERY = timedelta(minutes=5)


@journal.action
def register_device(holder: Account, label: str, *, by: Any, at: datetime) -> tuple[Device, str]:
    """Make a device that acts for `holder`; return it and its token, which is shown only now.

    Journal: surveys.device-registered.
    Raises PermissionDenied, also when the holder may not send surveys.
    """
    ask_leave(by, "surveys.devices")
    if not may(holder, "surveys.submit"):
        raise PermissionDenied
    slug = Municipality.objects.values_list("slug", flat=True).get(pk=current_id())
    token = f"{slug}.{secrets.token_urlsafe(TOKEN_BYTES)}"
    device = Device.objects.create(
        holder=holder, label=label.strip(), token_hash=token_hash(token), registered_at=at
    )
    journal.write("surveys.device-registered", by=by, about=device, at=at, holder=holder.pk)
    return device, token


@journal.action
def revoke_device(device: Device, *, by: Any, at: datetime) -> None:
    """End a device's access at once, for example because it was lost. Journal: surveys.device-revoked.

    Raises PermissionDenied.
    """
    ask_leave(by, "surveys.devices")
    if device.revoked_at is not None:
        return
    device.revoked_at = at
    device.save(update_fields=["revoked_at"])
    journal.write("surveys.device-revoked", by=by, about=device, at=at)


def note_seen(device: Device, *, at: datetime) -> None:
    """Note that a phone was heard of, at most every five minutes, so that its posts do not queue for it."""
    if device.last_seen is not None and device.last_seen + _SEEN_EVERY > at:
        return
    stale = Q(last_seen=None) | Q(last_seen__lte=at - _SEEN_EVERY)
    Device.objects.filter(stale, pk=device.pk).update(last_seen=at)


@journal.action
def note_handed_out(device: Device, name: str, content: bytes, *, at: datetime) -> None:
    """Note whose details a phone now carries. Journal: surveys.list-handed-out."""
    keys = [UUID(row["name"]) for row in csv.DictReader(io.StringIO(content.decode()))]
    journal.write(
        "surveys.list-handed-out", by=device, about=device, at=at, also=keys, list=name, rows=len(keys)
    )
