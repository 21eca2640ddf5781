"""What can go wrong with check-ins and pauses; the sentences stand in `docs/errors.md`."""


def _(sentence: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return sentence


class WellbeingProblem(Exception):
    """Something that cannot be done, told as a sentence."""

    sentence = ""


class NotHere(WellbeingProblem):
    """They moved away, died, or their data are restricted."""

    sentence = _("This person does not live here now, so no check-in can be agreed.")


class NoDays(WellbeingProblem):
    """A weekly check-in without a day of the week."""

    sentence = _("Choose at least one day of the week.")


class AlreadyEnded(WellbeingProblem):
    """The agreement or the pause is over already."""

    sentence = _("This ended already. Open the page again to see how it stands.")


class EndsBeforeItBegins(WellbeingProblem):
    """A pause whose last day lies before its first."""

    sentence = _("The last day cannot lie before the first.")
