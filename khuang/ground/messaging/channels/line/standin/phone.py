"""The page that looks like a telephone: what it is served, and what is done on it."""

import re
from collections.abc import Callable, Mapping
from dataclasses import asdict
from functools import partial

from khuang.ground.messaging.channels.line.standin import pages
from khuang.ground.messaging.channels.line.standin.acts import Acts
from khuang.ground.messaging.channels.line.standin.answers import Answer, Refused
from khuang.ground.messaging.channels.line.standin.api.request import Request
from khuang.ground.messaging.channels.line.standin.faults import EVENT_KINDS, KINDS
from khuang.ground.messaging.channels.line.standin.platform import Platform
from khuang.ground.messaging.channels.line.standin.state import Content, User

LONGEST_WAIT = 20.0  # Seconds that a phone's question waits for news.
OWN_HEADER = "x-phone"  # No page of another address can send it.
MEDIA = re.compile(r"(audio|image)/[\w.+-]+")
NOT_FOUND = Refused(404, "Not found")


class Phone:
    """Answers the page; events go on through `carry`."""

    def __init__(self, platform: Platform, acts: Acts, carry: Callable[[dict], None]) -> None:
        self.platform, self.state, self.acts, self.carry = platform, platform.state, acts, carry
        self.routes: dict[str, Callable[..., Answer]] = {
            r"GET /": pages.page,
            r"GET /page/(?P<name>[\w.-]+)": pages.asset,
            r"GET /phone/state": self.look,
            r"GET /phone/content/(?P<number>\d+)": partial(self.file, self.state.contents),
            r"GET /phone/menu/(?P<number>[\w-]+)": partial(self.file, self.state.pictures),
            r"POST /phone/act": self.act,
            r"POST /phone/file": self.send_file,
            r"POST /phone/faults": self.set_faults,
            r"GET /dialog/bot/accountLink": self.link,
        }

    def answer(self, request: Request) -> Answer:
        asked = f"{request.method.replace('HEAD', 'GET')} {request.path}"
        try:
            if request.method == "POST" and OWN_HEADER not in request.headers:
                raise Refused(403, "Only its own page may do this")
            for pattern, endpoint in self.routes.items():
                if found := re.fullmatch(pattern, asked):
                    return pages.guarded(endpoint(request, **found.groupdict()))
            raise NOT_FOUND
        except Refused as refused:
            return pages.guarded(refused.answer)
        except ValueError:
            return pages.guarded(Answer({"message": "Not a number"}, 400))

    def look(self, request: Request) -> Answer:
        """Tell what a user's phone shows, as soon as there is something newer than `after`."""
        after = int(request.query.get("after", "-1"))
        with self.state.changed:
            self.state.changed.wait_for(lambda: self.state.version != after, LONGEST_WAIT)
            asked = request.query.get("user") or next(iter(self.state.users), "")
            return Answer(self._shown(self._user(asked)))

    def act(self, request: Request) -> Answer:
        """Do what a user does; `act` says what, the rest of the body how."""
        body = request.json()
        user = self._user(body.get("user"))
        self.carry(self._event(body, user))
        return Answer(status=202)

    def send_file(self, request: Request) -> Answer:
        """Send a voice message or a picture: the body itself."""
        user, kind = self._user(request.query.get("user")), request.headers.get("content-type", "")
        found = MEDIA.match(kind)
        if not found or not request.raw:
            raise Refused(415, "Send a sound or a picture")
        if found[1] == "audio":
            long = int(request.query.get("duration", "1000"))
            self.carry(self.acts.voice(user, request.raw, found[0], long))
        else:
            self.carry(self.acts.picture(user, request.raw, found[0]))
        return Answer(status=202)

    def set_faults(self, request: Request) -> Answer:
        """Switch a fault of the answers, or of the events, on or off."""
        body, faults = request.json(), self.platform.faults
        kind, of_events = body.get("kind", faults.kind), body.get("events", faults.events)
        if kind not in ("", *KINDS) or of_events not in ("", *EVENT_KINDS):
            raise Refused(400, "There is no such fault")
        with self.state.changed:
            faults.kind, faults.events = kind, of_events
            self.state.touch()
        return Answer()

    def file(self, held: Mapping[str, Content], _request: Request, number: str) -> Answer:
        found = held.get(number)
        if not found:
            raise NOT_FOUND
        return Answer(found.body, type=found.type)

    def link(self, request: Request) -> Answer:
        """Where a page of the municipality sends somebody who signed in there, to link the account."""
        token = request.query.get("linkToken", "")
        whose = self.state.link_tokens.get(token, ("", None))[0]
        event = self.acts.link(self._user(whose), token, request.query.get("nonce", ""))
        self.carry(event)
        return Answer(status=303, headers={"Location": "/"})

    def _event(self, body: dict, user: User) -> dict:
        acts, kind = self.acts, body.get("act")
        if kind in ("follow", "unfollow", "sticker"):
            return getattr(acts, kind)(user)
        try:
            if kind == "text":
                return acts.text(user, str(body["text"])[:5000])
            if kind == "tap":
                return acts.tap(user, body["data"], body.get("shown") or "", body.get("params"))
            if kind == "place":
                return acts.place(user, float(body["latitude"]), float(body["longitude"]))
            if kind == "unsend":
                return acts.unsend(user, str(body["message"]))
        except (KeyError, ValueError, TypeError):
            raise Refused(400, "Something is missing") from None
        raise Refused(400, "There is no such act")

    def _user(self, number: str | None) -> User:
        found = self.state.users.get(number or "")
        if not found:
            raise NOT_FOUND
        return found

    def _shown(self, user: User) -> dict:
        state, platform = self.state, self.platform
        loading = state.loading.get(user.id)
        taken = platform.webhook.deliveries[-1:]
        return {
            "version": state.version,
            "users": [asdict(each) for each in state.users.values()],
            "lines": state.chats.get(user.id, []),
            "last": {number: lines[-1]["id"] for number, lines in state.chats.items() if lines},
            "menu": self._menu(user),
            "loading": bool(loading and loading > platform.clock.now()),
            "faults": {"kind": platform.faults.kind, "events": platform.faults.events},
            "quota": {"limit": state.quota, "used": state.used.get(platform.month(), 0)},
            "status": taken[0].status if taken else None,
        }

    def _menu(self, user: User) -> dict | None:
        number = user.menu or self.state.default_menu
        found = self.state.menus.get(number)
        return {"id": number, **found} if found and user.follows else None
