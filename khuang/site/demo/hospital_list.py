"""A list of people from the health centre, as the demo took it in: some known, some new, some misspelt."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime

from khuang.care.people.actions import imports
from khuang.care.people.models import Import, Person
from khuang.care.people.reads import importing
from khuang.ground.accounts.models import Account
from khuang.ground.journal import long_work
from khuang.lib.national_id import practice_number

SOURCE = "โรงพยาบาลส่งเสริมสุขภาพตำบลเวียงคำหล้า"
HEAD = ("เลขบัตรประชาชน", "ชื่อ-สกุล", "เพศ", "ว/ด/ป เกิด", "บ้านเลขที่", "หมู่ที่", "เบอร์โทร")
# Rows that say what the registry says, that know a telephone more, and that misspell somebody.
KNOWN, RICHER, MISSPELT = 13, 5, 4
# Title, name, sex, birth: they moved here since the survey.
NEW = (
    ("นาย", "ธนกร", "ใจปิง", "male", date(1991, 4, 12)),
    ("นางสาว", "ปวีณา", "ใจปิง", "female", date(1994, 11, 3)),
    ("นาง", "เพ็ญศรี", "ทองแก้ว", "female", date(1968, 6, 27)),
    ("นาย", "วรวุฒิ", "สุขเมือง", "male", date(1985, 1, 19)),
    ("นางสาว", "อรทัย", "ริมน้ำ", "female", date(1999, 8, 8)),
)
# What a clerk hears as the same, or forgets; the first that is in a name happens to it.
SLIPS = (("์", ""), ("ณ", "น"), ("ศ", "ส"), ("ร", "ล"), ("ญ", "ย"), ("้", ""), ("่", ""), ("ใ", "ไ"), ("ล", "ร"))
# Serials of ID numbers and telephones that nobody of the survey drew.
FIRST_SERIAL, FIRST_PHONE = 99_900_000_000, 9_990_000


@dataclass(frozen=True)
class Row:
    """One row of the list."""

    number: str
    name: str
    sex: str
    born: str
    house_no: str
    moo: str
    phone: str = ""

    def cells(self) -> tuple[str, ...]:
        """Give the cells in the order of HEAD."""
        return (self.number, self.name, self.sex, self.born, self.house_no, self.moo, self.phone)


def take_in(people: Iterator[Person], *, by: Account, at: datetime) -> Import:
    """Take the list in, through the same door as an upload at a desk.

    people   residents with an ID number and a whole birth date, none of them twice
    """
    text = io.StringIO()
    csv.writer(text).writerows([HEAD, *(row.cells() for row in rows(people))])
    # The health centre's program writes the letters of the nineties.
    content = text.getvalue().encode("cp874")
    brought = imports.bring(content, file_name="รายชื่อ รพ.สต.csv", source=SOURCE, by=by, at=at)
    fields = {column: one.field for column, one in importing.proposals(brought).items()}
    imports.choose(brought, fields, rule="fill", two_digits={}, village_words={}, by=by, at=at)
    imports.begin(brought, by=by, at=at)
    long_work.carry_on(
        brought.municipality_id, Import, brought.pk, imports.work_piece, clock=lambda: at, seconds=60
    )
    return Import.objects.get(pk=brought.pk)


def rows(people: Iterator[Person]) -> list[Row]:
    """Write the thirty rows: good ones, doubles and three to correct."""
    written = [_row(next(people)) for _ in range(KNOWN)]
    written += [_row(next(people), phone=phone_of(number)) for number in range(RICHER)]
    written += [misspelt(next(filter(can_slip, people))) for _ in range(MISSPELT)]
    homes = [next(people) for _ in NEW]
    written += [_new(number, home) for number, home in enumerate(homes)]
    return written + list(_to_correct(people))


def _row(one: Person, *, phone: str = "") -> Row:
    return Row(
        one.national_id or "",
        f"{one.title}{one.given_name} {one.family_name}",
        _sex(one.sex),
        thai_day(one.born_on),
        *_home(one),
        phone,
    )


def misspelt(one: Person) -> Row:
    """Write somebody as a hospital heard them: another spelling, and no ID number."""
    return Row(
        "",
        f"{one.title}{slip(one.given_name)} {one.family_name}",
        _sex(one.sex),
        thai_day(one.born_on),
        *_home(one),
    )


def can_slip(one: Person) -> bool:
    """Say whether a clerk could misspell somebody's name and nobody would notice."""
    return len(one.given_name) > 3 and slip(one.given_name) != one.given_name


def slip(name: str) -> str:
    """Misspell a name as a clerk does."""
    right, wrong = next((pair for pair in SLIPS if pair[0] in name), ("", ""))
    return name.replace(right, wrong, 1)


def _new(number: int, home: Person) -> Row:
    title, given, family, sex, born = NEW[number]
    identity = practice_number(FIRST_SERIAL + number)
    return Row(identity, f"{title}{given} {family}", _sex(sex), thai_day(born), *_home(home))


def _to_correct(people: Iterator[Person]) -> Iterator[Row]:
    """Write a day that is in no calendar, a mistyped ID number and a row without a name."""
    first, second, third = (_row(next(people)) for _ in range(3))
    yield Row("", "นางบัวคำ ต้นธาร", "หญิง", "31/2/2510", first.house_no, first.moo)
    number = practice_number(FIRST_SERIAL + len(NEW))
    wrong = number[:-1] + str((int(number[-1]) + 1) % 10)
    yield Row(wrong, "นายแสงเมือง ต้นธาร", "ชาย", "7/5/2508", second.house_no, second.moo)
    yield Row("", "", "หญิง", "2/9/2533", third.house_no, third.moo)


def phone_of(number: int) -> str:
    """Give a telephone number that nobody can have."""
    return f"01{FIRST_PHONE + number:07d}"


def thai_day(day: date | None) -> str:
    """Write a day as Thai lists do."""
    return f"{day.day}/{day.month}/{day.year + 543}" if day else ""


def _sex(sex: str) -> str:
    return "หญิง" if sex == "female" else "ชาย"


def _home(one: Person) -> tuple[str, str]:
    return (one.dwelling.house_no if one.dwelling else "", str(one.village.moo) if one.village else "")
