"""What of a case is told outside the desk, part by part, in the reader's language."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from khuang.care.cases.models import Case, Need, PlanStep, Referral, Resolution
from khuang.care.cases.reads.needs import of_human, open_needs
from khuang.care.cases.rules import sharing
from khuang.care.people.models import Consent, Person
from khuang.care.people.reads.records import age_of
from khuang.care.risk import reads as risk
from khuang.ground.indicators.reads import kind_names, need_kinds
from khuang.ui.templatetags.kh import RISKS, thai_date

LABELS = {
    "name": gettext_lazy("Name"),
    "age": gettext_lazy("Age and sex"),
    "village": gettext_lazy("Village"),
    "home": gettext_lazy("House number and village"),
    "needs": gettext_lazy("What is needed"),
    "risk": gettext_lazy("Risk class"),
    "reasons": gettext_lazy("Reasons for the risk class"),
    "plan": gettext_lazy("Plan: what is to be done"),
    "referrals": gettext_lazy("Who was asked for help"),
    "decisions": gettext_lazy("Decisions of the conference"),
}


class Outsider:
    """Whoever has no account: holds no role, so reads only what is open to everybody who may look."""

    pk = None
    is_active = False


@dataclass(frozen=True)
class Told:
    """One part: its code, what it is called, and what it says, line by line."""

    code: str
    label: str
    lines: list[str]


def is_guarded(case: Case) -> bool:
    """Say whether the record of whom a case is about opens for named people only."""
    return case.person.level != Person.Level.TEAM


def told(case: Case, chosen: Collection[str], what: str, *, on: date, need: Need | None = None) -> list[Told]:
    """Tell the chosen parts of a case, as far as they may be told now.

    what  rules.sharing.CONFERENCE or REFERRAL
    need  the one that a referral is about: it is told though its kind be confidential
    """
    parts = sharing.shown(chosen, what, guarded=is_guarded(case))
    return [Told(code, str(LABELS[code]), _lines(case, code, on, need)) for code in parts]


def refused_sharing(person: Person) -> bool:
    """Say whether a person's last word on sharing with hospital and partners is no."""
    rows = of_human(Consent.objects.filter(purpose=Consent.Purpose.SHARING), person)
    newest = max(rows, key=lambda one: (one.withdrawn_on or one.given_on, one.pk), default=None)
    return newest is not None and not newest.holds


def _lines(case: Case, code: str, on: date, need: Need | None) -> list[str]:
    if code == "age":
        return [_age(case.person, on)]
    if code == "needs":
        return needs_in_words(case, need)
    return _SAID[code](case)


def _age(person: Person, on: date) -> str:
    age = age_of(person, on)
    years = "" if age is None else _("%(years)s years") % {"years": age.most}
    return ", ".join(filter(None, (years, person.get_sex_display())))


def needs_in_words(case: Case, need: Need | None = None, *, confidential: bool = False) -> list[str]:
    """Name the open needs, but confidential ones only to who may, or where it is the one that is meant."""
    names = kind_names()
    hidden = set() if confidential else {code for code, one in need_kinds().items() if one.confidential}
    kinds = [one.kind for one in open_needs(case.person) if one.kind not in hidden]
    meant = [need.kind] if need and need.kind not in kinds else []
    return [names.get(kind, kind) for kind in (*meant, *kinds)]


def _home(case: Case) -> list[str]:
    home = case.person.dwelling
    return [" ".join(filter(None, (home.house_no if home else "", _village(case)[0])))]


def _village(case: Case) -> list[str]:
    return [str(case.person.village or _("not known"))]


def _risk(case: Case) -> list[str]:
    row = risk.current([case.person_id]).get(case.person_id)
    return [str(RISKS[row.level if row else risk.UNASSESSED])]


def reasons_in_words(case: Case, reader: object) -> list[str]:
    """Give the reasons for the class, as far as a reader may read them."""
    row = risk.current([case.person_id]).get(case.person_id)
    return [words for words, _points, _flag in risk.explanation(reader, row).reasons] if row else []


def plan_in_words(case: Case) -> list[str]:
    """Give the steps that are still to be taken: what, who, by when."""
    steps = PlanStep.objects.filter(case=case, state=PlanStep.State.TO_DO).select_related("owner")
    return [_owned(step.action, step.owner or step.owner_name, step.due_on) for step in steps]


def referrals_in_words(case: Case) -> list[str]:
    """Say who was asked and how it stands."""
    rows = Referral.objects.filter(case=case).select_related("partner", "colleague")
    open_ones = rows.filter(state__in=(Referral.State.SENT, Referral.State.ACCEPTED))
    return [
        _("%(who)s: %(state)s, answer due on %(day)s")
        % {
            "who": row.partner or row.colleague,
            "state": row.get_state_display(),
            "day": thai_date(row.due_on, "short"),
        }
        for row in open_ones
    ]


def _decisions(case: Case) -> list[str]:
    rows = Resolution.objects.filter(conference__case=case).order_by("conference__begins_at", "order")
    return [_owned(row.text, row.owner, row.due_on) for row in rows]


def _owned(what: str, who: object, due_on: date) -> str:
    return _("%(what)s (%(who)s, by %(day)s)") % {
        "what": what,
        "who": who,
        "day": thai_date(due_on, "short"),
    }


_SAID: dict[str, Callable[[Case], list[str]]] = {
    "name": lambda case: [str(case.person)],
    "village": _village,
    "home": _home,
    "risk": _risk,
    "reasons": lambda case: reasons_in_words(case, Outsider()),
    "plan": plan_in_words,
    "referrals": referrals_in_words,
    "decisions": _decisions,
}
