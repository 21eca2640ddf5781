"""Where a row about a case finds the place and the guard of the person whom the case is about."""

from khuang.care.people.models import OF_PERSON


def through(way: str) -> dict[str, str]:
    """Give the scope fields of a model from which `way` leads to the person, for example "case"."""
    return {name: f"{way}__{lookup}" for name, lookup in OF_PERSON.items()}


OF_CASE = through("case")
OF_CONFERENCE = through("conference__case")
