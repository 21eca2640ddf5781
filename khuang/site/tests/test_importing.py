"""`khuang import`."""

import stat
from argparse import Namespace

import pytest

from conftest import make_cast, make_municipality
from khuang.care.people import import_files
from khuang.care.people.models import Attention, Import, ImportRow, Person
from khuang.care.people.tests.lists import HEAD, csv_bytes, row
from khuang.ground.municipalities import media_files
from khuang.ground.municipalities.context import within
from khuang.site.importing import commands


@pytest.fixture
def town(committed):
    return make_cast(make_municipality())


@pytest.fixture
def file(tmp_path):
    path = tmp_path / "list.csv"
    path.write_bytes(
        csv_bytes([HEAD, row(1), row(2, "นางสมศรี มีสุข"), row(3, born="31/2/2567"), row(1)], "cp874")
    )
    return path


def run(file, *, dry_run=False, municipality=None):
    said = {"file": str(file), "mapping": "อำเภอ", "municipality": municipality, "dry_run": dry_run}
    return commands.take_in(Namespace(**said))


def persons(town):
    with within(town.municipality):
        return Person.objects.count()


def test_a_dry_run_says_what_would_come_and_leaves_nothing_but_the_bad_rows(town, file, capsys):
    assert run(file, dry_run=True) == 3
    said = capsys.readouterr().out
    assert "2  new" in said and "1  unchanged" in said and "1  not taken in" in said
    assert persons(town) == 0
    with within(town.municipality):
        assert (
            not Import.objects.exists() and not ImportRow.objects.exists() and not Attention.objects.exists()
        )
        assert not [path for _, path in media_files.stored() if path.suffix in import_files.SUFFIXES]
    bad = file.with_name("list.csv.bad.csv")
    assert stat.S_IMODE(bad.stat().st_mode) == 0o600
    assert "31/2/2567" in bad.read_text(encoding="utf-8-sig")


def test_it_takes_a_list_in_as_the_dry_run_said(town, file, capsys):
    run(file, dry_run=True)
    promised = capsys.readouterr().out.partition("new")[2]
    assert run(file) == 3
    assert capsys.readouterr().out.partition("new")[2] == promised
    assert persons(town) == 2


def test_a_list_without_fault_ends_with_nothing_to_correct(town, tmp_path):
    path = tmp_path / "good.csv"
    path.write_bytes(csv_bytes([HEAD, row(1)]))
    assert run(path) == 0
    assert not path.with_name("good.csv.bad.csv").exists()


def test_what_cannot_be_done_is_said_in_words(town, tmp_path, capsys):
    assert run(tmp_path / "nowhere.csv") == 1
    assert "No such file" in capsys.readouterr().err
    path = tmp_path / "old.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"x" * 100)
    assert run(path) == 1
    assert "save it as .xlsx" in capsys.readouterr().err
    path.write_bytes(csv_bytes([HEAD, row(1, born="1/2/67")]))
    assert run(path) == 1
    assert "two digits" in capsys.readouterr().err


def test_of_several_municipalities_one_must_be_named(town, file, capsys):
    make_municipality("other")
    assert run(file) == 1
    assert "--municipality" in capsys.readouterr().err
    assert run(file, municipality="fah-sai") == 3
