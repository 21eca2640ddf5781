"""The platform as a whole: it takes a request, checks it, and lets the endpoint answer."""

import hmac
from collections.abc import Callable
from datetime import timedelta, timezone
from uuid import uuid4

from khuang.ground.messaging.channels.line.standin.answers import Answer, Refused
from khuang.ground.messaging.channels.line.standin.api import routes
from khuang.ground.messaging.channels.line.standin.api.request import Request
from khuang.ground.messaging.channels.line.standin.clock import Clock
from khuang.ground.messaging.channels.line.standin.faults import Faults
from khuang.ground.messaging.channels.line.standin.state import Outbound, State, User
from khuang.ground.messaging.channels.line.standin.webhook import Webhook

JAPAN = timezone(timedelta(hours=9))  # LINE's months begin there.
MOST_REMEMBERED = 10_000  # Outbound requests.
BEARER_REFUSED = (
    "Authentication failed due to the following reason: invalid token. "
    "Confirm that the access token in the authorization header is valid."
)
TOO_OFTEN = "The API rate limit has been exceeded. Try again later."
UNDONE = {"error": (500, "Internal Server Error"), "busy": (429, TOO_OFTEN)}


class Platform:
    """State, clock, faults, webhook, and the door for requests."""

    def __init__(self, state: State, clock: Clock, faults: Faults, webhook: Webhook) -> None:
        self.state, self.clock, self.faults, self.webhook = state, clock, faults, webhook

    def month(self) -> str:
        """The month in which messages are counted now, such as 2026-11."""
        return self.clock.now().astimezone(JAPAN).strftime("%Y-%m")

    def friend(self, user: str) -> User:
        """Return a user who follows. Raises Refused with 404."""
        found = self.state.users.get(user)
        if not found or not found.follows:
            raise Refused(404, "Not found")
        return found

    def handle(self, request: Request) -> tuple[Answer, str]:
        """Answer a request; also say which fault befalls it, for the wire to act on."""
        request.id = str(uuid4())
        with self.state.changed:
            fault = self.faults.befalls(request.path)
        done = self._done(request, fault)
        with self.state.changed:
            self._remember(request, done)
            self.state.touch()
        return Answer(
            done.body, done.status, {**done.headers, "X-Line-Request-Id": request.id}, done.type
        ), fault

    def _done(self, request: Request, fault: str) -> Answer:
        try:
            if fault in UNDONE:
                raise Refused(*UNDONE[fault])
            self._check_bearer(request, fault)
            return self._locked(request, lambda: routes.answer(request))
        except Refused as refused:
            return refused.answer

    def _locked(self, request: Request, answer: Callable[[], Answer]) -> Answer:
        # The test of the webhook calls the product, which may call back: not while we hold the state.
        if request.path.endswith("/webhook/test"):
            return answer()
        with self.state.changed:
            return answer()

    def _check_bearer(self, request: Request, fault: str) -> None:
        given = request.headers.get("authorization", "")
        right = hmac.compare_digest(given.encode(), f"Bearer {self.state.token}".encode())
        if fault == "revoked" or not right:
            raise Refused(401, BEARER_REFUSED)

    def _remember(self, request: Request, done: Answer) -> None:
        kind = request.headers.get("content-type", "")
        body = _read(request) if kind.startswith("application/json") else {}
        kept = {name: request.headers[name] for name in ("x-line-retry-key",) if name in request.headers}
        sent = Outbound(request.method, request.path, body, done.status, self.clock.now(), kept)
        self.state.outbound.append(sent)
        del self.state.outbound[:-MOST_REMEMBERED]


def _read(request: Request) -> dict:
    try:
        return request.json()
    except Refused:
        return {"unreadable": request.raw.decode(errors="replace")}
