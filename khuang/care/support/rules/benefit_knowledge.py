"""What is known of somebody, as benefits want it: the newest answer of surveys and of the office."""

from collections.abc import Mapping
from functools import cache, lru_cache

from khuang.care.risk.rules.conditions import Value
from khuang.care.risk.rules.knowledge import Known, newest
from khuang.care.support.rules.benefits import catalogue, shipped


@cache
def needed() -> frozenset[str]:
    """The facts that benefits speak of, and those from which they follow."""
    spoken = frozenset(code for one in shipped() for code in one.codes)
    behind = (one.when.codes for one in catalogue().implied if not spoken.isdisjoint(one.facts))
    return spoken.union(*behind)


def facts_from(*known: Known) -> Mapping[str, Value]:
    """Give the facts that benefits need; of two answers to one question the newer one counts."""
    told: Known = {}
    for one in known:
        told = newest(told, {code: one[code] for code in one.keys() & needed()})
    return _completed(tuple(sorted((code, answer[0]) for code, answer in told.items())))


@lru_cache(maxsize=50_000)
def _completed(told: tuple[tuple[str, str], ...]) -> Mapping[str, Value]:
    """Read answers that many people share, and add what follows from them."""
    return catalogue().completed(catalogue().read(dict(told)))
