"""How fast a list of people is taken in: 10,000 rows against a registry of 100,000, each looked up.

    python -m bench.imports --people 100000 --rows 10000 --home /tmp/somewhere

Half of the rows speak of people who are here, by ID number; the others are new, and each of
them is looked for among everybody by the rules for duplicates. Measured from the bytes of the
file to the last row, in one process, as the worker does it.
"""

import argparse
import csv
import io
import json
import resource
import tempfile
import time
from itertools import chain, islice
from pathlib import Path

from bench.registry import filled, population

HEAD = ["เลขบัตรประชาชน", "ชื่อ-สกุล", "เพศ", "วันเกิด", "บ้านเลขที่", "หมู่ที่", "เบอร์โทร"]
OTHERS = 77  # seed of those who are not here yet


def measure(home: Path, people: int, rows: int) -> dict[str, object]:
    """Fill a registry in `home` unless it is full, take a list in, and give the times."""
    with filled(home, people) as made:
        content = _list(people, rows)
        began, cpu = time.perf_counter(), time.process_time()
        counts = _take_in(made, content)
        return {
            "people": people,
            "rows": rows,
            "seconds": round(time.perf_counter() - began, 1),
            "cpu_seconds": round(time.process_time() - cpu, 1),
            "rows_a_second": round(rows / (time.perf_counter() - began)),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
            "outcome": counts,
        }


def _list(people: int, rows: int) -> bytes:
    here = chain.from_iterable(population(people))
    others = chain.from_iterable(population(rows, seed=OTHERS))
    known = islice((one for one in here if one.national_id), rows // 2)
    text = io.StringIO()
    writer = csv.writer(text)
    writer.writerow(HEAD)
    for one in chain(known, islice(others, rows - rows // 2)):
        born = f"{one.born_on.day}/{one.born_on.month}/{one.born_on.year + 543}"
        name = f"{one.title}{one.given} {one.family}"
        sex = "หญิง" if one.sex == "female" else "ชาย"
        writer.writerow([one.national_id, name, sex, born, one.house_no, one.village + 1, one.phone])
    return text.getvalue().encode("cp874", "ignore")


def _take_in(made, content):
    from django.utils import timezone

    from khuang.care.people.actions import imports
    from khuang.care.people.models import Import
    from khuang.care.people.reads import importing
    from khuang.ground.journal import long_work
    from khuang.ground.municipalities.context import within

    # No worker: the job is done here, where it can be measured.
    long_work.plug(lambda work: None)
    by, at, here = made.account, timezone.now(), made.municipality.pk
    with within(here):
        brought = imports.bring(content, file_name="bench.csv", source=f"bench {at}", by=by, at=at)
    if brought.is_moving:
        long_work.carry_on(here, Import, brought.pk, imports.work_piece, seconds=3600)
    with within(here):
        brought = Import.objects.get(pk=brought.pk)
        fields = {column: one.field for column, one in importing.proposals(brought).items()}
        imports.choose(brought, fields, rule="fill", two_digits={}, village_words={}, by=by, at=at)
        imports.begin(brought, by=by, at=at)
    long_work.carry_on(here, Import, brought.pk, imports.work_piece, seconds=36_000)
    with within(here):
        brought = Import.objects.get(pk=brought.pk)
        if brought.state != "done":
            raise SystemExit(f"The import is {brought.state}: {brought.failed_because}")
        return brought.outcome | {"fields": brought.counts.get("fields", {})}


def main() -> None:
    chosen = argparse.ArgumentParser()
    chosen.add_argument("--people", type=int, default=100_000)
    chosen.add_argument("--rows", type=int, default=10_000)
    chosen.add_argument("--home", type=Path)
    chosen = chosen.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        home = chosen.home or Path(folder)
        home.mkdir(parents=True, exist_ok=True)
        print(json.dumps(measure(home, chosen.people, chosen.rows), indent=2))


if __name__ == "__main__":
    main()
