"""Who may be meant by what somebody typed: by keys from the index, then compared one by one."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from khuang.care.people.models import Person
from khuang.care.people.reads.duplicates import hashed
from khuang.care.people.reads.records import age_of
from khuang.care.people.rules import keys
from khuang.care.people.rules.ages import Age
from khuang.care.people.rules.keys import Kind
from khuang.care.people.rules.likeness import CERTAIN, GOOD, LEAST, Known, Likeness, Reason, likeness
from khuang.care.people.rules.ranges import Tier, tiers
from khuang.care.people.rules.wanted import Wanted, read_wanted
from khuang.ground.accounts.reads import may, scope_of
from khuang.ground.municipalities.context import current_id
from khuang.lib.thai_keyboard import as_thai

FIRST, MORE = 10, 20  # results at first, and when more are asked for
CLOSE = 0.03  # two likenesses that nobody can tell apart
EARLIER = 0.02  # less for a name that only a merged record has
ROWS = 800  # of one tier that are compared
NARROW = 8  # times as many rows when only some of them lie in the actor's places
CERTAIN_KINDS = {
    Kind.PHONE: "phone",
    Kind.PHONE_END: "phone",
    Kind.ID: "national_id",
    Kind.ID_END: "national_id",
}


@dataclass(frozen=True)
class Found:
    """One person who may be meant."""

    person: Person
    age: Age | None
    why: list[str]  # in words; empty when the name is as it was typed
    score: float  # from 0 to 1


@dataclass(frozen=True)
class Answer:
    """What a search found, best first.

    is_short  whether too little was typed to look for anything
    is_cut    whether others answer as well as the last one shown: type more
    """

    found: list[Found]
    is_short: bool = False
    is_cut: bool = False


@dataclass
class _Candidate:
    person_id: UUID
    likeness: Likeness


def found(actor: Any, text: str, *, on: date, most: int = FIRST) -> Answer:
    """Find whom an actor may list by what was typed: names, house number, village, phone, ID number.

    Names may be misspelt, swapped or in Latin letters. Phone and ID number count for whoever
    may see them. Whoever shows the answer writes people.listed.
    """
    wanted = read_wanted(text)
    if not wanted:
        return Answer([], is_short=True)
    candidates, is_full = _candidates(actor, wanted)
    if max((one.likeness.score for one in candidates), default=0.0) < GOOD and (thai := as_thai(text)):
        # Nobody is called so; with the keyboard set to English, a Thai name looks like this.
        others, is_full = _candidates(actor, read_wanted(thai))
        candidates = others or candidates
    best = sorted(candidates, key=lambda one: (-one.likeness.score, one.person_id))
    shown, rest = best[:most], best[most:]
    tied = bool(rest) and shown[-1].likeness.score - rest[0].likeness.score < CLOSE
    return Answer(_in_words(shown, on), is_cut=tied or (is_full and len(shown) == most))


def _candidates(actor: Any, wanted: Wanted) -> tuple[list[_Candidate], bool]:
    """Give everybody who is like enough, and whether some place to look held more than was read."""
    rows, earlier, everywhere = _rows(actor)
    seen: set[UUID] = set()
    answering: list[_Candidate] = []
    is_full = False
    for number, tier in enumerate(tiers(wanted, hashed, with_numbers=may(actor, "people.identity"))):
        hits, is_cut = _hits(tier, 1 if everywhere else NARROW)
        new = {person: led for person, led in hits.items() if person not in seen}
        seen |= new.keys()
        is_full |= is_cut
        answering += _compared(rows, earlier, new, wanted)
        if _enough(answering, number):
            break
    return answering, is_full


def _enough(answering: Collection[_Candidate], number: int) -> bool:
    """Whether to look no further: somebody is certain, or good after the second look, or a page is full."""
    scores = [one.likeness.score for one in answering if one.likeness.score >= GOOD]
    return len(scores) >= FIRST or max(scores, default=0.0) >= (CERTAIN if number == 0 else GOOD)


def _rows(actor: Any) -> tuple[QuerySet[Person], QuerySet[Person], bool]:
    """Give whom an actor may find, what was merged into them, and whether that is the whole municipality.

    Who asked that their data rest is left to who answers such requests.
    """
    scope = scope_of(actor, "people.list")
    resting = Q() if may(actor, "people.rights") else Q(restricted_at=None)
    earlier = scope.filter(Person.objects.exclude(merged_into=None))
    return scope.filter(Person.objects.filter(resting, merged_into=None)), earlier, scope.everywhere


# One statement for all ranges of a tier; each gives only so many rows, so that a
# frequent name never drowns a rare one.
_LOOK_UP = """
SELECT k.key, k.person_id, k.taken
FROM unnest(%(lows)s::bigint[], %(highs)s::bigint[]) AS r (low, high),
LATERAL (
    SELECT key, person_id, row_number() OVER () AS taken FROM people_personkey
    WHERE municipality_id = %(here)s AND key >= r.low AND key <= r.high {}
    LIMIT %(most)s
) k LIMIT %(rows)s
"""
_SECONDS = f"AND (key & {(1 << keys.HALF * 4) - 1}) = ANY(%(seconds)s)"


def _hits(tier: Tier, times: int) -> tuple[dict[UUID, set[int]], bool]:
    """Look a tier up: person -> the keys that led there, and whether there were too many."""
    values = _values(tier, times)
    with connection.cursor() as cursor:
        cursor.execute(_LOOK_UP.format(_SECONDS if tier.seconds else ""), values)
        rows = cursor.fetchall()
    hits: dict[UUID, set[int]] = {}
    for key, person_id, _taken in rows:
        hits.setdefault(person_id, set()).add(key)
    is_cut = len(rows) == values["rows"] or any(taken == values["most"] for *_, taken in rows)
    return hits, is_cut


def _values(tier: Tier, times: int) -> dict[str, Any]:
    return {
        "lows": [low for low, _high in tier.ranges],
        "highs": [high for _low, high in tier.ranges],
        "here": current_id(),
        "most": tier.most * times,
        "rows": ROWS * times,
        "seconds": list(tier.seconds),
    }


def plan(text: str) -> list[str]:
    """Give PostgreSQL's plan for the first look-up of a search, line by line."""
    tier = next(tiers(read_wanted(text), hashed, with_numbers=False))
    with connection.cursor() as cursor:
        cursor.execute("EXPLAIN (ANALYZE, BUFFERS) " + _LOOK_UP.format(""), _values(tier, 1))
        return [line for (line,) in cursor.fetchall()]


