"""What cannot be done with ways, codes, calls, letters and broadcasts, in words for whoever reads it."""

from typing import Any


def _(sentence: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return sentence


class CorrespondenceProblem(Exception):
    """Something cannot go this way, and the sentence says why to the person who reads it."""

    sentence = _("This cannot be done.")

    def __init__(self) -> None:
        super().__init__(self.sentence)


class WayTaken(CorrespondenceProblem):
    """The same way twice in a list."""

    sentence = _("This way is in the list already.")


class WrongAddress(CorrespondenceProblem):
    """A telephone number or an e-mail address that cannot be one."""

    sentence = _("Type a telephone number of nine or ten digits, or an e-mail address.")


class NoSuchChannel(CorrespondenceProblem):
    """A channel that is off, or on which nobody is put by hand."""

    sentence = _("This way is not offered here. Choose another.")


class HelpsAlready(CorrespondenceProblem):
    """A second helper of the same name."""

    sentence = _("Somebody of this name helps already. Change that entry, or write the name in full.")


class NotWaiting(CorrespondenceProblem):
    """A call, letter or broadcast that went on meanwhile."""

    sentence = _("This has moved on meanwhile. Look at it again.")


class NothingSaid(CorrespondenceProblem):
    """An empty answer."""

    sentence = _("Write what you want to say.")


class SayWhat(CorrespondenceProblem):
    """A call in which somebody needs something, without what it is."""

    sentence = _("Write in a few words what they need.")


class MayNotGo(CorrespondenceProblem):
    """Words that say too much for the channel that they would go by."""

    sentence = _("This may not go through this channel. It can be put on a page behind a code instead.")

    def __init__(self, reasons: tuple[Any, ...]) -> None:
        """reasons: each with `found`, the words, and `sentence`, why and what to do."""
        super().__init__()
        self.reasons = reasons


class MayNotGoToAll(MayNotGo):
    """The same of words to many, or to somebody unknown, who have no page behind a code."""

    sentence = _("This may not go through this channel. Change the words that are named on this page.")


class ReserveBroken(CorrespondenceProblem):
    """A broadcast that would take what is kept back for urgent messages."""

    sentence = _(
        "This would cost %(cost)s messages, but only %(left)s can be spent:"
        " %(kept)s are kept back for urgent ones. Calling them would be %(cost)s calls."
        " Choose fewer people, or let it wait for their next contact, which is free."
    )

    def __init__(self, cost: int, left: int, kept: int) -> None:
        super().__init__()
        self.said = {"cost": cost, "left": left, "kept": kept}


class NobodyThere(CorrespondenceProblem):
    """A broadcast to nobody."""

    sentence = _("Nobody belongs to this choice. Choose more villages or another group.")
