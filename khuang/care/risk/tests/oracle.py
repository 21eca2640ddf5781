"""A brute-force classification: every completion of the unknown facts, one by one.

Slow and simple on purpose; it shares with the rules only the reading of conditions and
of documents, never the way the answer is found.
"""

from itertools import product

from khuang.care.risk.rules.instruments import possible_scores
from khuang.care.risk.rules.policies import LEVELS


def domain(policy, code):
    """Every value of a small test fact; whole numbers stand for decimals between them too."""
    return policy.catalogue.facts[code].domain


def completions(policy, known, codes):
    """Every complete set of facts that agrees with what is known."""
    open_codes = sorted(code for code in codes if code not in known)
    for values in product(*(domain(policy, code) for code in open_codes)):
        yield with_sums(policy, {**known, **dict(zip(open_codes, values, strict=True))})


def with_sums(policy, facts):
    sums = {code: possible_scores(one, facts)[0] for code, one in policy.catalogue.scored.items()}
    return {**facts, **sums}


def outcome(policy, facts):
    """The class, the points and the rules that hold, when everything is known."""
    holding = [rule for rule in policy.rules if rule.condition.holds(facts)]
    points = sum(rule.points for rule in holding)
    band = [band for band in policy.bands if band.low <= facts["age"]][-1]
    by_points = sum(points >= cut for cut in band.cuts)
    level = max([by_points, *(rule.floor for rule in holding)])
    return level, min(points, policy.maximum), {rule.id for rule in holding}


def classify(policy, known, codes):
    """The possible classes, the score's bounds, the certain rules and the decisive facts."""
    every = [(facts, *outcome(policy, facts)) for facts in completions(policy, known, codes)]
    classes = {level for _, level, _, _ in every}
    return {
        "could_be": tuple(LEVELS[level] for level in sorted(classes)),
        "level": LEVELS[min(classes)],
        "low": min(points for _, _, points, _ in every),
        "high": max(points for _, _, points, _ in every),
        "certain": set.intersection(*(rules for *_, rules in every)),
        "unknowns": {code for code in codes if code not in known and _decides(policy, every, code, classes)},
    }


def _decides(policy, every, code, classes):
    return any(
        {level for facts, level, _, _ in every if facts[code] == value} != classes
        for value in domain(policy, code)
    )
