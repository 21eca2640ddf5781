"""The account itself: who it is, its webhook, its users, groups and what they sent."""

import secrets
from datetime import timedelta
from urllib.parse import urlsplit

from khuang.ground.messaging.channels.line.standin.answers import Answer, Fault, Refused, refuse
from khuang.ground.messaging.channels.line.standin.api.request import Request

LINK_LIVES = timedelta(minutes=10)
LOADING = range(5, 61, 5)  # seconds
OWN_MACHINE = {"127.0.0.1", "localhost", "::1"}


def info(request: Request) -> Answer:
    state = request.platform.state
    body = {"userId": state.bot, "basicId": "@standin", "displayName": "Khuang stand-in"}
    return Answer(body | {"chatMode": "bot", "markAsReadMode": "manual"})


def webhook(request: Request) -> Answer:
    state = request.platform.state
    if not state.webhook:
        raise Refused(404, "Webhook endpoint not found")
    return Answer({"endpoint": state.webhook, "active": True})


def set_webhook(request: Request) -> Answer:
    """Set where events go. LINE takes HTTPS only; here the own machine may do without."""
    endpoint = str(request.json().get("endpoint", ""))
    parts = urlsplit(endpoint)
    is_near = parts.scheme == "http" and parts.hostname in OWN_MACHINE
    if len(endpoint) > 500 or not (is_near or (parts.scheme == "https" and parts.hostname)):
        raise Refused(400, "Invalid webhook endpoint URL")
    request.platform.state.webhook = endpoint
    return Answer()


def try_webhook(request: Request) -> Answer:
    """Send no events to the webhook, as the button Verify does, and say what came back.

    Another address can be named in the request, to try it before it is set.
    """
    done = request.platform.webhook.send(to=str(request.json().get("endpoint", "")))
    reason = {0: "COULD_NOT_CONNECT", 200: "OK"}.get(done.status, "ERROR_STATUS_CODE")
    body = {"success": done.status == 200, "statusCode": done.status, "reason": reason}
    moment = request.platform.clock.now().strftime("%Y-%m-%dT%H:%M:%S.%fZ")
    return Answer(body | {"timestamp": moment, "detail": str(done.status)})


def profile(request: Request, user: str) -> Answer:
    found = request.platform.friend(user)
    return Answer({"userId": found.id, "displayName": found.name, "language": found.language})


def link_token(request: Request, user: str) -> Answer:
    """Give a token for linking an account: ten minutes, once."""
    request.platform.friend(user)
    token = secrets.token_urlsafe(24)
    until = request.platform.clock.now() + LINK_LIVES
    request.platform.state.link_tokens[token] = (user, until)
    return Answer({"linkToken": token})


def content(request: Request, message: str) -> Answer:
    """Give what a user sent, in the type in which it came."""
    found = request.platform.state.contents.get(message)
    if not found:
        raise Refused(404, "Not found")
    return Answer(found.body, type=found.type)


def transcoding(request: Request, message: str) -> Answer:
    content(request, message)
    return Answer({"status": "succeeded"})


def leave(request: Request, group: str) -> Answer:
    if not request.platform.state.groups.pop(group, None):
        raise Refused(404, "Not found")
    return Answer()


def start_loading(request: Request) -> Answer:
    """Show the animation until a message comes."""
    body, platform = request.json(), request.platform
    seconds = body.get("loadingSeconds", 20)
    refuse([] if seconds in LOADING else [Fault("loadingSeconds", "Must be a multiple of 5, 5 to 60")])
    if body.get("chatId") not in platform.state.users:
        raise Refused(400, "The value for chatId is invalid")
    platform.state.loading[body["chatId"]] = platform.clock.now() + timedelta(seconds=seconds)
    platform.state.touch()
    return Answer(status=202)


def mark_read(request: Request) -> Answer:
    """Show what a token stands for, and all before it, as read."""
    state = request.platform.state
    number = state.read_tokens.get(str(request.json().get("markAsReadToken")))
    if not number:
        raise Refused(400, "The markAsReadToken is invalid")
    chat = next(lines for lines in state.chats.values() if any(line["id"] == number for line in lines))
    for line in chat:
        line["read"] = line.get("read", False) or int(line["id"]) <= int(number)
    state.touch()
    return Answer()
