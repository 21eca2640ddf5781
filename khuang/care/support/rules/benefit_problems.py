"""What can go wrong with a benefit, an award or a loan; each says what to do."""


def _(sentence: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return sentence


class BenefitMistake(Exception):
    """A benefit whose file contradicts itself or the catalogue of facts."""


class BenefitProblem(Exception):
    """Something cannot be done with a benefit, and the sentence says why to the person who reads it."""

    sentence = _("This cannot be done. Look at the page again.")

    def __init__(self) -> None:
        super().__init__(self.sentence)


class WrongAwardState(BenefitProblem):
    """Somebody decided meanwhile, or the step does not follow from where the award stands."""

    sentence = _("This has moved on meanwhile. Look at it again.")


class AlreadyOpen(BenefitProblem):
    """The person applied for this benefit, or receives it."""

    sentence = _("This is already recorded: applied for, or received now. Open it and decide there.")


class ReasonNeeded(BenefitProblem):
    """Somebody is not granted a benefit, loses it, or gets it against the rules, and nobody says why."""

    sentence = _("Write the reason. The person may ask for it.")


class DayNotPossible(BenefitProblem):
    """An end before the beginning, or a beginning that is missing."""

    sentence = _("Check the days: the last one cannot lie before the first.")


class NotInStock(BenefitProblem):
    """The item is on loan, in repair or written off."""

    sentence = _("This item is not in stock now. Choose another one.")


class NotOnLoan(BenefitProblem):
    """Somebody took the item back meanwhile."""

    sentence = _("This item is not on loan any more. Look at it again.")


class NumberTaken(BenefitProblem):
    """Two items bear the same number."""

    sentence = _("Another item has this number. Write a different one.")
