"""Minutes as they are printed, and as the public reads them with small counts hidden."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from khuang.civic.hearings.models import Hearing, Minutes
from khuang.civic.hearings.reads.content import content
from khuang.civic.hearings.reads.words import BAND_WORDS, SEX_WORDS, WRONG
from khuang.civic.hearings.rules.cells import hidden
from khuang.civic.hearings.rules.targets import targets
from khuang.ground.accounts.models import Account
from khuang.ground.places.models import Village
from khuang.lib.demographics import AGE_BANDS, SEXES


@dataclass(frozen=True)
class Row:
    """One line of a table: words, then numbers; None stands for a small number that is not shown."""

    words: str
    numbers: Sequence[int | None]


@dataclass(frozen=True)
class Said:
    """A statement with its hands: rows by sex and in all, each agree, disagree, pass; none: not asked."""

    words: str
    rows: Sequence[Row]


@dataclass(frozen=True)
class Paper:
    """Everything that minutes bear."""

    hearing: Hearing
    minutes: Minutes | None
    total: int
    sexes: Sequence[str]
    ages: Sequence[Row]
    sums: Row
    villages: Sequence[Row]
    groups: Sequence[Row]
    turns: Sequence[Row]
    statements: Sequence[Said]
    agreements: Sequence[str]
    issues: Sequence[str]
    dissent: Sequence[str]
    wrong: Sequence[str]
    missing: Sequence[str]
    agenda: Sequence[str]
    writer: str
    confirmer: str


def paper(hearing: Hearing, minutes: Minutes | None, *, public: bool = False) -> Paper:
    """Lay out minutes; of a draft, or without any, what was counted is as it stands now.

    public  counts of fewer people than data/targets.toml says are not shown
    """
    told = (minutes.content if minutes else None) or content(hearing)
    fewest = targets().fewest_shown if public else 0
    names = village_names()
    people = _people(minutes)
    return Paper(
        hearing=hearing,
        minutes=minutes,
        total=told["total"],
        sexes=[str(SEX_WORDS[sex]) for sex in SEXES],
        ages=_ages(told["roll"], fewest),
        sums=Row(str(_("in all")), _line([told["present"][sex] for sex in SEXES], fewest)),
        villages=_counts({names.get(code, code): n for code, n in told["villages"].items()}, fewest),
        groups=_counts(told["groups"], fewest),
        turns=[Row(str(SEX_WORDS[sex]), [_alone(told["turns"][sex]["times"], fewest)]) for sex in SEXES],
        statements=[_said(one, fewest) for one in told["statements"]],
        agreements=told["agreements"],
        issues=told["issues"],
        dissent=told["dissent"],
        wrong=[str(WRONG[code]) for code in told["because"]],
        missing=[*(names.get(code, code) for code in told["missing_villages"]), *told["missing_groups"]],
        agenda=[line.strip() for line in hearing.agenda.splitlines() if line.strip()],
        writer=people.get(minutes.by_id, "") if minutes else "",
        confirmer=people.get(minutes.confirmed_by_id, "") if minutes else "",
    )


def village_names() -> dict[str, str]:
    """Give each village by its code, and "" for those from elsewhere."""
    return {row.code: str(row) for row in Village.objects.all()} | {"": _("another place, or not said")}


def _people(minutes: Minutes | None) -> dict[Any, str]:
    """Give the names of who wrote and who confirmed."""
    keys = [minutes.by_id, minutes.confirmed_by_id] if minutes else []
    return {row.pk: row.display_name for row in Account.objects.filter(pk__in=filter(None, keys))}


def _ages(roll: Sequence[Any], fewest: int) -> list[Row]:
    """Give people by age band and sex; bands in which nobody came are left out."""
    bands = [band for band in (*AGE_BANDS, "") if any(row[1] == band for row in roll)]
    cells = {(band, sex): 0 for band in bands for sex in SEXES}
    for sex, band, _village, _group, number in roll:
        cells[band, sex] += number
    closed = hidden(cells, fewest) if fewest else set()
    return [
        Row(
            str(BAND_WORDS[band]),
            [None if (band, sex) in closed else cells[band, sex] for sex in SEXES],
        )
        for band in bands
    ]


def _counts(numbers: dict[str, int], fewest: int) -> list[Row]:
    some = sorted((name, number) for name, number in numbers.items() if number > 0)
    shown = _line([number for _name, number in some], fewest)
    return [Row(name, [number]) for (name, _number), number in zip(some, shown, strict=True)]


def _line(numbers: Sequence[int], fewest: int) -> list[int | None]:
    """Hide small numbers of a line whose sum is known, and another beside a single one."""
    cells = {("", str(place)): number for place, number in enumerate(numbers)}
    closed = hidden(cells, fewest) if fewest else set()
    return [None if cell in closed else number for cell, number in cells.items()]


def _alone(number: int, fewest: int) -> int | None:
    """Hide a small number whose sum with others is told nowhere."""
    return None if 0 < number < fewest else number


def _said(told: dict[str, Any], fewest: int) -> Said:
    if not told["total"]:
        return Said(told["words"], [])
    # JSON keeps no order.
    hands = [(sex, told["hands"].get(sex, (0, 0, 0))) for sex in SEXES]
    by_sex = [Row(str(SEX_WORDS[sex]), three) for sex, three in hands if any(three)]
    is_small = any(0 < number < fewest for row in by_sex for number in row.numbers if number is not None)
    return Said(told["words"], [*([] if is_small else by_sex), Row(str(_("in all")), told["total"])])
