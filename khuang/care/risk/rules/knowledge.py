"""What surveys said so far: each fact's newest answer with its provenance."""

from collections.abc import Mapping
from datetime import date, timedelta
from itertools import product

from khuang.care.risk.rules.classify import Born
from khuang.care.risk.rules.conditions import Value
from khuang.care.risk.rules.facts import Catalogue
from khuang.care.risk.rules.instruments import Instrument, possible_scores
from khuang.care.risk.rules.policies import AGE, Kind, Policy

# Fact code -> [answer as text, day, submission id].
Known = dict[str, list[str]]
# Facts that the registry holds; an answer to a survey does not change them here.
FROM_REGISTRY = ("age", "sex")


def stated(catalogue: Catalogue, answers: Mapping[str, str], scope: str) -> dict[str, str]:
    """The answers (question name -> text) that state a fact of this scope."""
    return {
        code: answers[code].strip() for code in catalogue.read(answers, scope) if code not in FROM_REGISTRY
    }


def merged(known: Known, answers: Mapping[str, str], on: date, submission: str) -> Known:
    """Add answers of one day; an answer of a later day stays."""
    told = {code: [text, on.isoformat(), submission] for code, text in answers.items()}
    older = {code for code in told.keys() & known.keys() if known[code][1] > on.isoformat()}
    return known | {code: one for code, one in told.items() if code not in older}


def newest(one: Known, other: Known) -> Known:
    """Join what two records know; of two answers the newer one, `one`'s on the same day."""
    newer = {code: told for code, told in other.items() if code not in one or told[1] > one[code][1]}
    return one | newer


def values(catalogue: Catalogue, *known: Known) -> dict[str, Value]:
    """The known facts as the rules want them; later ones win."""
    return told(catalogue, {code: one[0] for part in known for code, one in part.items()})


def told(catalogue: Catalogue, answers: Mapping[str, str]) -> dict[str, Value]:
    """All answers (question name -> text) as the rules want them; whether one was asked is always known."""
    asked = {
        one.asked_code: not answers.keys().isdisjoint(one.codes) for one in catalogue.instruments.values()
    }
    return catalogue.read(answers) | asked


def newest_day(*known: Known) -> date | None:
    """The day of the newest answer; None when nothing is known."""
    days = [one[1] for part in known for one in part.values()]
    return date.fromisoformat(max(days)) if days else None


def born_between(born_on: date | None, precision: str) -> Born | None:
    """First and last possible day of birth; unknown parts of `born_on` are 1."""
    if born_on is None:
        return None
    if precision == "year":
        return born_on, born_on.replace(month=12, day=31)
    if precision == "month":
        return born_on, (born_on.replace(day=28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    return born_on, born_on


def until(born: Born | None, on: date) -> Born | None:
    """Leave out the days after `on`: whoever is judged has been born."""
    return (min(born[0], on), min(born[1], on)) if born else None


def sittings(catalogue: Catalogue, answers: Mapping[str, str]) -> list[Instrument]:
    """The instruments that a form asked, judged by its answers.

    Of two that share questions (2Q and 2Q plus) it is the longer one when a
    question of its own was answered, else the shorter.
    """
    answered = {
        code: one for code, one in catalogue.instruments.items() if not answers.keys().isdisjoint(one.codes)
    }
    return [
        one
        for one in answered.values()
        if not any(_replaces(other, one, answers) for other in answered.values())
    ]


def _replaces(other: Instrument, one: Instrument, answers: Mapping[str, str]) -> bool:
    if set(one.codes) < set(other.codes):
        return not answers.keys().isdisjoint(set(other.codes) - set(one.codes))
    if set(other.codes) < set(one.codes):
        return answers.keys().isdisjoint(set(one.codes) - set(other.codes))
    return False


def kinds(policy: Policy, facts: Mapping[str, Value], ages: tuple[int, int] | None) -> set[str]:
    """The kinds of vulnerability that are certain, whichever of the two ages it is."""
    known = policy.catalogue.completed(facts)
    possible = [known | {AGE: age} for age in set(ages)] if ages else [known]
    return {
        kind.code
        for kind in policy.kinds
        if all(_is_certain(kind, one, policy.catalogue) for one in possible)
    }


def _is_certain(kind: Kind, known: Mapping[str, Value], catalogue: Catalogue) -> bool:
    """Say whether the condition holds for every sum that an instrument begun and not finished allows."""
    begun = [
        catalogue.scored[code]
        for code in kind.condition.codes & catalogue.scored.keys()
        if code not in known and not known.keys().isdisjoint(catalogue.scored[code].codes)
    ]
    sums = ([(one.score_code, total) for total in possible_scores(one, known)] for one in begun)
    return all(kind.condition.holds({**known, **dict(chosen)}) for chosen in product(*sums))
