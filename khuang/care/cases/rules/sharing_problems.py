"""What cannot be done with a conference, a guest, a referral or a partner, and why."""

from khuang.care.cases.rules.problems import CaseProblem


def _(sentence: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return sentence


class SharingProblem(CaseProblem):
    """Something about a conference, a guest, a referral or a partner cannot go this way."""

    sentence = _("This cannot be shared or decided in this way.")


class UnknownBasis(SharingProblem):
    """A basis that is not on the list, or does not reach so far."""

    sentence = _("Choose the consent or the law by which it is shared.")


class BasisNeedsNote(SharingProblem):
    """A basis that holds only for a reason."""

    sentence = _("Write why this basis holds, for example who consented or what the danger is.")


class ConsentTakenBack(SharingProblem):
    """The person said no."""

    sentence = _("The person refused to have their data shared. Talk to them, or choose another basis.")


class NotToBeShared(SharingProblem):
    """A part that this record gives away to nobody outside."""

    sentence = _("A part that you chose may not be shared. Look through the list again.")


class DayTooEarly(SharingProblem):
    """An answer is wanted before it is asked."""

    sentence = _("The day for the answer has passed. Choose a later day.")


class DayTooLate(SharingProblem):
    """A link that stays open longer than a guest needs."""

    sentence = _("A link may stay open for 30 days at most. Choose an earlier day.")


class NoAddressee(SharingProblem):
    """Neither partner nor colleague, or both."""

    sentence = _("Choose one partner or one colleague.")


class AddresseeCannot(SharingProblem):
    """A colleague whose role does not open the case, a partner that is no longer in the directory."""

    sentence = _("They cannot take this on: their role does not open the case, or they left the directory.")


class TransferOpen(SharingProblem):
    """A second transfer while the first is open."""

    sentence = _("A transfer of this case waits for its answer already. Withdraw it first.")


class LeadsAlready(SharingProblem):
    """A transfer to whoever leads the case."""

    sentence = _("This colleague leads the case already.")


class NotYours(SharingProblem):
    """Somebody answers in a colleague's place."""

    sentence = _("Only the colleague who was asked can answer this.")


class Answered(SharingProblem):
    """Somebody answered or withdrew it meanwhile."""

    sentence = _("This was answered or withdrawn meanwhile. Look at it again.")


class ReasonNeeded(SharingProblem):
    """A refusal, a withdrawal or a cancellation without a reason."""

    sentence = _("Write the reason, so that others know it later.")


class CannotChange(SharingProblem):
    """The conference is over, cancelled, or its minutes are approved."""

    sentence = _("The conference has moved on meanwhile. Look at it again.")


class NotBefore(SharingProblem):
    """Minutes of a conference that has not begun."""

    sentence = _("The conference has not begun yet. Minutes are written after it began.")


class WroteIt(SharingProblem):
    """One person writes and approves."""

    sentence = _("Whoever wrote the minutes cannot approve them too. Ask somebody else.")


class TakesPart(SharingProblem):
    """Somebody is asked twice, or two chair."""

    sentence = _("They take part already, or somebody else chairs or writes.")


class HasLink(SharingProblem):
    """A second link for one guest."""

    sentence = _("This guest has a link already. Make a new code, or revoke the link first.")


class NoLinkForStaff(SharingProblem):
    """Whoever opens the case at the desk needs no link."""

    sentence = _("They open the case at the desk and need no link.")


class NameTaken(SharingProblem):
    """Two organisations of one name."""

    sentence = _("An organisation of this name is in the directory already.")


class ChangedMeanwhile(SharingProblem):
    """Two people changed the same thing."""

    sentence = _("Somebody else changed this meanwhile. Compare, then save again.")
