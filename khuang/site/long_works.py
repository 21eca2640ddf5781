"""Which work is long, what does a piece of it, and the job that carries it out."""

from uuid import UUID

from django.db import connections
from procrastinate.contrib.django import app

from khuang.care.correspondence.actions import broadcasts
from khuang.care.correspondence.models import Sending
from khuang.care.people import actions as people
from khuang.care.people.actions import imports
from khuang.care.people.models import DuplicateSearch, Import, ImportUndo
from khuang.care.risk import actions as risk
from khuang.care.risk.models import Gathering, Rejudging
from khuang.care.visits.actions import planning
from khuang.care.visits.models import Planning
from khuang.ground.journal import long_work
from khuang.ground.journal.models import LongWork
from khuang.site.jobs import PATIENCE

# Label of the model -> the model, and what does one piece.
WORKS: dict[str, tuple[type[LongWork], long_work.Piece]] = {
    "correspondence.sending": (Sending, broadcasts.send_piece),
    "people.duplicatesearch": (DuplicateSearch, people.search_piece),
    "people.import": (Import, imports.work_piece),
    "people.importundo": (ImportUndo, imports.undo_piece),
    "risk.rejudging": (Rejudging, risk.rejudge),
    "risk.gathering": (Gathering, risk.gather),
    "visits.planning": (Planning, planning.plan_piece),
}


def defer(work: LongWork) -> None:
    """Queue the job of a piece of work; it names only ids."""
    _queue(str(work.municipality_id), work._meta.label_lower, str(work.pk))


def _queue(municipality: str, step: str, work: str) -> None:
    app.configure_task("khuang.work_on").defer(municipality=municipality, step=step, work=work)


@app.task(name="khuang.work_on", retry=PATIENCE, pass_context=True)
def work_on(context, *, municipality: str, step: str, work: str) -> None:
    """Do a turn of some work, then stand in the queue again behind the other jobs."""
    model, piece = WORKS[step]
    ids = UUID(municipality), model, UUID(work)
    try:
        if long_work.carry_on(*ids, piece):
            _queue(municipality, step, work)
    except Exception as fault:
        if context.job.attempts >= PATIENCE.max_attempts:
            long_work.note_failure(*ids, type(fault).__name__)
        raise
    finally:
        connections.close_all()
