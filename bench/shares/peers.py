"""Equal shares beside pabutools, same votes, same run: `python -m bench.shares.peers [FILE.pb ...]`.

Run by the environment of the peers (`make bench-peers`); writes results.json, which bench/README.md
shows. Invented votes of 100,000 people on 200 options measure time and memory of ours alone, since
pabutools takes hours on them; on a tenth of the options and a fiftieth of the people, and on every public
election given, both count, and what they fund is compared. pabutools is set up plainly, with exact
fractions, as it ships; ballots that are alike are merged for it.
"""

import json
import os
import platform
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import numpy as np
from pabutools.election import ApprovalBallot, ApprovalProfile, Instance, Project
from pabutools.election.satisfaction import Cardinality_Sat, Cost_Sat
from pabutools.rules import greedy_utilitarian_welfare, method_of_equal_shares
from pabutools.tiebreaking import TieBreakingRule

from khuang.civic.ballots.rules import pabulib
from khuang.civic.ballots.rules.equal_shares import equal_shares, single_pass
from khuang.civic.ballots.rules.orders import greedy, greedy_per_cost
from khuang.civic.ballots.rules.ties import tie_order
from khuang.civic.ballots.rules.votes import Votes, of_arrays, of_choices

RESULTS = Path(__file__).parent / "results.json"
# pabutools counts these with shares raised one by one; larger ones would take it hours.
MOST_ADD_ONE = 7_000


def invented(voters: int, options: int, seed: int = 5) -> tuple[Votes, int]:
    """Draw costs of 20,000 to 1,500,000 baht and about ten ticks a voter, some options far more liked."""
    draw = np.random.default_rng(seed)
    costs = [int(cost) * 1000 for cost in draw.integers(20, 1500, options)]
    liked = np.log(draw.dirichlet(np.full(options, 0.7)))
    lengths = np.minimum(options // 2, 1 + draw.poisson(min(9, options // 4), voters))
    rows = []
    for start in range(0, voters, 5000):
        part = lengths[start : start + 5000]
        order = np.argsort(-(liked + draw.gumbel(size=(len(part), options))), axis=1)
        rows += [np.sort(row[:length]) for row, length in zip(order, part, strict=True)]
    flat = np.concatenate(rows)
    return of_arrays("approval", costs, lengths, flat, np.ones(len(flat), dtype=np.int64)), sum(costs) // 5


def timed(do: Callable[[], Any]) -> tuple[Any, float]:
    """Give what it gives, and seconds."""
    start = time.perf_counter()
    return do(), time.perf_counter() - start


def ours_at_scale() -> dict[str, Any]:
    """Count the votes of 100,000 people on 200 options."""
    votes, budget = invented(100_000, 200)
    places = tie_order("number", votes.costs)
    single, first = timed(lambda: single_pass(votes, budget, places))
    whole, second = timed(lambda: equal_shares(votes, budget, places, step=1))
    used = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    return {
        "single_pass": round(first, 2),
        "add_one": round(second, 2),
        "rounds": whole.raised[0],
        "funded": len(single),
        "mb": used,
    }


def theirs(votes: Votes, budget: int) -> tuple[Any, Any]:
    """Give pabutools' instance and profile."""
    projects = [Project(f"{number:05}", cost=cost) for number, cost in enumerate(votes.costs)]
    instance = Instance(projects, budget_limit=budget)
    lists = np.split(votes.options, votes.starts[1:-1])
    ballots = [ApprovalBallot(projects[one] for one in row) for row in lists]
    return instance, ApprovalProfile(ballots, instance=instance).as_multiprofile()


def beside(name: str, votes: Votes, budget: int) -> list[dict[str, Any]]:
    """Count by both, and say whether the same is funded."""
    places, by_name = tie_order("number", votes.costs), TieBreakingRule(lambda _i, _p, one: one.name)
    instance, profile = theirs(votes, budget)
    more = {"tie_breaking": by_name}
    rows: list[dict[str, Any]] = []

    def told(rule: str, mine: Callable[[], Any], other: Callable[[], Any]) -> None:
        (ours, first), (peer, second) = timed(mine), timed(other)
        same = sorted(ours) == sorted(int(one.name) for one in peer)
        figures = {"khuang": round(first, 3), "pabutools": round(second, 3)}
        sizes = {"voters": votes.voters, "options": len(votes.costs)}
        rows.append({"of": name, "rule": rule, "same": same} | sizes | figures)
        print(rows[-1], flush=True)

    def completed() -> Any:
        bought = method_of_equal_shares(instance, profile, Cost_Sat, voter_budget_increment=1, **more)
        start = {"initial_budget_allocation": list(bought)}
        return greedy_utilitarian_welfare(instance, profile, sat_class=Cost_Sat, **start, **more)

    told(
        "equal shares, single pass",
        lambda: single_pass(votes, budget, places),
        lambda: method_of_equal_shares(instance, profile, Cost_Sat, **more),
    )
    told(
        "most votes",
        lambda: greedy(votes, budget, places).funded,
        lambda: greedy_utilitarian_welfare(instance, profile, sat_class=Cost_Sat, **more),
    )
    told(
        "votes per cost",
        lambda: greedy_per_cost(votes, budget, places).funded,
        lambda: greedy_utilitarian_welfare(instance, profile, sat_class=Cardinality_Sat, **more),
    )
    if votes.voters <= MOST_ADD_ONE and len(votes.costs) <= 64:
        told("add-one, filled", lambda: equal_shares(votes, budget, places, step=1).funded, completed)
    return rows


def main(names: list[str]) -> None:
    """Write results.json; of public elections those by ticks, which pabutools counts by the same measure."""
    before = os.getloadavg()[0]
    scale = ours_at_scale()
    rows = beside("invented", *invented(2_000, 20))
    for name in sorted(names):
        file = pabulib.read(Path(name).read_text(encoding="utf-8"))
        costs = [one.cost for one in file.projects]
        if file.kind == "approval":
            votes = of_choices(file.kind, costs, [vote.choices for vote in file.votes])
            rows += beside(Path(name).stem, votes, file.budget)
    told = {
        "date": str(datetime.now(UTC).date()),
        "machine": f"{os.cpu_count()} cores, Python {platform.python_version()}",
        "load": [round(before, 1), round(os.getloadavg()[0], 1)],
        "scale": scale,
        "rows": rows,
    }
    RESULTS.write_text(json.dumps(told, indent=1) + "\n")


if __name__ == "__main__":
    main(sys.argv[1:])
