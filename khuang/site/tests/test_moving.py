"""A municipality moves house: everything arrives, under other keys, or nothing does."""

import json
import os
import secrets
import shutil
import subprocess
import sys
from base64 import b64encode

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test import Client
from django.urls import reverse

from conftest import NOW, PASSWORD, make_cast, make_municipality, sign_in
from khuang.care.people import actions as people
from khuang.care.people.models import Person
from khuang.ground.accounts.models import Account
from khuang.ground.journal import reads as journal
from khuang.ground.municipalities import media_files
from khuang.ground.municipalities.checks import municipal_models
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.fields import SealedField, keyed_hash, keyring
from khuang.ground.municipalities.models import Municipality
from khuang.ground.surveys.models import Submission
from khuang.lib import embedded_postgres, recovery
from khuang.lib.archives import Archive, Unreadable
from khuang.lib.identifiers import uuid7
from khuang.lib.tests.homes import temporary_home
from khuang.site.demo.build import build
from khuang.site.moving import FOLLOWING, STAYING, CannotMove, arriving, leaving, removing
from khuang.site.tests.test_backups import secret_person
from tests.rows import Town

KHUANG = [sys.executable, "-m", "khuang.site.command"]
CODE = recovery.new_code()


@pytest.fixture
def other_keys():
    """Give what changes the keyring to that of another installation; afterwards it is ours again."""
    path = settings.KHUANG_KEYRING
    before = path.read_bytes()

    def change():
        new = [b64encode(secrets.token_bytes(32)).decode() for _ in range(2)]
        path.with_suffix(".new").write_text(
            json.dumps({"current": 7, "keys": {"7": new[0]}, "index": new[1]})
        )
        path.with_suffix(".new").replace(path)

    yield change
    path.with_suffix(".new").write_bytes(before)
    path.with_suffix(".new").replace(path)


@pytest.fixture
def town(committed):
    municipality = make_municipality()
    cast = make_cast(municipality)
    cast.mali.set_password(PASSWORD)
    cast.mali.save()
    with within(municipality):
        Town().everything()
        secret_person()
        media_files.write(uuid7(), [b"photograph" * 1000])
    with connection.cursor() as cursor:
        secret = keyring().seal(b"JBSWY3DPEHPK3PXP", f"mfa_authenticator:{cast.mali.pk}".encode()).hex()
        cursor.execute(
            "INSERT INTO mfa_authenticator (user_id, type, data, created_at) VALUES (%s, 'totp', %s, now())",
            [cast.mali.pk, json.dumps({"secret": secret})],
        )
    yield municipality
    shutil.rmtree(settings.KHUANG_MEDIA, ignore_errors=True)


def everything(municipality):
    """Read all rows with their sealed values open, but those that stay behind and what is keyed."""
    found = {}
    with within(municipality):
        for model in municipal_models():
            if model._meta.db_table not in STAYING:
                names = [field.attname for field in model._meta.local_concrete_fields]
                rows = [
                    {name: plain(getattr(row, name)) for name in names}
                    for row in model.objects.order_by("pk")
                ]
                found[model._meta.label] = rows
        for key, path in media_files.stored():
            found[path.name] = b"".join(media_files.read(key))
    found["accounts"] = list(Account.objects.filter(municipality=municipality).order_by("pk").values())
    for person in found["people.Person"]:
        del person["national_id_hash"], person["phone_hash"]
    for addressed in (*found["messaging.Contact"], *found["messaging.InboundEvent"]):
        del addressed["address_hash"]
    return found


def plain(value):
    return bytes(value) if isinstance(value, memoryview) else value


def export(path):
    return leaving.export("fah-sai", path, CODE, at=NOW)


def arrive(path):
    return arriving.arrive(Archive.open(path, CODE), at=NOW)


def test_all_of_it_arrives_under_other_keys(town, other_keys, tmp_path, owner):
    before = everything(town)
    export(tmp_path / "town")
    assert removing.remove("fah-sai") > 50
    assert left_behind(owner, town) == []
    other_keys()
    assert arrive(tmp_path / "town")["slug"] == "fah-sai"
    after = everything(town)
    arrival = after["journal.Entry"].pop()
    assert arrival["event"] == "municipality.arrived"
    # The head has gone on by that line.
    del before["journal.ChainHead"], after["journal.ChainHead"]
    assert after == before
    with within(town):
        assert journal.verdict().because == ""
        assert Person.objects.get(phone_hash=keyed_hash("0812345678", "phone")).given_name == "สมหญิงใจงามมาก"
        for model in municipal_models():
            for field in model._meta.local_concrete_fields:
                if isinstance(field, SealedField):
                    assert key_numbers(owner, model._meta.db_table, field.column) <= {7}
    data = owner.execute("SELECT data FROM mfa_authenticator").fetchone()[0]
    mali = Account.objects.get(username="mali.fah-sai")
    opened = keyring().open(bytes.fromhex(data["secret"]), f"mfa_authenticator:{mali.pk}".encode())
    assert opened == b"JBSWY3DPEHPK3PXP" and mali.check_password(PASSWORD)


def test_the_surveys_of_a_registry_still_make_it(committed, other_keys, tmp_path):
    municipality = build(at_most=60, workers=1).municipality
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM procrastinate_jobs")
    with within(municipality):
        before = people.replay_check()
    leaving.export(municipality.slug, tmp_path / "demo", CODE, at=NOW)
    removing.remove(municipality.slug)
    other_keys()
    arrive(tmp_path / "demo")
    with within(municipality):
        after = people.replay_check()
        assert after.submissions == Submission.objects.count() >= 60
    assert after == before and not after.differences
    the_desk_opens(municipality, Account.objects.get(username="mali"))
    shutil.rmtree(settings.KHUANG_MEDIA, ignore_errors=True)


