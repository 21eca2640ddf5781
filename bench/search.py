"""How fast and how well people are found: recall by kind of misspelling, and times under load.

    python -m bench.search --people 1000000 --home /tmp/somewhere

Fifty users: each types a search letter by letter (three to five requests, about
a third of a second apart, as the box sends them), then reads for some seconds.
Then as many as there are cores search without a pause: what the machine can do.
The search itself is measured, in the application's role, each request its own
transaction: what the web server adds stands in `bench.pages`. As there, two
processes answer with three threads each; who comes while all are busy waits, and
the waiting counts.
"""

import argparse
import json
import multiprocessing
import os
import resource
import sys
import tempfile
import threading
import time
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random

from bench.registry import TODAY, filled

USERS = 50
SECONDS = 30.0
PAUSE = 0.33  # seconds between two requests while somebody types
READING = (5.0, 11.0)  # seconds, from and to
CORES = os.cpu_count() or 1
PROCESSES, THREADS = 2, 3  # as the web server has by itself


def measure(home: Path, people: int) -> dict[str, object]:
    """Fill a registry in `home` unless it is full, and give what was found."""
    with filled(home, people) as made:
        cases = _cases(made)
        found: dict[str, object] = {
            "people": people,
            "keys": round(made.keys, 1),
            "key_bytes": round(made.key_bytes),
            "seconds_to_fill": round(made.seconds),
            "plan": _plan(made),
        }
        _warm(made, cases)
        found |= _recall(made, cases)
        found |= {
            "typing": _crowd(made, cases, USERS, typing=True),
            "flat_out": _crowd(made, cases, CORES, typing=False),
        }
    return found


def _cases(made):
    """Take people of the registry and misspell them, and add those who are misspelt by hand."""
    from khuang.care.people.actions.keys import rows
    from khuang.care.people.models import Person
    from khuang.care.people.tests import misspelling
    from khuang.ground.municipalities.context import within
    from khuang.ground.municipalities.writing import insert
    from khuang.lib import thai_names

    hand = misspelling.by_hand()
    with within(made.municipality):
        known = _sample(made, 400)
        there = set(
            Person.objects.filter(family_name__in={one.family for one in hand}).values_list(
                "given_name", "family_name"
            )
        )
        people = [
            Person(given_name=one, family_name=two, sort_key=thai_names.sort_key(one, two), known_from=TODAY)
            for one, two in sorted({(case.given, case.family) for case in hand} - there)
        ]
        insert(people)
        insert(rows(people))
    return hand + misspelling.by_rule(known, 20)


def _sample(made, most):
    """Give names of people spread over the registry."""
    from khuang.care.people.models import Person

    keys = list(Person.objects.order_by("pk").values_list("pk", flat=True))
    some = Random(5).sample(keys, min(most, len(keys)))
    return sorted(set(Person.objects.filter(pk__in=some).values_list("given_name", "family_name")))


def _search(made, text):
    from khuang.care.people.reads.search import found
    from khuang.ground.accounts.models import Account
    from khuang.ground.municipalities.context import within

    with within(made.municipality):
        # As in a request: the account is read anew, and its roles with it.
        return found(Account.objects.get(pk=made.account.pk), text, on=TODAY)


def _warm(made, cases):
    for case in cases[::7]:
        _search(made, case.text)


def _recall(made, cases):
    """Say how many were among the first ten; a namesake counts, since nobody can tell them apart."""
    hits, missed = defaultdict(list), []
    began, used = time.perf_counter(), _processor()
    for case in cases:
        names = {(one.person.given_name, one.person.family_name) for one in _search(made, case.text).found}
        hits[case.kind].append((case.given, case.family) in names)
        missed += [] if hits[case.kind][-1] else [f"{case.kind}: {case.given} {case.family} <- {case.text}"]
    # How many of those who only began to type are answered depends on how many names begin so.
    every = [hit for kind, some in hits.items() if "begun" not in kind for hit in some]
    return {
        "misspelt": len(every),
        "recall": round(sum(every) / len(every), 4),
        "recall_by_kind": {kind: f"{sum(some)}/{len(some)}" for kind, some in hits.items()},
        "missed": missed,
        "alone_ms": round((time.perf_counter() - began) / len(cases) * 1000, 1),
        "alone_python_cpu_ms": round((_processor() - used) / len(cases) * 1000, 1),
    }


