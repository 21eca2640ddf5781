"""What somebody does with their telephone: each act changes their chat and gives the event of it, unsent."""

import secrets

from khuang.ground.messaging.channels.line.standin import events
from khuang.ground.messaging.channels.line.standin.answers import Refused
from khuang.ground.messaging.channels.line.standin.clock import Clock
from khuang.ground.messaging.channels.line.standin.state import Content, State, User


class Acts:
    """The acts of users. `group` names a group in which they do it."""

    def __init__(self, state: State, clock: Clock) -> None:
        self.state, self.clock = state, clock

    def text(self, user: User, words: str, group: str = "") -> dict:
        return self._message(user, "text", group, text=words)

    def sticker(self, user: User, package: str = "446", sticker: str = "1988") -> dict:
        more = {"packageId": package, "stickerId": sticker, "stickerResourceType": "STATIC"}
        return self._message(user, "sticker", **more)

    def place(
        self, user: User, latitude: float, longitude: float, title: str = "", address: str = ""
    ) -> dict:
        where = {"latitude": latitude, "longitude": longitude}
        said = {name: value for name, value in {"title": title, "address": address}.items() if value}
        return self._message(user, "location", **where, **said)

    def voice(self, user: User, body: bytes, kind: str = "audio/x-m4a", milliseconds: int = 1000) -> dict:
        return self._file(user, "audio", body, kind, duration=milliseconds)

    def picture(self, user: User, body: bytes, kind: str = "image/jpeg") -> dict:
        return self._file(user, "image", body, kind)

    def tap(self, user: User, data: str, shown: str = "", params: dict | None = None) -> dict:
        """Tap a postback; `shown` is what then stands in the chat as said by the user."""
        if shown:
            self._line(user.id, "user", {"type": "text", "text": shown})
        postback = {"data": data} | ({"params": params} if params else {})
        return self._event("postback", events.of_user(user), postback=postback)

    def unsend(self, user: User, message: str) -> dict:
        """Take a message back; its words are gone from the chat."""
        with self.state.changed:
            for line in self.state.chats.get(user.id, []):
                if line["id"] == message and line["who"] == "user":
                    line["message"], line["withdrawn"] = {"type": "text", "text": ""}, True
            self.state.contents.pop(message, None)
            self.state.touch()
        return self._event("unsend", events.of_user(user), unsend={"messageId": message})

    def follow(self, user: User) -> dict:
        """Become a friend of the account, or take the block away."""
        with self.state.changed:
            self.state.users.setdefault(user.id, user)
            was_blocked, user.follows, user.has_blocked = user.has_blocked, True, False
            self.state.touch()
        return self._event("follow", events.of_user(user), follow={"isUnblocked": was_blocked})

    def unfollow(self, user: User) -> dict:
        """Block the account. Nothing reaches this user any more, and the sender is not told."""
        with self.state.changed:
            user.follows, user.has_blocked, user.menu = False, True, ""
            self.state.touch()
        return self._event("unfollow", events.of_user(user))

    def join(self, *members: User) -> dict:
        """Invite the account into a group of these users."""
        group = "C" + secrets.token_hex(16)
        with self.state.changed:
            self.state.groups[group] = [user.id for user in members]
        return self._event("join", {"type": "group", "groupId": group})

    def link(self, user: User, token: str, nonce: str) -> dict:
        """Open the address of account linking. Raises Refused when the token is used, old or another's."""
        with self.state.changed:
            whose, until = self.state.link_tokens.pop(token, ("", self.clock.now()))
        if whose != user.id or self.clock.now() > until or not 10 <= len(nonce) <= 255:
            raise Refused(400, "The link token or the nonce is invalid")
        return self._event("accountLink", events.of_user(user), link={"result": "ok", "nonce": nonce})

    def unheard_of(self, user: User, kind: str = "teleport", **more: object) -> dict:
        """Something that LINE adds next year."""
        return self._event(kind, events.of_user(user), **more)

    def _message(self, user: User, kind: str, group: str = "", **more: object) -> dict:
        message = events.message(self.state, kind, **more)
        self._line(group or user.id, "user", message)
        return self._event("message", events.of_user(user, group), message=message)

    def _file(self, user: User, kind: str, body: bytes, media: str, **more: object) -> dict:
        event = self._message(user, kind, contentProvider={"type": "line"}, **more)
        with self.state.changed:
            self.state.contents[event["message"]["id"]] = Content(media, body)
        return event

    def _line(self, chat: str, who: str, message: dict) -> None:
        with self.state.changed:
            self.state.add_line(chat, who, message, self.clock.now())

    def _event(self, kind: str, source: dict, **more: object) -> dict:
        return events.event(self.state, self.clock, kind, source, **more)