def the_desk_opens(municipality, mali):
    with within(municipality):
        person = Person.objects.exclude(national_id=None).first()
    page = sign_in(Client(), mali).get(reverse("desk:person", args=[person.pk]))
    assert page.status_code == 200 and person.given_name in page.content.decode()


def key_numbers(owner, table, column):
    words = f'SELECT DISTINCT get_byte("{column}", 1) FROM "{table}" WHERE "{column}" IS NOT NULL'  # noqa: S608 - ours
    return {number for (number,) in owner.execute(words).fetchall()}


def left_behind(owner, town):
    """Return the tables in which anything still speaks of the municipality."""
    names = owner.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
    words = 'SELECT count(*) FROM "{}" t WHERE t::text LIKE %s'
    of_it = [f"%{town.pk}%"]
    return [name for (name,) in names if owner.execute(words.format(name), of_it).fetchone()[0]]


def test_keys_of_the_network_do_not_go_along(town, tmp_path):
    export(tmp_path / "town")
    opened = Archive.open(tmp_path / "town", CODE)
    opened.check()
    content = b"".join(block for _, blocks in opened.parts() for block in blocks)
    for key in [*keyring().keys.values(), keyring().index]:
        assert key not in content and b64encode(key) not in content


def test_what_is_here_already_does_not_come_again(town, tmp_path):
    export(tmp_path / "town")
    with pytest.raises(CannotMove, match="here already"):
        arrive(tmp_path / "town")


def test_a_sign_in_name_that_is_taken_is_told_and_nothing_stays(town, tmp_path, owner):
    export(tmp_path / "town")
    removing.remove("fah-sai")
    other = make_municipality("rim-nam", "เทศบาลตำบลริมน้ำ", "Rim Nam")
    Account.objects.create(municipality=other, username="mali.fah-sai", display_name="x", created_at=NOW)
    with pytest.raises(CannotMove, match=r"mali\.fah-sai"):
        arrive(tmp_path / "town")
    assert left_behind(owner, town) == []
    assert not (settings.KHUANG_MEDIA / str(town.pk)).exists()
    with within(other):
        Account.objects.filter(municipality=other).delete()
    # And then it can simply be done again.
    assert arrive(tmp_path / "town")["files"] == 1


def test_a_changed_file_changes_nothing(town, tmp_path, owner):
    path = tmp_path / "town"
    export(path)
    removing.remove("fah-sai")
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(Unreadable, match="damaged"):
        arrive(path)
    assert left_behind(owner, town) == []


def test_a_forged_journal_does_not_move_in(town, tmp_path, owner):
    owner.execute("ALTER TABLE journal_entry DISABLE TRIGGER USER")
    owner.execute("UPDATE journal_entry SET event = 'nothing.done' WHERE seq = 2")
    owner.execute("ALTER TABLE journal_entry ENABLE TRIGGER USER")
    export(tmp_path / "town")
    removing.remove("fah-sai")
    with pytest.raises(Unreadable, match="journal in the file is not whole"):
        arrive(tmp_path / "town")
    assert left_behind(owner, town) == []


def test_a_backup_is_not_a_municipality(town, tmp_path):
    with pytest.raises(CannotMove, match="no municipality"):
        leaving.export("nowhere", tmp_path / "x", CODE, at=NOW)
    (tmp_path / "town").write_text("mine")
    with pytest.raises(CannotMove, match="there already"):
        export(tmp_path / "town")


def test_waiting_jobs_hold_it_back(town, tmp_path, owner):
    words = (
        "INSERT INTO procrastinate_jobs (queue_name, task_name, args, status) VALUES ('q', 't', %s, 'todo')"
    )
    owner.execute(words, [json.dumps({"municipality": str(town.pk)})])
    with pytest.raises(CannotMove, match="1 jobs"):
        export(tmp_path / "town")


def test_every_table_that_hangs_on_accounts_is_thought_of():
    thought_of = {*FOLLOWING, *STAYING, "mfa_authenticator"}
    for model in apps.get_models(include_auto_created=True):
        targets = {field.related_model for field in model._meta.local_fields if field.is_relation}
        if model not in municipal_models() and targets & {Account, Municipality}:
            assert model._meta.db_table in thought_of, f"Say in khuang.site.moving what becomes of {model}"


def test_from_one_server_to_another_by_command(town, tmp_path):
    said = subprocess.run(
        [*KHUANG, "municipality", "export", "fah-sai", "--to", tmp_path / "town"],
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    (tmp_path / "code").write_text(next(line for line in said.splitlines() if line.startswith("    ")))
    with temporary_home() as home:
        there = {**os.environ, "KHUANG_HOME": str(home)}
        run = {"env": there, "capture_output": True, "text": True, "check": False}
        try:
            embedded_postgres.start(home, durable=False)
            assert subprocess.run([*KHUANG, "prepare"], **run).returncode == 0
            move = [*KHUANG, "municipality", "import", tmp_path / "town", "--code-file", tmp_path / "code"]
            arrived = subprocess.run(move, **run)
            assert "fah-sai has moved in" in arrived.stdout, arrived.stderr
            verified = subprocess.run([*KHUANG, "journal", "verify"], **run)
            assert verified.returncode == 0 and "fah-sai" in verified.stdout
            assert "here already" in subprocess.run(move, **run).stderr
            remove = [*KHUANG, "municipality", "remove", "fah-sai"]
            assert "Nothing was removed" in subprocess.run(remove, input="no\n", **run).stderr
            assert "is gone" in subprocess.run(remove, input="fah-sai\n", **run).stdout
        finally:
            embedded_postgres.stop(home)
