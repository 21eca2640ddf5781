"""Everything that changes forms, devices and submissions."""

from khuang.ground.surveys.actions.attention import note_looked_at, settle
from khuang.ground.surveys.actions.browsers import (
    SealedParcel,
    browser_device,
    envelope_key,
    receive_sealed,
)
from khuang.ground.surveys.actions.devices import note_handed_out, register_device, revoke_device
from khuang.ground.surveys.actions.forgetting import Redacted, forget, hold_surveys
from khuang.ground.surveys.actions.forms import attach_media, delete_draft, publish, retire, upload_form
from khuang.ground.surveys.actions.media import copy_photographs_without_place, sweep_media
from khuang.ground.surveys.actions.receiving import Parcel, Receipt, receive
from khuang.ground.surveys.actions.releasing import release

__all__ = [
    "Parcel",
    "Receipt",
    "Redacted",
    "SealedParcel",
    "attach_media",
    "browser_device",
    "copy_photographs_without_place",
    "delete_draft",
    "envelope_key",
    "forget",
    "hold_surveys",
    "note_handed_out",
    "note_looked_at",
    "publish",
    "receive",
    "receive_sealed",
    "register_device",
    "release",
    "retire",
    "revoke_device",
    "settle",
    "sweep_media",
    "upload_form",
]
