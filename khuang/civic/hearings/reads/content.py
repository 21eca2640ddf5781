"""What the minutes say of counts, statements and hands, as it stands at the moment."""

from dataclasses import astuple
from typing import Any

from khuang.civic.forum.models import Statement
from khuang.civic.hearings.models import HallEntry, Hearing
from khuang.civic.hearings.reads.hall import balance_of, roll, turns
from khuang.civic.hearings.reads.hands import hands_raised, said_here
from khuang.civic.hearings.rules.hands import Hands, total
from khuang.civic.hearings.rules.roll import Kin, Roll, by

Kind, State = HallEntry.Kind, HallEntry.State


def content(hearing: Hearing) -> dict[str, Any]:
    """Give what is frozen into confirmed minutes; plain JSON.

    roll        rows [sex, age band, village code, group, number]
    present, villages, groups   the same, added up
    turns       sex -> times, seconds
    statements  words, hands by sex and in all: those of the topic on which hands were counted here,
                then those that were said here, each in the order in which they were made
    agreements, issues, dissent   words
    """
    counted, balance = roll(hearing), balance_of(hearing)
    rows = list(HallEntry.objects.filter(hearing=hearing, state=State.TAKEN))
    return {
        "roll": [[kin.sex, kin.age_band, kin.village, kin.group, n] for kin, n in _sorted(counted)],
        "total": balance.total,
        "present": balance.present,
        "because": list(balance.because),
        "missing_villages": list(balance.missing_villages),
        "missing_groups": list(balance.missing_groups),
        "villages": by(counted, "village"),
        "groups": {name: number for name, number in by(counted, "group").items() if name},
        "turns": turns(hearing),
        "statements": _statements(rows),
        "agreements": [row.words for row in rows if row.kind == Kind.AGREEMENT],
        "issues": [row.words for row in rows if row.kind == Kind.ISSUE],
        "dissent": [row.words for row in rows if row.kind == Kind.DISSENT],
    }


def _sorted(counted: Roll) -> list[tuple[Kin, int]]:
    return sorted(counted.items(), key=lambda item: astuple(item[0]))


def _statements(rows: list[HallEntry]) -> list[dict[str, Any]]:
    """Give each statement once with the last show of hands about it; without one that is shown no more."""
    here, hands = said_here(rows), hands_raised(rows)
    before = Statement.objects.filter(pk__in=hands.keys() - here.keys(), state="shown")
    words = {one.pk: one.words for one in before} | {key: row.words for key, row in here.items()}
    return [_statement(said, hands.get(key, {})) for key, said in words.items()]


def _statement(words: str, hands: Hands) -> dict[str, Any]:
    return {"words": words, "hands": hands, "total": list(total(hands)) if hands else None}
