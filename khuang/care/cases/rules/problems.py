"""What cannot be done with a need, a case or an alert, and why in words for whoever reads it."""


def _(sentence: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return sentence


class CaseProblem(Exception):
    """Something cannot go this way, and the sentence says why to the person who reads it."""

    sentence = _("This cannot be done with the case.")

    def __init__(self) -> None:
        super().__init__(self.sentence)


class WrongState(CaseProblem):
    """Somebody took the case, need, step or alert further meanwhile."""

    sentence = _("This has moved on meanwhile. Look at it again.")


class UnknownKind(CaseProblem):
    """A need of a kind that is not on the list, or no longer offered."""

    sentence = _("This kind of need is not on the list. Choose another.")


class NoLead(CaseProblem):
    """A case goes on only when somebody answers for it."""

    sentence = _("Name who answers for the case first.")


class CannotLead(CaseProblem):
    """The account may not work on this case."""

    sentence = _("This account may not work on this case. Choose somebody whose role covers it.")


class NoPlan(CaseProblem):
    """A plan without a step."""

    sentence = _("Write at least one step before you ask for approval.")


class NotAssessed(CaseProblem):
    """A plan for somebody whose situation nobody wrote down."""

    sentence = _("Write the assessment before the plan.")


class StillOpen(CaseProblem):
    """A case in which something is still open is closed only when it is said why."""

    sentence = _(
        "Something in this case is still open. End it first, or say why the case closes all the same."
    )


class SameApprover(CaseProblem):
    """The second person is the first one."""

    sentence = _("Whoever asked cannot approve it too. Ask somebody else.")


class AlreadyWaits(CaseProblem):
    """Two requests for approval at a time."""

    sentence = _("This case waits for an approval already.")


class OpenAlready(CaseProblem):
    """A person has one open case at a time."""

    sentence = _("This person has an open case already. Go on with that one.")


class DayPassed(CaseProblem):
    """Something is due on a day that is past."""

    sentence = _("The day has passed. Choose today or a later day.")


class NoWords(CaseProblem):
    """What must be said was left empty."""

    sentence = _("Write a few words; they are needed later.")


class NoDoer(CaseProblem):
    """A step or a service that nobody takes."""

    sentence = _("Say who does it.")


class BeforeItBegan(CaseProblem):
    """A service that ends before it begins."""

    sentence = _("It cannot end before it began.")


class AnotherPerson(CaseProblem):
    """A need of somebody else than the case is about."""

    sentence = _("This need is of somebody else than the case.")
