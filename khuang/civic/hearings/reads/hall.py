"""How a hearing stands: its roll, its balance, who spoke."""

from collections import Counter

from khuang.civic.hearings.models import HallEntry, Hearing
from khuang.civic.hearings.rules.balance import HALF, Balance, Goal, balance
from khuang.civic.hearings.rules.roll import Kin, Roll, Step, tally
from khuang.lib.demographics import SEXES

Kind, State = HallEntry.Kind, HallEntry.State


def steps(hearing: Hearing) -> list[Step]:
    """Give every event of the roll that was taken in."""
    names = ("sex", "age_band", "village_code", "group", "step", "at")
    rows = HallEntry.objects.filter(hearing=hearing, kind=Kind.ROLL, state=State.TAKEN)
    return [Step(Kin(*kin), step, at) for *kin, step, at in rows.values_list(*names)]


def roll(hearing: Hearing) -> Roll:
    """Give who is there, by what they have alike."""
    return tally(steps(hearing))


def goal(hearing: Hearing) -> Goal:
    """Give what a hearing should reach."""
    invited = list(hearing.invited.select_related("village"))
    return Goal(
        quorum=hearing.quorum,
        leeway=hearing.leeway,
        women=HALF if hearing.women_percent is None else hearing.women_percent,
        villages=frozenset(one.village.code for one in invited if one.village),
        groups=frozenset(one.group for one in invited if one.group),
    )


def balance_of(hearing: Hearing) -> Balance:
    """Weigh who is there."""
    return balance(roll(hearing), goal(hearing))


def turns(hearing: Hearing) -> dict[str, dict[str, int]]:
    """Give how often each sex spoke, and how many seconds of it were measured: sex -> times, seconds."""
    rows = HallEntry.objects.filter(hearing=hearing, kind=Kind.TURN, state=State.TAKEN)
    times, seconds = Counter[str](), Counter[str]()
    for sex, took in rows.values_list("sex", "seconds"):
        times[sex] += 1
        seconds[sex] += took or 0
    return {sex: {"times": times[sex], "seconds": seconds[sex]} for sex in SEXES}
