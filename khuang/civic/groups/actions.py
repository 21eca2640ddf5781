"""Found and dissolve groups, note who holds which post and how many members there are."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from django.utils import timezone

from khuang.civic.groups.models import HeadCount, Membership, Organization, OrganizationVillage, Post
from khuang.civic.groups.rules import (
    ROLES,
    SINGLE,
    Dissolved,
    EndsBeforeItBegan,
    NameTaken,
    NameWithoutConsent,
    NobodyCounted,
    NoSuchPost,
    PostHeld,
    Share,
)
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal
from khuang.ground.places.models import Village


@dataclass(frozen=True)
class Holder:
    """Who takes a post: its role and their sex; the name only where they agreed that it is shown."""

    role: str
    sex: str
    shown_name: str = ""
    agreed: bool = False


@journal.action
def found(
    name: str,
    *,
    classification: str,
    name_en: str = "",
    purpose: str = "",
    villages: Iterable[Village] = (),
    founded_on: date | None = None,
    holders: Iterable[Holder] = (),
    by: Any,
    at: datetime,
) -> Organization:
    """Note a group with its posts and whoever holds them. Journal: groups.founded.

    Raises PermissionDenied, NameTaken, NoSuchPost, PostHeld, NameWithoutConsent, EndsBeforeItBegan.
    """
    _check(by)
    today = timezone.localdate(at)
    if founded_on and founded_on > today:
        raise EndsBeforeItBegan
    group = Organization(
        name=name.strip(),
        name_en=name_en.strip(),
        classification=classification,
        purpose=purpose.strip(),
        founded_on=founded_on,
        made_at=at,
        by_id=by.pk,
    )
    _save_named(group)
    for village in villages:
        OrganizationVillage.objects.create(organization=group, village=village)
    posts = [Post(organization=group, role=role) for role in ROLES[classification]]
    Post.objects.bulk_create(posts)
    _take_posts({post.role: post for post in posts}, list(holders), founded_on or today, today, by)
    journal.write("groups.founded", by=by, about=group, at=at, classification=classification)
    return group


@journal.action
def describe(
    group: Organization,
    *,
    name: str,
    name_en: str,
    purpose: str,
    villages: Iterable[Village],
    founded_on: date | None,
    by: Any,
    at: datetime,
) -> Organization:
    """Correct what is said of a group. Journal: groups.described.

    Raises PermissionDenied, Dissolved, NameTaken, EndsBeforeItBegan.
    """
    group = _locked(group, by)
    if founded_on and founded_on > timezone.localdate(at):
        raise EndsBeforeItBegan
    group.name, group.name_en, group.purpose = name.strip(), name_en.strip(), purpose.strip()
    group.founded_on = founded_on
    _save_named(group)
    wanted = list(villages)
    OrganizationVillage.objects.filter(organization=group).exclude(village__in=wanted).delete()
    for village in wanted:
        OrganizationVillage.objects.get_or_create(organization=group, village=village)
    journal.write("groups.described", by=by, about=group, at=at)
    return group


@journal.action
def dissolve(group: Organization, *, on: date, by: Any, at: datetime) -> Organization:
    """End a group and every post of it on that day. Journal: groups.dissolved.

    Raises PermissionDenied, Dissolved, EndsBeforeItBegan.
    """
    group = _locked(group, by)
    if on > timezone.localdate(at) or (group.founded_on and on < group.founded_on):
        raise EndsBeforeItBegan
    group.dissolved_on = on
    group.save(update_fields=["dissolved_on"])
    held = Membership.objects.filter(post__organization=group, until=None)
    held.filter(since__lte=on).update(until=on)
    journal.write("groups.dissolved", by=by, about=group, at=at)
    return group


@journal.action
def take_post(
    group: Organization, *, holder: Holder, since: date | None = None, by: Any, at: datetime
) -> Membership:
    """Note who takes a post. Journal: groups.post-taken.

    Raises PermissionDenied, Dissolved, NoSuchPost, PostHeld, NameWithoutConsent, EndsBeforeItBegan.
    """
    group = _locked(group, by)
    today = timezone.localdate(at)
    begins = since or today
    if begins > today:
        raise EndsBeforeItBegan
    posts = {post.role: post for post in Post.objects.filter(organization=group)}
    (made,) = _take_posts(posts, [holder], begins, today, by)
    journal.write("groups.post-taken", by=by, about=group, at=at, role=holder.role, sex=holder.sex)
    return made


@journal.action
def leave_post(membership: Membership, *, on: date, by: Any, at: datetime) -> Membership:
    """Note that somebody leaves a post; who held it stays known. Journal: groups.post-left.

    Raises PermissionDenied, EndsBeforeItBegan.
    """
    _check(by)
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    if membership.until or on < membership.since or on > timezone.localdate(at):
        raise EndsBeforeItBegan
    membership.until = on
    membership.save(update_fields=["until"])
    journal.write("groups.post-left", by=by, about=membership.post.organization, at=at)
    return membership


@journal.action
def hide_name(membership: Membership, *, by: Any, at: datetime) -> Membership:
    """Take a name away for good; the post and the sex stay. Journal: groups.name-hidden.

    Raises PermissionDenied.
    """
    _check(by)
    membership = Membership.objects.select_for_update().get(pk=membership.pk)
    for name in ("shown_name", "agreed_on"):
        setattr(membership, name, None)
    membership.save(update_fields=["shown_name", "agreed_on"])
    journal.write("groups.name-hidden", by=by, about=membership, at=at)
    return membership


@journal.action
def count_members(group: Organization, *, counted: Share, on: date, by: Any, at: datetime) -> HeadCount:
    """Note how many members a group says it has. Journal: groups.members-counted.

    Raises PermissionDenied, Dissolved, NobodyCounted, EndsBeforeItBegan.
    """
    group = _locked(group, by)
    if not counted.total:
        raise NobodyCounted
    if on > timezone.localdate(at):
        raise EndsBeforeItBegan
    numbers = {"women": counted.women, "men": counted.men, "other": counted.other}
    made = HeadCount.objects.create(organization=group, on=on, made_at=at, by_id=by.pk, **numbers)
    journal.write("groups.members-counted", by=by, about=group, at=at)
    return made


def _check(by: Any) -> None:
    if not may(by, "groups.keep"):
        raise PermissionDenied


def _locked(group: Organization, by: Any) -> Organization:
    _check(by)
    group = Organization.objects.select_for_update().get(pk=group.pk)
    if not group.is_there:
        raise Dissolved
    return group


def _save_named(group: Organization) -> None:
    try:
        with transaction.atomic():
            group.save()
    except IntegrityError as error:
        raise NameTaken from error


def _take_posts(
    posts: dict[str, Post], holders: list[Holder], since: date, today: date, by: Any
) -> list[Membership]:
    rows = []
    taken = set(_held(posts))
    for one in holders:
        if one.role not in posts:
            raise NoSuchPost
        if one.role in SINGLE and one.role in taken:
            raise PostHeld
        if bool(one.shown_name.strip()) != one.agreed:
            raise NameWithoutConsent
        taken.add(one.role)
        rows.append(
            Membership(
                post=posts[one.role],
                sex=one.sex,
                shown_name=one.shown_name.strip() or None,
                agreed_on=today if one.agreed else None,
                since=since,
                by_id=by.pk,
            )
        )
    return Membership.objects.bulk_create(rows)


def _held(posts: dict[str, Post]) -> Iterable[str]:
    rows = Membership.objects.filter(post__in=list(posts.values()), until=None)
    return rows.values_list("post__role", flat=True)
