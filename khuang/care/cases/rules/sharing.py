"""What of a case may be shown to somebody outside the desk, and what never.

Never, whatever is chosen: ID number, telephone, coordinates, what others of the household said
or have, facts and needs that are confidential, words that were noted for the desk.
"""

from collections.abc import Collection, Iterable

from khuang.care.cases.rules.sharing_problems import NotToBeShared

CONFERENCE, REFERRAL = "conference", "referral"
# In the order in which they are shown.
PARTS = ("name", "age", "village", "home", "needs", "risk", "reasons", "plan", "referrals", "decisions")
_OF = {
    CONFERENCE: frozenset(PARTS) - {"home"},
    REFERRAL: frozenset(PARTS) - {"decisions", "referrals"},
}
# What a guarded record gives away to nobody outside: why somebody is at risk, and where they live.
_GUARDED = frozenset({"risk", "reasons", "village", "home"})
_DEFAULTS = {
    CONFERENCE: frozenset({"name", "age", "village", "needs", "plan", "decisions"}),
    REFERRAL: frozenset({"name", "age", "village", "needs"}),
}


def offered(what: str, *, guarded: bool) -> tuple[str, ...]:
    """Give the parts that may be chosen, in order; `guarded`: the record opens for named people only."""
    allowed = _OF[what] - (_GUARDED if guarded else frozenset())
    return tuple(part for part in PARTS if part in allowed)


def defaults(what: str, *, guarded: bool) -> tuple[str, ...]:
    """Give the parts that are chosen unless somebody says otherwise."""
    return tuple(part for part in offered(what, guarded=guarded) if part in _DEFAULTS[what])


def shown(chosen: Collection[str], what: str, *, guarded: bool) -> tuple[str, ...]:
    """Give what of the chosen parts may be shown now: a record may have been guarded since."""
    return tuple(part for part in offered(what, guarded=guarded) if part in chosen)


def check(chosen: Iterable[str], what: str, *, guarded: bool) -> tuple[str, ...]:
    """Give the chosen parts in order. Raises NotToBeShared for one that is not offered."""
    wanted = set(chosen)
    if not wanted <= set(offered(what, guarded=guarded)):
        raise NotToBeShared
    return shown(wanted, what, guarded=guarded)
