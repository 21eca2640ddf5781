"""Live a month of check-ins in minutes: what it costs, who is found silent and when.

python -m bench.wellbeing month [--people 1660] [--days 30] [--seed 4] [--json]

A town of its own on a database of its own. Everything goes through the actions that the webhook, the
minute and the desk call: a tap is a message that was received, the minute runs every ten minutes, a
call is tried and a visit recorded by hands that follow the lists, and every answer is claimed as the
sender claims it. Only LINE's own network is left out: an answer with a reply token is free, one
without would be a push and counts one. How people live is drawn from a seed (lives.py).
"""

import argparse
import json
import os
import resource
import shutil
import sys
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from random import Random
from typing import Any

from bench.wellbeing import page
from bench.wellbeing.lives import DAY, FIRST


def main() -> None:
    asked = _asked()
    home = Path(tempfile.mkdtemp(prefix="khuang-bench-"))
    home.chmod(0o755)
    try:
        os.environ |= {"KHUANG_HOME": str(home), "DJANGO_SETTINGS_MODULE": "khuang.site.settings"}
        found = _measured(home, asked)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    page.RESULTS.write_text(json.dumps(found, indent=1) + "\n")
    print(json.dumps(found) if asked.json else page.section())


def _asked() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("what", choices=["month"])
    parser.add_argument("--people", type=int, default=1660)
    parser.add_argument("--days", type=int, default=30)
    parser.add_argument("--seed", type=int, default=4)
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _measured(home: Path, asked: argparse.Namespace) -> dict[str, Any]:
    import django
    from django.core.management import call_command

    from khuang.lib import embedded_postgres, keyrings

    django.setup()
    keyrings.create_keyring(home / "keyring.json")
    (home / "secret-key").write_text("only for measuring, this key is public")
    embedded_postgres.start(home, durable=False)
    try:
        call_command("migrate", verbosity=0)
        return _lived(asked)
    finally:
        embedded_postgres.stop(home)


def _lived(asked: argparse.Namespace) -> dict[str, Any]:
    from bench.wellbeing.month import Month

    month = Month(asked.people, Random(asked.seed))  # noqa: S311 - the same month each time
    began, used = time.monotonic(), _cpu()
    for number in range(asked.days):
        month.live(FIRST + number * DAY)
        print(f"day {number + 1} of {asked.days}", file=sys.stderr, flush=True)
    spent = {"seconds": round(time.monotonic() - began), "cpu_seconds": round(_cpu() - used)}
    about = {"date": str(datetime.now(UTC).date()), "seed": asked.seed, "load": round(os.getloadavg()[1], 1)}
    return about | {"people": asked.people, "days": asked.days} | spent | month.figures()


def _cpu() -> float:
    used = resource.getrusage(resource.RUSAGE_SELF)
    return used.ru_utime + used.ru_stime


if __name__ == "__main__":
    main()
