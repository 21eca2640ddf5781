"""Cries for help that are open, and what is written down about them."""

from datetime import datetime
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import override

from khuang.care.cases import reads as cases
from khuang.care.cases.models import Alert
from khuang.care.duty.models import Cry
from khuang.care.duty.rules.questions import joins
from khuang.care.people.models import Person
from khuang.ground.accounts.models import Account
from khuang.ground.messaging import reads as messaging
from khuang.ground.messaging.models import Contact


def open_cries(contact_id: UUID, *, at: datetime) -> list[Cry]:
    """Give the cries of an address to which another message belongs: not settled, nor long looked after."""
    is_open = Q(alert__isnull=False, alert__settled_at=None) | Q(stray__isnull=False, stray__settled_at=None)
    rows = Cry.objects.filter(is_open, contact_id=contact_id, not_meant_at=None)
    found = rows.select_related("alert__person", "stray").order_by("at", "pk")
    return [one for one in found if joins(_acknowledged_at(one), at)]


def _acknowledged_at(one: Cry) -> datetime | None:
    return (one.alert or one.stray).acknowledged_at


def open_alert_of(person: Person, *, at: datetime) -> Alert | None:
    """Give the urgent alert of a person to which another call belongs."""
    rows = cases.alerts_of(person).filter(kind=Alert.Kind.URGENT, settled_at=None).select_related("person")
    return next((one for one in rows if joins(one.acknowledged_at, at)), None)


def owner_words(contact: Contact | None) -> str:
    """Say that an address belongs to one of ours, whom an alert of a person would not show."""
    keys = [one.id for one in messaging.parties_of(contact) if one.kind == "account"] if contact else []
    account = Account.objects.filter(pk__in=keys).first()
    if account is None:
        return ""
    with override(settings.LANGUAGE_CODE):
        return _("From the account of %s.") % account.display_name


def recorded(words: object) -> str:
    """Put words into the language of the record, whoever is reading just now."""
    with override(settings.LANGUAGE_CODE):
        return str(words)
