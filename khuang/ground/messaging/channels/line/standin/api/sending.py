"""Reply, push, multicast and the quota."""

import re
import secrets
from datetime import timedelta
from uuid import UUID

from khuang.ground.messaging.channels.line.standin.answers import Answer, Refused, refuse
from khuang.ground.messaging.channels.line.standin.api.request import Request
from khuang.ground.messaging.channels.line.standin.checks import fields
from khuang.ground.messaging.channels.line.standin.checks.messages import messages
from khuang.ground.messaging.channels.line.standin.state import Accepted, State

CHAT_ID = re.compile(r"[UCR][0-9a-f]{32}")
KEY_LIVES = timedelta(hours=24)
MOST_RECIPIENTS = 500
OVER_QUOTA = "You have reached your monthly limit."


def reply(request: Request) -> Answer:
    """Answer an event with its token: once, within the minute, and free of charge."""
    body = request.json()
    if "x-line-retry-key" in request.headers:
        raise Refused(400, "The retry key can't be used with this endpoint")
    refuse([*fields.text(body, "replyToken", 200, ""), *messages(body)])
    state = request.platform.state
    token = state.tokens.get(body["replyToken"])
    if not token or token.is_spent or request.platform.clock.now() > token.until:
        raise Refused(400, "Invalid reply token")
    token.is_spent = True
    return Answer({"sentMessages": _deliver(request, token.chat, body["messages"])})


def push(request: Request) -> Answer:
    """Send to one chat; counted by those whom it reaches."""
    body = request.json()
    refuse(list(messages(body)))
    _check_recipient(body.get("to"))
    return _once(request, lambda: _counted(request, [body["to"]], body["messages"]))


def multicast(request: Request) -> Answer:
    """Send the same to many users; the answer names no messages."""
    body = request.json()
    refuse([*fields.size(body, "to", 1, MOST_RECIPIENTS, ""), *messages(body)])
    for each in body["to"]:
        _check_recipient(each)
    return _once(request, lambda: _counted(request, body["to"], body["messages"]) and {})


def validate(request: Request) -> Answer:
    refuse(list(messages(request.json())))
    return Answer()


def quota(request: Request) -> Answer:
    limit = request.platform.state.quota
    return Answer({"type": "none"} if limit is None else {"type": "limited", "value": limit})


def consumption(request: Request) -> Answer:
    state = request.platform.state
    return Answer({"totalUsage": state.used.get(request.platform.month(), 0)})


def _check_recipient(to: object) -> None:
    if not isinstance(to, str) or not CHAT_ID.fullmatch(to):
        raise Refused(400, "The property, 'to', in the request body is invalid (line: -, column: -)")


def _once(request: Request, send) -> Answer:
    """Send unless this retry key was taken within 24 hours. Raises Refused with 409 when it was."""
    key, state = _key(request), request.platform.state
    earlier = state.accepted.get(key)
    now = request.platform.clock.now()
    if earlier and now - earlier.at < KEY_LIVES:
        headers = {"X-Line-Accepted-Request-Id": earlier.request_id}
        raise Refused(409, "The retry key is already accepted", headers=headers, **earlier.answer)
    answer = send()
    if key:
        state.accepted[key] = Accepted(request.id, now, answer)
    return Answer(answer)


def _key(request: Request) -> str:
    given = request.headers.get("x-line-retry-key", "")
    try:
        return str(UUID(given)) if given else ""
    except ValueError:
        raise Refused(400, "The retry key is invalid") from None


def _counted(request: Request, to: list[str], sent: list[dict]) -> dict:
    """Deliver to each and count those reached. Raises Refused with 429 when the quota is not enough."""
    state, month = request.platform.state, request.platform.month()
    cost = sum(_reached(state, each) for each in set(to))
    used = state.used.get(month, 0)
    if state.quota is not None and used + cost > state.quota:
        raise Refused(429, OVER_QUOTA)
    state.used[month] = used + cost
    return {"sentMessages": [made for each in to for made in _deliver(request, each, sent)]}


def _reached(state: State, to: str) -> int:
    """Return how many people a chat has: nobody for a user who blocked or never followed."""
    if to in state.groups:
        return len(state.groups[to])
    user = state.users.get(to)
    return int(bool(user and user.follows))


def _deliver(request: Request, to: str, sent: list[dict]) -> list[dict]:
    """Put messages into a chat, unless nobody would read them; return their ids either way."""
    state, made = request.platform.state, []
    is_read = _reached(state, to)
    for message in sent:
        made.append({"id": state.new_message_id(), "quoteToken": secrets.token_urlsafe(24)})
        if is_read:
            state.add_line(to, "bot", {**message, "id": made[-1]["id"]}, request.platform.clock.now())
    state.loading.pop(to, None)
    return made
