"""LINE's platform over plain HTTPS: what we call of it, and what can go wrong.

Source: messaging-api.yml of line-openapi. Nothing here knows of our rows but the account's keys.
"""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from uuid import UUID

import httpx
from django.conf import settings

from khuang.ground.messaging.models import ChannelAccount

TIMEOUT = httpx.Timeout(10, connect=5)  # seconds; a reply token lives for a minute
CONTENT_TIMEOUT = httpx.Timeout(60, connect=5)
LARGEST_CONTENT = 20_000_000  # bytes
RETRY_KEY, ACCEPTED = "X-Line-Retry-Key", "x-line-accepted-request-id"


class LineTrouble(Exception):
    """LINE did not do it. Whether it may have done it all the same, the kind of trouble says."""


class Unreachable(LineTrouble):
    """No answer, or one that nobody gave on purpose (500): it may have been done."""


class Slower(LineTrouble):
    """Too many calls (429), for now."""

    def __init__(self, message: str, retry_after: timedelta | None) -> None:
        super().__init__(message)
        self.retry_after = retry_after


class QuotaUsed(LineTrouble):
    """The month's messages are used up (429)."""


class TokenRefused(LineTrouble):
    """The channel access token was revoked or is wrong (401, 403)."""


class Refused(LineTrouble):
    """LINE will never do this as it was asked (400, 404 and others); the message says why."""

    def __init__(self, message: str, status: int) -> None:
        super().__init__(message)
        self.status = status

    @property
    def is_token_spent(self) -> bool:
        """Whether it was the reply token: used, or too old."""
        return self.status == 400 and "reply token" in str(self).lower()


class TooLarge(LineTrouble):
    """What somebody sent is larger than we keep."""


@dataclass(frozen=True)
class Sent:
    """A sending that LINE took.

    request_id  LINE's number of the call
    before      it had been taken before, by an earlier try with the same retry key
    """

    request_id: str
    before: bool = False


@dataclass(frozen=True)
class Quota:
    """How many messages a month may be pushed, and how many were; `limit` is None without a limit."""

    limit: int | None
    used: int


class Client:
    """Calls LINE as one Official Account.

    ahead_s  seconds by which our clock was ahead of LINE's at the last answer; None before the first
    """

    def __init__(self, token: str, *, api: str, content: str) -> None:
        self._headers = {"Authorization": f"Bearer {token}"}
        self._api, self._content = api.rstrip("/"), content.rstrip("/")
        self.ahead_s: float | None = None

    def reply(self, token: str, messages: Sequence[dict[str, Any]]) -> Sent:
        """Answer an event, free of charge, within its minute. Raises LineTrouble; is never safe to repeat."""
        return _sent(self._post("/v2/bot/message/reply", {"replyToken": token, "messages": list(messages)}))

    def push(self, to: str, messages: Sequence[dict[str, Any]], *, retry_key: UUID) -> Sent:
        """Send to one user, counted. With the same key it may be repeated. Raises LineTrouble."""
        body = {"to": to, "messages": list(messages)}
        return _sent(self._post("/v2/bot/message/push", body, headers={RETRY_KEY: str(retry_key)}))

    def quota(self) -> Quota:
        """Read how many messages this month has, and how many went."""
        limit = self._get("/v2/bot/message/quota")
        used = self._get("/v2/bot/message/quota/consumption")
        return Quota(limit.get("value") if limit.get("type") == "limited" else None, used["totalUsage"])

    def language(self, user: str) -> str:
        """Read in which language somebody uses LINE; nothing else of the profile is looked at."""
        return str(self._get(f"/v2/bot/profile/{user}").get("language", ""))

    def bot(self) -> dict[str, Any]:
        """Read what our own account is called."""
        return self._get("/v2/bot/info")

    def link_token(self, user: str) -> str:
        """Ask for the token by which LINE links somebody's account, good for ten minutes."""
        return str(self._post(f"/v2/bot/user/{user}/linkToken", None).json()["linkToken"])

    def show_loading(self, user: str, seconds: int = 10) -> None:
        """Show in the chat that an answer comes."""
        self._post("/v2/bot/chat/loading/start", {"chatId": user, "loadingSeconds": seconds})

    def leave(self, kind: str, number: str) -> None:
        """Leave a group or room."""
        self._post(f"/v2/bot/{kind}/{number}/leave", None)

    def content(self, message_id: str) -> tuple[str, bytes]:
        """Fetch what somebody sent: its type and its bytes. Raises LineTrouble, TooLarge."""
        address = f"{self._content}/v2/bot/message/{message_id}/content"
        with (
            _answered(),
            httpx.stream("GET", address, headers=self._headers, timeout=CONTENT_TIMEOUT) as found,
        ):
            if found.status_code == 202:
                raise Unreachable("LINE is still preparing the content.")
            self._check(found)
            return found.headers.get("content-type", ""), _limited(found)

    def webhook(self) -> dict[str, Any]:
        """Read at which address LINE calls us: `endpoint`, `active`. Raises Refused while there is none."""
        return self._get("/v2/bot/channel/webhook/endpoint")

    def set_webhook(self, address: str) -> None:
        """Tell LINE where to call us."""
        self._call("PUT", f"{self._api}/v2/bot/channel/webhook/endpoint", json={"endpoint": address})

    def test_webhook(self, address: str) -> dict[str, Any]:
        """Let LINE call us once; `success`, and `reason` and `detail` when it did not work."""
        return dict(self._post("/v2/bot/channel/webhook/test", {"endpoint": address}).json())

    def menus(self) -> list[dict[str, Any]]:
        """Give the rich menus that were made by this way."""
        return list(self._get("/v2/bot/richmenu/list").get("richmenus", []))

    def make_menu(self, menu: dict[str, Any]) -> str:
        """Make a rich menu and give its id; without a picture it is not shown yet."""
        return str(self._post("/v2/bot/richmenu", menu).json()["richMenuId"])

    def upload_menu(self, menu_id: str, picture: bytes) -> None:
        """Give a rich menu its picture (PNG)."""
        address = f"{self._content}/v2/bot/richmenu/{menu_id}/content"
        self._call("POST", address, content=picture, headers={"Content-Type": "image/png"})

    def delete_menu(self, menu_id: str) -> None:
        self._call("DELETE", f"{self._api}/v2/bot/richmenu/{menu_id}")

    def default_menu(self) -> str | None:
        """Give the id of the menu that everybody sees, or None."""
        try:
            return str(self._get("/v2/bot/user/all/richmenu")["richMenuId"])
        except Refused:
            return None

    def set_default_menu(self, menu_id: str) -> None:
        self._post(f"/v2/bot/user/all/richmenu/{menu_id}", None)

    def link_menu(self, user: str, menu_id: str) -> None:
        """Show somebody a menu of their own, such as one in English."""
        self._post(f"/v2/bot/user/{user}/richmenu/{menu_id}", None)

    def has_picture(self, menu_id: str) -> bool:
        """Say whether a rich menu has its picture, without which it is not shown."""
        address = f"{self._content}/v2/bot/richmenu/{menu_id}/content"
        try:
            self._call("GET", address)
        except Refused:
            return False
        return True

    def _get(self, path: str) -> dict[str, Any]:
        return dict(self._call("GET", f"{self._api}{path}").json())

    def _post(self, path: str, body: Any, headers: dict[str, str] | None = None) -> httpx.Response:
        more = {} if body is None else {"json": body}
        return self._call("POST", f"{self._api}{path}", headers=headers or {}, **more)

    def _call(
        self, method: str, address: str, headers: dict[str, str] | None = None, **more: Any
    ) -> httpx.Response:
        with _answered():
            answer = httpx.request(
                method, address, headers=self._headers | (headers or {}), timeout=TIMEOUT, **more
            )
            self._check(answer)
            return answer

    def _check(self, answer: httpx.Response) -> None:
        self._note_clock(answer)
        if answer.is_success or (answer.status_code == 409 and ACCEPTED in answer.headers):
            return
        answer.read()
        raise _trouble(answer)

    def _note_clock(self, answer: httpx.Response) -> None:
        try:
            theirs = parsedate_to_datetime(answer.headers["date"])
        except (KeyError, ValueError):
            return
        self.ahead_s = (datetime.now(UTC) - theirs).total_seconds()


