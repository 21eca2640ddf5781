"""What cannot be done in the forum, and why in words for whoever reads it."""


def _(sentence: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return sentence


class ForumProblem(Exception):
    """Something cannot go this way, and the sentence says what to do."""

    sentence = _("This cannot be done here.")

    def __init__(self) -> None:
        super().__init__(self.sentence)


class PhasesDoNotFit(ForumProblem):
    """Phases that overlap, run backwards or do not exist."""

    sentence = _("The phases must follow each other: each begins after the one before has ended.")


class NotNow(ForumProblem):
    """The phase of the topic does not allow it, or the topic is closed."""

    sentence = _("This topic does not take that now. Its page says what can be done and until when.")


class TopicClosed(ForumProblem):
    """It came after the topic was closed."""

    sentence = _("This topic is closed. What you wrote was not counted; you can still read the results.")


class NoWords(ForumProblem):
    """A topic, statement, agreement or objection without words."""

    sentence = _("Write a few words.")


class TooLong(ForumProblem):
    """More words than one idea needs."""

    sentence = _("Say one idea in at most 280 letters. You may send another one afterwards.")


class NamesSomebody(ForumProblem):
    """The words name somebody, a house or a number."""

    sentence = _("Take out what may tell who somebody is: names, telephone, ID and house numbers.")


class Doubtful(ForumProblem):
    """Some words may be a name or a house."""

    sentence = _("Some words may tell who somebody is. Reword them, or tick that they name nobody.")


class SaidAlready(ForumProblem):
    """The same words are among the statements."""

    sentence = _("This statement is there already. You can vote on it.")


class MovedOn(ForumProblem):
    """Somebody took it further meanwhile."""

    sentence = _("This has moved on meanwhile. Look at it again.")


class NoReason(ForumProblem):
    """A statement is not shown without a reason, and nobody objects without one."""

    sentence = _("Say why; the reason is kept and shown.")


class NotThisTopic(ForumProblem):
    """The statement and whoever votes belong to different topics, or the statement is not shown."""

    sentence = _("This statement cannot be voted on.")


class NoPicture(ForumProblem):
    """A file that is no picture, or too large."""

    sentence = _("Choose a photograph (JPEG, PNG or WebP) of at most 8 MB.")


class NoVoice(ForumProblem):
    """A file that is no recording, or too large."""

    sentence = _("Choose a recording (M4A, MP3, OGG, WebM or WAV) of at most 5 MB.")


class NobodyRaisedAHand(ForumProblem):
    """Hands that are negative, or none at all."""

    sentence = _("Write how many hands were raised; at least one.")


class TokenNeeded(ForumProblem):
    """This topic counts votes of one-time tokens only."""

    sentence = _("This topic takes votes with a paper token only. Type the code that stands on it.")


class DayHasPassed(ForumProblem):
    """A date to look again that lies behind."""

    sentence = _("Choose a day that is still to come.")


class TooMany(ForumProblem):
    """Very many new devices behind one address, or many wrong tokens."""

    sentence = _("Too many from this connection just now. Wait a few minutes and try again.")
