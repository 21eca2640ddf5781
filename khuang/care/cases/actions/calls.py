"""Somebody said on the telephone that they need something."""

from khuang.care.cases.actions.alerts import raise_alert
from khuang.care.cases.models import Alert
from khuang.care.correspondence.models import CallTry
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.journal.models import Entry

KINDS = {CallTry.Result.NEEDS: Alert.Kind.WORRIED, CallTry.Result.URGENT: Alert.Kind.URGENT}


def alert_from_call(entry: Entry) -> None:
    """Follow correspondence.call-tried: who needs something raises an alert.

    Journal: cases.alert-raised.
    """
    tried = CallTry.objects.select_related("call__person").filter(pk=entry.about_id).first()
    kind = KINDS.get(tried.result) if tried else None
    if tried and kind and tried.call.person:
        raise_alert(
            tried.call.person, kind=kind, words=tried.words, source_id=tried.pk, by=SYSTEM, at=entry.at
        )
