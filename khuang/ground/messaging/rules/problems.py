"""What cannot be done with a channel; each says what to do instead."""


def _(sentence: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return sentence


class ChannelProblem(Exception):
    """Something cannot be done with a channel, and the sentence says why to the person who reads it."""

    sentence = _("This cannot be done with the channel.")

    def __init__(self) -> None:
        super().__init__(self.sentence)


class NotSetUp(ChannelProblem):
    """It is switched on without what it needs."""

    sentence = _("Something is missing that this channel needs. Fill it in first.")


class SwitchOnFirst(ChannelProblem):
    """A test is sent by a channel that is off."""

    sentence = _("The channel is off. Switch it on, then send a test.")


class NotLinkedYourself(ChannelProblem):
    """A test goes to oneself, and one is not known on this channel."""

    sentence = _("You are not known on this channel yourself. Link your own account first.")
