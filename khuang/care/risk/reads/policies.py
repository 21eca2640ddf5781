"""The policy in force, and every policy and instrument in the reader's words."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khuang.care.risk.models import PolicyVersion
from khuang.care.risk.rules import facts, policies
from khuang.care.risk.rules.instruments import Instrument, Item, Words
from khuang.care.risk.rules.policies import LEVELS, Policy, Rule
from khuang.ground.accounts.reads import may

_THAI_SOURCES = Path(__file__).parent.parent / "data" / "sources.th.json"
# Policies as they are used, by hash: a document never changes, and there are few.
_compiled: dict[str, Policy] = {}


def adopted_policy() -> PolicyVersion | None:
    """Give the policy in force, without its document."""
    return PolicyVersion.objects.defer("document").first()


def compiled(adopted: PolicyVersion) -> Policy:
    """Give an adopted policy ready to classify."""
    if adopted.hash not in _compiled:
        _compiled[adopted.hash] = policies.policy(policies.read(adopted.document), facts.shipped())
    return _compiled[adopted.hash]


def policy_in_force() -> Policy:
    """Give the policy in force, or the shipped one where none is adopted yet."""
    adopted = adopted_policy()
    return compiled(adopted) if adopted else policies.shipped()


def in_words(words: Words) -> str:
    """Choose the reader's language."""
    return words.th if get_language() == "th" else words.en


@dataclass(frozen=True)
class Source:
    """Where something comes from, in the reader's language as far as it is written down in it."""

    words: str
    language: str


def source_in_words(text: str) -> Source:
    """Put a source or a licence in the reader's language; a title of a publication stays as it is."""
    thai = _thai_sources().get(text) if get_language() == "th" else None
    return Source(thai, "th") if thai else Source(text, "en")


@cache
def _thai_sources() -> dict[str, str]:
    # Beside the documents, since those are never edited once they are published.
    found: dict[str, str] = json.loads(_THAI_SOURCES.read_text("utf-8"))
    return found


def kind_words(actor: Any) -> dict[str, str]:
    """Give the kinds of vulnerability that an actor may see, in the policy's order: code -> words."""
    everything = may(actor, "risk.assessments")
    kinds = policy_in_force().kinds
    return {kind.code: in_words(kind.words) for kind in kinds if everything or not kind.is_confidential}


@dataclass(frozen=True)
class RuleWords:
    """One line of a policy as a page shows it.

    level  the class that a red flag sets at least, empty without one
    who    for whom it holds, empty for everybody
    """

    words: str
    points: int
    level: str
    who: list[str]
    source: Source


@dataclass(frozen=True)
class BandWords:
    """The cut points of an age band: fewest points for low, medium and high."""

    words: str
    low: int
    medium: int
    high: int


@dataclass(frozen=True)
class PolicyWords:
    """The policy in force in the reader's words, red flags apart from points."""

    title: str
    note: str
    source: Source
    version: str
    dated: date
    maximum: int
    adopted: PolicyVersion | None
    bands: list[BandWords]
    days: list[tuple[str, int]]
    red_flags: list[RuleWords]
    points: list[RuleWords]
    kinds: list[str]


def policy_in_words() -> PolicyWords:
    """Put the policy in force in words that a mayor reads without help."""
    policy = policy_in_force()
    ordered = sorted(policy.rules, key=lambda rule: (-rule.floor, -rule.points, rule.id))
    kinds = {kind.code: in_words(kind.words) for kind in policy.kinds}
    return PolicyWords(
        title=in_words(policy.title),
        note=in_words(policy.note),
        source=source_in_words(policy.source),
        version=policy.version,
        dated=policy.dated,
        maximum=policy.maximum,
        adopted=adopted_policy(),
        bands=[BandWords(in_words(band.words), *band.cuts) for band in policy.bands],
        days=list(reversed(list(zip(LEVELS, policy.validity, strict=True)))),
        red_flags=[_rule(rule, kinds) for rule in ordered if rule.floor],
        points=[_rule(rule, kinds) for rule in ordered if not rule.floor],
        kinds=list(kinds.values()),
    )


def _rule(rule: Rule, kinds: Mapping[str, str]) -> RuleWords:
    ages = [_ages(*rule.ages)] if rule.ages != (None, None) else []
    level = LEVELS[rule.floor] if rule.floor else ""
    who = ages + [kinds[kind] for kind in rule.kinds]
    return RuleWords(in_words(rule.words), rule.points, level, who, source_in_words(rule.source))


def _ages(first: int | None, last: int | None) -> str:
    if last is None:
        return _("age %(first)s and over") % {"first": first}
    return _("age %(first)s to %(last)s") % {"first": first or 0, "last": last}


@dataclass(frozen=True)
class InstrumentWords:
    """An instrument as a page shows it: what it asks, how it counts, where it comes from.

    items  question, and its answers with their points (None: leaves the sum open)
    bands  name, least and greatest sum
    """

    instrument: Instrument
    title: str
    purpose: str
    ages: str
    items: list[tuple[str, list[tuple[str, int | None]]]]
    bands: list[tuple[str, int, int]]
    alerts: list[str]
    source: Source
    licence: Source


def instrument_in_words(code: str) -> InstrumentWords:
    """Put a shipped instrument in words."""
    one = facts.shipped().instruments[code]
    return InstrumentWords(
        instrument=one,
        title=in_words(one.title),
        purpose=in_words(one.purpose),
        ages=_ages(*one.ages) if one.ages != (None, None) else "",
        items=[(in_words(item.words), _choices(one, item)) for item in one.items],
        bands=[(in_words(band.words), band.low, band.high) for band in one.bands],
        alerts=[in_words(alert.words) for alert in one.alerts],
        source=source_in_words(one.source),
        licence=source_in_words(one.licence),
    )


def _choices(instrument: Instrument, item: Item) -> list[tuple[str, int | None]]:
    return [(in_words(one.words), item.scores.get(one.code)) for one in instrument.answers[item.answers]]
