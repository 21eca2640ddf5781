"""Who must wait for whom: votes run side by side, closing waits for those under way."""

from django.core.exceptions import PermissionDenied
from django.db import connection

from khuang.civic.ballots.models import Election
from khuang.ground.accounts.reads import may


def check_leave(by: object, permission: str) -> None:
    """Raise PermissionDenied for whoever may not."""
    if not may(by, permission):
        raise PermissionDenied


def locked(election: Election, *, alone: bool) -> Election:
    """Give the election as it is now; alone, nobody votes or types meanwhile.

    The lock is held until the transaction ends. Shared by those who vote, so that they do not queue.
    """
    shared = "" if alone else "_shared"
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT pg_advisory_xact_lock{shared}(%s)", [election.pk.int & (2**63 - 1)])
    return Election.objects.get(pk=election.pk)
