"""Everything that happened in a case, newest first, from every app that knows of it."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from khuang.care.cases.models import Alert, Case, NeedWord
from khuang.care.cases.reads.needs import of_human
from khuang.care.cases.timelines import Happening, plugged
from khuang.care.risk import reads as risk
from khuang.ground.accounts.reads import may
from khuang.ground.indicators.reads import kind_names
from khuang.ground.journal.names import names


@dataclass(frozen=True)
class Told:
    """One line of a timeline, with the name of whoever did it."""

    happening: Happening
    who: str


def timeline(case: Case, account: Any) -> list[Told]:
    """Give everything that happened, newest first; risk only to whom it may be shown."""
    known = names()
    found = list(_own(case, account))
    for source in plugged():
        found += source(case, account)
    found.sort(key=lambda one: one.at, reverse=True)
    return [Told(one, known.get(one.by_id, "") if one.by_id else "") for one in found]


def _own(case: Case, account: Any) -> Iterator[Happening]:
    yield Happening(
        case.opened_at,
        _("Case opened: %s") % case.get_opened_because_display(),
        _text(case.reason),
        case.opened_by_id,
    )
    for told in (_leads, _assessments, _steps, _services, _decisions, _follow_ups, _needs, _alerts):
        yield from told(case)
    yield from _between_people(case)
    if may(account, "risk.view", case):
        yield from _classes(case)


def _leads(case: Case) -> Iterator[Happening]:
    for one in case.leads.select_related("account"):
        yield Happening(one.since, _("Led by %s") % one.account.display_name, "", one.by_id)
    for one in case.reopenings.all():
        yield Happening(one.at, _("Case opened again"), one.reason, one.by_id)


def _assessments(case: Case) -> Iterator[Happening]:
    for one in case.assessments.all():
        yield Happening(one.at, _("Assessed"), one.situation, one.by_id)


def _steps(case: Case) -> Iterator[Happening]:
    for one in case.steps.all():
        url = reverse("cases:step", args=[one.pk])
        yield Happening(one.made_at, _("Planned"), one.action, one.made_by_id, url)
        if one.ended_at:
            yield Happening(
                one.ended_at,
                _("Step %s") % one.get_state_display(),
                _both(one.action, one.result),
                one.ended_by_id,
                url,
            )


def _services(case: Case) -> Iterator[Happening]:
    for one in case.services.all():
        url = reverse("cases:service", args=[one.pk])
        yield Happening(one.noted_at, _("Service begins"), one.what, one.noted_by_id, url)


def _decisions(case: Case) -> Iterator[Happening]:
    for one in case.decisions.all():
        url = reverse("cases:decision", args=[one.pk])
        what = _("Plan for approval") if one.what == "plan" else _("Closure for approval")
        yield Happening(one.asked_at, what, _text(one.words), one.asked_by_id, url)
        if one.decided_at:
            approved = (
                _("Plan approved") if one.what == "plan" else _("Case closed: %s") % one.get_outcome_display()
            )
            said = approved if one.state == "approved" else _("Sent back")
            yield Happening(one.decided_at, said, _text(one.answer), one.decided_by_id, url)


def _follow_ups(case: Case) -> Iterator[Happening]:
    for one in case.follow_ups.all():
        yield Happening(one.at, _("Followed up"), one.words, one.by_id)


def _needs(case: Case) -> Iterator[Happening]:
    kinds = kind_names()
    for one in of_human(NeedWord.objects.select_related("need"), case.person, "need__person"):
        what = f"{kinds.get(one.need.kind, one.need.kind)}: {one.get_what_display()}"
        yield Happening(one.at, what, _text(one.words), one.by_id, reverse("cases:need", args=[one.need_id]))


def _alerts(case: Case) -> Iterator[Happening]:
    for one in Alert.objects.filter(case=case):
        url = reverse("cases:alert", args=[one.pk])
        yield Happening(
            one.raised_at, _("Alert: %s") % one.get_kind_display(), _text(one.words), one.raised_by_id, url
        )
        if one.settled_at:
            yield Happening(
                one.settled_at, _("Alert settled"), _text(one.settled_because), one.settled_by_id, url
            )


def _between_people(case: Case) -> Iterator[Happening]:
    """Conferences and referrals, which lie in this app too."""
    for one in case.conferences.all():
        what = _("Case conference: %s") % one.get_state_display()
        yield Happening(one.begins_at, what, "", one.made_by_id)
    for one in case.referrals.select_related("partner", "colleague"):
        to = str(one.partner) if one.partner else one.colleague.display_name
        yield Happening(one.sent_at, _("Sent to %s") % to, _text(one.asks), one.sent_by_id)
        if one.answered_at:
            yield Happening(
                one.answered_at,
                _("Answer of %(who)s: %(state)s") % {"who": to, "state": one.get_state_display()},
                _text(one.answer),
            )


def _classes(case: Case) -> Iterator[Happening]:
    before = None
    for one in reversed(risk.history(case.person.merged_into or case.person)):
        if one.level != before:
            yield Happening(one.at, _("Risk class: %s") % one.get_level_display())
        before = one.level


def _both(first: str, second: str | None) -> str:
    return f"{first}: {second}" if second else first


def _text(words: Any) -> str:
    return words or ""
