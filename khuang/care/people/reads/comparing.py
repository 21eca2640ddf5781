"""Two records side by side, and what speaks for and against their being one person, in words."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from khuang.care.people.models import DuplicateCandidate, MergeEvent, Person
from khuang.care.people.reads import duplicates
from khuang.care.people.reads.attention import property_words
from khuang.care.people.reads.duplicates import Match
from khuang.care.people.reads.values import present_in_words, proposed_in_words
from khuang.care.people.rules.matching import words
from khuang.care.people.rules.properties import PERSON
from khuang.ground.accounts.reads import may, scope_of

SHOWN = (
    "title", "given_name", "family_name", "nickname", "sex", "birth_date", "national_id", "phone",
    "household", "left_on", "died_on",
)  # fmt: skip
SECRET = ("national_id", "phone")
WEIGHTY = 0.5  # bits; less is not worth a word


@dataclass(frozen=True)
class Row:
    """One answer of both; a value that the account may not see is empty, and `is_hidden`.

    differs  one of them must be chosen
    clashes  both say something, and not the same
    """

    name: str
    label: str
    one: str
    two: str
    differs: bool
    clashes: bool
    is_hidden: bool


@dataclass(frozen=True)
class Evidence:
    """What speaks for one person and what against it, the weightiest first."""

    for_one: list[str]
    against: list[str]


@dataclass(frozen=True)
class Likely:
    """Somebody who may be the person that is being registered."""

    person: Person
    percent: int
    rows: list[Row]
    evidence: Evidence


def open_pairs(actor: Any) -> QuerySet[DuplicateCandidate]:
    """Give the pairs that an actor may decide, the likeliest first: both records lie in the actor's scope."""
    rows = _pairs(actor, Person.objects.filter(merged_into=None))
    return rows.filter(decision__in=["open", "later"]).order_by("-probability", "pk")


def is_decided(pair: UUID, actor: Any) -> bool:
    """Say whether somebody has decided about a pair that the actor might have decided."""
    return _pairs(actor, Person.objects.all()).exclude(pk__in=open_pairs(actor)).filter(pk=pair).exists()


def _pairs(actor: Any, among: QuerySet[Person]) -> QuerySet[DuplicateCandidate]:
    people = scope_of(actor, "people.merge").filter(among)
    return DuplicateCandidate.objects.filter(person_a__in=people, person_b__in=people)


def compared(pair: DuplicateCandidate) -> Match:
    """Compare a pair as it is now."""
    about = duplicates.setting()
    one, two = (
        duplicates.known(person, person.dwelling.house_no if person.dwelling else "")
        for person in (pair.person_a, pair.person_b)
    )
    return duplicates.match(pair.person_b_id, one, two, about)


def rows_of(one: Person, two: Person, actor: Any) -> list[Row]:
    """Put two records side by side."""
    told = [{name: in_words(person, name) for name in SHOWN} for person in (one, two)]
    return _rows(told[0], told[1], may(actor, "people.identity", one) and may(actor, "people.identity", two))


def likely_people(
    texts: Mapping[str, str], home: str, matches: list[Match], actor: Any, *, on: date
) -> list[Likely]:
    """Put what was typed beside each person whom it may be; whom the actor may not see is left out."""
    keys = [match.person_id for match in matches]
    rows = Person.objects.filter(pk__in=keys).select_related("dwelling", "village", "household")
    mine = {one.pk: one for one in scope_of(actor, "people.view").filter(rows)}
    typed = {name: proposed_in_words(PERSON, name, texts.get(name, ""), on=on) for name in SHOWN}
    typed["household"] = home
    return [
        _likely(mine[match.person_id], typed, match, actor) for match in matches if match.person_id in mine
    ]


def _likely(person: Person, typed: Mapping[str, str], match: Match, actor: Any) -> Likely:
    theirs = {name: in_words(person, name) for name in SHOWN}
    rows = _rows(typed, theirs, may(actor, "people.identity", person))
    return Likely(person, percent(match.probability), rows, evidence_of(match))


def percent(probability: float) -> int:
    """Give a probability in percent; certainty is left to people."""
    return min(99, max(1, round(probability * 100)))


def in_words(person: Person, name: str) -> str:
    """Give one answer of a record; of the household, where it lives."""
    if name == "household":
        return " ".join(str(part) for part in (person.dwelling, person.village) if part)
    return present_in_words(person, name)


def _rows(one: Mapping[str, str], two: Mapping[str, str], may_see: bool) -> list[Row]:
    rows = []
    for name in SHOWN:
        first, second = one.get(name, ""), two.get(name, "")
        if not first and not second:
            continue
        hidden = name in SECRET and not may_see
        label = _("Home") if name == "household" else property_words(name)
        shown = ("", "") if hidden else (first, second)
        differs = first != second
        rows.append(Row(name, label, *shown, differs, bool(differs and first and second), hidden))
    return rows


def evidence_of(match: Match) -> Evidence:
    """Say what speaks for and against."""
    weighty = sorted(match.evidence.items(), key=lambda item: -abs(item[1]))
    said = [(bits, _sentence(name, match.levels[name])) for name, bits in weighty if abs(bits) >= WEIGHTY]
    return Evidence([text for bits, text in said if bits > 0], [text for bits, text in said if bits < 0])


def _sentence(name: str, level: str) -> str:
    return f"{_(words.FIELDS[name])}: {_(words.LEVELS[level])}"


def merges_of(person: Person) -> list[MergeEvent]:
    """Give the merges that a record speaks for now, newest first."""
    rows = MergeEvent.objects.filter(survivor=person, undone_at=None).select_related("merged")
    return list(rows.order_by("-pk"))
