"""An invented Thai population for measuring: families, twins, homonyms, sons with their father's house.

Names are joined from parts that Thai names are made of; common ones are as common as they are.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta
from random import Random

from bench.duplicates.thai_errors import USUAL, Carelessness, Entry, Names, written_again
from khuang.lib import national_id

TODAY = date(2026, 11, 1)
VILLAGES = 12

MEN_BEGIN = [
    "สม",
    "ประ",
    "วิ",
    "สุ",
    "ณรงค์",
    "ชัย",
    "ธนา",
    "อนุ",
    "ศักดิ์",
    "พงษ์",
    "กิตติ",
    "ณัฐ",
    "ธีร",
    "วีร",
    "อภิ",
    "จักร",
    "ปิย",
    "ภานุ",
    "ทวี",
    "บุญ",
    "คำ",
    "ทอง",
    "อินทร์",
    "สิทธิ",
    "ชาญ",
    "เกียรติ",
    "พิ",
    "ไพ",
    "มา",
    "เฉลิม",
]  # noqa: E501
MEN_END = [
    "ชาย",
    "หมาย",
    "ศักดิ์",
    "เสริฐ",
    "พันธ์",
    "ชัย",
    "เดช",
    "พงษ์",
    "วัฒน์",
    "นันท์",
    "พล",
    "ภพ",
    "ยุทธ",
    "ชาติ",
    "ฤทธิ์",
    "รักษ์",
    "กร",
    "เทพ",
    "สิทธิ์",
    "โรจน์",
    "ธร",
    "มี",
    "มา",
    "ปัน",
    "เลิศ",
    "วิทย์",
    "ณุ",
    "ทูรย์",
    "นพ",
    "ชญ์",
]  # noqa: E501
WOMEN_BEGIN = [
    "สม",
    "วิ",
    "สุ",
    "อร",
    "พร",
    "จันทร์",
    "ศิริ",
    "รัตนา",
    "นภา",
    "กัลยา",
    "ปิย",
    "ณัฐ",
    "ธิดา",
    "วรรณ",
    "ลำ",
    "บัว",
    "แก้ว",
    "คำ",
    "แสง",
    "เพ็ญ",
    "มณี",
    "อำ",
    "ประ",
    "จิรา",
    "ดวง",
    "พิม",
    "กนก",
    "ชุติ",
    "อัญ",
    "วารี",
]  # noqa: E501
WOMEN_END = [
    "พร",
    "วรรณ",
    "รัตน์",
    "ลักษณ์",
    "จิตร์",
    "ใจ",
    "ศรี",
    "นภา",
    "ภา",
    "ดี",
    "นันท์",
    "ธิดา",
    "ทิพย์",
    "กาญจน์",
    "มาศ",
    "แข",
    "ดวน",
    "คำ",
    "หล้า",
    "ชนก",
    "ญา",
    "ณี",
    "นา",
    "พา",
    "ไล",
    "ไพ",
    "ผิว",
    "งาม",
    "เพ็ญ",
    "กานต์",
]  # noqa: E501
FAMILY_BEGIN = [
    "ใจ",
    "คำ",
    "วงศ์",
    "แก้ว",
    "ทอง",
    "บุญ",
    "ศรี",
    "สุข",
    "จันทร์",
    "ปัญญา",
    "อินทร์",
    "ชัย",
    "มหา",
    "เรือน",
    "ต๊ะ",
    "ปัน",
    "กันทะ",
    "ไชย",
    "สิงห์",
    "ยา",
    "เครือ",
    "ธรรม",
    "ณ",
    "พรหม",
    "หล้า",
    "อุต",
    "มา",
    "เตชะ",
    "กา",
    "สม",
    "มูล",
    "ดวง",
    "ขัน",
    "นันทะ",
    "วิ",
    "ถา",
    "ยศ",
    "พิมพ์",
    "ฟู",
    "หมื่น",
]  # noqa: E501
FAMILY_END = [
    "ดี",
    "งาม",
    "วงศ์",
    "แก้ว",
    "คำ",
    "มูล",
    "สุข",
    "ศรี",
    "ใจ",
    "เรือน",
    "ลังกา",
    "ปัญญา",
    "วงค์",
    "สาร",
    "ตา",
    "มา",
    "ชัย",
    "บุญ",
    "กาศ",
    "ปวง",
    "จันทร์",
    "แสน",
    "ติ๊บ",
    "คำมูล",
    "วรรณ",
    "เมือง",
    "หล้า",
    "สิงห์",
    "พันธ์",
    "ทอง",
    "ธิ",
    "อ้าย",
    "ยศ",
    "ขัติ",
    "รักษ์",
    "สกุล",
    "มณี",
    "ปัน",
    "นวล",
    "ไพร",
]  # noqa: E501
NICKNAMES = [
    "แดง",
    "ดำ",
    "น้อย",
    "ใหญ่",
    "หน่อย",
    "แก้ว",
    "ต้น",
    "เอก",
    "โอ๋",
    "อ้อย",
    "แอน",
    "นก",
    "หนู",
    "เล็ก",
    "ติ๋ม",
    "ต๋อย",
    "เปิ้ล",
    "ฝน",
    "ฟ้า",
    "มิ้นท์",
    "บอย",
    "แบงค์",
    "นุ่น",
    "ปู",
    "กุ้ง",
    "ไก่",
    "หมู",
    "อ้วน",
    "จุ๋ม",
    "ตุ้ม",
    "นิด",
    "หนึ่ง",
    "โอ๊ต",
    "เบียร์",
    "พลอย",
    "มุก",
]  # noqa: E501


class Invented(Names):
    """Names whose frequency falls as in any valley: a few are everywhere, most are rare."""

    def given(self, rng: Random, sex: str) -> str:
        begin, end = (WOMEN_BEGIN, WOMEN_END) if sex == "female" else (MEN_BEGIN, MEN_END)
        return _often_early(rng, begin) + _often_early(rng, end)

    def family(self, rng: Random) -> str:
        first, last = _often_early(rng, FAMILY_BEGIN), _often_early(rng, FAMILY_END)
        middle = _often_early(rng, FAMILY_END) if rng.random() < 0.15 else ""
        return first + (last if last != first else "มาลา") + middle


def _often_early(rng: Random, parts: list[str]) -> str:
    return parts[int(len(parts) * rng.random() ** 1.5)]


@dataclass(frozen=True)
class People:
    """Entries in the order in which they came in, and who each of them is."""

    entries: list[Entry]
    who: list[int]  # the person behind each entry


def people(seed: int, count: int, *, again: float = 0.25, how: Carelessness = USUAL) -> People:
    """Draw `count` people; a share of them were written down a second time, a few a third."""
    rng = Random(seed)
    names = Invented()
    one_each: list[Entry] = []
    household = 0
    while len(one_each) < count:
        household += 1
        one_each += _family(rng, names, household)
    one_each = _homonyms(rng, one_each[:count])
    entries, who = list(one_each), list(range(count))
    for key, one in enumerate(one_each):
        for _ in range((rng.random() < again) + (rng.random() < again / 8)):
            entries.append(written_again(rng, one, names, how))
            who.append(key)
    order = rng.sample(range(len(entries)), len(entries))
    return People([as_kept(entries[at]) for at in order], [who[at] for at in order])


def as_kept(one: Entry) -> Entry:
    """Give an entry as the registry keeps it: a number that cannot be one is set aside."""
    try:
        number = national_id.read_number(one.national_id) if one.national_id else ""
    except national_id.WrongNumber:
        number = ""
    return replace(one, national_id=number)


def _family(rng: Random, names: Names, household: int) -> list[Entry]:
    village, house = rng.randrange(1, VILLAGES + 1), f"{rng.randrange(1, 400)}"
    house += f"/{rng.randrange(1, 9)}" if rng.random() < 0.4 else ""
    family = names.family(rng)
    parents = rng.randint(24, 80)
    ages = [(parents, "male"), (parents - rng.randint(-3, 8), "female")][: rng.choice((1, 2, 2, 2))]
    if rng.random() < 0.35:
        ages.append((parents + rng.randint(19, 34), rng.choice(("male", "female"))))
    ages += [
        (max(0, parents - rng.randint(20, 38)), rng.choice(("male", "female")))
        for _ in range(rng.choice((0, 1, 1, 2, 2, 3)))
    ]  # noqa: E501
    phone = f"08{rng.randrange(10**8):08d}"
    home = [
        _person(rng, names, min(age, 99), sex, family, household, village, house, phone) for age, sex in ages
    ]
    return home + ([_twin(rng, names, home[-1])] if len(home) > 2 and rng.random() < 0.05 else [])


def _person(rng, names, age, sex, family, household, village, house, phone) -> Entry:
    born = TODAY - timedelta(days=round(age * 365.25 + rng.randrange(365)))
    known = rng.random()
    precision = "day" if known < 0.88 or age < 50 else "year"
    born = born if precision == "day" and known > 0.03 else born.replace(month=1, day=1)
    title = {
        "male": "เด็กชาย" if age < 15 else "นาย",
        "female": "เด็กหญิง" if age < 15 else rng.choice(("นาง", "นางสาว")),
    }[sex]  # noqa: E501
    own_name = family if rng.random() < 0.85 else names.family(rng)
    number = national_id.practice_number(rng.randrange(10**11)) if rng.random() < 0.85 else ""
    mine = phone if rng.random() < 0.3 else f"08{rng.randrange(10**8):08d}"
    nick = rng.choice(NICKNAMES) if rng.random() < 0.6 else ""
    has_phone = mine if rng.random() < 0.6 else ""
    return Entry(
        title,
        names.given(rng, sex),
        own_name,
        nick,
        sex,
        born,
        precision,
        number,
        has_phone,
        house,
        village,
        household,
    )  # noqa: E501


def _twin(rng: Random, names: Names, one: Entry) -> Entry:
    """Give a twin: same day, same house, and often a name that begins alike."""
    sex = one.sex if rng.random() < 0.7 else rng.choice(("male", "female"))
    given = names.given(rng, sex)
    if sex == one.sex and rng.random() < 0.6:
        begin = max(
            (part for part in MEN_BEGIN + WOMEN_BEGIN if one.given.startswith(part)), key=len, default=""
        )
        end = _often_early(rng, WOMEN_END if sex == "female" else MEN_END)
        given = begin + end if begin + end != one.given else given
    number = national_id.practice_number(rng.randrange(10**11)) if one.national_id else ""
    return replace(one, given=given, sex=sex, nickname=rng.choice(NICKNAMES), national_id=number)


def _homonyms(rng: Random, everybody: list[Entry]) -> list[Entry]:
    """Let a few bear the whole name of somebody else, some of them born in the same year."""
    named = list(everybody)
    for at in rng.sample(range(len(named)), len(named) // 50):
        other = everybody[rng.randrange(len(everybody))]
        one = named[at]
        if other.sex == one.sex and other is not one:
            named[at] = replace(one, given=other.given, family=other.family)
            if rng.random() < 0.2 and one.born and other.born:
                named[at] = replace(
                    named[at], born=one.born.replace(year=other.born.year, day=min(one.born.day, 28))
                )
    return named
