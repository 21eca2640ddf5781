"""How long the question "is this person already here?" takes, through the whole stack.

    python -m bench.duplicates.entry --people 100000 --home /tmp/somewhere

Posts the form that registers a person, with people who are there, half of them misspelt; then
searches the whole registry once.
"""

import argparse
import json
import time
from pathlib import Path
from random import Random

from bench.duplicates.thai_errors import misspelt
from bench.figures import percentile
from bench.registry import filled

QUESTIONS = 300
AIM = "50 ms"


def main() -> None:
    options = _options()
    options.home.mkdir(parents=True, exist_ok=True)
    with filled(options.home, options.people) as made:
        print(json.dumps(_questions(made) | _search(made)))


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--home", type=Path, required=True)
    return parser.parse_args()


def _questions(made) -> dict[str, float]:
    """Ask by the form itself: middleware, session, permission, matching, journal and page."""
    from django.conf import settings
    from django.test import Client

    from conftest import sign_in
    from khuang.ground.municipalities.context import within

    settings.ALLOWED_HOSTS.append("testserver")
    client = Client()
    with within(made.municipality):
        sign_in(client, made.account)
        asked = _asked(made)
    times, cpu, found = [], [], 0
    for said in asked:
        began, used = time.perf_counter(), time.process_time()
        answer = client.post("/desk/people/register/", said)
        times.append(time.perf_counter() - began)
        cpu.append(time.process_time() - used)
        found += answer.status_code == 200
    return {
        "people": made.people,
        "p50_ms": round(percentile(times, 0.5) * 1000, 1),
        "p95_ms": round(percentile(times, 0.95) * 1000, 1),
        "p99_ms": round(percentile(times, 0.99) * 1000, 1),
        "cpu_p95_ms": round(percentile(cpu, 0.95) * 1000, 1),
        "asked_back": round(found / len(asked), 3),
    }


def _asked(made) -> list[dict[str, str]]:
    from khuang.care.people.models import Person

    rng = Random(7)
    total = Person.objects.count()
    rows = Person.objects.select_related("dwelling", "village").order_by("pk")
    return [_said(rng, rows[rng.randrange(total)]) for _ in range(QUESTIONS)]


def _said(rng: Random, one) -> dict[str, str]:
    given = misspelt(rng, one.given_name) if rng.random() < 0.5 else one.given_name
    return {
        "given_name": given,
        "family_name": one.family_name,
        "title": one.title,
        "birth_date": f"{one.born_on.day}/{one.born_on.month}/{one.born_on.year + 543}",
        "village": one.village.code,
        "house_no": one.dwelling.house_no,
    }


def _search(made) -> dict[str, float]:
    """Search the whole registry, as `khuang duplicates` does."""
    from django.utils import timezone

    from khuang.care.people import actions
    from khuang.care.people.models import DuplicateSearch
    from khuang.ground.journal import long_work
    from khuang.ground.journal.actions import SYSTEM
    from khuang.ground.municipalities.context import within

    with within(made.municipality):
        work = actions.new_search(by=SYSTEM, at=timezone.now())
    began, used = time.perf_counter(), time.process_time()
    while long_work.carry_on(made.municipality.pk, DuplicateSearch, work.pk, actions.search_piece):
        pass
    with within(made.municipality):
        work.refresh_from_db()
    return {
        "search_seconds": round(time.perf_counter() - began, 1),
        "search_cpu_seconds": round(time.process_time() - used, 1),
        "pairs": work.pairs,
        "likely": work.found,
    }


if __name__ == "__main__":
    main()
