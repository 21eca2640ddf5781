"""Why an entry of the hall waits or came too late, in the reader's language."""

from django.utils.translation import gettext as _

from khuang.civic.forum.rules import problems as forum
from khuang.civic.hearings.models import HallEntry
from khuang.civic.hearings.rules import problems as hearings
from khuang.civic.issues.rules import problems as issues


def why(entry: HallEntry) -> str:
    """Give the sentence of the problem that an entry has."""
    rooms = (hearings, forum, issues)
    problem = next((getattr(room, entry.because) for room in rooms if hasattr(room, entry.because)), None)
    return _(problem.sentence) if problem else ""
