"""A backup holds everything, shows nothing, and comes back whole or not at all."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from argparse import Namespace
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest
from django.conf import settings
from django.utils import timezone

from conftest import HOME, NOW, make_cast, make_municipality
from khuang.care.people.models import Person
from khuang.ground.journal.models import Entry
from khuang.ground.municipalities import media_files
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.fields import keyed_hash
from khuang.lib import embedded_postgres, recovery
from khuang.lib.archives import Unreadable
from khuang.lib.identifiers import uuid7
from khuang.lib.tests.homes import temporary_home
from khuang.site.backups import making, notes, restoring
from khuang.site.backups.making import CannotBackUp
from tests.rows import Town

CODE = recovery.new_code()
KHUANG = [sys.executable, "-m", "khuang.site.command"]
SECRETS = ("1101700230705", "0812345678", "สมหญิงใจงามมาก")


@pytest.fixture
def code_file(tmp_path):
    (tmp_path / "code").write_text(CODE)
    return tmp_path / "code"


@pytest.fixture
def key():
    recovery.write_sealer(making.key_file(), recovery.sealer(CODE))
    yield
    making.key_file().unlink()


@pytest.fixture
def towns(committed, key):
    """Two municipalities, with a row of every model, journals and a photograph."""
    made = [make_municipality(), make_municipality("rim-nam", "เทศบาลตำบลริมน้ำ", "Rim Nam")]
    for number, municipality in enumerate(made):
        make_cast(municipality)
        with within(municipality):
            Town().everything()
            secret_person()
            media_files.write(uuid7(), [b"photograph %d" % number * 1000])
    yield made
    shutil.rmtree(settings.KHUANG_MEDIA)


def secret_person():
    """Register somebody with what nobody else may read."""
    number, phone, name = SECRETS
    hashes = {"national_id_hash": keyed_hash(number, "national_id"), "phone_hash": keyed_hash(phone, "phone")}
    sealed = {"national_id": number, "phone": phone}
    return Person.objects.create(given_name=name, known_from=NOW.date(), sort_key=name, **sealed, **hashes)


def backup(folder, **options):
    return making.make(folder, **{"keep": None, "at": NOW} | options)


def chosen(file, code_file, **options):
    return Namespace(file=str(file), code_file=str(code_file), into=None, **options)


def test_a_rehearsal_brings_everything_back_and_leaves_nothing(towns, owner, tmp_path, code_file):
    made = backup(tmp_path / "copies")
    # What the owner saw through row-level security is what there is.
    for table, counts in made.manifest["counts"].items():
        there = owner.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0]  # noqa: S608 - our tables
        assert sum(counts.values()) == there, table
    found = restoring.rehearse(chosen(made.path, code_file))
    assert found["broken"] == ""
    assert found["people"] == sum(made.manifest["counts"]["people_person"].values())
    # Other tests may have left files in the folder.
    assert found["files"] == made.manifest["media"]["files"] >= 2
    assert all(one["lines"] > 5 and one["opened"] > 10 for one in found["municipalities"])
    assert not (HOME / "rehearsal").exists()
    notes.note_rehearsed(found, at=NOW)
    with within(towns[0]):
        line = Entry.objects.get(event="backups.rehearsed")
        assert line.references["people"] == Person.objects.count()
    assert line.references["file"] == made.path.name


def test_a_thief_finds_nothing_in_a_backup(towns, tmp_path):
    content = backup(tmp_path).path.read_bytes()
    keys = json.loads(settings.KHUANG_KEYRING.read_text())["keys"].values()
    for secret in (*SECRETS, "fah-sai", *keys):
        for look in (secret.encode(), secret.encode("utf-16-le"), secret.encode().hex().encode()):
            assert look not in content


def test_restored_into_an_empty_home_it_serves(towns, tmp_path, code_file):
    third = make_municipality("doi-ngam", "เทศบาลตำบลดอยงาม", "Doi Ngam")
    with within(third):
        secret_person()
    made = backup(tmp_path / "copies")
    with temporary_home() as home:
        into = home / "new"
        erased = erase_since(third, made.path.parent)
        restore = [*KHUANG, "restore", made.path, "--into", into, "--code-file", code_file]
        done = subprocess.run(restore, capture_output=True, text=True, check=False)
        said = done.stdout
        assert done.returncode == 0, done.stderr
        assert f"is whole: {sum(made.manifest['counts']['people_person'].values())} people" in said
        assert "now again: 1" in said
        environment = os.environ | {"KHUANG_HOME": str(into)}
        with psycopg.connect(embedded_postgres.start(into).url(embedded_postgres.SUPERUSER)) as there:
            words = "SELECT count(*) FROM people_person WHERE id = %s"
            assert there.execute(words, [erased]).fetchone() == (0,)
        said = subprocess.run([*KHUANG, "journal", "verify"], env=environment, capture_output=True, text=True)
        assert said.returncode == 0 and said.stdout.count("whole") == 3
        assert (into / "keyring.json").stat().st_mode & 0o777 == 0o600
        assert (into / "secret-key").read_text() == settings.SECRET_KEY
        # Nothing is ever overwritten.
        again = subprocess.run(restore, capture_output=True, text=True, check=False)
        assert again.returncode == 1 and "not empty" in again.stderr
        embedded_postgres.stop(into)


def erase_since(town, folder):
    """Note that somebody was erased after the backup was made, as the list beside it says."""
    with within(town):
        person = Person.objects.get(given_name=SECRETS[2])
    line = {"municipality": str(town.pk), "at": NOW.isoformat(), "erased": [str(person.pk)]}
    (folder / "erasures.jsonl").write_text(json.dumps(line) + "\n")
    return person.pk


@pytest.mark.parametrize("damage", ["cut", "bit", "code", "newer"])
def test_what_is_wrong_is_said_before_anything_is_begun(committed, key, tmp_path, code_file, damage, capfd):
    make_municipality()
    path = backup(tmp_path).path
    content = bytearray(path.read_bytes())
    if damage == "cut":
        path.write_bytes(content[:-100])
    elif damage == "bit":
        content[-2000] ^= 1
        path.write_bytes(content)
    elif damage == "code":
        code_file.write_text(recovery.new_code())
    else:
        path.write_bytes(content.replace(b'"format": 1', b'"format": 2', 1))
    words = {
        "cut": "not whole",
        "bit": "damaged",
        "code": "not the recovery code",
        "newer": "up to date first",
    }
    with pytest.raises((Unreadable, recovery.WrongCode, restoring.CannotRestore)) as refusal:
        restoring.rehearse(chosen(path, code_file))
    assert words[damage] in str(refusal.value) + capfd.readouterr().err
    assert not (HOME / "rehearsal").exists()


def test_a_sheet_that_is_not_there_is_told_in_words(tmp_path):
    with pytest.raises(restoring.CannotRestore, match="cannot be read"):
        restoring.code_of(chosen(tmp_path / "some.khuang", tmp_path / "no sheet"))


def test_without_a_key_nothing_is_made(committed, tmp_path):
    with pytest.raises(CannotBackUp, match="--new-key"):
        backup(tmp_path)


def test_only_the_newest_are_kept_and_strangers_stay(committed, key, tmp_path):
    make_municipality()
    (tmp_path / "khuang-notes.txt").write_text("mine")
    (tmp_path / "khuang-2026-01-01-000000.khuang.part").write_text("left by a killed one")
    for day in range(4):
        made = backup(tmp_path, keep=2, at=NOW + timedelta(days=day))
    names = sorted(path.name for path in tmp_path.glob("khuang*"))
    assert names == ["khuang-2026-11-25-030000.khuang", made.path.name, "khuang-notes.txt"]


def test_a_full_disk_leaves_nothing_that_looks_whole(towns, tmp_path):
    small = tmp_path / "small"
    small.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", small], check=True)
    try:
        with pytest.raises(CannotBackUp, match="No space left"):
            backup(small)
        assert [path.name for path in small.iterdir()] == [".khuang-lock"]
    finally:
        subprocess.run(["umount", small], check=True)


def test_a_killed_backup_leaves_nothing_that_looks_whole(towns, tmp_path):
    with within(towns[0]):
        for _ in range(8):
            media_files.write(uuid7(), [os.urandom(8_000_000)])
    process = subprocess.Popen([*KHUANG, "backup", "--to", tmp_path], stdout=subprocess.DEVNULL)
    while not list(tmp_path.glob("*.part")):
        time.sleep(0.01)
        assert process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.wait()
    assert list(tmp_path.glob("*.khuang")) == []
    backup(tmp_path)
    assert len(list(tmp_path.glob("khuang*"))) == 1


def test_a_backup_is_noted_for_each_municipality(towns, tmp_path):
    made = backup(tmp_path)
    notes.note_made(made, at=timezone.now())
    for municipality in towns:
        with within(municipality):
            line = Entry.objects.get(event="backups.made")
        assert line.references["file"] == Path(made.path).name
        assert line.references["lines"] == line.seq - 1
