"""`make bench`: measures everything against a demo of its own and writes the table in README.md."""

import json
import os
import platform
import subprocess
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

from bench import backups, duty, hearing, installation, memory, pages, start
from bench.duplicates import page
from bench.hear import webhook
from bench.patterns import page as patterns
from bench.shares import page as shares
from bench.visits import page as visits
from bench.wellbeing import page as wellbeing

HERE = Path(__file__).parent
HOMES = 10_000  # On the map when its viewport is measured.
VIEWPORT = "/desk/map/homes/?bbox=98.9,18.2,99.3,18.6&zoom=12"
Row = tuple[str, str, str]  # what, found, aim


def main() -> None:
    """Measure one after the other, say each figure as it comes, and write the page."""
    rows = []
    for row in _measured():
        print("|", *row, flush=True)
        rows.append(row)
    _write(rows)


def _measured() -> Iterator[Row]:
    with installation.home() as folder:
        with installation.running(folder) as first:
            found = f"{first.seconds_to_first_page:.0f} s"
            yield "First start: database, migrations, demo of 10,000 people", found, ""
        yield "Second start to first page", f"{start.measure(folder)['second_start']} s", "5 s"
        with installation.running(folder) as installed:
            yield from _memory(installed, "just started")
            yield from _pages(installed)
            yield _history(installed)
            yield backups.row(installed)
            yield from duty.rows(duty.measure(installed))
            yield from _intake(installed)
            yield from webhook.rows(webhook.measure(installed))
            yield from hearing.rows(hearing.measure(installed))
            yield from _memory(installed, "idle after all of the above")
    yield from _dry_run()
    yield from _search()
    yield from _imports()
    yield from _visits()
    yield from _wellbeing()
    yield from patterns.summary()
    yield from shares.summary()


def _memory(installed: installation.Running, when: str) -> list[Row]:
    found = memory.measure(installed)
    return [
        (f"Whole system, {when}", f"{found['whole_system']} MB", "350 MB"),
        (f"A web worker, {when}", f"{found['web_worker']} MB", "150 MB"),
    ]


def _pages(installed: installation.Running) -> list[Row]:
    visitor = pages.Browser(installed.base)
    weights = {path: pages.first_load(visitor, path) for path in ("/", "/sign-in/")}
    visitor.sign_in("mali", installed.password)
    weights |= {path: pages.first_load(visitor, path) for path in ("/desk/", "/desk/map/", "/desk/people/")}
    people = pages.links(visitor, "/desk/people/", pages.PERSON)
    person = pages.times(visitor, people)
    heaviest = max(weights, key=weights.get)
    return [
        (f"Person page, p95 over {len(people)} people", f"{person['p95']} ms", "120 ms"),
        (f"First load of the heaviest page ({heaviest}), gzipped", f"{weights[heaviest]} kB", "70 kB"),
    ]


def _history(installed: installation.Running) -> Row:
    """Open the visits of somebody who had many."""
    path = _python(installed, "-m", "bench.visit_history").strip()
    visitor = pages.Browser(installed.base)
    visitor.sign_in("mali", installed.password)
    found = pages.times(visitor, [path])
    return ("Visits to a person with 500 of them, p95", f"{found['p95']} ms", "300 ms")


def _intake(installed: installation.Running) -> list[Row]:
    base = _python(installed, "-m", "bench.phone").strip()
    said = _python(
        installed, "-m", "bench.openrosa_intake", base, "--instance", HERE / "household.xml", "--json"
    )
    rounds = [json.loads(row) for row in said.splitlines()]
    aims = {1: "75/s", 4: "149/s", 8: "215/s"}
    rows = [
        (
            f"Intake, {found['clients']} clients, {found['bytes']} bytes, two people a home",
            f"{found['per_second']}/s, p50 {found['p50']} ms, p95 {found['p95']} ms",
            aims[found["clients"]],
        )
        for found in rounds
    ]
    return [*rows, _map(installed, base)]


