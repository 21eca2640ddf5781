"""Groups, posts and who holds them; women and men in posts as exact public figures."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from conftest import NOW
from khuang.civic.groups import actions, reads
from khuang.civic.groups.actions import Holder
from khuang.civic.groups.models import HeadCount, Membership, Organization, OrganizationVillage, Post
from khuang.civic.groups.rules import (
    Dissolved,
    EndsBeforeItBegan,
    NameTaken,
    NameWithoutConsent,
    NobodyCounted,
    NoSuchPost,
    PostHeld,
    Share,
    percent,
    share,
)
from khuang.ground.journal import reads as journal

TODAY = (NOW + timedelta(hours=7)).date()
DAY = timedelta(days=1)
WOMAN, MAN = Holder("chair", "female"), Holder("chair", "male")


@pytest.fixture(autouse=True)
def _within(cast, inside):
    """Everything here happens in one municipality, with its cast."""


def found(cast, name="กลุ่มทอผ้า", by=None, **said):
    said = {"classification": "occupation", "founded_on": TODAY - 100 * DAY, "holders": [WOMAN]} | said
    return actions.found(name, **said, by=by or cast.facai, at=NOW)


def test_a_group_has_its_posts_places_and_holders(cast):
    group = found(cast, villages=[cast.villages[2]], holders=[WOMAN, Holder("committee", "male")])
    assert [post.role for post in group.posts.all()] == ["chair", "committee"]
    (line,) = reads.lines(reads.groups(), on=TODAY)
    assert (line.chair, line.committee, line.villages) == ("female", Share(1, 1), ["หมู่ 2 บ้านทดสอบ 2"])


def test_only_whoever_keeps_groups_may(cast):
    for stranger in (cast.kham, cast.mali):
        with pytest.raises(PermissionDenied):
            found(cast, by=stranger)


def test_one_name_belongs_to_one_group_until_it_is_dissolved(cast):
    first = found(cast)
    with pytest.raises(NameTaken):
        found(cast)
    actions.dissolve(first, on=TODAY, by=cast.facai, at=NOW)
    assert found(cast).pk != first.pk
    assert list(reads.groups(dissolved=True)) == [first]


def test_a_dissolved_group_stays_as_it_was(cast):
    group = actions.dissolve(found(cast), on=TODAY, by=cast.facai, at=NOW)
    assert reads.figures(on=TODAY).groups == 0
    assert Membership.objects.get().until == TODAY
    for change in (
        lambda: actions.dissolve(group, on=TODAY, by=cast.facai, at=NOW),
        lambda: actions.take_post(group, holder=WOMAN, by=cast.facai, at=NOW),
        lambda: actions.count_members(group, counted=Share(1), on=TODAY, by=cast.facai, at=NOW),
    ):
        with pytest.raises(Dissolved):
            change()


@pytest.mark.parametrize("on", [TODAY + DAY, TODAY - 101 * DAY])
def test_a_group_is_dissolved_on_a_day_that_can_be(cast, on):
    with pytest.raises(EndsBeforeItBegan):
        actions.dissolve(found(cast), on=on, by=cast.facai, at=NOW)


def test_a_post_passes_from_one_to_the_next_and_both_stay_known(cast):
    group = found(cast)
    with pytest.raises(PostHeld):
        actions.take_post(group, holder=MAN, by=cast.facai, at=NOW)
    first = Membership.objects.get()
    actions.leave_post(first, on=TODAY - DAY, by=cast.facai, at=NOW)
    actions.take_post(group, holder=MAN, by=cast.facai, at=NOW)
    assert [one.sex for one in reads.holders(group, on=TODAY)] == ["male"]
    assert [one.sex for one in reads.past_holders(group, on=TODAY)] == ["female"]
    with pytest.raises(EndsBeforeItBegan):
        actions.leave_post(first, on=TODAY, by=cast.facai, at=NOW)


def test_a_savings_group_has_no_mayor(cast):
    with pytest.raises(NoSuchPost):
        found(cast, holders=[Holder("mayor", "female")])


@pytest.mark.parametrize(
    "holder", [Holder("chair", "female", "แก้ว ใจดี"), Holder("chair", "female", "", True)]
)
def test_a_name_is_shown_with_consent_only(cast, holder):
    with pytest.raises(NameWithoutConsent):
        found(cast, holders=[holder])


def test_a_name_goes_for_good_when_the_consent_does(cast):
    found(cast, holders=[Holder("chair", "female", "แก้ว ใจดี", agreed=True)])
    held = Membership.objects.get()
    assert held.shown_name == "แก้ว ใจดี"
    actions.hide_name(held, by=cast.facai, at=NOW)
    held = Membership.objects.get()
    assert (held.shown_name, held.agreed_on, held.sex) == (None, None, "female")


def test_members_are_counted_by_the_group_and_the_newest_count_holds(cast):
    group = found(cast)
    with pytest.raises(NobodyCounted):
        actions.count_members(group, counted=Share(), on=TODAY, by=cast.facai, at=NOW)
    actions.count_members(group, counted=Share(10, 5), on=TODAY - DAY, by=cast.facai, at=NOW)
    actions.count_members(group, counted=Share(12, 5), on=TODAY, by=cast.facai, at=NOW)
    assert reads.members(group) == Share(12, 5)
    assert HeadCount.objects.count() == 2


def test_leaders_are_counted_apart_from_groups_and_the_council_apart_from_the_mayor(cast):
    found(cast)
    holders = [Holder("councillor", "female")] * 7 + [Holder("councillor", "male")] * 5
    found(cast, "สภาเทศบาล", classification="municipal-council", holders=holders)
    found(cast, "คณะผู้บริหาร", classification="executive", holders=[Holder("mayor", "female")])
    figures = reads.figures(on=TODAY)
    assert (figures.groups, figures.chairs, figures.leaders) == (1, Share(1), Share(8, 5))
    # SDG 5.5.1(b) counts elected seats of the deliberative body only.
    assert figures.council.women_percent == Decimal("58.33")


def test_the_figures_of_a_day_before_count_who_held_then(cast):
    found(cast)
    actions.leave_post(Membership.objects.get(), on=TODAY - DAY, by=cast.facai, at=NOW)
    assert reads.figures(on=TODAY).chairs == Share()
    assert reads.figures(on=TODAY - 2 * DAY).chairs == Share(1)


def test_what_is_said_of_a_group_is_corrected(cast):
    group = found(cast, villages=[cast.villages[1]])
    said = {"name": "กลุ่มผ้า", "name_en": "", "purpose": "ทอ", "founded_on": None}
    actions.describe(group, **said, villages=[cast.villages[2], cast.villages[3]], by=cast.facai, at=NOW)
    assert Organization.objects.get().name == "กลุ่มผ้า"
    assert OrganizationVillage.objects.count() == 2


def test_the_journal_names_nobody(cast):
    group = found(cast, holders=[Holder("chair", "female", "แก้ว ใจดี", agreed=True)])
    assert all("แก้ว" not in line.reference for line in journal.lines_about(group.pk))


@pytest.mark.parametrize(
    ("model", "change", "name"),
    [
        (Organization, {"dissolved_on": TODAY - 200 * DAY}, "groups_dissolved_after"),
        (Membership, {"sex": "x"}, "groups_membership_sex"),
        (Membership, {"agreed_on": TODAY}, "groups_membership_named"),
        (Membership, {"until": TODAY - 200 * DAY}, "groups_membership_ends_after"),
    ],
)
def test_the_database_refuses_what_cannot_be(cast, model, change, name):
    found(cast)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.update(**change)


def test_nothing_is_noted_twice(cast):
    group = found(cast, villages=[cast.villages[1]])
    for row, name in (
        (OrganizationVillage(organization=group, village=cast.villages[1]), "groups_village_once"),
        (Post(organization=group, role="chair"), "groups_post_once"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            row.save(force_insert=True)


@given(st.integers(0, 500), st.integers(0, 500))
def test_shares_of_women_and_men_are_rounded_half_up_and_add_up(women, men):
    one = share({"female": women, "male": men})
    if not one.total:
        assert one.women_percent is one.men_percent is None
        return
    assert abs(one.women_percent + one.men_percent - 100) <= Decimal("0.01")
    assert abs(one.women_percent - Decimal(100 * women) / one.total) <= Decimal("0.005")


@pytest.mark.parametrize(
    ("part", "whole", "shown"),
    [(24, 34, "70.59"), (225, 305, "73.77"), (606, 891, "68.01"), (20, 34, "58.82")],
)
def test_the_figures_of_the_account_are_printed_as_it_prints_them(part, whole, shown):
    assert percent(part, whole) == Decimal(shown)
