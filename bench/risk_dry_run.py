"""How long a dry run of a risk policy takes: everybody judged by the policy in force and by a draft.

python -m bench.risk_dry_run [--people 100000] [--blocks-only]

An installation of its own, filled with invented people of whom as much is known as the shipped
forms ask, each answer open for three in a hundred. Told are: gathering from cold, the first dry
run of a process, the same again, and one after 500 people changed; wall and CPU seconds.
With --blocks-only the gathered blocks are written straight away, without the rows behind them,
since the rows of a million people take longer to write and gather than all the rest.
"""

import argparse
import json
import os
import random
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date, timedelta
from itertools import islice
from typing import Any
from uuid import UUID, uuid4

import numpy as np

from bench import installation

TOGETHER = 5000
VILLAGES = 20
WORKED_OUT = 30_000  # people whose facts are worked out one by one for --blocks-only
AGES = (5, 6, 18, 60, 80)  # only people of the same of these ages lend each other facts
SEED = 7
UNKNOWN = 0.03
RARE = {"urgent_need": 0.01, "violence": 0.01, "disability_card": 0.06, "chronic_illness": 0.3}
COMMON = 0.06
TODAY = date(2026, 11, 23)


def measure(people: int, *, blocks_only: bool) -> dict[str, Any]:
    """Return seconds of each step, and how many were judged and moved."""
    from khuang.care.risk import actions
    from khuang.care.risk.models import Gathering, PolicyDraft
    from khuang.care.risk.rules import outcomes
    from khuang.ground.municipalities.context import within

    town, head = _town()
    fill = _fill_blocks if blocks_only else _fill
    made = _timed(lambda: fill(town, people))[1]
    at = _now()
    with within(town):
        draft = actions.copy_policy("ทดลอง", "วัดเวลา", by=head, at=at)
        was, less = {"points": 40, "floor": "high"}, {"points": 30, "floor": "medium"}
        actions.change_draft(draft.pk, "rule:bedridden", less, was=was, by=head, at=at)
        cuts = {"low": 5, "medium": 30, "high": 60}
        actions.change_draft(draft.pk, "band:elder", cuts | {"high": 55}, was=cuts, by=head, at=at)
    gathered = None if blocks_only else _timed(lambda: _gather(town, Gathering, actions))[1]

    def try_out() -> Any:
        with within(town):
            return actions.try_out(PolicyDraft.objects.get(), by=head, at=at)

    trial, first = _timed(try_out)
    _, again = _timed(try_out)
    _touch(town, 500)
    changed = None if blocks_only else _timed(try_out)[1]
    found = outcomes.unpacked(bytes(trial.result))
    return {
        "people": people,
        "judged": found.total,
        "moved": len(found.people),
        "filled": made,
        "gathered": gathered,
        "first": first,
        "again": again,
        "after_500_changes": changed,
    }


def _timed(do: Callable[[], Any]) -> tuple[Any, dict[str, float]]:
    wall, own = time.perf_counter(), time.process_time()
    found = do()
    return found, {
        "wall_s": round(time.perf_counter() - wall, 2),
        "cpu_s": round(time.process_time() - own, 2),
    }


def _now() -> Any:
    from django.utils import timezone

    return timezone.now()


def _town() -> tuple[Any, Any]:
    from khuang.ground.accounts import actions as accounts
    from khuang.ground.journal.actions import SYSTEM
    from khuang.ground.municipalities.context import within
    from khuang.ground.municipalities.models import Municipality
    from khuang.ground.places.models import Village

    town = Municipality.objects.create(slug="bench", name="ทดสอบ", name_en="Bench")
    with within(town):
        for moo in range(1, VILLAGES + 1):
            Village.objects.create(code=f"520399{moo:02}", moo=moo, name=f"บ้าน {moo}")
        head = accounts.create_account("head.bench", display_name="หัวหน้า", by=SYSTEM, at=_now())
        accounts.give_role(head, "head", held_at="municipality", by=SYSTEM, at=_now())
    return town, head


def _fill(town: Any, people: int) -> None:
    from khuang.ground.municipalities.context import within
    from khuang.ground.municipalities.writing import insert
    from khuang.ground.places.models import Village

    with within(town):
        villages = list(Village.objects.all())
    rows = _rows(people, villages, random.Random(SEED))  # noqa: S311
    with within(town):
        while some := list(islice(rows, TOGETHER)):
            insert([person for person, _ in some] + [known for _, known in some])


def _fill_blocks(town: Any, people: int) -> None:
    """Write blocks of many people, drawn from fewer whose facts were worked out one by one.

    Somebody keeps together what hangs together (sums, and what follows from what); every other
    fact is drawn anew among people of their age, so that few know the same.
    """
    from khuang.care.risk.models import KnowledgeBlock
    from khuang.care.risk.rules import columns, facts
    from khuang.ground.municipalities.context import within

    catalogue = facts.shipped()
    with within(town):
        drawn = _drawn(min(people, WORKED_OUT), catalogue)
        chance = np.random.default_rng(SEED)
        low = UUID(int=0)
        for start in range(0, people, TOGETHER):
            some = _redrawn(drawn, min(TOGETHER, people - start), catalogue, chance)
            content = columns.packed(some, catalogue)
            KnowledgeBlock.objects.create(
                low=low, people=len(some), columns=content, catalogue="", made_at=_now()
            )
            low = uuid4()


