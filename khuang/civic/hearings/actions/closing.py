"""Close a hearing; an unbalanced one only with a reason."""

from datetime import datetime
from typing import Any

from khuang.civic.hearings import reads
from khuang.civic.hearings.actions.planning import locked
from khuang.civic.hearings.models import HallEntry, Hearing
from khuang.civic.hearings.rules.problems import BelowNobody, NotBegun, StillWaiting, Unbalanced
from khuang.civic.hearings.rules.roll import below_nobody
from khuang.civic.issues import actions as issues
from khuang.civic.issues.rules.lineage import Node
from khuang.ground.journal import actions as journal


@journal.action
def close(hearing: Hearing, *, because: str = "", by: Any, at: datetime) -> Hearing:
    """Close a hearing and tell who follows its issues.

    Journal: hearings.closed, which the flow takes to the council.
    because  why it is closed although it is not balanced; the minutes bear it
    Raises PermissionDenied, NotNow (closed already), NotBegun, BelowNobody, StillWaiting, Unbalanced.
    """
    found = locked(hearing, by, Hearing.State.INVITED, Hearing.State.OPEN)
    if found.state == Hearing.State.INVITED:
        raise NotBegun
    if HallEntry.objects.filter(hearing=found, state=HallEntry.State.WAITING).exists():
        raise StillWaiting
    if below_nobody(reads.roll(found)):
        raise BelowNobody
    wrong = reads.balance_of(found).because
    if wrong and not because.strip():
        raise Unbalanced(wrong)
    found.state, found.closed_at, found.closed_by_id = Hearing.State.CLOSED, at, by.pk
    found.closed_because = because.strip() if wrong else ""
    found.save(update_fields=["state", "closed_at", "closed_by_id", "closed_because"])
    issues.tell(Node("hearing", found.pk), "hearings.heard", title=found.title, at=at)
    journal.write("hearings.closed", by=by, about=found, at=at, unbalanced=list(wrong))
    return found
