"""What cannot be done with a package, its money or an appeal, and why in words for whoever reads it."""


def _(sentence: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return sentence


class PackageProblem(Exception):
    """Something cannot go this way, and the sentence says what to do."""

    sentence = _("This cannot be done with the package.")

    def __init__(self) -> None:
        super().__init__(self.sentence)


class MovedOn(PackageProblem):
    """Somebody took the package, pledge or appeal further meanwhile."""

    sentence = _("This has moved on meanwhile. Look at it again.")


class SamePerson(PackageProblem):
    """One person proposed and approves."""

    sentence = _("Somebody else must approve what you proposed.")


class NoBudget(PackageProblem):
    """A package without a line."""

    sentence = _("Write at least one line of the budget.")


class Overspent(PackageProblem):
    """More would go out than came in."""

    sentence = _("There is not so much left of this. Look at the balance, or record first what came in.")


class NotOpen(PackageProblem):
    """Money comes and goes only between approval and closing."""

    sentence = _("Money is recorded only after the package is approved and before it is closed.")


class OverLimit(PackageProblem):
    """A funding source would give more than its rules allow for one house."""

    sentence = _(
        "This is more than this source may give for one house. Lower the amount, "
        "or let another funder give the rest."
    )


class FunderEnded(PackageProblem):
    """A funder that is not in use on that day."""

    sentence = _("This funder has ended. Choose another.")


class NotSigned(PackageProblem):
    """A hand-over that nobody signed for."""

    sentence = _("Let whoever receives it sign on the screen, or photograph the signed paper.")


class NoPhotograph(PackageProblem):
    """A hand-over without a picture and without a word why."""

    sentence = _("Add a photograph of what was handed over, or say why there is none.")


class LeftOver(PackageProblem):
    """A package would end with something still there."""

    sentence = _("Something is left over. Spend it, give it back or move it; then close the package.")


class NoReason(PackageProblem):
    """Something is undone, withdrawn or moved without a word why."""

    sentence = _("Say why.")


class SamePackage(PackageProblem):
    """Money would move to where it is."""

    sentence = _("Choose another open package.")


class NoPicture(PackageProblem):
    """A file that is no picture and no PDF, or is too large."""

    sentence = _("This file cannot be kept. Choose a photograph or a PDF of at most 20 MB.")


class NoRate(PackageProblem):
    """No dated row says what an hour is worth on that day."""

    sentence = _("No rate for volunteers' hours holds on this day. Check the date.")


class InTheFuture(PackageProblem):
    """Something is said to have happened after today."""

    sentence = _("This day has not come yet. Check the date.")


class NeedEnded(PackageProblem):
    """The need is met or withdrawn already."""

    sentence = _("This need is not open any more. Look at it again.")


class NeverInPublic(PackageProblem):
    """A guarded record, a confidential need or somebody who asked that their data rest."""

    sentence = _(
        "For this person or this need nothing is asked in public: the record is guarded, "
        "the need is confidential, or the use of the data is stopped."
    )


class TellsWho(PackageProblem):
    """The text of an appeal names somebody or speaks of too few people."""

    sentence = _("The text tells for whom it is. Change what is marked.")


class Doubtful(PackageProblem):
    """The text holds words that may be somebody's name; whoever proposes it must have read them."""

    sentence = _("Some words may be names. Change them, or confirm below that they are not.")
