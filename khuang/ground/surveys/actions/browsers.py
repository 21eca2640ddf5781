"""Take in what a browser kept in sealed envelopes while it had no network."""

import io
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from khuang.ground.accounts.models import Account
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal
from khuang.ground.surveys import senders
from khuang.ground.surveys.actions.media import Arrived
from khuang.ground.surveys.actions.receiving import Parcel, Receipt, receive
from khuang.ground.surveys.models import Device, EnvelopeKey
from khuang.ground.surveys.rules import problems
from khuang.ground.surveys.rules.instances import parsed
from khuang.ground.surveys.rules.phone_settings import token_hash
from khuang.lib.envelopes import new_pair, open_envelope
from khuang.lib.sealing import CannotOpen


@dataclass(frozen=True)
class SealedParcel:
    """What one POST of a browser carried.

    key       the EnvelopeKey to which it was sealed
    instance  instanceID, to which every envelope is bound together with its name
    survey    envelope of the XML
    files     name -> envelope
    """

    key: UUID
    instance: str
    survey: bytes
    files: dict[str, bytes]
    user_agent: str = ""


@journal.action
def envelope_key(*, at: datetime) -> EnvelopeKey:
    """Give the key to which browsers seal; make it when there is none. Journal: surveys.envelope-key-made."""
    known = EnvelopeKey.objects.first()
    if known is not None:
        return known
    public, private = new_pair()
    made = EnvelopeKey.objects.create(public=public, private=private, made_at=at)
    journal.write("surveys.envelope-key-made", by=journal.SYSTEM, about=made, at=at)
    return made


def receive_sealed(
    sealed: SealedParcel, *, by: Account, phone: UUID | None, label: str, at: datetime
) -> Receipt:
    """Open what a browser sealed and take it in as any submission. Journal: survey.submitted.

    phone  the remembered phone by which `by` is known, None in an office
    Raises a SurveyProblem: SealedForOthers, NotAllowed, and those of `receive`.
    """
    parcel = _opened(sealed)
    if not may(by, senders.permission_for(parsed(parcel.xml).form_id)):
        raise problems.NotAllowed
    return receive(parcel, by=browser_device(by, phone, label, at=at), at=at)


def browser_device(holder: Account, phone: UUID | None, label: str, *, at: datetime) -> Device:
    """Give the device that stands for somebody's browser, known from the first time on."""
    # Nobody can show this as a token: those name a municipality before a dot.
    name = token_hash(f"browser {holder.pk} {phone}")
    values = {"holder": holder, "label": label[:120], "registered_at": at, "in_browser": True}
    return Device.objects.select_related("holder").get_or_create(token_hash=name, defaults=values)[0]


def bound(instance: str, name: str = "") -> bytes:
    """Give what an envelope is bound to; the survey itself has no name. As static/surveys/queue.js does."""
    return f"{instance}\n{name}".encode()


def _opened(sealed: SealedParcel) -> Parcel:
    key: Any = EnvelopeKey.objects.filter(pk=sealed.key).first()
    if key is None:
        raise problems.SealedForOthers
    try:
        xml = open_envelope(sealed.survey, key.private, bound(sealed.instance))
        files = tuple(
            Arrived(name, io.BytesIO(open_envelope(content, key.private, bound(sealed.instance, name))))
            for name, content in sealed.files.items()
        )
    except CannotOpen:
        raise problems.SealedForOthers from None
    return Parcel(xml, files, phone_id=f"browser:{sealed.instance}"[:200], user_agent=sealed.user_agent)
