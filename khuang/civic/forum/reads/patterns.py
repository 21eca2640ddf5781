"""What the votes on a topic show, ready for a page; and which topics have to be computed again."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from khuang.civic.forum.models import Pattern, Statement, Topic
from khuang.civic.forum.reads.topics import may_now
from khuang.civic.forum.reads.votes import days, newest, topic_votes
from khuang.civic.forum.rules.patterns import analyse
from khuang.civic.forum.rules.patterns.composition import OTHERS
from khuang.civic.forum.rules.patterns.drawing import Map, Mark, draw, key
from khuang.civic.forum.rules.patterns.export import ENOUGH_TO_EXPORT, Export, Line, archive
from khuang.civic.forum.rules.phases import VOTE
from khuang.ground.places.models import Village

# Votes from a hall without network come later; what closed longer ago than this is looked at no more.
STILL_COMING = timedelta(days=31)


def outdated(at: datetime) -> list[UUID]:
    """Give the topics in which something has changed since their pattern was computed."""
    topics = Topic.objects.exclude(closed_at__lt=at - STILL_COMING).prefetch_related("phases", "patterns")
    return [topic.pk for topic in topics if _is_outdated(topic, at)]


def _is_outdated(topic: Topic, at: datetime) -> bool:
    found = next(iter(topic.patterns.all()), None)
    votes, newest_at = newest(topic)
    if found is None:
        return votes > 0
    return (found.votes, found.newest_at, found.is_over) != (votes, newest_at, is_over(topic, at)) or (
        found.result["statements"] != topic.statements.filter(state=Statement.State.SHOWN).count()
    )


def is_over(topic: Topic, at: datetime) -> bool:
    """Say whether nobody can vote any more."""
    phases = topic.phases.all()
    later = any(VOTE in one.may and one.ends_on >= timezone.localdate(at) for one in phases)
    return topic.is_closed or (VOTE not in may_now(topic, at) and not later)


@dataclass(frozen=True)
class Said:
    """A statement and how many took a side, in whole percent of those who voted on it.

    everywhere  most of every group take this side
    """

    statement: Statement
    side: str
    percent: int
    seen: int
    elsewhere: int | None
    least: int | None
    everywhere: bool = False


@dataclass(frozen=True)
class GroupSaid:
    """A group: its letter, how many stand in it, their part of all in groups in percent, what it holds."""

    letter: str
    people: int
    percent: int
    holds: list[Said]
    key: Mark


@dataclass(frozen=True)
class Composition:
    """Who the groups are in one respect: rows of an answer and how many in each group gave it."""

    caption: str
    rows: list[tuple[str, list[int]]]


@dataclass(frozen=True)
class Counted:
    """How a statement was voted on; `together`: the groups' shares that agree multiplied, in percent."""

    statement: Statement
    agree: int
    disagree: int
    passed: int
    together: int | None


@dataclass(frozen=True)
class Shown:
    """A pattern with the statements in it.

    groups       empty where `hidden` says why
    compositions  who the groups are, where that gives nobody away
    counts        of each statement how it was voted on
    without       the same without straight-liners: the likeness of the groups in percent, whether the
                  `same` statements are agreed on, and which
    """

    pattern: Pattern
    consensus: list[Said]
    bridging: list[Said]
    groups: list[GroupSaid]
    compositions: list["Composition"]
    counts: list["Counted"]
    without: dict[str, Any] | None

    @property
    def result(self) -> dict[str, Any]:
        return self.pattern.result

    @property
    def agreed(self) -> list[Said]:
        return [one for one in self.consensus if one.side == "agree"]

    @property
    def refused(self) -> list[Said]:
        return [one for one in self.consensus if one.side == "disagree"]

    @property
    def apart(self) -> int | None:
        return _percent(self.result["apart"])

    @property
    def stability(self) -> int | None:
        return _percent(self.result["stability"])

    @property
    def map(self) -> Map | None:
        return draw(self.result["dots"]) if self.groups else None

    @property
    def may_export(self) -> bool:
        """Whether anyone may have the votes: over, and of enough people that none stands out."""
        return self.pattern.is_over and self.result["people"] >= ENOUGH_TO_EXPORT