def _crowd(made, cases, users, *, typing):
    """Let so many users search at the same time; give their times."""
    context = multiprocessing.get_context("fork")
    from django.db import connections

    connections.close_all()
    queue = context.Queue()
    processes = min(users, PROCESSES)
    shares = [users // processes + (number < users % processes) for number in range(processes)]
    before, began = _database_cpu(), time.perf_counter()
    running = [
        context.Process(target=_users, args=(made, cases, share, typing, number, queue))
        for number, share in enumerate(shares)
    ]
    for one in running:
        one.start()
    told = [queue.get() for _ in running]
    for one in running:
        one.join()
    times = sorted(taken for some, _used in told for taken in some)
    python = sum(used for _some, used in told)
    took = time.perf_counter() - began
    return {
        "users": users,
        "requests": len(times),
        "per_second": round(len(times) / took, 1),
        "p50_ms": round(times[len(times) // 2] * 1000, 1),
        "p95_ms": round(times[int(len(times) * 0.95)] * 1000, 1),
        "max_ms": round(times[-1] * 1000, 1),
        "python_cpu_ms": round(python / len(times) * 1000, 1),
        "database_cpu_ms": round((_database_cpu() - before) / len(times) * 1000, 1),
        "load": os.getloadavg()[0],
    }


def _users(made, cases, users, typing, seed, queue):
    """One web process and its share of the users."""
    times, used = [], _processor()
    until = time.monotonic() + SECONDS
    with ThreadPoolExecutor(THREADS) as server:
        threads = [
            threading.Thread(
                target=_user, args=(server, made, cases, Random(seed * 1000 + number), typing, until, times)
            )
            for number in range(users)
        ]
        for one in threads:
            one.start()
        for one in threads:
            one.join()
    queue.put((times, _processor() - used))


def _user(server, made, cases, rng, typing, until, times):
    if typing:
        time.sleep(rng.uniform(0, READING[1]))
    while time.monotonic() < until:
        text = rng.choice(cases).text
        for part in _as_typed(rng, text) if typing else [text]:
            began = time.perf_counter()
            server.submit(_search, made, part).result()
            times.append(time.perf_counter() - began)
            if typing:
                time.sleep(PAUSE)
        if typing:
            time.sleep(rng.uniform(*READING))


def _as_typed(rng, text):
    """Give what stands in the box each time it asks: parts of the text, then the whole."""
    steps = rng.randint(3, 5)
    return [text[: max(2, len(text) * step // steps)] for step in range(1, steps + 1)]


def _processor():
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


def _database_cpu():
    """Give the seconds of processor time that this installation's PostgreSQL has used."""
    home = Path(os.environ["KHUANG_HOME"])
    postmaster = int((home / "postgres/data/postmaster.pid").read_text().split()[0])
    ticks = 0
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text().rpartition(")")[2].split()
        except OSError:
            continue  # It ended meanwhile.
        if int(stat.parent.name) == postmaster:
            ticks += sum(map(int, fields[11:15]))  # Those of its ended children as well.
        elif int(fields[1]) == postmaster:
            ticks += sum(map(int, fields[11:13]))
    return ticks / os.sysconf("SC_CLK_TCK")


def _plan(made):
    """Say how the database looks a tier up, as the application's role under row-level security."""
    from khuang.care.people.reads.search import plan
    from khuang.ground.municipalities.context import within

    with within(made.municipality):
        return [line.strip() for line in plan("สมชาย ใจดี") if "Scan" in line or "Cond" in line]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--home", type=Path, help="where the registry is made, or stands from an earlier run")
    chosen = parser.parse_args()
    if chosen.home:
        chosen.home.mkdir(parents=True, exist_ok=True)
        found = measure(chosen.home, chosen.people)
    else:
        with tempfile.TemporaryDirectory(prefix="khuang-bench-") as home:
            found = measure(Path(home), chosen.people)
    json.dump(found, sys.stdout, ensure_ascii=False, indent=1)
    print()


if __name__ == "__main__":
    main()
