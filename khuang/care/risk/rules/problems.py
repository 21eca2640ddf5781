"""What can go wrong with a policy, an instrument, a fact or a draft; each says what to mend."""


def _(sentence: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return sentence


class RiskMistake(Exception):
    """A document or a value that the rules cannot work with."""


class ConditionMistake(RiskMistake):
    """A condition that is not written as the rules read it."""


class FactMistake(RiskMistake):
    """A fact that is not in the catalogue, or a value that it cannot have."""


class InstrumentMistake(RiskMistake):
    """An instrument whose file contradicts itself."""


class PolicyMistake(RiskMistake):
    """A risk policy whose document contradicts itself or the catalogue."""


class DraftProblem(RiskMistake):
    """A draft of a policy cannot go this way, and the sentence says why to the person who reads it."""

    sentence = _("This cannot be done with the draft.")

    def __init__(self) -> None:
        super().__init__(self.sentence)


class WrongDraftState(DraftProblem):
    """Somebody proposed, decided or withdrew it meanwhile."""

    sentence = _("The draft has moved on meanwhile. Look at it again.")


class SamePerson(DraftProblem):
    """The second person is the first one."""

    sentence = _("Whoever proposed a policy, or changed it last, cannot approve it too. Ask somebody else.")


class NothingChanged(DraftProblem):
    """A draft that says what the policy in force says."""

    sentence = _("The draft does not differ from the policy in force.")


class DayPassed(DraftProblem):
    """A policy cannot begin in the past."""

    sentence = _("The day has passed. Choose today or a later day.")


class ContradictsItself(DraftProblem):
    """What the reader of policies does not accept."""

    sentence = _("With this the policy would contradict itself. Check the numbers.")
