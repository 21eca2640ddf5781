"""Is this person already here? Found by keys, compared by the rules of matching."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from khuang.care.people.models import DuplicateCandidate, DuplicateSearch, Person, PersonKey
from khuang.care.people.rules import keys as keyed
from khuang.care.people.rules.keys import BITS, Kind
from khuang.care.people.rules.matching import blocking, weights
from khuang.care.people.rules.matching.people import Known, compare, shared
from khuang.care.people.rules.matching.weights import Frequencies
from khuang.ground.municipalities.fields import keyed_hash
from khuang.lib.thai_sounds import skeleton

ASK = 0.3  # from here on somebody at a desk is asked
KEEP = 0.5  # from here on a pair is kept to be settled
PEOPLE = 20_000  # until the first search of the registry has counted
ROWS = 40  # keys looked at for each candidate, on average
CLOSEST = 25  # persons compared with each candidate

_COLUMNS = (
    "pk", "given_name", "family_name", "nickname", "title", "sex", "born_on", "born_precision",
    "national_id", "national_id_hash", "phone_hash", "village_id", "dwelling_id", "dwelling__house_no",
)  # fmt: skip


@dataclass(frozen=True)
class Match:
    """Somebody who may be the candidate.

    evidence  field -> weight in bits; above 0 it speaks for one person, below 0 for two
    levels    field -> level on which both agree, "" when it is not known of both
    """

    person_id: UUID
    probability: float
    evidence: Mapping[str, float]
    levels: Mapping[str, str]


@dataclass(frozen=True)
class Setting:
    """What a registry tells of itself: how many people there are, and which names are common."""

    people: int
    common: Frequencies


def setting() -> Setting:
    """Give what the newest finished search of the registry found."""
    found = DuplicateSearch.objects.filter(state="done").values_list("total", "common").first()
    return Setting(found[0] or PEOPLE, Frequencies(found[1])) if found else Setting(PEOPLE, weights.UNKNOWN)


def hashed(text: str) -> int:
    """Hash a text with the installation's index key, as keys want it."""
    return int.from_bytes(keyed_hash(text, "people.key")[: BITS // 8])


def known(person: Person, house_no: str) -> Known:
    """Give what tells a person of the registry apart."""
    return Known(
        given=person.given_name,
        family=person.family_name,
        nickname=person.nickname,
        title=person.title,
        sex=person.sex,
        birth=(person.born_on, person.born_precision) if person.born_on else None,
        national_id=person.national_id or "",
        phone=bytes(person.phone_hash) if person.phone_hash else "",
        village=person.village_id,
        house=keyed.house_no(house_no) or str(person.dwelling_id or ""),
    )


def candidate(fields: Mapping[str, Any], *, village: UUID | None = None, house_no: str = "") -> Known:
    """Give what tells somebody apart who is not in the registry, from cleaned properties."""
    birth = fields.get("birth")
    phone = fields.get("phone")
    return Known(
        given=fields.get("given_name", ""),
        family=fields.get("family_name", ""),
        nickname=fields.get("nickname", ""),
        title=fields.get("title", ""),
        sex=fields.get("sex", ""),
        birth=(birth.on, birth.precision) if birth else None,
        national_id=fields.get("national_id") or "",
        phone=keyed_hash(phone, "phone") if phone else "",
        village=village,
        house=keyed.house_no(house_no),
    )


def likely(one: Known, *, phone: str = "", besides: Collection[UUID] = (), least: float = ASK) -> list[Match]:
    """Give the people of the registry who may be this one, the likeliest first.

    phone    the number itself; `one` holds its hash
    besides  ids that are not looked at
    Whoever shows them keeps to the account's scope.
    """
    return likely_many([one], phones=[phone], besides=besides, least=least)[0]


def likely_many(
    several: Sequence[Known],
    *,
    phones: Sequence[str] = (),
    besides: Collection[UUID] = (),
    least: float = KEEP,
) -> list[list[Match]]:
    """Give the same for many at once, in the same three statements."""
    keys = [
        look_up_keys(one, phone) for one, phone in zip(several, phones or [""] * len(several), strict=True)
    ]
    closest = _closest(keys, frozenset(besides))
    people = _people(set().union(*closest)) if any(closest) else {}
    about = setting() if people else Setting(PEOPLE, weights.UNKNOWN)
    return [
        _matches(one, {key: people[key] for key in near if key in people}, about, least)
        for one, near in zip(several, closest, strict=True)
    ]


def look_up_keys(one: Known, phone: str = "") -> set[int]:
    """Give the keys under which somebody would stand: in both orders of the names, by numbers, by blocks."""
    given, family = skeleton(one.given), skeleton(one.family)
    found = set(blocking.numbers(one, hashed))
    if given and family:
        found |= {keyed.pair_key(Kind.GIVEN_FAMILY, *names) for names in ((given, family), (family, given))}
    for kind, number in ((Kind.PHONE, phone), (Kind.ID, one.national_id)):
        if number:
            found.add(keyed.number_key(kind, number, hashed))
    return found


def _closest(keys: Sequence[set[int]], besides: frozenset[UUID]) -> list[list[UUID]]:
    """Give, for each, who shares most keys with it."""
    wanted = set().union(*keys)
    if not wanted:
        return [[] for _ in keys]
    rows = PersonKey.objects.filter(key__in=wanted).order_by().values_list("key", "person_id")
    holders: dict[int, list[UUID]] = {}
    for key, person in rows[: ROWS * max(10, len(keys))]:
        holders.setdefault(key, []).append(person)
    return [_most_shared(one, holders, besides) for one in keys]


def _most_shared(
    keys: Iterable[int], holders: Mapping[int, list[UUID]], besides: frozenset[UUID]
) -> list[UUID]:
    counted = Counter(person for key in keys for person in holders.get(key, ()) if person not in besides)
    return [person for person, _ in counted.most_common(CLOSEST)]


def _people(keys: Collection[UUID]) -> dict[UUID, Known]:
    rows = Person.objects.filter(pk__in=keys, merged_into=None).order_by().select_related("dwelling")
    rows = rows.only(*_COLUMNS)
    return {one.pk: known(one, one.dwelling.house_no if one.dwelling else "") for one in rows}


def _matches(one: Known, people: Mapping[UUID, Known], about: Setting, least: float) -> list[Match]:
    found = (match(key, one, other, about) for key, other in people.items())
    return sorted((m for m in found if m.probability >= least), key=lambda m: -m.probability)


def match(key: UUID, one: Known, other: Known, about: Setting) -> Match:
    """Compare two and say how likely they are one person."""
    levels = compare(one, other)
    model = weights.shipped()
    evidence = weights.evidence(model, levels, shared(one, other), about.common)
    return Match(key, weights.probability(model, evidence, about.people), evidence, levels)


def kept_apart(pairs: Collection[tuple[UUID, UUID]]) -> dict[tuple[UUID, UUID], DuplicateCandidate]:
    """Give what was noticed or decided of pairs before, by the pair in order."""
    firsts, seconds = ({pair[side] for pair in pairs} for side in (0, 1))
    rows = DuplicateCandidate.objects.filter(person_a__in=firsts, person_b__in=seconds).order_by()
    return {(row.person_a_id, row.person_b_id): row for row in rows}
