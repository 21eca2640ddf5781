"""Papers: which wait for a second or third person, and which may be one paper typed as two."""

from khuang.civic.ballots.models import Election, PaperBallot, Typing


def waiting(election: Election) -> list[PaperBallot]:
    """Give papers that are typed once or differently, by number."""
    states = (PaperBallot.State.ONCE, PaperBallot.State.DIFFERS)
    return list(election.papers.filter(state__in=states))


def typings(paper: PaperBallot) -> list[Typing]:
    """Give what was typed of a paper, the first one first."""
    return list(paper.typings.filter(taken_back=False))


def twins(election: Election) -> list[tuple[Typing, Typing]]:
    """Give pairs of papers that are typed once each, alike, by two people: probably one paper."""
    rows = Typing.objects.filter(paper__election=election, paper__state=PaperBallot.State.ONCE)
    rows = rows.filter(taken_back=False).select_related("paper").order_by("paper__number")
    alike: dict[str, list[Typing]] = {}
    for one in rows:
        alike.setdefault(repr(one.said), []).append(one)
    return [
        (first, second)
        for group in alike.values()
        for place, first in enumerate(group)
        for second in group[place + 1 :]
        if first.by_id != second.by_id
    ]
