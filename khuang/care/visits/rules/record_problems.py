"""Why a visit cannot be taken in or recorded; each sentence says what to do."""


def _(sentence: str) -> str:
    """Mark a sentence for the translators; it is translated where it is shown."""
    return sentence


class VisitProblem(Exception):
    """A visit cannot be kept, and the sentence says why to the person who reads it."""

    sentence = _("This cannot be done with the visit.")

    def __init__(self) -> None:
        super().__init__(self.sentence)


class PersonUnknown(VisitProblem):
    """A visit to somebody who is not in the registry."""

    sentence = _("The person who was visited is not in the registry. Register them first.")


class NoVisitForm(VisitProblem):
    """The municipality has not published the form `visit`, which every record of a visit fills in."""

    sentence = _(
        "The form of visits is not published here, so nothing can be recorded. Ask the officer to publish it."
    )
