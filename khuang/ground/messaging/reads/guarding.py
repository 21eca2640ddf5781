"""What may not go through a channel that carries no personal content, and why, in words."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from khuang.ground.messaging import names
from khuang.ground.messaging.reads.channels import channel as channel_named
from khuang.ground.messaging.rules import guard
from khuang.ground.messaging.rules.parties import Party

# Why, and what to do instead.
SENTENCES: dict[str, Any] = {
    guard.NUMBER: _(
        "A number such as an ID, hospital or bank account number may not go. Leave it out, or telephone."
    ),
    guard.PHONE: _("A telephone number may not go. Leave it out; they can call the municipality."),
    guard.PLACE: _("A position or a link to a map may not go. Name a public place instead, or telephone."),
    guard.HOUSE: _("A house number may not go. Leave it out: they know where they live."),
    guard.NAME: _(
        "The name of somebody else may not go. Write “your neighbour” or “your relative”, or telephone."
    ),
    "illness": _(
        "Words about an illness may not go. Write “your appointment” or “your health”, or telephone."
    ),
    "disability": _("Words about a disability may not go. Leave them out, or telephone."),
    "poverty": _("Words about being poor may not go. Write “the support”, or telephone."),
    "violence": _("Words about violence or a court case may not go. Telephone, or go there."),
}


@dataclass(frozen=True)
class Reason:
    """Why a text may not go.

    code      of `rules.guard`
    found     the words in the text
    sentence  why and what to do, in the reader's language
    """

    code: str
    found: str
    sentence: str | Promise


def what_may_not_go(words: str, channel: str, party: Party | None = None) -> list[Reason]:
    """Say what of a text a channel may not carry to somebody, each kind once; empty when all of it may.

    channel  code; a channel that stays inside the municipality carries everything
    """
    found = channel_named(channel)
    if found is None or found.carries_personal:
        return []
    return [Reason(one.code, one.words, SENTENCES[one.code]) for one in _each_kind(words, party)]


def may_not_go(words: str, party: Party | None = None) -> list[str]:
    """Give the codes of what may not go through any channel of somebody else's."""
    return [finding.code for finding in _each_kind(words, party)]


def _each_kind(words: str, party: Party | None) -> list[guard.Finding]:
    kinds: dict[str, guard.Finding] = {}
    for finding in _findings(words, party):
        kinds.setdefault(finding.code, finding)
    return list(kinds.values())


def _findings(words: str, party: Party | None) -> list[guard.Finding]:
    hits = names.named_in(guard.plain(words))
    own = [hit for hit in hits if party and party.id in hit.ids]
    others = [hit.words for hit in hits if hit not in own]
    is_full = any(hit.is_full for hit in own)
    return guard.find(words, others, [hit.words for hit in own], is_full)
