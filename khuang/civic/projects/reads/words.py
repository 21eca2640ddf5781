"""What was said of a project since it was closed last."""

from khuang.civic.projects.models import Inspection, Project
from khuang.civic.projects.rules.words import Word


def words_of(project: Project) -> list[Word]:
    """Give every word of the present round, whether its text is shown or not."""
    rows = Inspection.objects.filter(project=project, round=project.round)
    return [_word(one) for one in rows]


def _word(inspection: Inspection) -> Word:
    who = inspection.inspector_id or (
        bytes(inspection.requester_hash).hex() if inspection.requester_hash else ""
    )
    return Word(inspection.voice, str(who), inspection.finding)
