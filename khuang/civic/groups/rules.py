"""Women and men in posts: shares as public facts have them, exactly; and what a group cannot do."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

# Which posts each organization has, by its classification.
ROLES = {
    "social": ("chair", "committee"),
    "occupation": ("chair", "committee"),
    "children": ("chair", "committee"),
    "municipal-council": ("councillor",),
    "executive": ("mayor",),
    "village-heads": ("headman", "assistant"),
}
GROUPS = ("social", "occupation", "children")
LEADERS = ("municipal-council", "executive", "village-heads")
# Of these posts an organization has one at a time.
SINGLE = ("chair", "mayor")


def _(sentence: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return sentence


class GroupProblem(Exception):
    """Something cannot go this way, and the sentence says what to do."""

    sentence = _("This cannot be done here.")

    def __init__(self) -> None:
        super().__init__(self.sentence)


class NameTaken(GroupProblem):
    """Two groups of one name."""

    sentence = _("There is a group of this name already. Choose another name, or open that group.")


class NoSuchPost(GroupProblem):
    """A mayor of a savings group."""

    sentence = _("This organization has no such post. Choose another.")


class PostHeld(GroupProblem):
    """A second chair beside the first."""

    sentence = _("Somebody holds this post already. End that first.")


class NameWithoutConsent(GroupProblem):
    """A name is shown only with the word of whoever bears it."""

    sentence = _("Write the name and tick that they agreed, or leave the name empty.")


class Dissolved(GroupProblem):
    """The group is no more."""

    sentence = _("This group is dissolved. Nothing of it changes any more.")


class EndsBeforeItBegan(GroupProblem):
    """An end before the beginning, or in the future."""

    sentence = _("Check the day: it lies before the beginning, or has not come yet.")


class NobodyCounted(GroupProblem):
    """A count without anybody."""

    sentence = _("Write how many women and men are members.")


@dataclass(frozen=True)
class Share:
    """Women and men among those who hold a kind of post, in people."""

    women: int = 0
    men: int = 0
    other: int = 0

    @property
    def total(self) -> int:
        return self.women + self.men + self.other

    @property
    def women_percent(self) -> Decimal | None:
        return percent(self.women, self.total)

    @property
    def men_percent(self) -> Decimal | None:
        return percent(self.men, self.total)

    def __add__(self, more: "Share") -> "Share":
        return Share(self.women + more.women, self.men + more.men, self.other + more.other)


def percent(part: int, whole: int) -> Decimal | None:
    """Give a part in percent with two decimals, half up; None of nothing.

    Only for public facts such as office-holders: two decimals of a small number give the number away.
    """
    if not whole:
        return None
    return (Decimal(part) * 100 / whole).quantize(Decimal("0.01"), ROUND_HALF_UP)


def share(by_sex: Mapping[str, int]) -> Share:
    """Make a share of counts by sex."""
    return Share(by_sex.get("female", 0), by_sex.get("male", 0), by_sex.get("other", 0))
