"""The list and the map narrow alike; a record shows what the account may see and leaves a trace."""

import pytest
from django.urls import reverse

from khuang.care.people.tests.intake import MALI
from khuang.care.risk.tests.surveyed import person, survey
from khuang.ground.journal import reads as journal
from khuang.ground.municipalities.context import within

pytestmark = pytest.mark.django_db
EVERYWHERE = {"bbox": "97,5,106,21", "zoom": "16"}


def names(response):
    return {one.person.given_name for one in response.context["people"]}


def opened_from_map(client, **chosen):
    answer = client.get(reverse("desk:homes-in-view"), EVERYWHERE | chosen).json()
    return {point["id"] for point in answer["points"]}


def test_the_list_shows_everybody_where_the_account_may_look(town, sign_in):
    assert names(sign_in(town.cast.mali).get(reverse("desk:people"))) == {"มาลี", "ต้น", "แก้ว"}


@pytest.mark.parametrize("first", ["x", "-1", "9" * 20, "9" * 5000])
def test_a_page_that_nobody_has_is_no_fault(town, sign_in, first):
    assert sign_in(town.cast.mali).get(reverse("desk:people"), {"from": first}).status_code == 200


def test_a_researcher_sees_their_village_only(town, sign_in):
    assert names(sign_in(town.cast.nok).get(reverse("desk:people"))) == {"มาลี", "ต้น"}


def test_a_carer_sees_their_homes_only(town, sign_in):
    page = sign_in(town.cast.boonsri).get(reverse("desk:people"))
    assert names(page) == {"แก้ว"}
    assert reverse("desk:map") not in page.content.decode()  # which a carer may not open


@pytest.mark.parametrize(
    ("chosen", "listed", "on_map"),
    [
        ({"level": "high"}, {"มาลี"}, {"mali"}),
        ({"level": "unassessed"}, {"ต้น", "แก้ว"}, {"ton", "kaew"}),
        ({"kind": "bedridden"}, {"มาลี"}, {"mali"}),
        ({"sex": "male"}, {"ต้น", "แก้ว"}, {"ton", "kaew"}),
        ({"age_band": "80+"}, {"มาลี"}, {"mali"}),
        ({"last_seen": "never"}, set(), set()),
        ({"level": "no such class"}, {"มาลี", "ต้น", "แก้ว"}, {"mali", "kaew"}),
    ],
)
def test_list_and_map_narrow_alike(town, sign_in, chosen, listed, on_map):
    client = sign_in(town.cast.mali)
    assert names(client.get(reverse("desk:people"), chosen)) == listed
    assert opened_from_map(client, **chosen) == {str(getattr(town, name).pk) for name in on_map}


def test_a_home_shows_the_present_class_of_whoever_is_worst_off(town, sign_in):
    client = sign_in(town.cast.mali)

    def levels():
        answer = client.get(reverse("desk:homes-in-view"), EVERYWHERE).json()
        return {point["id"]: point["level"] for point in answer["points"]}

    assert levels() == {str(town.mali.pk): "high", str(town.kaew.pk): "unassessed"}
    with within(town.cast.municipality):
        survey(person(town.kaew.pk, mobility="home_bound"))
        survey(person(town.kaew.pk, urgent_need="yes"), day=2)
    assert levels() == {str(town.mali.pk): "high", str(town.kaew.pk): "high"}


def test_village_narrows_list_and_map(town, sign_in):
    client = sign_in(town.cast.mali)
    chosen = {"village": str(town.cast.villages[1].pk)}
    assert names(client.get(reverse("desk:people"), chosen)) == {"แก้ว"}
    assert opened_from_map(client, **chosen) == {str(town.kaew.pk)}


def test_the_part_of_a_list_equals_the_part_on_its_page(town, sign_in):
    client = sign_in(town.cast.mali)
    whole = client.get(reverse("desk:people"), {"level": "high"}).content.decode()
    part = client.get(
        reverse("desk:people"), {"level": "high"}, headers={"HX-Request": "true"}
    ).content.decode()
    assert part.strip() in whole


def test_a_list_leaves_a_trace_for_each_person_in_it(town, sign_in):
    sign_in(town.cast.mali).get(reverse("desk:people"), {"level": "high"})
    with within(town.cast.municipality):
        line = journal.newest(("people.listed",)).first()
        assert (line.by_id, line.references["count"]) == (town.cast.mali.pk, 1)
        assert line in journal.lines_about(town.mali.pk)


