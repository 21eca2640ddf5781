"""What cannot be done with a hearing, and why in words for whoever reads it."""


def _(sentence: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return sentence


class HearingProblem(Exception):
    """Something cannot go this way, and the sentence says what to do."""

    sentence = _("This cannot be done with the hearing.")

    def __init__(self) -> None:
        super().__init__(self.sentence)


class NotNow(HearingProblem):
    """The hearing is in another state than this needs, for example closed already."""

    sentence = _("The hearing has moved on meanwhile. Look at it again.")


class NotBegun(HearingProblem):
    """A hearing is to be closed in which nobody was counted yet."""

    sentence = _("The hearing has not begun. Count who comes, or cancel it.")


class NothingInvited(HearingProblem):
    """A hearing to which nobody is invited."""

    sentence = _("Say which villages or groups are invited.")


class Unbalanced(HearingProblem):
    """A hearing that lacks people is closed only with a reason; `because` are codes of rules.balance."""

    sentence = _(
        "This hearing is not balanced. Wait for those who are missing, or write why it is closed so."
    )

    def __init__(self, because: tuple[str, ...]) -> None:
        super().__init__()
        self.because = because


class BelowNobody(HearingProblem):
    """More were counted out than in."""

    sentence = _("In one group more people were counted out than in. Correct the roll, then close.")


class StillWaiting(HearingProblem):
    """Entries wait that do not fit, for example more hands than people."""

    sentence = _("Some entries wait to be corrected. Correct them or take them out, then close.")


class Unreadable(HearingProblem):
    """An entry that the page cannot have sent."""

    sentence = _("This entry cannot be read. Type it again.")


class TooManyHands(HearingProblem):
    """More hands of one sex than people of that sex are present."""

    sentence = _("More hands than people present. Count again, or correct the roll.")


class UnknownStatement(HearingProblem):
    """Hands about a statement that is not known, or was set aside itself."""

    sentence = _("The statement is not known here. Enter it again, then the hands.")


class AfterTheEnd(HearingProblem):
    """Noted after the hearing was closed."""

    sentence = _("This was noted after the hearing was closed, so it does not count.")


class TooLate(HearingProblem):
    """Came after the minutes were confirmed."""

    sentence = _(
        "This came after the minutes were confirmed. It is kept; a new version of the minutes takes it in."
    )


class NoWords(HearingProblem):
    """Something without words that needs them."""

    sentence = _("Write a few words; they are needed later.")


class WroteThem(HearingProblem):
    """Whoever wrote the minutes does not confirm them."""

    sentence = _("Whoever wrote the minutes cannot confirm them too. Ask somebody else.")


class NeverChanged(HearingProblem):
    """Confirmed minutes are amended by a new version only."""

    sentence = _("Confirmed minutes are not changed. Begin a new version and say why.")


class NoTopic(HearingProblem):
    """A hearing without a topic of the forum has no statements to vote on by phone or paper."""

    sentence = _("This hearing has no topic of the forum, so there is nothing to vote on by phone or paper.")


class HallClosed(HearingProblem):
    """A token of the hall before or after the hearing."""

    sentence = _("One can vote here only while the hearing is under way.")


class NothingVoted(HearingProblem):
    """Help without a vote."""

    sentence = _("Choose at least one answer.")


class NotReadBack(HearingProblem):
    """Votes that were typed for somebody are read back to them first."""

    sentence = _("Read the votes back to them first.")
