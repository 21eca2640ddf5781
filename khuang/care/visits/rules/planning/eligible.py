"""Who may make a visit, and on which half-days: the hard rules that need no round."""

from collections.abc import Mapping
from datetime import date

from khuang.care.visits.rules.planning.shapes import Carer, Half, VisitNeed

Slot = tuple[date, Half]


def may_come(carer: Carer, need: VisitNeed) -> bool:
    """Whether a carer may come to this home at all, be it as the second of two."""
    return carer.key not in need.avoid and has_wanted_sex(carer, need)


def may_lead(carer: Carer, need: VisitNeed) -> bool:
    """Whether a carer may make the visit alone, or as the first of two."""
    return may_come(carer, need) and need.skills <= carer.skills and is_understood(carer, need)


def has_wanted_sex(carer: Carer, need: VisitNeed) -> bool:
    """Whether the carer is of the sex that is wished for, if one is."""
    return need.sex_wish is None or need.sex_wish == carer.sex


def is_understood(carer: Carer, need: VisitNeed) -> bool:
    """Whether the carer speaks one of the languages asked for, if any is."""
    return not need.languages or not need.languages.isdisjoint(carer.languages)


def slots(carer: Carer) -> Mapping[Slot, int]:
    """Give a carer's half-days with their minutes; of two on one half-day the longer counts."""
    offered: dict[Slot, int] = {}
    for shift in carer.shifts:
        slot = (shift.day, shift.half)
        offered[slot] = max(shift.minutes, offered.get(slot, 0))
    return offered


def suits(need: VisitNeed, slot: Slot) -> bool:
    """Whether a half-day is within the window and suits the person."""
    day, half = slot
    is_due = need.earliest <= day <= need.latest
    return is_due and half in need.halves and day.weekday() not in need.days_off
