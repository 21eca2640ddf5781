"""Questions about classes, reasons, assessments and policies, answered for screens and other apps."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khuang.care.people.models import Person
from khuang.care.risk.models import Assessment, Classification, Override, PolicyVersion, Vulnerability
from khuang.care.risk.rules import facts, policies
from khuang.care.risk.rules.facts import Catalogue
from khuang.care.risk.rules.instruments import Instrument, Item, Words, missing
from khuang.care.risk.rules.policies import LEVELS, Policy, Rule
from khuang.ground.accounts.reads import scope_of

UNASSESSED = "unassessed"

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


def current(persons: Iterable[UUID]) -> dict[UUID, Classification]:
    """Give the current class of persons by their id; who was never assessed is left out."""
    rows = Classification.objects.filter(person__in=list(persons), superseded_at=None).select_related(
        "override"
    )
    return {row.person_id: row for row in rows}


def of_level(persons: QuerySet[Person], level: str) -> QuerySet[Person]:
    """Keep the persons of a class; "unassessed" keeps those who have none."""
    now = Classification.objects.filter(person=OuterRef("pk"), superseded_at=None).order_by()
    return persons.filter(~Exists(now) if level == UNASSESSED else Exists(now.filter(level=level)))


def of_kind(persons: QuerySet[Person], kind: str) -> QuerySet[Person]:
    """Keep the persons who are of a kind of vulnerability now."""
    now = Vulnerability.objects.filter(person=OuterRef("pk"), kind=kind, until=None).order_by()
    return persons.filter(Exists(now))


def kind_words() -> dict[str, str]:
    """Give every kind of vulnerability of the policy in force: code -> words, in its order."""
    return {kind.code: in_words(kind.words) for kind in policy_in_force().kinds}


def kinds_of(persons: Iterable[UUID]) -> dict[UUID, list[str]]:
    """Give the codes of the kinds that persons are of now, in alphabetical order."""
    found: dict[UUID, list[str]] = {}
    rows = Vulnerability.objects.filter(person__in=list(persons), until=None).order_by("kind")
    for person, kind in rows.values_list("person", "kind"):
        found.setdefault(person, []).append(kind)
    return found


def counts(actor: Any) -> dict[str, int]:
    """Count the people whom an actor may see by class, highest first."""
    rows = scope_of(actor, "risk.view").filter(_here())
    counted = Counter(dict(rows.order_by().values_list("level").annotate(count=Count("pk"))))
    return {level: counted[level] for level in reversed(LEVELS)}


def expiring(actor: Any, by_day: date) -> QuerySet[Classification]:
    """Give the classes of medium and high that may no longer be relied upon after a day, soonest first."""
    rows = scope_of(actor, "risk.view").filter(_here())
    due = rows.filter(expires_on__lte=by_day, level__in=LEVELS[2:])
    return due.select_related("person__village", "override").order_by("expires_on", "pk")


def moved_since(actor: Any, moment: Any) -> QuerySet[Classification]:
    """Give the classes of medium and high that began after a moment, newest first."""
    rows = scope_of(actor, "risk.view").filter(_here()).filter(at__gte=moment, level__in=LEVELS[2:])
    return rows.select_related("person__village").order_by("-at", "-pk")


def history(person: Person) -> QuerySet[Classification]:
    """Give all classes that a person ever had, newest first."""
    return Classification.objects.filter(person=person).select_related("policy", "override")


def _here() -> QuerySet[Classification]:
    rows = Classification.objects.filter(superseded_at=None)
    return rows.filter(person__left_on=None, person__died_on=None)


@dataclass(frozen=True)
class Explanation:
    """A class in the reader's words.

    reasons   why, heaviest first: (words, points, is it a red flag)
    unknowns  what to ask that could change it; an instrument stands for its items
    """

    row: Classification
    policy: str
    reasons: list[tuple[str, int, bool]]
    unknowns: list[str]

    @property
    def override(self) -> Override | None:
        return self.row.override


def explanation(row: Classification) -> Explanation:
    """Put a class in words, by the policy that it was found with."""
    policy = compiled(row.policy)
    rules = [policy.rule[code] for code in row.reasons]
    told = policy.catalogue.read({code: _text(value) for code, value in row.facts.items()})
    return Explanation(
        row=row,
        policy=f"{in_words(policy.title)} {policy.version}",
        reasons=[(in_words(rule.words), rule.points, bool(rule.floor)) for rule in rules],
        unknowns=_questions(row.unknowns, told, policy.catalogue),
    )


def _text(value: Any) -> str:
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)


def _questions(unknowns: Iterable[str], told: Any, catalogue: Catalogue) -> list[str]:
    """Words for what to ask; the items of an instrument that was not begun are asked together."""
    whole = {item: one for one in catalogue.instruments.values() for item in one.codes if _unasked(one, told)}
    found = dict.fromkeys(
        in_words(whole[code].title if code in whole else catalogue.facts[code].words) for code in unknowns
    )
    return list(found)


def _unasked(instrument: Instrument, told: Any) -> bool:
    return not instrument.household and len(missing(instrument, told)) == len(missing(instrument, {}))


@dataclass(frozen=True)
class AssessmentWords:
    """One sitting with an instrument as a page shows it; answers only for who may read them."""

    row: Assessment
    title: str
    band: str
    alerts: list[str]
    answers: list[tuple[str, str]]


def assessments(actor: Any, person: Person) -> list[AssessmentWords]:
    """Give a person's assessments, newest first, as far as an actor may see them."""
    rows = scope_of(actor, "risk.view").filter(Assessment.objects.filter(person=person))
    opened = set(scope_of(actor, "risk.assessments").filter(rows).values_list("pk", flat=True))
    return [_assessment(row, with_answers=row.pk in opened) for row in rows]


def _assessment(row: Assessment, *, with_answers: bool) -> AssessmentWords:
    instrument = facts.shipped().instruments[row.instrument]
    bands = {band.code: band.words for band in instrument.bands}
    # What is sensitive stays with those who may read answers; others see that it was done.
    shown = with_answers or not instrument.sensitive
    return AssessmentWords(
        row=row,
        title=in_words(instrument.title),
        band=in_words(bands[row.band]) if row.band and shown else "",
        alerts=[in_words(one.words) for one in instrument.alerts if one.item in row.alerts] if shown else [],
        answers=[
            _answer(instrument, item, row.answers) for item in instrument.items if item.code in row.answers
        ]
        if shown
        else [],
    )


def _answer(instrument: Instrument, item: Item, answers: Any) -> tuple[str, str]:
    chosen = next(one for one in instrument.answers[item.answers] if one.code == answers[item.code])
    return in_words(item.words), in_words(chosen.words)


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
    source: str


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
    source: str
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
        source=policy.source,
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
    return RuleWords(in_words(rule.words), rule.points, level, who, rule.source)


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
    )


def _choices(instrument: Instrument, item: Item) -> list[tuple[str, int | None]]:
    return [(in_words(one.words), item.scores.get(one.code)) for one in instrument.answers[item.answers]]
