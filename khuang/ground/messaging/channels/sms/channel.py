"""SMS: one HTTP request for each message, in whatever form the municipality's gateway wants.

The form is typed on the page of channels. In the address, the headers and the body {to}, {text}, {id},
{user}, {password} and {sender} stand for the number, the words, an id that is the same for every try, and
what was typed. In a body or header of JSON they are written as JSON wants it, elsewhere as a form does.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote

import httpx
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from khuang.ground.messaging.channels.sms.length import parts
from khuang.ground.messaging.rules.channels import Channel, Parcel, Receipt, Setting

TIMEOUT_S = 10.0
_PLACE = re.compile(r"\{(to|text|id|user|password|sender)\}")
_PHONE = re.compile(r"\D")
# The gateway says that it is at fault, or that it was asked too often.
_NOT_NOW = {408, 425, 429, 500, 502, 503, 504}


def deliver(parcel: Parcel) -> Receipt:
    """Hand one message to the gateway."""
    values = _values(parcel)
    settings = parcel.account.settings | (parcel.account.secrets or {})
    try:
        answer = httpx.request(**_request(settings, values), timeout=TIMEOUT_S, follow_redirects=False)
    except httpx.ConnectError:
        return Receipt("retry", because="unreachable")
    except httpx.HTTPError:
        # It may have been taken. A gateway that knows {id} does not send it twice; others might.
        return Receipt("retry", because="timeout")
    return _receipt(answer, settings, parts(values["text"]))


def _request(settings: Mapping[str, str], values: Mapping[str, str]) -> dict[str, Any]:
    headers = dict(line.split(":", 1) for line in settings.get("headers", "").splitlines() if ":" in line)
    headers = {name.strip(): _filled(words.strip(), values, str) for name, words in headers.items()}
    method = settings.get("method") or "POST"
    request = {"method": method, "url": _filled(settings["url"], values, _quoted), "headers": headers}
    if body := settings.get("body", ""):
        is_json = body.lstrip().startswith(('{"', "{ ", "{\n", "["))
        request["content"] = _filled(body, values, _in_json if is_json else _quoted).encode()
        kind = "application/json" if is_json else "application/x-www-form-urlencoded"
        headers.setdefault("Content-Type", kind)
    return request


def _values(parcel: Parcel) -> dict[str, str]:
    account, secrets = parcel.account, parcel.account.secrets or {}
    return {
        "to": international(parcel.contact.address),
        "text": parcel.message.text or "",
        "id": str(parcel.message.retry_key),
        "user": secrets.get("user", ""),
        "password": secrets.get("password", ""),
        "sender": account.settings.get("sender", ""),
    }


def international(number: str) -> str:
    """Write a telephone number as gateways want it: 0812345678 is 66812345678."""
    digits = _PHONE.sub("", number)
    return f"66{digits[1:]}" if digits.startswith("0") else digits


def _receipt(answer: httpx.Response, settings: Mapping[str, str], cost: int) -> Receipt:
    wanted = settings.get("success", "")
    if answer.status_code in _NOT_NOW:
        return Receipt("retry", because=f"http-{answer.status_code}")
    if not answer.is_success or (wanted and wanted not in answer.text):
        return Receipt("failed", because=f"http-{answer.status_code}")
    return Receipt("sent", units=cost)


def _filled(words: str, values: Mapping[str, str], written: Callable[[str], str]) -> str:
    return _PLACE.sub(lambda place: written(values[place[1]]), words)


def _quoted(value: str) -> str:
    return quote(value, safe="")


def _in_json(value: str) -> str:
    return json.dumps(value, ensure_ascii=False)[1:-1]


def status(account: Any) -> list[str]:
    """Say what is known of the gateway: it tells us nothing by itself."""
    return [gettext("The gateway does not say how many SMS are left. Look there.")]


CHANNEL = Channel(
    code="sms",
    words=_("SMS"),
    deliver=deliver,
    is_counted=True,
    takes_typed_address=True,
    status=status,
    settings=(
        Setting(
            "url",
            _("Address of the gateway"),
            _("It begins with https:// and may hold {to} and {text}."),
            pattern=r"https?://\S+",
        ),
        Setting("method", _("Method"), _("POST or GET"), default="POST", pattern="POST|GET"),
        Setting(
            "headers",
            _("Headers"),
            _("One on each line, such as Authorization: Bearer {password}"),
            is_long=True,
            is_needed=False,
        ),
        Setting(
            "body",
            _("What is sent"),
            _("In it {to}, {text}, {id}, {user}, {password} and {sender} are filled in."),
            is_long=True,
            is_needed=False,
        ),
        Setting("sender", _("Name of the sender"), is_needed=False),
        Setting("success", _("Words in the answer that mean it was taken"), is_needed=False),
        Setting("user", _("User"), is_secret=True, is_needed=False),
        Setting("password", _("Password or key"), is_secret=True, is_needed=False),
    ),
)
