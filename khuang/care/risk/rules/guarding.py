"""Which answers propose to guard a person's record: whoever does the harm may work, or be known, here."""

from collections.abc import Mapping

# Facts and questions that tell of violence, abuse or neglect.
TELLING = ("violence", "child_violence")


def proposed_because(stated: Mapping[str, str]) -> str:
    """Give the code of the answer that proposes to seal a record, "" when none does.

    stated  fact or question -> answer as text
    """
    return next((code for code in TELLING if stated.get(code) == "yes"), "")
