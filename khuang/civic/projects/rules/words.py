"""Whether a closed project is done: the public says it, not the office."""

from collections.abc import Iterable
from dataclasses import dataclass

from khuang.lib.thai_names import read_name

ENOUGH_INSPECTORS = 2


@dataclass(frozen=True)
class Word:
    """What one voice said of a project in its present round.

    voice    anyone, inspector or requester
    who      tells one inspector or requester from another
    finding  fixed, not-fixed or unsure
    """

    voice: str
    who: str
    finding: str


def verdict(words: Iterable[Word]) -> str:
    """Give done, reopened, or "" while it is not known.

    Done needs the word of whoever asked for it or of two inspectors; one of them who says that it is
    not reopens it. Words of anyone else are shown, and decide nothing.
    """
    binding = [one for one in words if one.voice in ("inspector", "requester")]
    if any(one.finding == "not-fixed" for one in binding):
        return "reopened"
    content = {(one.voice, one.who) for one in binding if one.finding == "fixed"}
    inspectors = sum(voice == "inspector" for voice, _who in content)
    asked = len(content) - inspectors
    return "done" if asked or inspectors >= ENOUGH_INSPECTORS else ""


def is_contractor(name: str, contractors: Iterable[str]) -> bool:
    """Say whether an inspector's name, without a title, stands in the name of a contractor."""
    read = read_name(name)
    bare = f"{read.given}{read.family}".replace(" ", "")
    return bool(bare) and any(bare in "".join(one.split()) for one in contractors)
