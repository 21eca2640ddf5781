"""What a page of the hall works with, as JSON: it adds to this what it has not sent yet."""

from typing import Any

from khuang.civic.forum.models import Statement
from khuang.civic.hearings.models import HallEntry, Hearing
from khuang.civic.hearings.reads.hall import goal, roll, turns
from khuang.civic.hearings.reads.hands import hands_raised, said_here
from khuang.civic.hearings.reads.paper import village_names
from khuang.civic.hearings.reads.sentences import why

Kind, State = HallEntry.Kind, HallEntry.State


def hall_state(hearing: Hearing) -> dict[str, Any]:
    """Give the roll, the turns, the statements and what waits.

    roll        rows [sex, village code, group, number]
    statements  id (of the entry, or of the forum's statement), words, hands by sex, why other hands wait
    """
    aim, names = goal(hearing), village_names()
    rows = list(HallEntry.objects.filter(hearing=hearing).exclude(kind__in=(Kind.ROLL, Kind.TURN)))
    statements = _statements(hearing, rows)
    about = {one["id"]: one["words"] for one in statements}
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
        "statements": statements,
        "said": [_said(row) for row in rows if row.kind in _WORDED and row.state == State.TAKEN],
        "waiting": [
            _said(row) | {"words": row.words or about.get(str(row.about_id), "")}
            for row in rows
            if row.state in (State.WAITING, State.LATE)
        ],
    }


_WORDED = (Kind.ISSUE, Kind.AGREEMENT, Kind.DISSENT)


def _said(row: HallEntry) -> dict[str, str]:
    return {"id": str(row.pk), "kind": row.kind, "words": row.words, "why": why(row) if row.because else ""}


def _statements(hearing: Hearing, rows: list[HallEntry]) -> list[dict[str, Any]]:
    """Give what the topic held before, then what was said here."""
    taken = [row for row in rows if row.state == State.TAKEN]
    here, hands = said_here(taken), hands_raised(taken)
    odd = {row.about_id: why(row) for row in rows if row.kind == Kind.HANDS and row.state == State.WAITING}
    before = Statement.objects.filter(topic=hearing.topic_id, state="shown") if hearing.topic_id else []
    shown = [(one.pk, one.pk, one.words) for one in before if one.pk not in here] + [
        (row.pk, key, row.words) for key, row in here.items()
    ]
    return [
        {"id": str(pk), "words": words, "hands": hands.get(key, {}), "why": odd.get(pk, "")}
        for pk, key, words in shown
    ]
