"""Letters behind a code: what stands before a browser, and what its reader sees."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from khuang.care.correspondence.models import Letter
from khuang.ground.municipalities.fields import keyed_hash


@dataclass(frozen=True)
class Shown:
    """A letter as its reader sees it: plain texts, so that the page is made after the transaction."""

    municipality: str
    words: str
    written_at: datetime
    until: datetime


def letter_with_token(token: str) -> Letter | None:
    """Give the letter of a link, also when it is over. Asked inside the municipality that the link names."""
    return Letter.objects.filter(token_hash=keyed_hash(token, "letter-link")).first()


def letter_of_browser(key: UUID, carried: str) -> Letter | None:
    """Give a letter when this browser is the one in which the code was typed."""
    return Letter.objects.filter(pk=key, browser_hash=keyed_hash(carried, "letter-browser")).first()


def stands_before(letter: Letter, carried: str, *, at: datetime) -> str:
    """Say what a browser meets at a letter: gone, inside, code, or wait (no code was made, or it is used)."""
    if letter.withdrawn_at or at >= letter.until or letter.person.restricted_at:
        return "gone"
    if carried and bytes(letter.browser_hash or b"") == keyed_hash(carried, "letter-browser"):
        return "inside"
    return "code" if letter.code_hash else "wait"


def shown(letter: Letter) -> Shown:
    """Give what its reader sees. Whoever shows it writes correspondence.letter-read."""
    return Shown(str(letter.municipality), letter.words or "", letter.made_at, letter.until)
