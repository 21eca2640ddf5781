"""What cannot be done with an issue, and why in words for whoever reads it."""


def _(sentence: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return sentence


class IssueProblem(Exception):
    """Something cannot go this way, and the sentence says what to do."""

    sentence = _("This cannot be done here.")

    def __init__(self) -> None:
        super().__init__(self.sentence)


class MovedOn(IssueProblem):
    """Somebody took it further meanwhile."""

    sentence = _("This issue has moved on meanwhile. Look at it again.")


class NoWords(IssueProblem):
    """An issue or a reason without words."""

    sentence = _("Write a few words; they are needed later.")


class UnknownKind(IssueProblem):
    """A kind that is not on the list, no longer offered, or never spoken of in public."""

    sentence = _("This kind cannot be raised here. Choose another, or speak with a social worker.")


class Circular(IssueProblem):
    """An edge that would lead back to where the path came from."""

    sentence = _("One of them came from the other, so they cannot be joined in this direction.")


class TellsWho(IssueProblem):
    """Words that say who is meant or where they live."""

    sentence = _(
        "This says who somebody is or where they live. Write it without names, numbers and addresses."
    )


class TooFew(IssueProblem):
    """Merging fewer than two, or splitting into fewer than two."""

    sentence = _("It takes at least two.")
