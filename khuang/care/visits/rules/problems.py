"""What can go wrong with a schedule or a plan; each sentence says what to do."""

from collections.abc import Sequence

from khuang.care.visits.rules.planning.shapes import Fault


def _(sentence: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return sentence


class PlanProblem(Exception):
    """Something cannot be done with a plan, and the sentence says why to the person who reads it."""

    sentence = _("This cannot be done with the plan.")

    def __init__(self) -> None:
        super().__init__(self.sentence)


class NobodyVisits(PlanProblem):
    """The plan of a month has nobody to plan."""

    sentence = _(
        "No volunteer can visit in this month: none has half-days and a signed undertaking of secrecy. "
        "Enter their half-days and have them sign, then compute the plan."
    )


class NobodyToVisit(PlanProblem):
    """Nobody has a schedule."""

    sentence = _("Nobody has a visit schedule yet. Make the schedules first, then compute the plan.")


class MonthIsOver(PlanProblem):
    """What is over cannot be planned."""

    sentence = _("This month is over. Choose this month or a later one.")


class PlanningUnderWay(PlanProblem):
    """Two computations at once would not know of each other."""

    sentence = _("Another plan is being computed. Wait for it or stop it.")


class NotADraft(PlanProblem):
    """It was published or replaced meanwhile."""

    sentence = _("This plan is no longer a draft. Open the plan that holds now.")


class BaseHasChanged(PlanProblem):
    """Somebody changed the published plan after this draft was computed from it."""

    sentence = _(
        "Somebody changed the published plan by hand after this draft was computed. "
        "Compute it again, so that their change is not lost."
    )


class VisitHasChanged(PlanProblem):
    """Two people change the same visit."""

    sentence = _("Somebody else changed this visit meanwhile. Look at what it is now, then decide.")


class VisitIsOver(PlanProblem):
    """What has happened is not planned."""

    sentence = _("This visit was made or cancelled already, so it cannot be planned otherwise.")


class DayIsOver(PlanProblem):
    """A visit cannot be moved into the past, or out of its month."""

    sentence = _("Choose a day of the plan's month that is not over.")


class TwoAreNeeded(PlanProblem):
    """The same volunteer twice."""

    sentence = _("Choose two different volunteers.")


class NeedsAReason(PlanProblem):
    """A hand breaks rules that the computer keeps: `faults`, as the engine says them."""

    sentence = _("This breaks a rule. Say why it should be so all the same.")

    def __init__(self, faults: Sequence[Fault] = ()) -> None:
        super().__init__()
        self.faults = faults