_COLUMNS = (
    "pk",
    "given_name",
    "family_name",
    "nickname",
    "dwelling__house_no",
    "village__moo",
    "left_on",
    "died_on",
)


def _compared(
    rows: QuerySet[Person], earlier: QuerySet[Person], hits: dict[UUID, set[int]], wanted: Wanted
) -> Iterable[_Candidate]:
    if not hits:
        return
    names = _earlier_names(earlier, hits)
    some = rows.filter(pk__in=list(hits)).order_by().values_list(*_COLUMNS)
    for key, given, family, nickname, house_no, moo, left_on, died_on in list(some):
        kinds = {found >> keys.BITS for found in hits[key]}
        number = next((code for kind, code in CERTAIN_KINDS.items() if kind in kinds), "")
        known = Known(given, family, nickname, keys.house_no(house_no or ""), moo, number)
        like = _best(wanted, known, names.get(key, ()))
        if like.score >= LEAST:
            gone = 0.05 if left_on or died_on else 0.0
            yield _Candidate(key, Likeness(like.score - gone, like.why))


def _earlier_names(earlier: QuerySet[Person], hits: Collection[UUID]) -> dict[UUID, list[tuple[str, ...]]]:
    """Give the names of the records that were merged into those that were hit."""
    found: dict[UUID, list[tuple[str, ...]]] = {}
    merged = earlier.filter(merged_into__in=list(hits)).order_by()
    for key, *names in merged.values_list("merged_into_id", "given_name", "family_name", "nickname"):
        found.setdefault(key, []).append(tuple(names))
    return found


def _best(wanted: Wanted, known: Known, earlier: Iterable[tuple[str, ...]]) -> Likeness:
    best = likeness(wanted, known)
    for given, family, nickname in earlier:
        like = likeness(wanted, replace(known, given_name=given, family_name=family, nickname=nickname))
        # Whoever bears a name now comes before whoever was once recorded by it.
        score = like.score - EARLIER
        if score > best.score:
            best = Likeness(score, [*like.why, ("earlier", "", f"{given} {family}")])
    return best


def _in_words(shown: list[_Candidate], on: date) -> list[Found]:
    persons = Person.objects.select_related("village", "dwelling").in_bulk([one.person_id for one in shown])
    return [
        Found(person, age_of(person, on), why_in_words(one.likeness.why, person), one.likeness.score)
        for one in shown
        if (person := persons.get(one.person_id))
    ]


def why_in_words(why: Iterable[Reason], person: Person) -> list[str]:
    """Say in the reader's language why somebody was found; a name as it was typed needs no word."""
    said = [words for reason in why if (words := _reason(*reason))]
    if person.died_on:
        said.append(_("has died"))
    elif person.left_on:
        said.append(_("no longer lives here"))
    return said


def _reason(code: str, typed: str, own: str) -> str:
    words = {
        "house": _("lives at %(own)s"),
        "earlier": _("was also recorded as %(own)s"),
        "phone": _("phone ends in %(typed)s"),
        "national_id": _("ID number ends in %(typed)s"),
    }
    if code in words:
        return words[code] % {"typed": typed, "own": own}
    return _reason_of_name(code, typed, own)


def _reason_of_name(code: str, typed: str, own: str) -> str:
    same, begun = typed == own.casefold(), own.casefold().startswith(typed)
    if code == "nickname":
        return _("nickname: %(own)s") % {"own": own}
    if not own or same:
        return ""
    if begun:
        return _("begins with %(typed)s: %(own)s") % {"typed": typed, "own": own}
    return _("sounds alike: %(typed)s ~ %(own)s") % {"typed": typed, "own": own}
