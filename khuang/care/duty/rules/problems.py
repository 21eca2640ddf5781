"""What cannot be done on duty, and why in words for whoever reads it."""


def _(sentence: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return sentence


class DutyProblem(Exception):
    """Something cannot go this way, and the sentence says why to the person who reads it."""

    sentence = _("This cannot be done.")

    def __init__(self) -> None:
        super().__init__(self.sentence)


class MovedOn(DutyProblem):
    """Somebody looked after it, settled it or linked it meanwhile."""

    sentence = _("Somebody else was quicker. Look at the list again.")


class SayWhatCame(DutyProblem):
    """A call is settled in words."""

    sentence = _("Write in a few words what came of it.")


class CannotStandIn(DutyProblem):
    """Somebody is put on duty who may not answer alerts."""

    sentence = _("This account may not answer alerts. Choose somebody whose role covers it.")


class HoursCross(DutyProblem):
    """The night begins before the day does."""

    sentence = _("The day must begin before the night does.")


class DutyEndsEarly(DutyProblem):
    """Duty that ends before it begins."""

    sentence = _("Duty cannot end before it begins.")
