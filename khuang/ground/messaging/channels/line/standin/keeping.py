"""Keeps what the phones show in one file, so that a demo has its chats after a restart."""

import base64
import json
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from threading import Event, Thread

from khuang.ground.messaging.channels.line.standin.state import Content, State, User

# What else the platform knows is only good for a day.
PLAIN = (
    "secret", "token", "webhook", "bot", "quota", "groups", "chats", "menus", "aliases", "default_menu",
    "used", "last_message",
)  # fmt: skip
EVERY = 1.0  # Seconds between two looks for something to keep.
MOST_LINES = 500  # Of one chat.


def load(file: Path) -> State:
    """Return the state that a file holds."""
    kept = json.loads(file.read_text())
    state = State(**{name: kept[name] for name in PLAIN if name in kept})
    state.users = {number: User(**fields) for number, fields in kept["users"].items()}
    state.contents, state.pictures = _contents(kept["contents"]), _contents(kept["pictures"])
    return state


def save(file: Path, state: State) -> None:
    """Write the state; a file that is half written never takes the place of a whole one."""
    with state.changed:
        kept: dict = {name: getattr(state, name) for name in PLAIN}
        kept["chats"] = {chat: lines[-MOST_LINES:] for chat, lines in state.chats.items()}
        kept["users"] = {number: asdict(user) for number, user in state.users.items()}
        kept["contents"], kept["pictures"] = _plain(state.contents), _plain(state.pictures)
        written = json.dumps(kept, ensure_ascii=False)
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.touch(mode=0o600)
    fresh.write_text(written)
    fresh.replace(file)


class Keeper:
    """Saves after a change, at most once a second, and at the end."""

    def __init__(self, file: Path, state: State) -> None:
        self.file, self.state = file, state
        self._saved, self._stopping = -1, Event()
        self._thread = Thread(target=self._watch, daemon=True)

    def begin(self) -> None:
        self._thread.start()

    def end(self) -> None:
        self._stopping.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._stopping.wait(EVERY):
            self._keep()
        self._keep()

    def _keep(self) -> None:
        if self._saved != self.state.version:
            self._saved = self.state.version
            save(self.file, self.state)


def _plain(contents: Mapping[str, Content]) -> dict[str, list[str]]:
    return {number: [one.type, base64.b64encode(one.body).decode()] for number, one in contents.items()}


def _contents(kept: Mapping[str, list[str]]) -> dict[str, Content]:
    return {number: Content(kind, base64.b64decode(body)) for number, (kind, body) in kept.items()}
