"""Drafts of a policy in the reader's words, and the policies that came into force."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from khuang.care.risk.models import (
    DraftEdit,
    FormNotice,
    Level,
    PolicyDraft,
    PolicyVersion,
    Rejudging,
)
from khuang.care.risk.reads.policies import adopted_policy, compiled, in_words
from khuang.care.risk.rules import drafts, policies
from khuang.care.risk.rules.instruments import words
from khuang.care.risk.rules.policies import LEVELS, NONE, RANK
from khuang.ground.accounts.reads import may, names

WORST_FIRST = tuple(reversed(LEVELS))


@dataclass(frozen=True)
class PartWords:
    """One part of a policy: its name, what it says, and what it said before if that is something else."""

    part: str
    title: str
    now: str
    before: str = ""


@dataclass(frozen=True)
class EditWords:
    """One change of a draft: who made it, and whether it met another one and waits to be chosen."""

    edit: DraftEdit
    who: str
    title: str
    before: str
    after: str


@dataclass(frozen=True)
class DraftWords:
    """A draft as its page shows it.

    differences  against the policy in force now
    is_overtaken another policy came into force since the copy was made
    """

    draft: PolicyDraft
    differences: list[PartWords]
    groups: list[tuple[str, list[PartWords]]]
    edits: list[EditWords]
    is_overtaken: bool
    made_by: str
    edited_by: str
    proposed_by: str
    approved_by: str
    refused_by: str


def drafts_open() -> QuerySet[PolicyDraft]:
    """Give the drafts that have not become a policy yet, the newest change first."""
    return PolicyDraft.objects.exclude(state=PolicyDraft.State.ADOPTED)


def draft_in_words(draft: PolicyDraft) -> DraftWords:
    """Put a draft in words, against the policy in force."""
    adopted = adopted_policy()
    document = policies.read(draft.document)
    before = policies.read(adopted.document) if adopted else policies.shipped_document()
    who = names()
    return DraftWords(
        draft=draft,
        differences=[
            PartWords(
                one.part,
                title_of(document, one.part),
                said(one.part, one.after),
                said(one.part, one.before),
            )
            for one in drafts.differences(before, document)
        ],
        groups=_groups(document),
        edits=[_edit(document, one, who) for one in draft.edits.all()],
        is_overtaken=adopted is not None and draft.based_on_id != adopted.pk and draft.adopted_id is None,
        made_by=who.get(draft.made_by_id, ""),
        edited_by=who.get(draft.edited_by_id, ""),
        proposed_by=who.get(draft.proposed_by_id, ""),
        approved_by=who.get(draft.approved_by_id, ""),
        refused_by=who.get(draft.refused_by_id, ""),
    )


def _edit(document: Mapping[str, Any], edit: DraftEdit, who: Mapping[UUID, str]) -> EditWords:
    both = said(edit.part, edit.before), said(edit.part, edit.after)
    return EditWords(edit, who.get(edit.by_id, ""), title_of(document, edit.part), *both)


def _groups(document: Mapping[str, Any]) -> list[tuple[str, list[PartWords]]]:
    """The parts under headings: red flags, points, not counted, cut points, validity and maximum."""
    told = {part: drafts.values(document, part) for part in drafts.parts(document)}
    rules = {part: one for part, one in told.items() if part.startswith("rule:")}
    flags = [part for part, one in rules.items() if one["floor"] != NONE]
    counted = [part for part, one in rules.items() if one["points"] and part not in flags]
    headings = {
        _("Red flags"): sorted(flags, key=lambda part: -RANK[rules[part]["floor"]]),
        _("Points"): sorted(counted, key=lambda part: -rules[part]["points"]),
        _("Not counted"): [part for part in rules if part not in (*flags, *counted)],
        _("From points to a class"): [part for part in told if part.startswith("band:")] + [drafts.MAXIMUM],
        _("How long a class holds"): [drafts.VALIDITY],
    }
    return [
        (heading, [PartWords(part, title_of(document, part), said(part, told[part])) for part in some])
        for heading, some in headings.items()
        if some
    ]


def title_of(document: Mapping[str, Any], part: str) -> str:
    """Name a part in the reader's language."""
    kind, _colon, name = part.partition(":")
    if kind == "rule":
        return in_words(words(next(one for one in document["rules"] if one["id"] == name)))
    if kind == "band":
        return in_words(words(next(one for one in document["bands"] if one["code"] == name)))
    return _("How long a class holds") if part == drafts.VALIDITY else _("The highest sum")


def said(part: str, values: Mapping[str, Any]) -> str:
    """Put the values of a part in a phrase."""
    if part.startswith("rule:"):
        return rule_said(values["points"], values["floor"])
    if part == drafts.MAXIMUM:
        return _points(values[drafts.MAXIMUM])
    if part == drafts.VALIDITY:
        return ", ".join(f"{Level(level).label} {_days(values[level])}" for level in WORST_FIRST)
    cuts = (f"{Level(level).label} {_from(values[level])}" for level in WORST_FIRST if level in values)
    return ", ".join(cuts)


def rule_said(points: int, floor: str) -> str:
    if not points and floor == NONE:
        return _("not counted")
    parts = [_points(points)] if points else []
    if floor != NONE:
        parts.append(_("class at least %(level)s") % {"level": Level(floor).label})
    return ", ".join(parts)


def _points(count: int) -> str:
    return ngettext("%(count)s point", "%(count)s points", count) % {"count": count}


def _from(count: int) -> str:
    return ngettext("from %(count)s point", "from %(count)s points", count) % {"count": count}


def _days(count: int) -> str:
    return ngettext("%(count)s day", "%(count)s days", count) % {"count": count}


@dataclass(frozen=True)
class VersionWords:
    """A policy that is or was in force."""

    version: PolicyVersion
    title: str
    until: Any
    adopted_by: str
    proposed_by: str


def versions() -> list[VersionWords]:
    """Give every policy that came into force, newest first, and when it ended."""
    rows = list(PolicyVersion.objects.all())
    who = names()
    ends = [None, *(row.adopted_at for row in rows)]
    return [
        VersionWords(
            version=row,
            title=f"{in_words(compiled(row).title)} {row.version}",
            until=until,
            adopted_by=who.get(row.adopted_by_id, ""),
            proposed_by=who.get(row.proposed_by_id, ""),
        )
        for row, until in zip(rows, ends, strict=False)
    ]


def rejudging() -> Rejudging | None:
    """Give the work that judges everybody anew, while it goes on."""
    work = Rejudging.objects.select_related("policy").first()
    return work if work and not work.is_over else None


def open_notices() -> QuerySet[FormNotice]:
    """Give the forms whose calculation a person must look at."""
    return FormNotice.objects.filter(settled_at=None)


def may_decide(actor: Any, draft: PolicyDraft) -> bool:
    """Say whether an actor may approve: with leave, and neither its proposer nor its last editor."""
    return may(actor, "risk.adopt") and actor.pk not in (draft.proposed_by_id, draft.edited_by_id)
