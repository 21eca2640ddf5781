"""What a council cannot do, and why in words for whoever reads it."""


def _(sentence: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return sentence


class CouncilProblem(Exception):
    """Something cannot go this way, and the sentence says what to do."""

    sentence = _("This cannot be done here.")

    def __init__(self) -> None:
        super().__init__(self.sentence)


class MovedOn(CouncilProblem):
    """Somebody took it further meanwhile."""

    sentence = _("This has moved on meanwhile. Look at it again.")


class NoWords(CouncilProblem):
    """A reason, a dissent or a resolution without words."""

    sentence = _("Write a few words; they are needed later.")


class WordsTellWho(CouncilProblem):
    """Public words in which somebody can be recognised."""

    sentence = _("These words may tell who it is. Write them without names, telephone and house numbers.")


class OneCommunityCouncil(CouncilProblem):
    """A second Council of Community Organisations."""

    sentence = _("There is a Council of Community Organisations already. Open that one.")


class SeatTaken(CouncilProblem):
    """An organization with two seats, or an account that speaks for two seats of one council."""

    sentence = _("This organization or account has a seat already. End that one first.")


class SeatEnded(CouncilProblem):
    """A seat or delegate whose time is over."""

    sentence = _("This seat or delegate has ended and has no voice any more.")


class NotYourSeat(CouncilProblem):
    """A delegate who scores for another organization."""

    sentence = _("You do not speak for this organization. Ask the secretary of the council.")


class NameWithoutConsent(CouncilProblem):
    """A name is shown only with the word of whoever bears it."""

    sentence = _("Write the name and tick that they agreed, or leave the name empty.")


class WrongDay(CouncilProblem):
    """An end before the beginning, or a day that has not come."""

    sentence = _("Check the day: it lies before the beginning, or has not come yet.")


class NotYet(CouncilProblem):
    """A meeting is held after it began."""

    sentence = _("This meeting has not begun yet. Note who came when it has.")


class InThePast(CouncilProblem):
    """A meeting is called, or a round closes, at a time that is over."""

    sentence = _("This time is over. Choose a later one.")


class NobodyCame(CouncilProblem):
    """A meeting without anybody."""

    sentence = _("Say which organizations and how many people came, or cancel the meeting.")


class FewerPeopleThanSeats(CouncilProblem):
    """Five organizations present and three people."""

    sentence = _("Fewer people than organizations came. Check the numbers.")


class NoQuorum(CouncilProblem):
    """A meeting without quorum hears and does not resolve."""

    sentence = _("This meeting had no quorum: it hears an item and resolves nothing. Use the next meeting.")


class NotOnAgenda(CouncilProblem):
    """An item is resolved where it stood on the agenda."""

    sentence = _("This item is not on the agenda of this meeting. Put it there first.")


class MoreVotesThanSeats(CouncilProblem):
    """Eleven votes of ten seats."""

    sentence = _("There are more votes than organizations present. Count again.")


class NoMajority(CouncilProblem):
    """Adopted with as many against it as for it."""

    sentence = _("It has no majority: it is declined, or comes to another meeting.")


class DissentOfNobody(CouncilProblem):
    """Dissent without a vote against or an abstention."""

    sentence = _("Nobody voted against it or abstained. Check the votes or take the dissent out.")


class SameItem(CouncilProblem):
    """Merged into itself, or across councils."""

    sentence = _("Choose two different items of one council that are still open.")


class InARound(CouncilProblem):
    """Something that is being scored stays as it is until the round is ranked."""

    sentence = _("This item is being scored. Wait until the round is ranked.")


class NoCost(CouncilProblem):
    """An item in a round with a budget has a cost."""

    sentence = _("An item has no cost yet. Estimate it in baht before the round opens.")


class DearerThanBudget(CouncilProblem):
    """An item that the whole budget could not pay for."""

    sentence = _("An item costs more than the whole budget. Leave it out or raise the budget.")


class TooFewItems(CouncilProblem):
    """Ranking one item, or none."""

    sentence = _("Choose at least two items; one alone needs no ranking.")


class NoCriteria(CouncilProblem):
    """Criteria without words, without weight or twice the same."""

    sentence = _("Give each criterion its name in Thai and English and a weight of 1 to 10, each once.")


class HasInterest(CouncilProblem):
    """A seat with an interest does not score the item."""

    sentence = _("This organization declared an interest in the item and does not score it.")


class ScoredAlready(CouncilProblem):
    """An interest that is declared when the round is ranked."""

    sentence = _("The round is ranked. An interest is declared before that.")


class NoSuchScore(CouncilProblem):
    """A score outside the scale or by an unknown criterion."""

    sentence = _("A score is 1 to 5 points by one of the announced criteria.")


class NobodyScored(CouncilProblem):
    """A round without one whole set of scores."""

    sentence = _("No organization has scored an item by every criterion yet. There is nothing to rank.")


class NothingChanged(CouncilProblem):
    """A recount that counts the same again."""

    sentence = _("Neither the budget nor the items changed. There is nothing to count again.")


class NotAdopted(CouncilProblem):
    """What was declined is not forwarded."""

    sentence = _("Only what was adopted is forwarded.")