def test_no_name_stands_in_an_address(town, sign_in):
    page = sign_in(town.cast.mali).get(reverse("desk:people")).content.decode()
    assert "search=" not in page
    assert f"/desk/people/{town.mali.pk}/" in page


def test_a_person_opens_with_reasons_household_and_trace(town, sign_in):
    page = sign_in(town.cast.mali).get(reverse("desk:person", args=[town.mali.pk]))
    record = page.context["record"]
    assert record.risk.level == "high"
    assert record.explained.reasons
    assert {member.person.given_name for member in record.members} == {"มาลี", "ต้น"}
    assert record.looks[0].who == str(town.cast.mali)
    assert [one.title for one in record.assessments]


def test_looking_at_a_person_is_journaled(town, sign_in):
    sign_in(town.cast.mali).get(reverse("desk:person", args=[town.mali.pk]))
    with within(town.cast.municipality):
        line = journal.newest(("people.viewed",)).first()
        assert (line.about_id, line.by_id) == (town.mali.pk, town.cast.mali.pk)


def test_a_person_out_of_scope_is_not_there(town, sign_in):
    assert sign_in(town.cast.nok).get(reverse("desk:person", args=[town.kaew.pk])).status_code == 404
    assert sign_in(town.cast.boonsri).get(reverse("desk:person", args=[town.mali.pk])).status_code == 404


def test_a_carer_sees_neither_numbers_nor_answers(town, sign_in):
    record = sign_in(town.cast.boonsri).get(reverse("desk:person", args=[town.kaew.pk])).context["record"]
    assert not record.may_see_identity
    assert (record.national_id, record.phone, record.submissions) == (None, None, [])
    assert not record.may_change


@pytest.mark.parametrize("who", ["kham", "wipa", "anan"])
def test_who_does_not_see_people_gets_no_list_and_no_map(town, sign_in, who):
    client = sign_in(getattr(town.cast, who))
    for name in ("desk:people", "desk:map", "desk:homes-in-view"):
        assert client.get(reverse(name)).status_code == 403


def test_a_map_without_a_view_is_a_bad_request(town, sign_in):
    assert sign_in(town.cast.mali).get(reverse("desk:homes-in-view")).status_code == 400


def test_today_shows_who_came_to_high_risk(town, sign_in):
    page = sign_in(town.cast.mali).get(reverse("desk:today"))
    assert page.status_code == 200


@pytest.mark.parametrize("who", ["wipa", "kham", "anan", "boonsri", "nok", "prasit"])
def test_today_opens_for_every_role(town, sign_in, who):
    assert sign_in(getattr(town.cast, who)).get(reverse("desk:today")).status_code == 200


def test_a_planner_sees_counts_without_names(town, sign_in):
    page = sign_in(town.cast.wipa).get(reverse("desk:today"))
    assert {row[0]: row[3] for row in page.context["figures"]}["high"] == 1
    assert "มาลี" not in page.content.decode()


def test_a_volunteer_reads_no_confidential_reason(town, sign_in):
    with within(town.cast.municipality):
        survey(person(MALI, violence="yes", mental_illness="yes"), day=2)
    told = sign_in(town.cast.mali).get(reverse("desk:person", args=[MALI])).content.decode()
    withheld = sign_in(town.cast.nok).get(reverse("desk:person", args=[MALI])).content.decode()
    for words in ("ถูกทำร้าย", "จิตเวช"):
        assert words in told
        assert words not in withheld
    assert "ติดเตียง" in withheld
    assert "เฉพาะนักสังคมสงเคราะห์" in withheld


def test_a_volunteer_cannot_narrow_a_list_to_who_is_mentally_ill(town, sign_in):
    with within(town.cast.municipality):
        survey(person(MALI, mental_illness="yes"), day=2)
    chosen = {"kind": "mentally_ill"}
    assert names(sign_in(town.cast.mali).get(reverse("desk:people"), chosen)) == {"มาลี"}
    assert names(sign_in(town.cast.nok).get(reverse("desk:people"), chosen)) == {"มาลี", "ต้น"}


def test_the_list_leads_to_the_work_with_the_registry(town, sign_in):
    page = sign_in(town.cast.prasit).get(reverse("desk:people"))
    urls = [url for _, url in page.context["registry_pages"]]
    assert reverse("people:open-requests") in urls
    assert all(url in page.content.decode() for url in urls)
    for url in urls:
        assert sign_in(town.cast.prasit).get(url).status_code == 200


def test_a_carer_is_led_to_none_of_it(town, sign_in):
    assert sign_in(town.cast.boonsri).get(reverse("desk:people")).context["registry_pages"] == []