def of(account: ChannelAccount) -> Client:
    """Give the client of a municipality's account; `settings` may name another platform (the stand-in)."""
    api = account.settings.get("api") or settings.KHUANG_LINE_API
    content = account.settings.get("content") or account.settings.get("api") or settings.KHUANG_LINE_CONTENT
    return Client((account.secrets or {}).get("token", ""), api=api, content=content)


@contextmanager
def _answered() -> Iterator[None]:
    try:
        yield
    except (httpx.HTTPError, httpx.InvalidURL, json.JSONDecodeError) as problem:
        # The text of the fault could hold the address, and that a user's id.
        raise Unreachable(type(problem).__name__) from None
    except UnicodeEncodeError:
        raise TokenRefused("It holds letters that no token has.") from None


def _limited(answer: httpx.Response) -> bytes:
    content = bytearray()
    for piece in answer.iter_bytes():
        content += piece
        if len(content) > LARGEST_CONTENT:
            raise TooLarge(f"More than {LARGEST_CONTENT} bytes.")
    return bytes(content)


def _sent(answer: httpx.Response) -> Sent:
    accepted = answer.headers.get(ACCEPTED)
    return Sent(accepted or answer.headers.get("x-line-request-id", ""), before=bool(accepted))


def _trouble(answer: httpx.Response) -> LineTrouble:
    said, status = _said(answer), answer.status_code
    if status >= 500:
        return Unreachable(f"{status}")
    if status in (401, 403):
        return TokenRefused(said)
    if status == 429:
        return QuotaUsed(said) if "monthly limit" in said.lower() else Slower(said, _wait(answer))
    return Refused(said, status)


def _said(answer: httpx.Response) -> str:
    try:
        told = answer.json()
        details = "; ".join(f"{one.get('property')}: {one.get('message')}" for one in told.get("details", []))
        return f"{told.get('message', '')} {details}".strip()
    except (ValueError, AttributeError):
        return str(answer.status_code)


def _wait(answer: httpx.Response) -> timedelta | None:
    asked = answer.headers.get("retry-after", "")
    return timedelta(seconds=int(asked)) if asked.isdigit() else None
