"""Issues on their way to the forum: what waits, what tells whose it is, and what crosses."""

from collections.abc import Iterable
from typing import Any

from django.db.models import QuerySet
from django.utils import timezone

from khuang.care.people.models import Person
from khuang.care.people.reads import named_in
from khuang.care.support.rules.appeals import Known
from khuang.care.voices.models import Issue, RaiserWord
from khuang.care.voices.rules import guard
from khuang.ground.accounts.reads import scope_of
from khuang.ground.indicators.reads import need_kinds
from khuang.lib.telling_words import Finding, plain

_WITH = ("talk__household__dwelling", "report__person", "place", "village")


def issues(account: Any) -> QuerySet[Issue]:
    """Give the issues of closed talks and reports that an account may check, oldest first."""
    rows = Issue.objects.exclude(state=Issue.State.NOTED).select_related(*_WITH)
    return scope_of(account, "voices.reports").filter(rows)


def waiting(account: Any) -> QuerySet[Issue]:
    """Give the issues that nobody has checked yet."""
    return issues(account).filter(state=Issue.State.WAITING)


def checked(account: Any) -> QuerySet[Issue]:
    """Give the issues that somebody checked, newest first."""
    rows = issues(account).exclude(state=Issue.State.WAITING).exclude(checked_at=None)
    return rows.order_by("-checked_at", "-pk")


def to_tell(account: Any) -> QuerySet[Issue]:
    """Give the issues of which there is news that whoever raised them does not know."""
    rows = issues(account).filter(state=Issue.State.RELEASED, wants_news=True, news_at__isnull=False)
    return rows.filter(told_at=None)


def issues_for_forum() -> list[guard.Offered]:
    """Give everything that is released, as it crosses to the forum, in the order of random references.

    For `site`: the forum takes what it does not have yet, best at night and all together, so that
    the moment tells nothing either.
    """
    rows = Issue.objects.filter(state=Issue.State.RELEASED).select_related("place")
    return [offered(one) for one in rows.order_by("reference")]


def offered(issue: Issue) -> guard.Offered:
    """Give a released issue as it crosses."""
    return guard.Offered(
        reference=issue.reference or "",
        nature=issue.nature,
        kind=issue.kind,
        village=issue.place.code if issue.place else "",
        place=issue.place_words,
        words=issue.offered or "",
        month=guard.month_of(timezone.localdate(issue.at)),
    )


def to_ask(account: Any) -> QuerySet[RaiserWord]:
    """Give the projects about which whoever raised an issue is to be asked, oldest first."""
    rows = RaiserWord.objects.filter(finding="").select_related(*(f"issue__{way}" for way in _WITH))
    return scope_of(account, "voices.reports").filter(rows)


def to_carry() -> list[RaiserWord]:
    """Give the words that the public wing does not know yet, in the order of random references."""
    rows = RaiserWord.objects.filter(carried_at=None).exclude(finding="").select_related("issue")
    return sorted(rows, key=lambda one: (one.issue.reference or "", one.pk))


def by_references(account: Any, references: Iterable[str]) -> QuerySet[Issue]:
    """Give the issues that random references stand for, where an account may open them."""
    return issues(account).filter(reference__in=list(references))


def name_to_show(reference: str) -> str:
    """Give the name that whoever raised an issue agreed to have shown; "" while it is anonymous."""
    found = Issue.objects.filter(reference=reference, state=Issue.State.RELEASED).first()
    return (found.shown_name or "") if found else ""


def is_never_public(issue: Issue) -> bool:
    """Say whether an issue is confidential by its kind, or comes from a guarded or resting record."""
    kind = need_kinds().get(issue.kind)
    person = issue.report.person if issue.report else None
    closed = person is not None and (person.level != Person.Level.TEAM or person.restricted_at is not None)
    return closed or kind is None or kind.confidential


def told_by(issue: Issue, words: str, place: str) -> list[Finding]:
    """Say what in some words tells whose an issue is."""
    near = list(_near(issue))
    names = {name.strip() for one in near for name in (one.given_name, one.family_name, one.nickname)}
    numbers = {number for one in near for number in (one.national_id, one.phone) if number}
    known = Known(
        names=frozenset(plain(name) for name in names if len(name) > 1),
        house=plain(_house(issue)),
        numbers=frozenset("".join(filter(str.isdigit, number)) for number in numbers),
    )
    whole = [one.words for one in named_in(f"{place}\n{words}") if one.is_full]
    return guard.doubts(words, place, known, whole)


def _near(issue: Issue) -> Iterable[Person]:
    """Give everybody in the home from which an issue comes, and whom a report is about."""
    if issue.talk:
        return Person.objects.filter(household=issue.talk.household_id)
    person = issue.report.person if issue.report else None
    if person is None:
        return []
    if person.household_id is None:
        return [person]
    return Person.objects.filter(household=person.household_id)


def _house(issue: Issue) -> str:
    if issue.talk:
        return issue.talk.household.dwelling.house_no
    person = issue.report.person if issue.report else None
    return person.dwelling.house_no if person and person.dwelling else ""
