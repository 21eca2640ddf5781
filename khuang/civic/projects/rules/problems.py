"""What cannot be done with a project, and why in words for whoever reads it."""


def _(sentence: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return sentence


class ProjectProblem(Exception):
    """Something cannot go this way, and the sentence says what to do."""

    sentence = _("This cannot be done with the project.")

    def __init__(self) -> None:
        super().__init__(self.sentence)


class MovedOn(ProjectProblem):
    """Somebody took the project further meanwhile."""

    sentence = _("This project has moved on meanwhile. Look at it again.")


class NoReason(ProjectProblem):
    """Stopped, undone or withheld without a word."""

    sentence = _("Say why; anyone may read it.")


class UnknownKind(ProjectProblem):
    """A kind that is not on the list, or never spoken of in public."""

    sentence = _("This kind is not on the public list. Choose another.")


class NoBudget(ProjectProblem):
    """A project of nothing, or of more than its budget line still holds."""

    sentence = _("The budget line does not hold so much. Lower the amount, or change the budget first.")


class NotFunded(ProjectProblem):
    """Work or a contract before the money of the budget line is there."""

    sentence = _("The budget line has no money yet. Go on when the line or its ordinance is approved.")


class Overspent(ProjectProblem):
    """A payment beyond the budget."""

    sentence = _(
        "The budget does not hold so much. Check the amount; if it is right, change the budget first."
    )


class OverContract(ProjectProblem):
    """Payments beyond the contract, or contracts beyond the budget."""

    sentence = _("This is more than was agreed. Check the amount; if it is right, change the contract first.")


class SaidTwice(ProjectProblem):
    """The same voucher again."""

    sentence = _("A voucher with this number is noted already.")


class NotInFuture(ProjectProblem):
    """Done, paid or signed on a day that has not come."""

    sentence = _("This day has not come yet. Check the date.")


class NotTheirs(ProjectProblem):
    """A milestone or contract of another project."""

    sentence = _("This belongs to another project.")


class NoPicture(ProjectProblem):
    """A photograph that is none, or too large."""

    sentence = _("Choose a photograph of at most 15 MB.")


class NoAlt(ProjectProblem):
    """A photograph without words."""

    sentence = _("Say what the photograph shows, for whoever cannot see it.")


class Recognisable(ProjectProblem):
    """Nobody looked whether somebody can be recognised."""

    sentence = _("Tick that nobody can be recognised in it. Otherwise it is not shown.")


class SharesDiffer(ProjectProblem):
    """Parts that do not add up."""

    sentence = _("The parts must add up to exactly what is left of the budget.")


class TooFew(ProjectProblem):
    """Fewer than two parts, or fewer than two projects."""

    sentence = _("It takes at least two.")


class DifferentLines(ProjectProblem):
    """Projects that are paid from different budget lines."""

    sentence = _("Only projects of the same budget line can be joined.")


class WrongCode(ProjectProblem):
    """A code that nobody was given, or that no longer holds."""

    sentence = _("This code is not known here. Check it, or leave the field empty.")


class OwnWork(ProjectProblem):
    """An inspector who has to do with the project."""

    sentence = _(
        "You have to do with this project yourself, so your word cannot count here. Thank you for saying so."
    )


class SaidAlready(ProjectProblem):
    """A second word about the same closing."""

    sentence = _("Your word about this is noted already.")


class TellsWho(ProjectProblem):
    """Words that say who is meant or where they live."""

    sentence = _(
        "This says who somebody is or where they live. It cannot be shown; say so to whoever wrote it."
    )


class NoConsent(ProjectProblem):
    """Nobody stands on the roll who did not agree."""

    sentence = _("Tick that they agreed to stand on the roll.")


class NotInHomes(ProjectProblem):
    """Homes belong to a programme that is carried out in homes."""

    sentence = _("This project is not carried out in homes.")
