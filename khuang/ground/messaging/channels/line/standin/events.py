"""Webhook events, as LINE writes them. Source: line-openapi, webhook.yml."""

import secrets
from datetime import timedelta

from khuang.ground.messaging.channels.line.standin.clock import Clock
from khuang.ground.messaging.channels.line.standin.state import ReplyToken, State, User, new_ulid

TOKEN_LIVES = timedelta(minutes=1)
WITHOUT_ANSWER = {"unsend", "unfollow", "leave"}


def event(state: State, clock: Clock, kind: str, source: dict, **more: object) -> dict:
    """Make an event of a source; with a reply token unless nothing can be answered."""
    at = clock.now()
    made = {
        "type": kind,
        "mode": "active",
        "timestamp": int(at.timestamp() * 1000),
        "source": source,
        "webhookEventId": new_ulid(at),
        "deliveryContext": {"isRedelivery": False},
        **more,
    }
    if kind not in WITHOUT_ANSWER:
        made["replyToken"] = secrets.token_hex(16)
        chat = source.get("groupId") or source["userId"]
        with state.changed:
            state.tokens[made["replyToken"]] = ReplyToken(chat, at + TOKEN_LIVES)
    return made


def of_user(user: User, group: str = "") -> dict:
    if group:
        return {"type": "group", "groupId": group, "userId": user.id}
    return {"type": "user", "userId": user.id}


def message(state: State, kind: str, **more: object) -> dict:
    """Make the message inside an event."""
    with state.changed:
        number = state.new_message_id()
    made = {"id": number, "type": kind, **more}
    if kind in ("text", "sticker", "image", "video"):
        made["quoteToken"] = secrets.token_urlsafe(24)
    made["markAsReadToken"] = secrets.token_urlsafe(24)
    with state.changed:
        state.read_tokens[made["markAsReadToken"]] = number
    return made


def again(sent: dict) -> dict:
    """Return the event as LINE sends it a second time: the same id, the same reply token."""
    return {**sent, "deliveryContext": {"isRedelivery": True}}