def shown_pattern(topic: Topic, *, with_hidden: bool = False) -> Shown | None:
    """Give the pattern of a topic as it was last computed; none before.

    with_hidden  the groups too that the public is not shown
    """
    found = Pattern.objects.filter(topic=topic).first()
    if found is None:
        return None
    result = found.result
    by_number = {one.number: one for one in Statement.objects.filter(topic=topic, state="shown")}
    bridging = _said(result["bridging"], by_number)
    everywhere = {(one.statement.number, one.side) for one in bridging}
    consensus = _said(result["consensus"], by_number, everywhere)
    agreed = {one.statement.number for one in consensus}
    groups = result["groups"] if with_hidden or not result["hidden"] else []
    return Shown(
        pattern=found,
        consensus=consensus,
        bridging=[one for one in bridging if one.statement.number not in agreed][:5] if groups else [],
        groups=_groups(groups, result["grouped"], by_number),
        compositions=_compositions(result["composition"]) if groups else [],
        counts=_counts(result, by_number),
        without=_without(result, by_number),
    )


def _counts(result: Mapping[str, Any], by_number: Mapping[int, Statement]) -> list[Counted]:
    together = result["group_aware"] or [None] * len(result["counts"])
    return [
        Counted(by_number[number], agree, disagree, seen - agree - disagree, _percent(product))
        for (number, agree, disagree, seen), product in zip(result["counts"], together, strict=True)
        if number in by_number
    ]


def _groups(groups: Iterable[Any], grouped: int, by_number: Mapping[int, Statement]) -> list[GroupSaid]:
    return [
        GroupSaid(
            "ABCDE"[at],
            one["people"],
            round(100 * one["people"] / grouped),
            _said(one["holds"], by_number),
            key(at),
        )
        for at, one in enumerate(groups)
    ]


def _said(
    rows: Iterable[Any], by_number: Mapping[int, Statement], everywhere: Iterable[tuple[int, str]] = ()
) -> list[Said]:
    return [
        Said(
            statement=by_number[row["number"]],
            side=row["side"],
            percent=round(100 * row["share"]),
            seen=row["seen"],
            elsewhere=_percent(row["elsewhere"]),
            least=_percent(row["least"]),
            everywhere=(row["number"], row["side"]) in everywhere,
        )
        for row in rows
        if row["number"] in by_number
    ]


def _compositions(kept: Mapping[str, list[tuple[str, list[int]]]]) -> list[Composition]:
    """Put the words for the codes: those of sexes, and the names of villages."""
    codes = [code for code, _people in kept.get("village", ())]
    words = {one.code: str(one) for one in Village.objects.filter(code__in=codes)}
    words |= {"female": _("women"), "male": _("men"), "other": _("other"), OTHERS: _("others, or not said")}
    captions = {"sex": _("Sex"), "age_band": _("Age"), "village": _("Village")}
    return [
        Composition(caption, [(words.get(answer, answer), people) for answer, people in kept[attribute]])
        for attribute, caption in captions.items()
        if attribute in kept
    ]


def _without(result: Mapping[str, Any], by_number: Mapping[int, Statement]) -> dict[str, Any] | None:
    kept = result["without"]
    if not kept:
        return None
    one, other = ({(row["number"], row["side"]) for row in rows["consensus"]} for rows in (result, kept))
    return {
        "likeness": _percent(kept["likeness"]),
        "same": one == other,
        "consensus": _said(kept["consensus"], by_number),
    }


def _percent(share: float | None) -> int | None:
    return None if share is None else round(100 * share)


def exported(topic: Topic, address: str) -> bytes | None:
    """Give the votes of a topic as Polis' files in a ZIP; None while people vote, and of too few people.

    Computed anew, from the very votes that go into the files.
    """
    found = shown_pattern(topic)
    if found is None or not found.may_export:
        return None
    read = topic_votes(topic)
    lines = [Line(one.number, one.words, timezone.localdate(one.at)) for one in read.statements]
    return archive(
        Export(topic.title, topic.question, address, read.votes, days(read), analyse(read.votes), lines)
    )
