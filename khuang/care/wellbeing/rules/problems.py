"""What can go wrong with check-ins and pauses; the sentences stand in `docs/errors.md`."""


class WellbeingProblem(Exception):
    """Something that cannot be done, told as a sentence."""

    sentence = ""


class NotHere(WellbeingProblem):
    """They moved away, died, or their data are restricted."""

    sentence = "This person does not live here now, so no check-in can be agreed."


class NoDays(WellbeingProblem):
    """A weekly check-in without a day of the week."""

    sentence = "Choose at least one day of the week."


class AlreadyEnded(WellbeingProblem):
    """The agreement or the pause is over already."""

    sentence = "This ended already. Open the page again to see how it stands."


class EndsBeforeItBegins(WellbeingProblem):
    """A pause whose last day lies before its first."""

    sentence = "The last day cannot lie before the first."
