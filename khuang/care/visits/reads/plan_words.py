"""Reasons, broken rules and remedies in the reader's language."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from khuang.care.people.models import Person
from khuang.care.visits.reads.volunteers import skill_words
from khuang.care.visits.rules import plan_words as words
from khuang.care.visits.rules.planning.shapes import Fault
from khuang.care.visits.rules.plans import BALANCE, KEEP, REACH
from khuang.care.visits.rules.schedules import Rule, RuleSet, in_force
from khuang.ground.places.models import Village
from khuang.lib.thai_dates import format_date

# Keeping the same carer against reaching everybody, in words.
WISHES = {
    REACH: gettext_lazy("Reach everybody first, even if carers change"),
    BALANCE: gettext_lazy("Keep the same carer where it costs little"),
    KEEP: gettext_lazy("Keep the same carer wherever possible"),
}


def reasons_in_words(kept: Iterable[Sequence[Any]] | None) -> list[str]:
    """Say why this carer, or why nobody, what weighs most first."""
    return [_sentence(words.WHY | words.WHY_NOT, code, figures) for code, figures in kept or ()]


def faults_in_words(faults: Iterable[Fault]) -> list[str]:
    """Say which rules would be broken, each once."""
    return list(dict.fromkeys(_sentence(words.FAULTS, one.code, one.figures) for one in faults))


def fault_codes_in_words(codes: Iterable[str]) -> list[str]:
    """Say which rules a hand broke, where only their codes are kept."""
    return [_(words.BROKEN[code]) for code in codes if code in words.BROKEN]


def fixes_in_words(kept: Iterable[Mapping[str, Any]]) -> list[str]:
    """Say what would bring more visits into a plan."""
    villages = {str(one.pk): str(one) for one in Village.objects.all()}
    return [_fix(one, villages) for one in kept]


def wish_words(continuity: float) -> str:
    """Say by which wish a plan was computed: that of the page which is nearest."""
    return str(WISHES[min(WISHES, key=lambda one: abs(one - continuity))])


def tier_words(rules: RuleSet | None = None, on: date | None = None) -> list[str]:
    """Name the tiers, the worst off first: those of a version, or of the one in force on a day."""
    rules = rules or in_force(on or date.max)
    return [th if get_language() == "th" else en for th, en in rules.tiers]


def rule_words(rule: Rule) -> str:
    """Name whom a rule fits."""
    return rule.th if get_language() == "th" else rule.en


def rhythm_words(every: int, times: int) -> str:
    """Say how often: twice a week, every two weeks, every month."""
    if every == 7:
        return _("every week") if times == 1 else _("%(times)s times a week") % {"times": times}
    if every in (14, 30, 91):
        said = {14: _("every two weeks"), 30: _("every month"), 91: _("every three months")}[every]
        return said if times == 1 else f"{said}, {_('%(times)s visits') % {'times': times}}"
    return _("%(times)s visits in %(every)s days") % {"times": times, "every": every}


def _fix(one: Mapping[str, Any], villages: Mapping[str, str]) -> str:
    figures = {
        "halves": one["halves"],
        "place": villages.get(one["zone"], _("the municipality")),
        "visits": one["visits"],
        "people": one["people"],
    }
    sentence = words.FIX_ONE if one["halves"] == 1 else words.FIX_MANY
    said = _(sentence) % figures
    traits = [skill_words().get(code, code) for code in one["skills"]]
    traits += [_sex(one["sex"])] if one["sex"] else []
    traits += one["languages"]
    return f"{said} {_(words.FIX_BY) % {'traits': ', '.join(traits)}}" if traits else said


def _sentence(among: Mapping[str, str], code: str, figures: Mapping[str, Any]) -> str:
    if code not in among:
        return code
    said = {name: _value(name, value) for name, value in figures.items()}
    return _(among[code]) % said if said else _(among[code])


def _value(name: str, value: Any) -> Any:
    if name in ("earliest", "latest"):
        return format_date(date.fromisoformat(value), get_language() or "th", short=True)
    if name == "skills":
        known = skill_words()
        return ", ".join(known.get(code, code) for code in str(value).split(", "))
    return round(value) if isinstance(value, float) and name != "km" else value


def _sex(code: str) -> str:
    return str(dict(Person.Sex.choices).get(code, code))
