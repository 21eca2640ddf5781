"""What a page of the hall works with, as JSON: it adds to this what it has not sent yet."""

from typing import Any

from khuang.civic.forum.models import Statement
from khuang.civic.hearings.models import HallEntry, Hearing
from khuang.civic.hearings.reads.hall import goal, roll, turns
from khuang.civic.hearings.reads.paper import village_names
from khuang.civic.hearings.reads.sentences import why

Kind, State = HallEntry.Kind, HallEntry.State


def hall_state(hearing: Hearing) -> dict[str, Any]:
    """Give the roll, the turns, the statements and what waits.

    roll        rows [sex, village code, group, number]
    statements  id (of the entry, or of the forum's statement), words, hands by sex
    """
    aim, names = goal(hearing), village_names()
    rows = list(HallEntry.objects.filter(hearing=hearing).exclude(kind__in=(Kind.ROLL, Kind.TURN)))
    return {
        "is_open": hearing.closed_at is None,
        "goal": {
            "quorum": aim.quorum,
            "leeway": aim.leeway,
            "women": aim.women,
            "villages": [[code, names.get(code, code)] for code in sorted(aim.villages)],
            "groups": sorted(aim.groups),
        },
        "roll": [[kin.sex, kin.village, kin.group, n] for kin, n in roll(hearing).items()],
        "turns": {sex: told["times"] for sex, told in turns(hearing).items()},
        "statements": _statements(hearing, rows),
        "said": [_said(row) for row in rows if row.kind in _WORDED and row.state == State.TAKEN],
        "waiting": [_said(row) for row in rows if row.state in (State.WAITING, State.LATE)],
    }


_WORDED = (Kind.ISSUE, Kind.AGREEMENT, Kind.DISSENT)


def _said(row: HallEntry) -> dict[str, str]:
    return {"id": str(row.pk), "kind": row.kind, "words": row.words, "why": why(row) if row.because else ""}


def _statements(hearing: Hearing, rows: list[HallEntry]) -> list[dict[str, Any]]:
    """Give what the topic held before, then what was said here."""
    taken = [row for row in rows if row.state == State.TAKEN]
    hands = {row.about_id: row.hands for row in taken if row.kind == Kind.HANDS}
    here = [row for row in taken if row.kind == Kind.STATEMENT]
    before = Statement.objects.filter(topic=hearing.topic_id, state="shown") if hearing.topic_id else []
    known = {row.result_id for row in here}
    shown = [(one.pk, one.words) for one in before if one.pk not in known] + [
        (row.pk, row.words) for row in here
    ]
    return [{"id": str(key), "words": words, "hands": hands.get(key, {})} for key, words in shown]
