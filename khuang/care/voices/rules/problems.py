"""What cannot be done with a report, a talk or an issue, and why in words for whoever reads it."""


def _(sentence: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return sentence


class VoiceProblem(Exception):
    """Something cannot go this way, and the sentence says what to do."""

    sentence = _("This cannot be done here.")

    def __init__(self) -> None:
        super().__init__(self.sentence)


class MovedOn(VoiceProblem):
    """Somebody took the report, talk or issue further meanwhile."""

    sentence = _("This has moved on meanwhile. Look at it again.")


class NoWords(VoiceProblem):
    """A report, issue or answer without words."""

    sentence = _("Write a few words; they are needed later.")


class UnknownKind(VoiceProblem):
    """A kind that is not on the list, or no longer offered."""

    sentence = _("This kind is not on the list. Choose another.")


class WhoIsMeant(VoiceProblem):
    """Several people of the registry may be meant, or none was chosen."""

    sentence = _("Choose who is meant, or say that they are not in the registry.")


class ReportedAlready(VoiceProblem):
    """The same was reported within a day."""

    sentence = _("Somebody may have reported this already. Look at it below.")


class NotYourVillage(VoiceProblem):
    """Somebody who works for a village took down what belongs to no village, or to another."""

    sentence = _("Choose a village for which you work, so that you can follow it up.")


class NobodyToHelp(VoiceProblem):
    """A need or an alert is about a person of the registry."""

    sentence = _("A need or an alert belongs to a person of the registry. Choose the person, or pass it on.")


class KeptClosed(VoiceProblem):
    """The record is guarded: nothing but an alert or handing it on."""

    sentence = _("This record is guarded. Raise an alert, or let those for whom it opens look into it.")


class NoAddressee(VoiceProblem):
    """Passed on to nobody."""

    sentence = _("Choose a colleague or a partner.")


class CannotTake(VoiceProblem):
    """The colleague may not see this report."""

    sentence = _("This colleague may not open the report. Choose somebody whose role covers it.")


class ReferInstead(VoiceProblem):
    """A partner learns of a person by a referral only."""

    sentence = _("A partner is told of a person by a referral only. Open the person's case and refer there.")


class NotReached(VoiceProblem):
    """A message goes to the person of a report who spoke themselves."""

    sentence = _("A message goes only to a person of the registry who spoke themselves. Choose another way.")


class NoWay(VoiceProblem):
    """No channel leads to them."""

    sentence = _("No message reaches them. Call, write or go there, and note it here.")


class NotInFuture(VoiceProblem):
    """Received, written or held on a day that has not come."""

    sentence = _("This day has not come yet. Check the date.")


class NoLetter(VoiceProblem):
    """A letter without its date."""

    sentence = _("Write the date of the letter.")


class NoPicture(VoiceProblem):
    """A scan that is no picture or PDF, or too large."""

    sentence = _("Choose a photograph or a PDF of at most 8 MB.")


class NoConsent(VoiceProblem):
    """A name is shown only with the word of whoever bears it."""

    sentence = _("Write the name to be shown and tick that they agreed, or take it down without a name.")


class NotReadBack(VoiceProblem):
    """A talk closes after it was read back."""

    sentence = _("Read the issues back to them first, then close the talk.")


class NobodyThere(VoiceProblem):
    """A talk in which nobody took part."""

    sentence = _("Say how many took part.")


class TellsWho(VoiceProblem):
    """The words name somebody or a house."""

    sentence = _("These words tell who it is. Write them without names, numbers and houses.")


class Doubtful(VoiceProblem):
    """Some words may be a name."""

    sentence = _("Some words may be a name. Reword them, or tick that they name nobody.")


class NeverInPublic(VoiceProblem):
    """Confidential kinds and guarded people."""

    sentence = _("This is confidential and is never put before the public. Keep it here.")
