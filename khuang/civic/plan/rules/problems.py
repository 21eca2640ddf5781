"""What cannot be done with a proposal, the plan or the budget, and why in words for whoever reads it."""


def _(sentence: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return sentence


class PlanProblem(Exception):
    """Something cannot go this way, and the sentence says what to do."""

    sentence = _("The plan does not allow this. Look at it again.")

    def __init__(self) -> None:
        super().__init__(self.sentence)


class MovedOn(PlanProblem):
    """Somebody took it further meanwhile."""

    sentence = _("This has moved on meanwhile. Look at it again.")


class SameHand(PlanProblem):
    """One person wrote and approves."""

    sentence = _("Somebody else must approve what you wrote.")


class WhyNot(PlanProblem):
    """Something is declined, changed, moved or taken out without a word why."""

    sentence = _("Say why.")


class TellsWho(PlanProblem):
    """Words for everybody with a telephone, ID or house number."""

    sentence = _("Take out what may tell who somebody is: names, telephone, ID and house numbers.")


class NotYetCome(PlanProblem):
    """Something is said to have happened after today."""

    sentence = _("This day has not come yet. Check the date.")


class BeforeThat(PlanProblem):
    """A step is dated before the step that it follows."""

    sentence = _("This day lies before the step that it follows. Check the dates.")


class StepMissing(PlanProblem):
    """An edition or an ordinance is approved before the steps that the law asks for."""

    sentence = _("The steps before this one are not noted yet. Note them first, in their order.")


class EditionFixed(PlanProblem):
    """An approved edition would be edited."""

    sentence = _("An approved edition is never edited. Open an addition, a change or a correction.")


class OneAtATime(PlanProblem):
    """A second edition would be drafted beside an open one."""

    sentence = _("An edition is being drafted already. Finish it or drop it first.")


class FirstComesFirst(PlanProblem):
    """A later edition of a plan that has no approved first edition, or a second first edition."""

    sentence = _("A plan begins with one first edition; what comes later changes it.")


class NothingIn(PlanProblem):
    """An edition without a row, or an ordinance without a line."""

    sentence = _("There is nothing in it yet.")


class OnlyAdds(PlanProblem):
    """An addition would change what is planned already."""

    sentence = _("An addition only adds projects. Open a change edition for what is planned already.")


class OnlyWords(PlanProblem):
    """A correction would change amounts, add or take out."""

    sentence = _("A correction mends words, not amounts. Open a change edition for the budget.")


class SumsGrew(PlanProblem):
    """The parts of a split project cost more than the whole."""

    sentence = _("The parts cost more together than the project did. Mend the amounts, or say why they grew.")


class NotTwo(PlanProblem):
    """A split into fewer than two, or a merger of fewer than two."""

    sentence = _("Choose at least two.")


class NotPlanned(PlanProblem):
    """A budget line without a plan item of that year and without a word why."""

    sentence = _("Name the plan's project of that year, or say why this stands outside the plan.")


class OverPlan(PlanProblem):
    """A line above what its item plans for that year."""

    sentence = _(
        "This is more than the plan holds for the project in this year. "
        "Lower the amount, or open a change edition of the plan first."
    )


class OverOrdinance(PlanProblem):
    """The lines would hold more than the ordinance."""

    sentence = _("This is more than the ordinance still holds. Lower the amount.")


class OverLine(PlanProblem):
    """More would be moved or cut than the line still holds."""

    sentence = _("The line does not hold so much any more. Lower the amount.")


class NotInForce(PlanProblem):
    """Money would be moved in a budget that is not approved yet, or written into one that is."""

    sentence = _(
        "Before its approval a budget is written; after it, money is only moved or cut, with a reason."
    )


class OwnApproval(PlanProblem):
    """Money of a fund outside the ordinance would move into it, or the other way."""

    sentence = _("Money of a fund with its own approval does not move into the ordinance, or out of it.")


class NotATable(PlanProblem):
    """A file that holds no table which can be read."""

    sentence = _("No table was found in this file. Save it as XLSX or CSV with the headings in one row.")


class NoYears(PlanProblem):
    """A table without a column for the project or for a year."""

    sentence = _("Say which column holds the project and which hold the years.")
