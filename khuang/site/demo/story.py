"""What happened in the demo after its surveys: doubles, a list, guarded records, requests, a draft.

Each is done by whom it would be done, through the action that a page calls.
"""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta

from django.db.models import QuerySet

from khuang.care.people import actions as people
from khuang.care.people.actions import rights
from khuang.care.people.models import DuplicateSearch, Person, RightsRequest, here
from khuang.care.risk import actions as risk
from khuang.care.risk.rules import drafts, policies
from khuang.ground.accounts import actions as accounts
from khuang.ground.accounts.models import Account
from khuang.ground.journal import long_work
from khuang.ground.journal.actions import SYSTEM
from khuang.site.demo import hospital_list, packages
from khuang.site.demo.ballots import tell_ballots
from khuang.site.demo.cases import tell_cases
from khuang.site.demo.conferences import tell_conferences
from khuang.site.demo.correspondence import tell_correspondence
from khuang.site.demo.council import found_councils, tell_council
from khuang.site.demo.development_plan import tell_development_plan
from khuang.site.demo.duty import tell_duty
from khuang.site.demo.forum import tell_forum
from khuang.site.demo.hearings import tell_hearings
from khuang.site.demo.issues import tell_issues
from khuang.site.demo.names import ADULT
from khuang.site.demo.plans import tell_plan
from khuang.site.demo.projects import tell_projects
from khuang.site.demo.support import tell_benefits
from khuang.site.demo.telephones import tell_telephones
from khuang.site.demo.voices import tell_voices
from khuang.site.demo.volunteers import tell_volunteers
from khuang.site.demo.wellbeing import tell_wellbeing

PIN = "256900"  # the digits of boonsri's phone
_DAY = timedelta(days=1)
# What changes the registry comes after the last survey: a replay takes all in the order of time.
_MINUTE = timedelta(minutes=1)
# Two lines of the policy that mali would change: the points of each.
CHANGED = {"rule:very_old": 15, "rule:carer_strained": 15}


def tell(staff: Mapping[str, Account], until: datetime) -> None:
    """Let everything happen in the weeks before the demo's day."""
    adults, children = _adults(until.date()), _children(until.date())
    _double_and_merge(next(filter(hospital_list.can_slip, adults)), staff, until)
    _twins(next(adults), staff, until)
    hospital_list.take_in(adults, by=staff["mali"], at=until - 60 * _MINUTE)
    _guard(next(children), next(adults), staff, until)
    _requests(adults, staff, until)
    _export(adults, staff, until)
    _draft(staff, until)
    token = accounts.hand_link(staff["boonsri"], by=staff["anan"], at=until - 9 * _DAY)
    accounts.remember_phone(token, PIN, device="Android, Chrome", at=until - 9 * _DAY)
    packages.tell_packages(staff, until)
    search_for_doubles(until)
    tell_cases(staff, until)
    tell_benefits(staff, until)
    tell_conferences(staff, until)
    tell_volunteers(staff, until)
    tell_correspondence(staff, until)
    # After the volunteers: without them there is nobody to plan.
    tell_plan(staff, until)
    tell_wellbeing(staff, until)
    # The last: an elder's telephone may be hers already, from her check-ins.
    tell_telephones(staff, until)
    tell_voices(staff, until)
    # Before the forum and the halls: what they close comes onto the council's agenda.
    found_councils(staff, until)
    tell_issues(staff, until)
    tell_ballots(staff, until)
    tell_forum(staff, until)
    tell_hearings(staff, until)
    tell_council(staff, until)
    tell_development_plan(staff, until)
    tell_projects(staff, until)
    # Last, so that whoever is linked to LINE by then may call.
    tell_duty(staff, until)


def _adults(on: date) -> Iterator[Person]:
    """Give grown-ups with an ID number and a whole birth date, each once, spread over the villages."""
    rows = here_with_home().filter(born_on__lt=date(on.year - ADULT - 1, on.month, 1))
    return iter(rows.exclude(national_id=None).order_by("pk")[:120])


def _children(on: date) -> Iterator[Person]:
    return iter(
        here_with_home().filter(born_on__gt=date(on.year - ADULT + 2, on.month, 1)).order_by("pk")[:5]
    )


def here_with_home() -> QuerySet[Person]:
    """Give who lives in a household and whose birth date is known to the day."""
    rows = Person.objects.filter(here(), born_precision="day").exclude(household=None)
    return rows.select_related("dwelling", "village")


def _double_and_merge(one: Person, staff: Mapping[str, Account], until: datetime) -> None:
    """Register somebody a second time, with a new telephone, and merge the two later."""
    mali = staff["mali"]
    said = _said(one) | {
        "given_name": hospital_list.slip(one.given_name),
        "phone": hospital_list.phone_of(90),
    }
    double = people.register(said, one.household_id, by=mali, at=until - 110 * _MINUTE)
    survivor = Person.objects.get(pk=one.pk)
    people.merge(survivor, double, take=["phone"], by=mali, at=until - 80 * _MINUTE)


