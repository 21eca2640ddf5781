"""What cannot be done in an election, and why in words for whoever reads it."""


def _(sentence: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return sentence


class BallotProblem(Exception):
    """Something cannot go this way, and the sentence says what to do."""

    sentence = _("This cannot be done here.")

    def __init__(self) -> None:
        super().__init__(self.sentence)


class NotAnElection(BallotProblem):
    """An election without options, with too many, or one that closes before it opens."""

    sentence = _("An election needs a title, a question, 1 to 500 options and a closing time to come.")


class MovedOn(BallotProblem):
    """The election is no longer, or not yet, where this could be done."""

    sentence = _("The election has moved on meanwhile. Look at it again.")


class FixedNow(BallotProblem):
    """A rule is announced before anybody votes."""

    sentence = _("Options, rule and tie rule stand since the election opened and cannot be changed.")


class NotOpenYet(BallotProblem):
    """A vote before the election opens."""

    sentence = _("The vote has not opened yet. Keep your slip and come back then.")


class TooLate(BallotProblem):
    """A vote after closing."""

    sentence = _("The vote has closed, so this ballot can no longer be counted. Thank you for wanting to.")


class Mistyped(BallotProblem):
    """A code whose check sign does not fit."""

    sentence = _("One sign of the code is not right. Compare it with your slip: 12 letters and digits.")


class UnknownToken(BallotProblem):
    """A code that was never printed for this election."""

    sentence = _("This code is not one of this vote. Check that the slip is for this vote, or ask for help.")


class UsedToken(BallotProblem):
    """A token that was used already."""

    sentence = _("A ballot was cast with this code already. Each slip counts once.")


class SpoiltToken(BallotProblem):
    """A token that was replaced by another."""

    sentence = _("This slip was replaced by another and is not valid any more. Use the new one.")


class VotedAlready(BallotProblem):
    """A delegate votes once."""

    sentence = _("You have voted already. Each delegate votes once.")


class TokenNeeded(BallotProblem):
    """A resident votes with a slip."""

    sentence = _("Type the code from your slip.")


class NotForDelegates(BallotProblem):
    """A signed-in vote in an election by tokens, or the other way round."""

    sentence = _("This is not the way to vote in this election.")


class WrongMarks(BallotProblem):
    """Marks that are no ballot of this kind."""

    sentence = _("These marks do not make a ballot here. Look at what is asked and try again.")


class UnknownOption(WrongMarks):
    """A mark at a number that is not on the list."""

    sentence = _("There is no option of this number on the list.")


class TooManyTicks(WrongMarks):
    """More options than allowed."""

    sentence = _("You have chosen more than allowed. Take some away.")


class ScoreOutside(WrongMarks):
    """A score below zero or above the highest."""

    sentence = _("A score lies between 0 and the highest that is printed.")


class TooManyPoints(WrongMarks):
    """More points than one may share out."""

    sentence = _("You have given more points than there are. Take some away.")


class PlaceTwice(WrongMarks):
    """Two options on one place, or a place left out."""

    sentence = _("Each place is given once, from 1 on without a gap.")


class NoSuchPaper(BallotProblem):
    """A number that was not handed out before closing."""

    sentence = _("No paper of this number was handed out before closing. Read the number again.")


class NumberMistyped(BallotProblem):
    """A number whose check digit does not fit."""

    sentence = _("One digit of the number is not right. Compare it with the paper.")


class TypedByYou(BallotProblem):
    """Two people type, each once."""

    sentence = _("You typed this paper already. Another person types it the second time.")


class PaperDone(BallotProblem):
    """A paper that is decided."""

    sentence = _("This paper is decided already.")


class PapersWaiting(BallotProblem):
    """Papers that are typed once or differently."""

    sentence = _("Some papers are typed once only, or differently. Finish them, then count.")


class BoxDiffers(BallotProblem):
    """More or fewer papers were typed than were found in the box."""

    sentence = _("The papers that were typed are not as many as were counted in the box. Look for the rest.")


class NoReason(BallotProblem):
    """A second count, or a paper that does not count, without a reason."""

    sentence = _("Write in a few words why.")


class TooManySlips(BallotProblem):
    """More tokens or papers at once than a printer takes, or none."""

    sentence = _("Print between 1 and 2,000 at once.")


class NotAPabulibFile(BallotProblem):
    """A file in which nothing can be read."""

    sentence = _(
        "This is no Pabulib file that can be read. It needs META with a vote_type and "
        "a budget in whole numbers, PROJECTS and VOTES."
    )
