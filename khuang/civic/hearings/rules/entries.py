"""What a page of the hall sends: one entry at a time, each with an id that the page made."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from khuang.civic.hearings.rules.hands import Hands, by_sex
from khuang.civic.hearings.rules.problems import NoWords, Unreadable
from khuang.lib.demographics import AGE_BANDS, SEXES

KINDS = ("roll", "turn", "statement", "hands", "issue", "agreement", "dissent")
WORDED = ("statement", "issue", "agreement", "dissent")
LONGEST = 1000  # characters of words
MOST = 999  # people counted in or out at once


@dataclass(frozen=True)
class Noted:
    """One entry of the hall.

    id        made where it was noted, so that a second sending is the same entry
    kind      one of KINDS
    at        when it was noted there
    sex, age_band, village, group   of the roll, and sex of a speaking turn; village is a code
    step      people counted in (above zero) or out
    seconds   how long somebody spoke, none when nobody looked at the clock
    words     of a statement, an issue, an agreement that was proposed, or of dissent
    topic_kind  of an issue: the kind of need
    about     of hands: the entry of the statement, or the statement itself; of dissent: the agreement
    hands     sex -> (agree, disagree, pass)
    """

    id: UUID
    kind: str
    at: datetime
    sex: str = ""
    age_band: str = ""
    village: str = ""
    group: str = ""
    step: int = 0
    seconds: int | None = None
    words: str = ""
    topic_kind: str = ""
    about: UUID | None = None
    hands: Hands = field(default_factory=dict)


def read(told: Mapping[str, Any]) -> Noted:
    """Read an entry as it was sent. Raises Unreadable, NoWords."""
    try:
        noted = _read(told)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise Unreadable from error
    if noted.kind in WORDED and not noted.words:
        raise NoWords
    if not _fits(noted):
        raise Unreadable
    return noted


def _read(told: Mapping[str, Any]) -> Noted:
    moment = datetime.fromisoformat(told["at"])
    seconds, about = told.get("seconds"), told.get("about")
    return Noted(
        id=UUID(told["id"]),
        kind=told["kind"],
        at=moment if moment.tzinfo else moment.replace(tzinfo=UTC),
        sex=told.get("sex") or "",
        age_band=told.get("age_band") or "",
        village=str(told.get("village") or "")[:12],
        group=str(told.get("group") or "")[:120],
        step=int(told.get("step") or 0),
        seconds=int(seconds) if seconds not in (None, "") else None,
        words=str(told.get("words") or "").strip()[:LONGEST],
        topic_kind=str(told.get("topic_kind") or "")[:40],
        about=UUID(about) if about else None,
        hands=by_sex(told.get("hands") or {}),
    )


def _fits(noted: Noted) -> bool:
    """Whether an entry says what its kind needs."""
    if noted.sex not in ("", *SEXES) or noted.age_band not in ("", *AGE_BANDS):
        return False
    if noted.seconds is not None and not 0 <= noted.seconds <= 24 * 3600:
        return False
    needs = {
        "roll": bool(noted.sex) and 0 < abs(noted.step) <= MOST,
        "turn": bool(noted.sex),
        "hands": bool(noted.about and noted.hands),
        "issue": bool(noted.topic_kind),
    }
    return noted.kind in KINDS and needs.get(noted.kind, True)