def _map(installed: installation.Running, base: str) -> Row:
    """Fill the map, look at all of it."""
    visitor = pages.Browser(installed.base)
    visitor.sign_in("mali", installed.password)
    while (homes := _homes(visitor)) < HOMES:
        instance = ("--instance", HERE / "household.xml", "--clients", "4", "--warm-up", "0")
        _python(installed, "-m", "bench.openrosa_intake", base, *instance)
    found = pages.times(visitor, [VIEWPORT])
    return (f"Map viewport with {homes} homes, p95", f"{found['p95']} ms", "300 ms")


def _dry_run() -> list[Row]:
    """Try a draft of the risk policy on a registry of its own."""
    command = [sys.executable, "-m", "bench.risk_dry_run"]
    found = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)
    whole = f"Dry run of a risk policy over {found['people']:,} people"
    return [
        (f"{whole}, first of a process", f"{found['first']['wall_s']} s", "2 s"),
        (f"{whole}, after 500 people changed", f"{found['after_500_changes']['wall_s']} s", "2 s"),
        (f"Gathering {found['people']:,} people for it, once", f"{found['gathered']['wall_s']} s", ""),
    ]


def _search() -> list[Row]:
    """Look for misspelt people in a registry of its own, fifty users at a time."""
    command = [sys.executable, "-m", "bench.search"]
    found = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)
    typing = found["typing"]
    times = f"p50 {typing['p50_ms']} ms, p95 {typing['p95_ms']} ms"
    used = f"{typing['python_cpu_ms']} + {typing['database_cpu_ms']} ms"
    return [
        (f"Search among {found['people']:,}: {typing['users']} users typing, p95", times, "60 ms"),
        (f"Search among {found['people']:,}: processor time of a request, Python + database", used, ""),
        (f"Search: recall at 10 of {found['misspelt']} misspelt names", str(found["recall"]), "0.98"),
        ("Search: keys on disk, a person", f"{found['key_bytes']} bytes", ""),
    ]


def _imports() -> list[Row]:
    """Take a list in against a registry of its own; smaller than the aim's, which takes minutes to fill."""
    command = [sys.executable, "-m", "bench.imports", "--people", "20000", "--rows", "10000"]
    found = json.loads(subprocess.run(command, stdout=subprocess.PIPE, text=True, check=True).stdout)
    what = f"Import of {found['rows']:,} rows, duplicates looked for among {found['people']:,} people"
    told = f"{found['seconds']} s, {found['rows_a_second']} rows/s, peak {found['peak_mb']} MB"
    return [(what, told, "30 s among 100,000")]


def _visits() -> list[Row]:
    """Plan invented months and, where they are at hand, public instances."""
    command = [sys.executable, "-m", "bench.visits", "--seeds", "4", "5"]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return visits.summary()


def _wellbeing() -> list[Row]:
    """Live a month of check-ins in a town of its own."""
    command = [sys.executable, "-m", "bench.wellbeing", "month"]
    subprocess.run(command, stdout=subprocess.DEVNULL, check=True)
    return wellbeing.summary()


def _homes(visitor: pages.Browser) -> int:
    seen = json.loads(pages.text(visitor, VIEWPORT))
    return sum(each["count"] for each in seen["clusters"]) + len(seen["points"])


def _python(installed: installation.Running, *arguments: object) -> str:
    command = [sys.executable, *map(str, arguments)]
    done = subprocess.run(command, env=installed.environment, stdout=subprocess.PIPE, text=True, check=True)
    return done.stdout


def _write(rows: list[Row]) -> None:
    template = (HERE / "README.template.md").read_text()
    table = "\n".join(f"| {what} | {found} | {aim} |" for what, found, aim in rows)
    words = {"date": datetime.now(UTC).date(), "machine": _machine(), "table": table}
    words |= {"duplicates": page.section(), "visits": visits.section()}
    words |= {"wellbeing": wellbeing.section(), "patterns": patterns.section(), "shares": shares.section()}
    (HERE / "README.md").write_text(template.format(**words))


def _machine() -> str:
    memory_mb = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") // 1_000_000
    load = os.getloadavg()[1]
    return f"{os.cpu_count()} cores, {memory_mb} MB, Python {platform.python_version()}, load {load:.1f}"


if __name__ == "__main__":
    main()
