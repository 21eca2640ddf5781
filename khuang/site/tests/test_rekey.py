"""After a change of keys nothing is sealed with the old one, and everything opens."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time

import pytest
from django.conf import settings
from django.db import connection

from conftest import NOW, make_cast, make_municipality
from khuang.care.people.models import Person
from khuang.ground.accounts.models import BrowserSession
from khuang.ground.messaging.models import Contact, InboundEvent
from khuang.ground.messaging.reads import address_hash
from khuang.ground.municipalities import media_files
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.fields import keyed_hash, keyring
from khuang.lib import keyrings
from khuang.lib.identifiers import uuid7
from khuang.site import command
from khuang.site.keys import files, hashes, rekeying, sealed
from tests.rows import Town

KHUANG = [sys.executable, "-m", "khuang.site.command"]
PHOTOGRAPH = b"photograph" * 300_000


@pytest.fixture
def keys():
    """Let the keyring change, and be as before afterwards."""
    path = settings.KHUANG_KEYRING
    before = path.read_bytes()
    yield path
    path.write_bytes(before)


@pytest.fixture
def town(committed, keys):
    municipality = make_municipality()
    cast = make_cast(municipality)
    with within(municipality):
        Town().everything()
        media_files.write(uuid7(), [PHOTOGRAPH])
    seal_by_hand(cast.mali)
    yield municipality
    shutil.rmtree(settings.KHUANG_MEDIA)


def seal_by_hand(account):
    """Seal what no model declares: a session and the secret of a second factor."""
    moment = {"began_at": NOW, "seen_at": NOW, "expires_at": NOW}
    content = keyring().seal(b'{"said": "secret"}', b"accounts_browsersession:" + b"h" * 32)
    BrowserSession.objects.create(key_hash=b"h" * 32, content=content, **moment)
    secret = keyring().seal(b"JBSWY3DPEHPK3PXP", f"mfa_authenticator:{account.pk}".encode()).hex()
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO mfa_authenticator (user_id, type, data, created_at) VALUES (%s, 'totp', %s, now())",
            [account.pk, json.dumps({"secret": secret})],
        )


def opened(municipality):
    """Open everything that is sealed, as its readers do."""
    found = {}
    with within(municipality):
        for field in sealed.fields():
            rows = field.model.objects.exclude(**{field.name: None}).order_by("pk")
            found[f"{field.model._meta.label}.{field.name}"] = [getattr(row, field.name) for row in rows]
        for key, path in media_files.stored():
            found[path.name] = b"".join(media_files.read(key))
    return found


def old_values(owner, number):
    """Return where values of a key still lie, as a thief would look: every column of every table."""
    tables = owner.execute(
        "SELECT c.relname, a.attname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid "
        "WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' AND a.attnum > 0 "
        "AND a.atttypid IN ('bytea'::regtype, 'jsonb'::regtype, 'text'::regtype)"
    ).fetchall()
    mark = f"01{number:02x}"
    return [
        (table, column)
        for table, column in tables
        if owner.execute(
            f"""SELECT count(*) FROM "{table}" WHERE "{column}"::text ~ '^\\\\x{mark}[0-9a-f]{{56}}'
            OR "{column}"::text ~ '"{mark}[0-9a-f]{{56}}'"""  # noqa: S608 - our tables
        ).fetchone()[0]
    ]


def test_after_retiring_nothing_of_the_old_key_is_left_and_all_opens(town, keys, owner):
    before = opened(town)
    assert ("mfa_authenticator", "data") in old_values(owner, 1)
    assert ("accounts_browsersession", "content") in old_values(owner, 1)
    assert rekeying.begin(retiring=True) == 2
    rekeying.reseal(lambda done, of: None)
    age(keys)
    assert rekeying.retire() == [1]
    assert list(keyring().keys) == [2]
    assert old_values(owner, 1) == []
    assert [one.key_number() for one in files.sealed_files(settings.KHUANG_MEDIA)] == [2]
    assert opened(town) == before
    session = BrowserSession.objects.get()
    assert keyring().open(bytes(session.content), b"accounts_browsersession:" + b"h" * 32)


def age(path):
    """Let it be a while since the keys changed."""
    then = time.time() - rekeying.PATIENCE
    os.utime(path, (then, then))


def test_killed_half_way_it_goes_on_with_the_same_key(town, keys):
    with within(town):
        for number in range(3000):
            Person.objects.create(
                given_name=f"p{number}",
                known_from=NOW.date(),
                sort_key="x",
                phone=f"08{number:08}",
                phone_hash=keyed_hash(f"08{number:08}", "phone"),
            )
    process = subprocess.Popen([*KHUANG, "rekey"], stdout=subprocess.DEVNULL)
    column = next(one for one in sealed.columns() if (one.table, one.name) == ("people_person", "phone"))
    while not 0 < left(column, town) < 3000:
        time.sleep(0.005)
        assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert left(column, town) > 0
    said = subprocess.run([*KHUANG, "rekey"], capture_output=True, text=True, check=True).stdout
    assert "Sealing with key 2" in said and "other keys: 0" in said
    with within(town):
        assert {one.phone for one in Person.objects.filter(given_name__startswith="p")} >= {"0800000000"}


def left(column, town):
    if keyring().current == 1:
        return 3000
    with within(town):
        return column.left(connection.connection, keyring())


def test_a_site_that_runs_seals_with_the_new_key_at_once(town, keys):
    assert keyring().current == 1
    subprocess.run([*KHUANG, "rekey"], capture_output=True, check=True)
    assert keyring().current == 2
    with within(town):
        person = Person.objects.create(given_name="new", known_from=NOW.date(), sort_key="x")
        assert Person.phone.field.seal("0812345678", person.pk)[1] == 2


def test_a_list_that_was_begun_before_opens_what_is_sealed_meanwhile(town, keys):
    unseal = Person.phone.field.unsealer()
    rekeying.begin(retiring=False)
    key = uuid7()
    assert unseal(Person.phone.field.seal("0812345678", key), key) == "0812345678"


def test_an_erased_file_does_not_come_back(town, keys):
    one = next(files.sealed_files(settings.KHUANG_MEDIA))
    old = keyring()
    rekeying.begin(retiring=False)

    class Erasing(type(old)):
        def open_chunks(self, *arguments):
            yield from super().open_chunks(*arguments)
            one.path.unlink()

    one.reseal(Erasing(old.current, old.keys, old.index), keyring())
    assert list(one.path.parent.iterdir()) == []


def test_new_hashes_find_the_same_people(town, keys):
    with within(town):
        person = Person.objects.create(given_name="found", known_from=NOW.date(), sort_key="x")
        person.phone, person.phone_hash = "0899999999", keyed_hash("0899999999", "phone")
        person.save()
    before = bytes(person.phone_hash)
    said = subprocess.run([*KHUANG, "rekey", "--index"], capture_output=True, text=True, check=False)
    assert said.returncode == 0, said.stderr
    with within(town):
        found = Person.objects.get(phone_hash=keyed_hash("0899999999", "phone"))
    assert found == person and bytes(found.phone_hash) != before


def test_new_hashes_find_the_same_addresses_and_what_came_from_them(town, keys):
    with within(town):
        whose = {"channel": "line", "address_hash": address_hash("line", "U" + "0" * 32)}
        contact = Contact.objects.create(address="U" + "0" * 32, since=NOW, **whose)
        event = InboundEvent.objects.create(
            event_id="e", kind="message", occurred_at=NOW, received_at=NOW, **whose
        )
    hashes.change_index()
    with within(town):
        new = address_hash("line", "U" + "0" * 32)
        assert new != whose["address_hash"]
        assert Contact.objects.get(address_hash=new) == contact
        assert InboundEvent.objects.get(address_hash=new) == event


def test_half_changed_hashes_serve_nobody(town, keys, capsys):
    keyrings.begin_index(keys)
    assert command.main(["journal", "verify"]) == 1
    assert "khuang rekey --index" in capsys.readouterr().err
    hashes.change_index()
    assert not keyrings.is_index_changing(keys)


def test_a_passphrase_wraps_the_keyring(keys, monkeypatch):
    monkeypatch.setenv("KHUANG_KEYRING_PASSPHRASE", "ข้าวเหนียวมะม่วง")
    before = keyring()
    keyrings.add_key(keys)
    assert keyrings.is_wrapped(keys) and '"keys"' not in keys.read_text()
    assert keyring().keys[1] == before.keys[1]
    assert keys.stat().st_mode & 0o777 == 0o600
    monkeypatch.setenv("KHUANG_KEYRING_PASSPHRASE", "another")
    keyrings._read.cache_clear()
    with pytest.raises(keyrings.CannotUnwrap, match="does not open"):
        keyrings.read_keyring(keys)
