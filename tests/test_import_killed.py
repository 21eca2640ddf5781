"""An import whose worker is killed ends, taken up again, as one that ran through."""

import os
import random
import re
import signal
import subprocess
import sys

import pytest

from conftest import NOW, make_cast, make_municipality
from khuang.care.people.actions import imports
from khuang.care.people.actions.imports import taking
from khuang.care.people.actions.snapshot import snapshot
from khuang.care.people.models import Import, ImportRow
from khuang.care.people.tests.lists import HEAD, bring, carry_out, row
from khuang.ground.journal import reads as journal
from khuang.ground.municipalities.context import within
from tests.import_worker import PIECE

ROWS = 47
A_KEY = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
GIVEN = ("สมชาย", "สมศรี", "บุญมี", "คำปัน", "ทองดี")
FAMILY = ("ใจดี", "มีสุข", "ป่าสัก", "แก้วมา", "วงศ์ไทย")


def people():
    """Rows of all kinds: good ones, bad ones, some twice, several in one home."""
    listed = []
    for number in range(ROWS):
        name = f"นาย{GIVEN[number % 5]} {FAMILY[number // 5 % 5]}"
        born = "31/2/2567" if number % 9 == 4 else f"{number % 28 + 1}/{number % 12 + 1}/24{number + 40}"
        listed.append(row(number, name, born=born, house=str(number // 3)))
    return [HEAD, *listed, listed[3], listed[20]]


def begun(slug):
    """Begin the same import in a municipality of its own."""
    cast = make_cast(make_municipality(slug))
    with within(cast.municipality):
        brought = bring(people(), cast.mali)
        imports.begin(brought, by=cast.mali, at=NOW)
    return cast, brought


def content(cast, brought):
    """Everything that the import left behind, without the ids that are made anew each time."""
    with within(cast.municipality):
        rows = sorted(A_KEY.sub("", repr(one)) for one in snapshot().elements())
        notes = [(note.number, note.outcome, note.problems) for note in ImportRow.objects.all()]
        done = Import.objects.get(pk=brought.pk)
        events = [line.event for line in journal.newest().order_by("seq")]
    return rows, notes, done.outcome, done.state, events


def kill(cast, brought, where, count):
    words = [
        sys.executable,
        "-m",
        "tests.import_worker",
        str(cast.municipality.pk),
        str(brought.pk),
        where,
        str(count),
    ]
    died = subprocess.run(words, env=os.environ, check=False, capture_output=True)
    assert died.returncode == -signal.SIGKILL, died.stderr.decode()


@pytest.mark.parametrize("where", ["read", "_ask"])
def test_an_import_that_was_killed_ends_as_one_that_ran_through(committed, monkeypatch, where):
    monkeypatch.setattr(taking, "PIECE", PIECE)
    whole = begun("whole")
    broken = begun("broken")
    most = ROWS if where == "read" else ROWS // PIECE
    for _ in range(2):
        kill(*broken, where, random.randint(1, most // 2))
    for cast, brought in (whole, broken):
        with within(cast.municipality):
            brought = Import.objects.get(pk=brought.pk)
        _go_on(brought)
    assert content(*broken) == content(*whole)


def _go_on(brought):

    assert carry_out(brought, imports.work_piece).state == "done"
