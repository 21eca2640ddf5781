"""The stand-in: LINE's platform for one official account, on the own machine."""

import json
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Self

from khuang.ground.messaging.channels.line.standin import keeping
from khuang.ground.messaging.channels.line.standin.acts import Acts
from khuang.ground.messaging.channels.line.standin.carrier import Carrier
from khuang.ground.messaging.channels.line.standin.clock import Clock
from khuang.ground.messaging.channels.line.standin.faults import Faults
from khuang.ground.messaging.channels.line.standin.phone import Phone
from khuang.ground.messaging.channels.line.standin.platform import Platform
from khuang.ground.messaging.channels.line.standin.server import Server
from khuang.ground.messaging.channels.line.standin.state import Outbound, State, User, new_user_id
from khuang.ground.messaging.channels.line.standin.webhook import Delivery, Post, Webhook, post


class Standin:
    """Everything that a test or the demo needs of LINE; use it with `with`.

    secret, token   of the channel; made at random when not given
    webhook         where events go
    at              time at which its clock stands; the machine's time when not given
    post            how an event is brought to the webhook; a test may hand it to a client of its own
    file            where its state is kept; what it holds comes before the other arguments
    redelivers      send events again that were not taken
    """

    def __init__(
        self,
        *,
        secret: str = "",
        token: str = "",
        webhook: str = "",
        host: str = "127.0.0.1",
        port: int = 0,
        at: datetime | None = None,
        send: Post = post,
        file: Path | None = None,
        redelivers: bool = False,
    ) -> None:
        new = State(secret or secrets.token_hex(16), token or secrets.token_urlsafe(64), webhook)
        self.state = keeping.load(file) if file and file.exists() else new
        self.clock, self.faults = Clock(at), Faults()
        self.webhook = Webhook(self.state, send, redelivers=redelivers)
        self.acts = Acts(self.state, self.clock)
        self.platform = Platform(self.state, self.clock, self.faults, self.webhook)
        self._carrier = Carrier(self.webhook, self.faults)
        self._keeper = keeping.Keeper(file, self.state) if file else None
        self._phone = Phone(self.platform, self.acts, self._carrier.carry)
        self._address = (host, port)

    def __enter__(self) -> Self:
        self.listen()
        self._carrier.begin()
        if self._keeper:
            self._keeper.begin()
        return self

    def __exit__(self, *_why: object) -> None:
        self._server.end()
        self._carrier.end()
        self.webhook.stop()
        if self._keeper:
            self._keeper.end()

    def listen(self) -> None:
        """Accept connections; on the same port as before when there was one."""
        self._server = Server(self._address, self.platform, self._phone.answer)
        self._address = self._server.server_address[:2]
        self._server.begin()

    @property
    def base(self) -> str:
        """Its own address, in place of https://api.line.me and https://api-data.line.me."""
        return f"http://{self._address[0]}:{self._address[1]}"

    @property
    def secret(self) -> str:
        return self.state.secret

    @property
    def token(self) -> str:
        return self.state.token

    @contextmanager
    def unreachable(self) -> Iterator[None]:
        """Refuse every connection as long as this lasts."""
        self._server.end()
        try:
            yield
        finally:
            self.listen()

    def user(self, name: str, *, follows: bool = True) -> User:
        """Add somebody."""
        with self.state.changed:
            made = User(new_user_id(), name, follows=follows)
            self.state.users[made.id] = made
        return made

    def send_event(self, *events: dict) -> Delivery:
        """Sign events and POST them to the product, in one request; see Webhook for faults on the way."""
        return self.webhook.send(*events)

    def carry(self, event: dict) -> None:
        """Send an event in the background, as the phone page does, with the fault that befalls events."""
        self._carrier.carry(event)

    def sent(self, path: str = "") -> list[Outbound]:
        """Return the requests of the product whose path holds this."""
        return [each for each in list(self.state.outbound) if path in each.path]

    def said(self) -> str:
        """Return every body that ever went to LINE, as one text in which a test can look for words."""
        return "\n".join(json.dumps(each.body, ensure_ascii=False) for each in self.sent())

    def chat(self, user: User) -> list[dict]:
        """Return the lines of a user's chat, oldest first."""
        return list(self.state.chats.get(user.id, []))
