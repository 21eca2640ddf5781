"""What may be published of a count: rounded down, and nothing below a least count."""

from dataclasses import dataclass


class UnsafeCount(ValueError):
    """The count is so small that somebody might be recognised in it."""

    def __init__(self, code: str, fewest: int):
        super().__init__(f"{code} is published only from {fewest} on.")
        self.code = code
        self.fewest = fewest


@dataclass(frozen=True)
class Definition:
    """What a figure counts and how exactly it may be told.

    unit    what one of it is: person, household or village
    step    the count is rounded down to a multiple of this
    fewest  a smaller count is refused
    """

    code: str
    unit: str
    step: int
    fewest: int


# Whole municipality only. Villages are public knowledge and told exactly.
DEFINITIONS = {
    definition.code: definition
    for definition in (
        Definition("people_registered", "person", step=100, fewest=100),
        Definition("households_registered", "household", step=100, fewest=100),
        Definition("villages", "village", step=1, fewest=0),
    )
}


def safe(code: str, count: int) -> int:
    """Give the figure that may be published of a count.

    Raises KeyError for a figure that nobody defined, UnsafeCount for too few.
    """
    definition = DEFINITIONS[code]
    if count < definition.fewest:
        raise UnsafeCount(code, definition.fewest)
    return count // definition.step * definition.step