def _said(one: Person) -> dict[str, str]:
    return {
        "title": one.title,
        "given_name": one.given_name,
        "family_name": one.family_name,
        "sex": one.sex,
        "birth_date": one.born_on.isoformat() if one.born_on else "",
    }


def _twins(home: Person, staff: Mapping[str, Account], until: datetime) -> None:
    """Register twins whose names are a letter apart and who have no ID number yet: two people."""
    born = (until - 40 * _DAY).date().isoformat()
    for name in ("กันยา", "กัลยา"):
        said = {"title": "เด็กหญิง", "given_name": name, "family_name": home.family_name}
        said |= {"sex": "female", "birth_date": born, "relation_to_head": "grandchild"}
        people.register(said, home.household_id, by=staff["mali"], at=until - 100 * _MINUTE)


def _guard(child: Person, grown: Person, staff: Mapping[str, Account], until: datetime) -> None:
    """Seal a child's record, make a woman's sensitive, and let mali break the child's glass last night."""
    head, mali, sunee = staff["prasit"], staff["mali"], staff["sunee"]
    people.guard(
        child,
        Person.Level.SEALED,
        named=[head, sunee],
        reason="เด็กอยู่ในความคุ้มครอง ห้ามเปิดเผยที่อยู่แก่ญาติ",
        by=head,
        at=until - 20 * _DAY,
    )
    people.guard(
        grown,
        Person.Level.SENSITIVE,
        named=[head, mali, sunee],
        reason="ขอให้ดูแลเรื่องสุขภาพเป็นการเฉพาะ",
        by=head,
        at=until - 18 * _DAY,
    )
    accounts.break_glass(
        Person.objects.get(pk=child.pk),
        reason="violence",
        said="เพื่อนบ้านโทรแจ้งว่าเด็กหายไปจากบ้าน ติดต่อผู้มีสิทธิเปิดไม่ได้",
        by=mali,
        at=until - timedelta(hours=13),
    )


def _requests(adults: Iterator[Person], staff: Mapping[str, Account], until: datetime) -> None:
    """Let people ask: a copy lately, a correction long ago, to let their data rest, to be erased."""
    mali, kinds = staff["mali"], RightsRequest.Kind
    _ask(next(adults), kinds.COPY, "ขอสำเนาข้อมูลทั้งหมดไปแสดงต่อโรงพยาบาล", 5, mali, until)
    _ask(next(adults), kinds.CORRECTION, "ขอแก้ไขปีเกิดให้ตรงกับบัตรประชาชน", 41, mali, until)
    resting = _ask(next(adults), kinds.RESTRICTION, "ขอให้หยุดใช้ข้อมูลระหว่างตรวจสอบที่อยู่", 16, mali, until)
    rights.do_request(resting, answer="ระงับการใช้ข้อมูลแล้ว", by=mali, at=until - 14 * _DAY)
    leaving = _ask(next(adults), kinds.ERASURE, "ย้ายออกจากเทศบาลแล้ว ขอให้ลบข้อมูล", 9, mali, until)
    rights.do_request(leaving, answer="", by=mali, at=until - 3 * _DAY)


def _ask(
    person: Person, kind: RightsRequest.Kind, words: str, days: int, by: Account, until: datetime
) -> RightsRequest:
    at = until - days * _DAY
    asked = {"kind": kind, "asker": RightsRequest.Asker.PERSON, "proof": RightsRequest.Proof.ID_CARD}
    return rights.receive_request(person, **asked, words=words, received_on=at.date(), by=by, at=at)


def _export(adults: Iterator[Person], staff: Mapping[str, Account], until: datetime) -> None:
    """Let the head take out a list for a day of handing out."""
    people.note_export(
        [next(adults).pk for _ in range(8)],
        reason="help",
        words="แจกผ้าห่มกันหนาวร่วมกับชมรมผู้สูงอายุ",
        columns=["title", "given_name", "family_name", "age", "house_no", "village"],
        file_format="xlsx",
        chosen={},
        by=staff["prasit"],
        at=until - 4 * _DAY,
    )


def _draft(staff: Mapping[str, Account], until: datetime) -> None:
    """Let mali begin a draft of the risk policy and change two lines."""
    mali, at = staff["mali"], until - 2 * _DAY
    why = "ผู้ดูแลที่เหนื่อยล้าและผู้สูงอายุมากควรได้รับการเยี่ยมเร็วขึ้น"
    draft = risk.copy_policy("ปรับน้ำหนักผู้สูงอายุมาก", why, by=mali, at=at)
    for part, points in CHANGED.items():
        was = drafts.values(policies.read(draft.document), part)
        risk.change_draft(draft.pk, part, was | {"points": points}, was=was, by=mali, at=at)


def search_for_doubles(at: datetime) -> DuplicateSearch:
    """Search the whole registry, as `khuang duplicates` does."""
    work = people.new_search(by=SYSTEM, at=at)
    long_work.carry_on(
        work.municipality_id, DuplicateSearch, work.pk, people.search_piece, clock=lambda: at, seconds=600
    )
    return work
