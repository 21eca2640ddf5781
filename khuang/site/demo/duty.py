"""Who is on duty in the demo, a call for help that climbs, one that was settled, and a drill."""

from collections.abc import Mapping
from datetime import datetime, timedelta

from khuang.care.cases import actions as cases
from khuang.care.cases.models import Alert
from khuang.care.correspondence.actions.own_number import set_own_number
from khuang.care.duty import actions as duty
from khuang.care.people.models import Dwelling, Person, here
from khuang.ground.accounts.models import Account, AssignedHome
from khuang.ground.journal import actions as journal
from khuang.ground.messaging import reads as messaging
from khuang.ground.messaging.models import Contact, Message, Route
from khuang.ground.places.models import Village
from khuang.site.demo.telephones import KHAM

_DAY, _MINUTE = timedelta(days=1), timedelta(minutes=1)


def tell_duty(staff: Mapping[str, Account], until: datetime) -> None:
    """Put people on duty, let somebody fall two days ago and somebody call just now, and hold a drill."""
    mali, sunee, head = staff["mali"], staff["sunee"], staff["prasit"]
    first = (until - 20 * _DAY).date()
    duty.put_on_duty(mali, first_on=first, part="day", by=head, at=until - 21 * _DAY)
    duty.put_on_duty(sunee, first_on=first, part="night", by=head, at=until - 21 * _DAY)
    for digit, one in enumerate((mali, sunee, head)):
        set_own_number(f"010000000{digit}", by=one, at=until - 21 * _DAY)
    # Whoever fell comes first, so that what happened later is told later.
    for at, contact in zip((until - 2 * _DAY, until - 4 * _MINUTE), _callers(), strict=False):
        _tap(contact, "help", at)
        _tap(contact, "help-kind-fall", at + _MINUTE / 2)
    fell = Alert.objects.filter(kind="urgent", raised_at=until - 2 * _DAY).first()
    if fell:
        cases.acknowledge_alert(fell, by=mali, at=fell.raised_at + 3 * _MINUTE)
        because = "โทรหาลูกสาวแล้ว อาสาสมัครไปถึงบ้าน ข้อเท้าแพลง พาไป รพ.สต. แล้ว"
        cases.settle_alert(fell, because=because, by=mali, at=fell.raised_at + 55 * _MINUTE)
    _look_after_the_old(mali, until)
    drill = duty.hold_drill(
        kind="urgent", village=_village(), part="night", pace="at-once", by=head, at=until - 6 * _DAY
    )
    duty.see_drill(drill, by=head, at=until - 6 * _DAY + _MINUTE)


def _look_after_the_old(mali: Account, until: datetime) -> None:
    """Let nothing wait for days that somebody would have seen: alerts of surveys and visits before today."""
    for alert in Alert.objects.filter(acknowledged_at=None, raised_at__lt=until - _DAY / 4):
        cases.acknowledge_alert(alert, by=mali, at=alert.raised_at + 20 * _MINUTE)


def _callers() -> list[Contact]:
    """Give addresses of people who are linked to LINE themselves, in a fixed order.

    Not that of the pretend telephone's elder: whoever plays her shall hear the desk ring.
    """
    ways = Route.objects.filter(party_kind="person", channel="line", is_helper=False, until=None)
    contacts = {one.party_id: one.contact for one in ways.exclude(contact=None).select_related("contact")}
    played = [party.id for party in messaging.parties_of(messaging.contact_with("line", KHAM))]
    people = Person.objects.filter(
        here(), pk__in=set(contacts).difference(played), level="team", restricted_at=None
    )
    return [contacts[one.pk] for one in people.order_by("pk")]


def _tap(contact: Contact, verb: str, at: datetime) -> None:
    message = Message.objects.create(
        direction="in",
        channel=contact.channel,
        contact=contact,
        kind="tap",
        verb=verb,
        state="received",
        at=at,
    )
    journal.write("messaging.received", by=journal.SYSTEM, about=message, at=at, verb=verb, kind=message.kind)


def _village() -> Village:
    """Give a village where a volunteer looks after homes."""
    held = AssignedHome.objects.filter(until=None).order_by("pk").values_list("home_id", flat=True)
    return Village.objects.filter(pk__in=Dwelling.objects.filter(pk__in=list(held[:50])).values("village"))[0]
