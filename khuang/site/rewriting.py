"""After an erasure: write tables anew, so that the disk holds no old rows either.

A deleted row stays in its table's file until something is written over it, the planner's
statistics hold samples of names, and the write-ahead log holds every row that was ever
written since it began. So the owner writes the tables anew, takes fresh samples, and lets
the log begin anew behind a checkpoint. What was freed on the disk belongs to the file
system: it must be encrypted (docs/operate.md).
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import connections
from django.utils import timezone

from khuang.care.people.models import Erasure
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality

# Changed by what follows an erasure, beside the tables that it names itself.
_ALSO = {
    "accounts_brokenglass",
    # What was typed too late waits there, sealed, for an hour.
    "accounts_browsersession",
    "accounts_namedaccount",
    "messaging_contact",
    "messaging_inboundevent",
    "messaging_message",
    "messaging_route",
    "people_rightsrequest",
    "risk_knowledgeblock",
    "risk_knowledgemark",
}
# Samples of what stands in columns.
_SAMPLES = "pg_statistic"
_WAIT = "60s"
# Bytes of one file of the log; more than that makes it go on in the next file.
_MESSAGE, _MESSAGES = 1 << 20, 17


def rewrite_erased(*, at: datetime | None = None) -> list[str]:
    """Write anew whatever people were erased from and was not written anew since; give the tables.

    Waits at most a minute for each table, then raises OperationalError: it is tried again.
    """
    waiting = {one.pk: _waiting(one) for one in Municipality.objects.all()}
    tables = {table for found in waiting.values() for tables, _ in found for table in tables}
    if not any(waiting.values()):
        return []
    _rewrite(sorted(tables | _ALSO))
    for key, found in waiting.items():
        with within(key):
            keys = [erasure for _, erasure in found]
            Erasure.objects.filter(pk__in=keys).update(rewritten_at=at or timezone.now())
    return sorted(tables | _ALSO)


def _waiting(municipality: Municipality) -> list[tuple[list[str], object]]:
    with within(municipality):
        rows = Erasure.objects.filter(rewritten_at=None).exclude(done_at=None)
        return list(rows.order_by().values_list("tables", "pk"))


def _rewrite(tables: Iterable[str]) -> None:
    # Nothing may hold these tables: no transaction of this process is open here.
    with connections["owner"].cursor() as cursor:
        cursor.execute("SELECT set_config('lock_timeout', %s, false)", [_WAIT])
        for table in tables:
            cursor.execute(f'VACUUM (FULL, ANALYZE) "{table}"')
        cursor.execute(f"VACUUM FULL {_SAMPLES}")
        for _ in range(_MESSAGES):
            cursor.execute("SELECT pg_logical_emit_message(false, 'khuang', repeat(' ', %s))", [_MESSAGE])
        cursor.execute("CHECKPOINT")
    connections["owner"].close()