def _drawn(people: int, catalogue: Any) -> Any:
    from khuang.care.risk.rules import knowledge
    from khuang.care.risk.rules.columns import Subject, encoded
    from khuang.ground.places.models import Village

    rows = _rows(people, list(Village.objects.all()), random.Random(SEED))  # noqa: S311
    return encoded(
        catalogue,
        [
            Subject(
                person.pk,
                person.village_id,
                (person.born_on, person.born_on),
                catalogue.completed(knowledge.values(catalogue, known.facts) | {"sex": person.sex}),
            )
            for person, known in rows
        ],
    )


def _redrawn(drawn: Any, people: int, catalogue: Any, chance: Any) -> Any:
    from khuang.care.risk.rules.columns import KEY

    ages = (TODAY.toordinal() - drawn.born[0]) // 365.25
    bases = chance.integers(0, len(drawn), people)
    band = np.searchsorted(AGES, ages, side="right")
    like = [np.flatnonzero(band == number) for number in range(len(AGES) + 1)]

    def others() -> Any:
        found = np.empty(people, dtype=np.int64)
        for number, rows in enumerate(like):
            here = band[bases] == number
            found[here] = chance.choice(rows, int(here.sum()))
        return found

    tied = _tied(catalogue)
    facts = {code: numbers[bases if code in tied else others()] for code, numbers in drawn.facts.items()}
    keys = np.frombuffer(chance.bytes(people * KEY.itemsize), KEY)
    return replace(drawn.kept(bases), keys=keys, facts=facts)


def _tied(catalogue: Any) -> set[str]:
    """Facts that are worked out from others, or others from them."""
    tied = {code for one in catalogue.instruments.values() for code in one.codes}
    tied |= {code for one in catalogue.instruments.values() for code in (one.score_code, one.asked_code)}
    for step in catalogue.implied:
        tied |= {*step.facts, *step.when.codes, *(step.unless.codes if step.unless else ())}
    return tied


def _rows(people: int, villages: list[Any], chance: random.Random) -> Iterator[tuple[Any, Any]]:
    from khuang.care.people.models import Person
    from khuang.care.risk.models import KnownFacts

    for number in range(people):
        born = TODAY - timedelta(days=int(chance.random() ** 1.2 * 95 * 365.25))
        person = Person(
            given_name=f"คน{number}",
            sort_key=f"คน{number}",
            sex=chance.choice(["female", "male"]),
            born_on=born,
            born_precision="day",
            village=chance.choice(villages),
            known_from=TODAY,
        )
        answers = _answers((TODAY - born).days / 365.25, chance)
        facts = {code: [answer, TODAY.isoformat(), str(person.pk)] for code, answer in answers.items()}
        yield person, KnownFacts(person_id=person.pk, facts=facts)


def _answers(age: float, chance: random.Random) -> dict[str, str]:
    told = ((code, _answer(code, chance)) for code in _asked(age, chance) if chance.random() >= UNKNOWN)
    return dict(told)


def _asked(age: float, chance: random.Random) -> list[str]:
    """What the shipped forms ask at an age; an elder's and a child's assessment only of some."""
    from khuang.care.risk.rules.instruments import shipped
    from khuang.site.forms import household, person

    codes = [*person.FACTS, *household.HOME_FACTS, *shipped()["poverty"].codes]
    if age < 18:
        grown = {"falls_year", "dementia_signs", "lives_alone", "single_parent", "pregnant"}
        codes = [code for code in codes if code not in grown]
        return codes + list(shipped()["child"].codes if chance.random() < 0.5 else ())
    if age >= 60 and chance.random() < 0.6:
        codes += [code for name in ("barthel", "wg", "q2") for code in shipped()[name].codes]
        codes += shipped()["q9"].codes if chance.random() < 0.2 else ()
    return codes


def _answer(code: str, chance: random.Random) -> str:
    from khuang.care.risk.rules import facts

    fact = facts.shipped().facts[code]
    if fact.kind == facts.BOOLEAN:
        return "yes" if chance.random() < RARE.get(code, COMMON) else "no"
    if fact.kind == facts.CHOICE:
        codes = [one.code for one in fact.values]
        usual = codes[-1] if code.startswith("barthel") else codes[0]
        return chance.choice(codes) if chance.random() < 0.25 else usual
    return str(min(fact.high, max(fact.low, int(chance.expovariate(1)))))


def _gather(town: Any, model: Any, actions: Any) -> None:
    from khuang.ground.journal import long_work
    from khuang.ground.municipalities.context import within

    with within(town):
        work = actions.begin_gathering(at=_now())
    while not work.is_over and long_work.carry_on(town.pk, model, work.pk, actions.gather):
        pass


def _touch(town: Any, count: int) -> None:
    from khuang.care.people.models import Person
    from khuang.ground.municipalities.context import within

    with within(town):
        keys = list(Person.objects.order_by("pk").values_list("pk", flat=True)[:count])
        Person.objects.filter(pk__in=keys).update(sex="other")


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--people", type=int, default=100_000)
    parser.add_argument("--blocks-only", action="store_true")
    asked = parser.parse_args()
    with installation.home() as folder:
        os.environ |= {"KHUANG_HOME": str(folder), "DJANGO_SETTINGS_MODULE": "khuang.site.settings"}
        import django

        from khuang.lib import embedded_postgres, keyrings

        keyrings.create_keyring(folder / "keyring.json")
        (folder / "secret-key").write_text("for a measurement, and gone after it, never elsewhere")
        django.setup()
        embedded_postgres.start(folder, durable=False)
        try:
            from django.core.management import call_command

            call_command("migrate", verbosity=0)
            print(json.dumps(measure(asked.people, blocks_only=asked.blocks_only)))
        finally:
            from django.db import connections

            connections.close_all()
            embedded_postgres.stop(folder)


if __name__ == "__main__":
    main()
