"""Secrets that people typed stand nowhere in clear on the disk: looked for as a thief with `strings` would.

Seeded through the pages and phones themselves; then every file of the home is read as it lies
there: the database's tables, its write-ahead log, statistics and temporary files, the log of the
server, photographs, and what Khuang itself says.
"""

import base64
import logging
import shutil
import struct

import psycopg
import pytest
from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from conftest import HOME, NOW, make_cast, make_municipality, sign_in
from khuang.care.people.actions import guarding, rights
from khuang.care.people.models import Person
from khuang.ground.accounts import actions as accounts
from khuang.ground.accounts.actions import guards
from khuang.ground.accounts.reads import code_at
from khuang.ground.municipalities import media_files
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.fields import keyed_hash
from khuang.ground.places.models import Point
from khuang.lib.identifiers import uuid7

SECRETS = {
    "ID number": "1101700230705",
    "telephone": "0817654329",
    "reason": "เหตุผลลับเฉพาะครอบครัวนี้เท่านั้น",
    "guard": "ปิดข้อมูลเพราะเรื่องลับในบ้าน",
    "broken glass": "ต้องเปิดดูด่วนเพราะเรื่องลับอีกเรื่อง",
    "search": "ค้นหาคำลับมากๆเช่นนี้",
    "photograph": "the pixels of somebody's home",
    "second factor": "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXQ",
}
PLACE = (99.51234567, 18.28765432)
IN_CLEAR = "ชื่อที่อยู่ในที่แจ้ง"


def looks(text):
    """How a text could lie in a file: in the letters of Linux and of Windows, in hexadecimal, in base64."""
    for plain in (text.encode(), text.encode("utf-16-le")):
        yield plain
        yield plain.hex().encode()
        yield plain.hex().upper().encode()
        # Base64 depends on where a text begins; the middle of each of three is the same.
        for shift in range(3):
            coded = base64.b64encode(b"\0" * shift + plain)
            yield coded[4:-4]


def places():
    """How the place could lie in a file: as numbers, or as a phone writes it."""
    lon, lat = PLACE
    for order in "<>":
        packed = struct.pack(order + "dd", lon, lat)
        yield from (packed, packed.hex().encode(), base64.b64encode(packed)[:-4])
    yield f"{lat:.6f}"[:8].encode()


@pytest.fixture
def town(committed, owner):
    municipality = make_municipality()
    cast = make_cast(municipality)
    yield cast
    shutil.rmtree(settings.KHUANG_MEDIA, ignore_errors=True)


def seed(cast, client):
    """Say every secret once, through what people really use."""
    with within(cast.municipality):
        person = Person(given_name=IN_CLEAR, known_from=NOW.date(), sort_key=IN_CLEAR)
        person.national_id, person.phone = SECRETS["ID number"], SECRETS["telephone"]
        person.national_id_hash = keyed_hash(person.national_id, "national_id")
        person.phone_hash = keyed_hash(person.phone, "phone")
        person.save()
        Point.objects.create(position=PLACE, cell_x=9951, cell_y=1828, source="map", captured_at=NOW)
        media_files.write(uuid7(), [SECRETS["photograph"].encode() * 100])
        now = timezone.now()
        code = code_at(SECRETS["second factor"], now)
        accounts.set_up_app(cast.mali, SECRETS["second factor"], code, at=now)
        rights.hold(person, reason=SECRETS["reason"], by=cast.prasit, at=now)
        guarding.guard(
            person, "sensitive", named=[cast.prasit], reason=SECRETS["guard"], by=cast.prasit, at=now
        )
        guards.break_glass(person, reason="danger", said=SECRETS["broken glass"], by=cast.mali, at=now)
    sign_in(client, cast.prasit)
    for word in ("search", "ID number", "telephone"):
        answer = client.post(reverse("desk:search"), {"search": SECRETS[word]})
        assert answer.status_code == 200
    client.post(reverse("accounts:sign-in"), {"username": SECRETS["search"], "password": SECRETS["reason"]})
    return person


def provoke(server):
    """Let the database refuse statements that hold secrets: its log must not repeat them."""
    with psycopg.connect(server.app_url, autocommit=True) as connection:
        for words in ("SELECT (%s || 'x')::int", "INSERT INTO people_person (phone) VALUES (%s)"):
            for secret in SECRETS.values():
                with pytest.raises(psycopg.Error):
                    connection.execute(words, [secret])
        # A sort that does not fit into memory goes to temporary files.
        connection.execute("SET work_mem = '64kB'")
        connection.execute("SELECT md5(i::text) FROM generate_series(1, 50000) i ORDER BY 1").fetchall()


def files():
    """Give every file of the home, but the keys themselves."""
    for path in HOME.rglob("*"):
        if path.is_file() and not path.is_symlink() and path.name != "keyring.json":
            yield path


def test_no_secret_lies_on_the_disk(town, client, server, owner, caplog, capfd):
    with caplog.at_level(logging.DEBUG):
        seed(town, client)
        provoke(server)
    said = caplog.text + "".join(capfd.readouterr())
    # What is only in memory is on nobody's disk: everything goes there.
    owner.execute("CHECKPOINT")
    owner.execute("SELECT pg_switch_wal()")
    content = {str(path.relative_to(HOME)): path.read_bytes() for path in files()}
    assert any(IN_CLEAR.encode() in one for one in content.values()), (
        "It is not looked for in the right place."
    )
    wanted = {what: set(looks(secret)) for what, secret in SECRETS.items()} | {"place": set(places())}
    found = {
        (what, where)
        for what, all_looks in wanted.items()
        for where, lies in content.items()
        if any(look in lies for look in all_looks)
    }
    assert found == set()
    assert [what for what, secret in SECRETS.items() if secret in said] == []
