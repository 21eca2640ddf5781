"""A registry of any size, of invented people whose names are as common as names are: for measuring.

`python -m bench.registry --people 100000 --home /tmp/somewhere` makes an installation with one
municipality in that home; `filled` does the same for a measurement.
Written by COPY as the database's own superuser, since what is measured is reading.
"""

import argparse
import json
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import NamedTuple

_NAMES: dict[str, list[str]] = json.loads((Path(__file__).parent / "names.json").read_text())
GIVEN, BEGINS, ENDS, NICKNAMES = (
    _NAMES[part] for part in ("given", "family_begins", "family_ends", "nicknames")
)
A_HOME = 3.1  # people
A_VILLAGE = 1_400  # people
TODAY = date(2026, 11, 1)


class Someone(NamedTuple):
    """One invented person; ages go up to 99."""

    title: str
    given: str
    family: str
    nickname: str
    sex: str
    born_on: date
    national_id: str
    phone: str
    village: int  # from 0
    house_no: str


def population(people: int, seed: int = 2569) -> Iterator[list[Someone]]:
    """Draw homes with the people who live there, until there are so many people."""
    from khuang.lib.national_id import practice_number

    rng = Random(seed)  # noqa: S311 - invented people, not secrets
    villages = max(7, people // A_VILLAGE)
    numbers = [0] * villages
    drawn = 0
    while drawn < people:
        village = rng.randrange(villages)
        numbers[village] += 1
        house_no = f"{numbers[village]}/{rng.randint(1, 9)}" if rng.random() < 0.2 else str(numbers[village])
        family = _family(rng)
        home = []
        for _ in range(min(people - drawn, max(1, round(rng.gauss(A_HOME, 1.4))))):
            sex, age = rng.choice(("female", "male")), min(99, int(abs(rng.gauss(38, 23))))
            home.append(
                Someone(
                    title=_title(rng, sex, age),
                    given=_given(rng),
                    family=family if rng.random() < 0.8 else _family(rng),
                    nickname=rng.choice(NICKNAMES) if rng.random() < 0.6 else "",
                    sex=sex,
                    born_on=TODAY - timedelta(days=age * 365 + rng.randrange(365)),
                    national_id=practice_number(rng.randrange(10**11)) if rng.random() < 0.85 else "",
                    phone=f"01{rng.randrange(10**7):07d}" if rng.random() < 0.5 else "",
                    village=village,
                    house_no=house_no,
                )
            )
        drawn += len(home)
        yield home


def _given(rng: Random) -> str:
    """A third of the names are each other's neighbours: two that are usual, joined."""
    if rng.random() < 0.3:
        return rng.choice(GIVEN[:200])[:6].rstrip("เแโใไ") + rng.choice(
            ("พร", "วรรณ", "ชัย", "รัตน์", "พล", "ณี", "มาศ", "ดา")
        )
    return GIVEN[int(len(GIVEN) * rng.random() ** 1.5)]


def _family(rng: Random) -> str:
    first = BEGINS[int(len(BEGINS) * rng.random() ** 1.4)]
    last = ENDS[int(len(ENDS) * rng.random() ** 1.4)]
    return first + (last if last != first else "มาลา")


def _title(rng: Random, sex: str, age: int) -> str:
    if age < 15:
        return "เด็กหญิง" if sex == "female" else "เด็กชาย"
    return "นาย" if sex == "male" else rng.choice(("นาง", "นางสาว"))


@contextmanager
def filled(home: Path, people: int) -> Iterator["Filled"]:
    """Lend a database in `home` with a municipality of so many people; Django is set up for it."""
    home.chmod(0o711)
    os.environ["KHUANG_HOME"] = str(home)
    os.environ["DJANGO_SETTINGS_MODULE"] = "khuang.site.settings"
    from khuang.lib import embedded_postgres, keyrings

    keyrings.create_keyring(home / "keyring.json")
    (home / "secret-key").write_text("only for measuring")
    server = embedded_postgres.start(home, durable=False)
    try:
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        yield Filled(server.url(embedded_postgres.SUPERUSER), people)
    finally:
        from django.db import connections

        connections.close_all()
        embedded_postgres.stop(home)


class Filled:
    """A municipality full of people, and what it took to fill it."""

    def __init__(self, url: str, people: int) -> None:
        import psycopg

        self.url, self.people = url, people
        began = time.perf_counter()
        stands = _standing()
        self.municipality, self.account = stands or _municipality()
        with psycopg.connect(url, autocommit=True) as connection:
            if not stands:
                _copy(connection, self.municipality, people)
                connection.execute("VACUUM ANALYZE")
            self.seconds = time.perf_counter() - began
            self.key_bytes = _size(connection, "people_personkey") / people
            self.keys = connection.execute("SELECT count(*) FROM people_personkey").fetchone()[0] / people


def _standing():
    """Give the municipality and account of an earlier run in the same home."""
    from khuang.ground.accounts.models import Account
    from khuang.ground.municipalities.models import Municipality

    municipality = Municipality.objects.filter(slug="bench").first()
    return municipality and (municipality, Account.objects.get(username="bench"))


def _municipality():
    """Make a municipality with a social worker who may see everybody."""
    from django.utils import timezone

    from khuang.ground.accounts import actions as accounts
    from khuang.ground.journal.actions import SYSTEM
    from khuang.ground.municipalities.context import within
    from khuang.ground.municipalities.models import Municipality

    municipality = Municipality.objects.create(
        slug="bench", name="เทศบาลทดลอง", name_en="Bench", code="520399"
    )
    at = timezone.now()
    with within(municipality):
        account = accounts.create_account("bench", display_name="ทดลอง", by=SYSTEM, at=at)
        accounts.give_role(account, "social-worker", held_at="municipality", by=SYSTEM, at=at)
    return municipality, account


def _copy(connection, municipality, people):
    """Copy homes, persons and keys in, a thousand homes at a time."""
    villages = _villages(municipality, max(7, people // A_VILLAGE))
    waiting = []
    for home in population(people):
        waiting.append(home)
        if len(waiting) == 1_000:
            _write(connection, municipality, villages, waiting)
            waiting = []
    _write(connection, municipality, villages, waiting)


def _villages(municipality, count):
    from khuang.ground.municipalities.context import within
    from khuang.ground.places.models import Village

    with within(municipality):
        made = [
            Village.objects.create(code=f"52{number:06d}", moo=number, name=f"บ้าน {number}")
            for number in range(1, count + 1)
        ]
    return [village.pk for village in made]


def _write(connection, municipality, villages, homes):
    from khuang.care.people.actions.keys import rows as key_rows
    from khuang.care.people.models import Dwelling, Person, PersonKey
    from khuang.ground.municipalities.context import within
    from khuang.ground.municipalities.fields import keyed_hash
    from khuang.lib import thai_names

    dwellings, persons, keys = [], [], []
    with within(municipality):
        for home in homes:
            dwelling = Dwelling(
                village_id=villages[home[0].village], house_no=home[0].house_no, known_from=TODAY
            )
            dwellings.append(dwelling)
            for one in home:
                person = Person(
                    title=one.title, given_name=one.given, family_name=one.family, nickname=one.nickname,
                    sort_key=thai_names.sort_key(one.given, one.family), sex=one.sex, born_on=one.born_on,
                    born_precision="day", known_from=TODAY,
                    dwelling_id=dwelling.pk, village_id=dwelling.village_id,
                    national_id=one.national_id or None, phone=one.phone or None,
                    national_id_hash=keyed_hash(one.national_id, "national_id") if one.national_id else None,
                    phone_hash=keyed_hash(one.phone, "phone") if one.phone else None,
                )  # fmt: skip
                persons.append(person)
                keys += key_rows([person], [dwelling])
        for model, rows in ((Dwelling, dwellings), (Person, persons), (PersonKey, keys)):
            _copy_rows(connection, model, rows)


def _copy_rows(connection, model, rows):
    fields = model._meta.concrete_fields
    names = ", ".join(f'"{field.column}"' for field in fields)
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {model._meta.db_table} ({names}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row([field.pre_save(row, True) for field in fields])


def _size(connection, table):
    return connection.execute("SELECT pg_total_relation_size(%s::regclass)", [table]).fetchone()[0]


def main() -> None:
    chosen = argparse.ArgumentParser()
    chosen.add_argument("--people", type=int, default=20_000)
    chosen.add_argument("--home", type=Path, required=True)
    chosen = chosen.parse_args()
    chosen.home.mkdir(parents=True, exist_ok=True)
    with filled(chosen.home, chosen.people) as made:
        print(
            f"{made.people:,} people in {made.seconds:.0f} s; {made.keys:.1f} keys a person, "
            f"{made.key_bytes:.0f} bytes"
        )


if __name__ == "__main__":
    main()
