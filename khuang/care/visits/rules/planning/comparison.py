"""Two plans side by side."""

from khuang.care.visits.rules.planning.shapes import Change, Comparison, Placed, Plan


def compare(first: Plan, second: Plan) -> Comparison:
    """Give both plans' figures and every visit that they treat differently."""
    one, other = ({each.need: each for each in plan.placed} for plan in (first, second))
    keys = dict.fromkeys([*one, *other])
    changes = [
        Change(key, one.get(key), other.get(key)) for key in keys if is_moved(one.get(key), other.get(key))
    ]
    return Comparison(first.figures, second.figures, tuple(changes))


def is_moved(one: Placed | None, other: Placed | None) -> bool:
    """Whether a visit changed its carers, day or half-day; the minute may differ."""
    if one is None or other is None:
        return one is not other
    return (set(one.carers), one.day, one.half) != (set(other.carers), other.day, other.half)
