"""Groups as pages and the council ask for them, and the shares of women and men in posts."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.db.models import Q, QuerySet

from khuang.civic.groups.models import HeadCount, Membership, Organization, Post
from khuang.civic.groups.rules import GROUPS, LEADERS, Share, share


@dataclass(frozen=True)
class Figures:
    """Women and men in posts on a day.

    groups       how many groups there are
    chairs, committees   of the groups; a committee counts its chair
    members      as the groups themselves count them
    leaders      municipal council, mayor, village heads and assistants together
    by_role      each kind of leader by itself: role -> share
    council      elected seats of the deliberative body only: SDG 5.5.1(b), series SG_GEN_LOCGELS
    """

    groups: int
    chairs: Share
    committees: Share
    members: Share
    leaders: Share
    by_role: dict[str, Share]

    @property
    def council(self) -> Share:
        return self.by_role.get("councillor", Share())


@dataclass(frozen=True)
class Line:
    """One group in the list.

    chair      the sex of who leads it, "" while nobody does
    committee  women and men on it, the chair among them
    """

    group: Organization
    villages: list[str] = field(default_factory=list)
    chair: str = ""
    committee: Share = Share()
    members: Share = Share()


def groups(*, dissolved: bool = False) -> QuerySet[Organization]:
    """Give the groups of the community that are there, or those that were dissolved."""
    rows = Organization.objects.filter(classification__in=GROUPS)
    return rows.exclude(dissolved_on=None) if dissolved else rows.filter(dissolved_on=None)


def bodies() -> QuerySet[Organization]:
    """Give the bodies whose posts are the community's leaders."""
    return Organization.objects.filter(classification__in=LEADERS, dissolved_on=None)


def holders(organization: Organization, *, on: date) -> QuerySet[Membership]:
    """Give who holds posts of an organization on a day, the chair first."""
    rows = _holding(on).filter(post__organization=organization)
    return rows.select_related("post").order_by("post__pk", "since", "pk")


def past_holders(organization: Organization, *, on: date) -> QuerySet[Membership]:
    """Give who held a post until a day before, newest first."""
    rows = Membership.objects.filter(post__organization=organization, until__lt=on)
    return rows.select_related("post").order_by("-until", "pk")


def figures(*, on: date) -> Figures:
    """Count women and men in posts. Public facts, so two decimals give nobody away."""
    by_role: dict[tuple[str, str], Counter[str]] = {}
    there = Q(post__organization__dissolved_on=None)
    rows = _holding(on).filter(there).order_by()
    for kind, role, sex in rows.values_list("post__organization__classification", "post__role", "sex"):
        by_role.setdefault((kind, role), Counter())[sex] += 1
    of = lambda kinds, *roles: _sum(share(by_role.get((k, r), {})) for k in kinds for r in roles)  # noqa: E731
    leading = {role: of(LEADERS, role) for role in ("councillor", "mayor", "headman", "assistant")}
    counted = groups()
    return Figures(
        groups=counted.count(),
        chairs=of(GROUPS, "chair"),
        committees=of(GROUPS, "chair", "committee"),
        members=_sum(_counts(counted).values()),
        leaders=_sum(leading.values()),
        by_role=leading,
    )


def lines(rows: Iterable[Organization], *, on: date) -> list[Line]:
    """Give groups with where they work, who leads them and how many they are; three queries."""
    some = list(rows)
    held: dict[object, list[Membership]] = {}
    for one in _holding(on).filter(post__organization__in=some).select_related("post"):
        held.setdefault(one.post.organization_id, []).append(one)
    where: dict[object, list[str]] = {}
    of_groups = Organization.objects.filter(pk__in=[one.pk for one in some])
    for group in of_groups.prefetch_related("villages__village"):
        where[group.pk] = [str(row.village) for row in group.villages.all()]
    counts = _counts(some)
    return [
        Line(
            group=one,
            villages=where.get(one.pk, []),
            chair=next((row.sex for row in held.get(one.pk, ()) if row.post.role == Post.Role.CHAIR), ""),
            committee=share(Counter(row.sex for row in held.get(one.pk, ()))),
            members=counts.get(one.pk, Share()),
        )
        for one in some
    ]


def members(organization: Organization) -> Share:
    """Give how many members a group said last that it has."""
    return _counts([organization]).get(organization.pk, Share())


def _holding(on: date) -> QuerySet[Membership]:
    return Membership.objects.filter(Q(until=None) | Q(until__gte=on), since__lte=on)


def _counts(rows: Iterable[Organization]) -> dict[object, Share]:
    newest = HeadCount.objects.filter(organization__in=rows)
    # In the order of the model, so the last one of each group stays.
    return {one.organization_id: Share(one.women, one.men, one.other) for one in newest}


def _sum(shares: Iterable[Share]) -> Share:
    return sum(shares, Share())
