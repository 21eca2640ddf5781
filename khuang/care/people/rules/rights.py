"""Rights of people over their data, PDPA B.E. 2562 sections 30 to 36: how long an answer may take."""

from datetime import date, timedelta

from khuang.care.people.rules.problems import gettext_noop

ANSWER_WITHIN = timedelta(days=30)  # section 30: a copy; the others are held to the same


class RightsProblem(Exception):
    """Something that a request cannot have; `sentence` says it to whoever asked for it."""

    sentence = ""


class OnHold(RightsProblem):
    """The data must be kept for now."""

    sentence = gettext_noop("These data must be kept for now: they are held as evidence.")


class SamePerson(RightsProblem):
    """One person proposed and approves."""

    sentence = gettext_noop("Somebody else must approve what you proposed.")


class ReasonMissing(RightsProblem):
    """A refusal without a reason."""

    sentence = gettext_noop("Say in words why it is refused; the person may complain about it.")


def due_on(received_on: date) -> date:
    """Give the last day for an answer."""
    return received_on + ANSWER_WITHIN
