"""The demo's messages: who was linked at a visit, what they wrote, who is to be called, one invitation.

Everything comes in as a channel would hand it over and goes out through the actions that a page calls;
what a channel would answer is said here, for nothing of the demo leaves the house.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from uuid import UUID

from django.db.models import F
from django.utils import timezone

from khuang.care.correspondence.actions import answering, broadcasts, calls, letters, linking, ways
from khuang.care.correspondence.models import Call, Sending
from khuang.care.people.models import Person, here
from khuang.ground.accounts.models import Account
from khuang.ground.journal import actions as journal
from khuang.ground.messaging import actions as messaging
from khuang.ground.messaging.models import ChannelAccount, Contact, Message
from khuang.ground.messaging.reads import address_hash
from khuang.ground.messaging.rules.channels import Receipt

_HOUR, _DAY = timedelta(hours=1), timedelta(days=1)
LINKED = 18
# What elders wrote, days ago, and what the office answered, if it did.
WROTE = (
    (5, "รถรับส่งไปโรงพยาบาลวันพุธยังมีไหม", "มีค่ะ ออกจากศาลาหมู่บ้าน 7 โมงเช้า"),
    (3, "ได้รับผ้าห่มแล้ว ขอบคุณมาก", "ยินดีค่ะ"),
    (2, "ไฟหน้าบ้านดับมาสองคืน", "แจ้งช่างแล้วค่ะ จะไปดูพรุ่งนี้เช้า"),
    (1, "โรงเรียนผู้สูงอายุเปิดวันไหน", None),
    (0, "ยายอยากให้มาวัดความดันที่บ้าน", None),
    (0, "ขอบคุณที่โทรมาเมื่อวาน", None),
)
UNKNOWN = ("สวัสดีค่ะ หนูเป็นลูกสาวแม่ที่หมู่ 3 ขอรหัสได้ไหม", "ทดสอบ")
CALLS = (
    "เตือนว่าพรุ่งนี้รถรับไปโรงพยาบาลออก 7 โมง",
    "ถามว่าได้รับไม้เท้าแล้วหรือยัง",
    "นัดวันไปอ่านหนังสือรับรองให้ฟัง",
    "ถามว่าต้องการให้ไปรับวันประชุมหรือไม่",
    "แจ้งว่าหมอเลื่อนนัดเป็นวันศุกร์",
)
INVITATION = "ขอเชิญประชาคมหมู่บ้าน วันเสาร์นี้ 9 โมงเช้า ที่ศาลากลางบ้าน มีน้ำชาและขนม"
DRAFT = "โรงเรียนผู้สูงอายุเปิดเรียนวันจันทร์หน้า 9 โมงเช้า ที่เทศบาล"


def tell_correspondence(staff: Mapping[str, Account], until: datetime) -> None:
    """Link elders, let them write, put calls on the list, invite a village."""
    mali = staff["mali"]
    _switch_on(until)
    elders = _elders(until.date())
    if len(elders) < LINKED + len(CALLS):
        # A demo of a few homes, as tests build it, has nobody to write.
        return
    linked = [
        (person, _linked(person, number, staff, until - (40 - number) * _DAY))
        for number, person in enumerate(elders[:LINKED])
    ]
    _helped(linked, mali, until)
    _linked(linked[2][0], LINKED, staff, until - 2 * _DAY)
    _conversations(linked, mali, until)
    _strangers(until)
    _calls(elders[LINKED:], staff, until)
    letters.write_letter(linked[4][0], "ผลตรวจสุขภาพประจำปีออกแล้ว ค่าน้ำตาลปกติ", by=mali, at=until - 5 * _HOUR)
    _invite(elders[0], mali, until)
    _delivered(until)


def _switch_on(until: datetime) -> None:
    """Switch LINE on as its page of channels does; the stand-in brings the keys when it is there."""
    ChannelAccount.objects.get_or_create(
        channel="line",
        defaults={
            "is_on": True,
            "settings": {"kept_back": "100"},
            "status": {"limit": 300, "used": 74},
            "changed_at": until - 60 * _DAY,
        },
    )


def _elders(on: date) -> list[Person]:
    """Give elders, those with a telephone first."""
    rows = Person.objects.filter(here(), level=Person.Level.TEAM, born_on__lt=date(on.year - 60, 1, 1))
    found = rows.exclude(household=None).select_related("village")
    return list(found.order_by(F("phone_hash").desc(nulls_last=True), "pk")[: LINKED + len(CALLS)])


def _linked(person: Person, number: int, staff: Mapping[str, Account], at: datetime) -> Contact:
    """Hand a code over at a visit; it is typed in the chat, and "I agree" tapped."""
    contact = _contact(0xC0DE0000 + number, at)
    handed = linking.hand_code(person, by=staff["mali"], at=at)
    _received(contact, at + timedelta(minutes=2), text=handed.digits)
    if number % 9 != 7:
        _received(contact, at + timedelta(minutes=3), party=person.pk, verb="agree")
    return contact


def _contact(number: int, at: datetime) -> Contact:
    address = f"U{number:032x}"
    return Contact.objects.create(
        channel="line", address=address, address_hash=address_hash("line", address), since=at
    )


def _received(
    contact: Contact, at: datetime, *, text: str | None = None, party: UUID | None = None, verb: str = ""
) -> Message:
    """Let something come in, as the channel hands it over."""
    kind = "tap" if verb else "text"
    message = Message.objects.create(
        direction="in", state="received", channel="line", contact=contact, party_id=party,
        party_kind="person" if party else "", kind=kind, verb=verb, text=text, at=at,
    )  # fmt: skip
    Contact.objects.filter(pk=contact.pk).update(last_in_at=at)
    journal.write(
        "messaging.received",
        by=journal.SYSTEM,
        about=message,
        at=at,
        also=[party] if party else [],
        verb=verb,
        kind=kind,
    )
    return message


def _helped(linked: list[tuple[Person, Contact]], mali: Account, until: datetime) -> None:
    """Note who reads for some of them, with a telephone; one daughter has left LINE since."""
    for number, (person, _) in enumerate(linked[:4]):
        said = {"name": ("สมศรี", "วันเพ็ญ", "บุญมา", "อรุณี")[number], "phone": f"08990000{number:02d}"}
        relation = ("child", "grandchild", "neighbour", "child")[number]
        ways.add_helper(person, said | {"relation": relation}, by=mali, at=until - 30 * _DAY)
    gone = linked[5][1]
    gone.state, gone.gone_at = Contact.State.GONE, until - 4 * _DAY
    gone.save()


def _conversations(linked: list[tuple[Person, Contact]], mali: Account, until: datetime) -> None:
    for (person, contact), (days, text, answer) in zip(linked[8:], WROTE, strict=False):
        at = until - days * _DAY - 3 * _HOUR
        message = _received(contact, at, text=text, party=person.pk)
        if answer:
            answering.mark_read([message], by=mali, at=at + _HOUR, about=person)
            answering.answer(person, answer, by=mali, at=at + _HOUR)
    person, contact = linked[14]
    taken = _received(contact, until - _DAY, text="-", party=person.pk)
    taken.state, taken.text = Message.State.WITHDRAWN, None
    taken.save()


def _strangers(until: datetime) -> None:
    for number, text in enumerate(UNKNOWN):
        at = until - (number + 2) * _HOUR
        _received(_contact(0xFACE0000 + number, at - _HOUR), at, text=text)


def _calls(people: list[Person], staff: Mapping[str, Account], until: datetime) -> None:
    """Put some on the call list: one overdue, one who did not answer, one who needs something."""
    mali = staff["mali"]
    made = [
        calls.ask_call(person, words, by=mali, at=until - (9 - 2 * number) * _HOUR)
        for number, (person, words) in enumerate(zip(people, CALLS, strict=False))
    ]
    calls.record_try(made[1], "no-answer", by=mali, at=until - 3 * _HOUR)
    done = {"words": "ไม้เท้าหัก เดินลำบาก", "by": mali, "at": until - 2 * _HOUR}
    calls.record_try(Call.objects.get(pk=made[2].pk), "needs", **done)
    calls.record_try(made[3], "well", by=mali, at=until - _HOUR)


def _invite(elder: Person, mali: Account, until: datetime) -> None:
    """Invite a village to its forum three days ago, and begin a draft for the school."""
    end = timezone.localtime(until).replace(hour=0, minute=0, second=0, microsecond=0)
    said = {"words_en": "", "now": False, "until": end + 3 * _DAY}
    where = [str(elder.village_id)]
    first = said | {"kind": "forum", "group": "elders", "villages": where, "words_th": INVITATION}
    sent_at = until - 3 * _DAY
    made = broadcasts.draft_broadcast(first, by=mali, at=sent_at)
    work = broadcasts.send_broadcast(made, by=mali, at=sent_at)
    while broadcasts.send_piece(work, sent_at):
        pass
    work.state, work.started_at, work.finished_at, work.worked_s = Sending.State.DONE, sent_at, sent_at, 1.0
    work.save()
    second = said | {"kind": "school", "group": "with-elders", "villages": [], "words_th": DRAFT, "now": True}
    broadcasts.draft_broadcast(second | {"until": end + 9 * _DAY}, by=mali, at=until - 2 * _HOUR)


def _delivered(until: datetime) -> None:
    """Say what the channel would: it took what was queued."""
    for message in Message.objects.filter(state=Message.State.QUEUED, channel="line"):
        parcel = messaging.claim(message.pk, at=message.at)
        if parcel:
            counted = message.urgency != Message.Urgency.ROUTINE
            state = "sent" if counted else "at-contact"
            messaging.settle(parcel, Receipt(state, units=int(counted)), at=message.at)  # type: ignore[arg-type]
