"""Groups at the desk and in public."""

import re

import pytest
from django.urls import reverse

from conftest import NOW, sign_in
from khuang.civic.groups import actions
from khuang.civic.groups.actions import Holder
from khuang.civic.groups.models import HeadCount, Membership, Organization

NAMED = Holder("chair", "female", "แก้ว ใจดี", agreed=True)


def text(answer):
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


@pytest.fixture
def desk(client, cast):
    return sign_in(client, cast.facai)


@pytest.fixture
def group(cast, inside):
    return actions.found("กลุ่มทอผ้า", classification="occupation", holders=[NAMED], by=cast.facai, at=NOW)


def at(page, *keys):
    return reverse(f"groups:{page}", args=keys)


def test_without_a_group_the_page_says_what_to_do(desk):
    assert "ยังไม่มีกลุ่ม" in text(desk.get(at("groups")))


def test_a_group_is_noted_and_led_by_somebody(desk, cast, inside):
    said = {"name": "กลุ่มออมทรัพย์", "classification": "social", "villages": [str(cast.villages[1].pk)]}
    answer = desk.post(at("new"), said)
    made = Organization.objects.get()
    assert answer.url == at("take-post", made.pk)
    assert desk.post(answer.url, {"role": "chair", "sex": "female"}).status_code == 302
    page = text(desk.get(at("groups")))
    assert "กลุ่มออมทรัพย์" in page and "100.00 %" in page


def test_what_is_refused_keeps_what_was_typed(desk, group):
    answer = desk.post(at("new"), {"name": "กลุ่มทอผ้า", "classification": "social", "purpose": "ทอผ้าฝ้าย"})
    assert answer.status_code == 422
    assert "มีกลุ่มชื่อนี้แล้ว" in text(answer) and "ทอผ้าฝ้าย" in answer.content.decode()
    answer = desk.post(at("take-post", group.pk), {"role": "chair", "sex": "male", "shown_name": "ใคร"})
    assert answer.status_code == 422


def test_everything_of_a_group_is_changed_on_its_page(desk, group):
    held = Membership.objects.get()
    assert "แก้ว" in desk.get(at("group", group.pk)).content.decode()
    assert desk.post(at("hide-name", held.pk)).status_code == 302
    assert "แก้ว" not in desk.get(at("group", group.pk)).content.decode()
    for page, key, said in (
        ("describe", group.pk, {"name": "กลุ่มผ้า"}),
        ("count", group.pk, {"women": "10", "men": "2"}),
        ("leave-post", held.pk, {}),
        ("dissolve", group.pk, {}),
    ):
        assert desk.get(at(page, key)).status_code == 200
        assert desk.post(at(page, key), said | {"posted": "yes"}).url == at("group", group.pk), page
    assert HeadCount.objects.get().women == 10
    assert "เลิก" in text(desk.get(at("group", group.pk)))


@pytest.mark.parametrize("who", ["kham", "mali", "wipa"])
def test_others_keep_no_groups(client, cast, group, who):
    assert sign_in(client, getattr(cast, who)).get(at("group", group.pk)).status_code == 403


def test_anyone_reads_groups_posts_and_agreed_names_and_no_count_by_sex_of_one_group(client, cast, group):
    actions.count_members(group, counted=actions.Share(3, 1), on=NOW.date(), by=cast.facai, at=NOW)
    slug = cast.municipality.slug
    assert "กลุ่มทอผ้า" in text(client.get(reverse("portal:groups", args=[slug])))
    page = text(client.get(reverse("portal:group", args=[slug, group.pk])))
    assert "แก้ว ใจดี" in page.replace("  ", " ") and "สมาชิก: 4" in page
    assert client.get(reverse("portal:group", args=[slug, cast.kham.pk])).status_code == 404
