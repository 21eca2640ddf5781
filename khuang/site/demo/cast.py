"""Who works in the demo municipality, with a password that is printed: only here, never in a real one."""

from dataclasses import dataclass
from datetime import datetime

from khuang.ground.accounts import actions as accounts
from khuang.ground.accounts.models import Account, RoleAssignment
from khuang.ground.accounts.reads import code_at
from khuang.ground.journal.actions import SYSTEM
from khuang.ground.places.models import Village
from khuang.ground.surveys import actions as surveys
from khuang.ground.surveys.models import Device
from khuang.site.demo.population import CARERS

PASSWORD = "khuang-demo-2569"  # noqa: S105 - everybody may know it
# What their authenticator apps would share with us; in the demo only, the page that asks shows the code.
SECRET = "KHUANGDEMOKHUANGDEMOKHUANGDEMO22"  # noqa: S105 - everybody may know it


@dataclass(frozen=True)
class Member:
    """One account of the demo."""

    username: str
    name: str
    role: str
    held_at: str
    village: int = 0


STAFF = (
    Member("prasit", "ประสิทธิ์ ตั้งใจดี", "head", "municipality"),
    Member("mali", "มะลิ ใจงาม", "social-worker", "municipality"),
    Member("anan", "อนันต์ ดูแลดี", "administrator", "municipality"),
    Member("wipa", "วิภา คิดไกล", "planner", "municipality"),
    Member("kham", "คำ ฟังความ", "council", "municipality"),
    Member("facai", "ฟ้าใส ชวนคุย", "facilitator", "municipality"),
    Member("somchai", "สมชาย ตัดสินใจ", "mayor", "municipality"),
)
# Nobody signs in as her: she is named for what mali may not open.
COLLEAGUES = (Member("sunee", "สุนีย์ อุ่นใจ", "social-worker", "municipality"),)
_RESEARCHERS = ("นก เดินเก่ง", "ดวงดี จดจำ", "สายฝน ถามไถ่", "ชาติชาย ยิ้มง่าย", "พิมพา ใส่ใจ", "อดุล ขยันดี", "รัตนา รู้ทาง")
RESEARCHERS = tuple(
    Member(f"researcher{moo}", name, "researcher", "village", moo) for moo, name in enumerate(_RESEARCHERS, 1)
)
VOLUNTEERS = (
    Member("boonsri", "บุญศรี ขยันเยี่ยม", "carer", "homes"),
    *(Member(f"carer{n}", f"อาสาสมัคร {n}", "carer", "homes") for n in range(2, CARERS + 1)),
)
# Whom the demo offers to sign in as: one of each role.
OFFERED = (*STAFF, RESEARCHERS[2], VOLUNTEERS[0])


def hire(at: datetime) -> dict[str, Account]:
    """Make every account that is not there yet, with its role; give them by their names."""
    there = {account.username: account for account in Account.objects.all()}
    villages = {village.moo: village for village in Village.objects.all()}
    for member in (*STAFF, *COLLEAGUES, *RESEARCHERS, *VOLUNTEERS):
        if member.username not in there:
            there[member.username] = _hire(member, villages, at)
    return there


def _hire(member: Member, villages: dict[int, Village], at: datetime) -> Account:
    account = accounts.create_account(member.username, display_name=member.name, by=SYSTEM, at=at)
    if member in OFFERED:
        accounts.set_password(account, PASSWORD, by=SYSTEM, at=at)
        accounts.set_up_app(account, SECRET, code_at(SECRET, at), at=at)
    village = villages.get(member.village)
    accounts.give_role(account, member.role, held_at=member.held_at, village=village, by=SYSTEM, at=at)
    return account


def phones(there: dict[str, Account], at: datetime) -> dict[int, Device]:
    """Give each village's researcher a phone; its token is thrown away, nobody fetches with it."""
    known = {device.holder_id: device for device in Device.objects.all()}
    given = {}
    for member in RESEARCHERS:
        holder = there[member.username]
        given[member.village] = known.get(holder.pk) or _phone(holder, at)
    return given


def _phone(holder: Account, at: datetime) -> Device:
    device, _ = surveys.register_device(holder, f"โทรศัพท์ของ{holder.display_name}", by=SYSTEM, at=at)
    return device


def role_of(account: Account) -> RoleAssignment:
    """Give the one role that an account of the demo holds."""
    return RoleAssignment.objects.get(account=account)
