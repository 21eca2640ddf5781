"""Somebody at a desk says whether two records are one person."""

from uuid import uuid4

import pytest
from django.urls import reverse

from conftest import NOW, sign_in
from khuang.care.people import actions
from khuang.care.people.models import DuplicateCandidate, DuplicateSearch, MergeEvent, Person
from khuang.care.people.tests.intake import a_family, creates, mali, say, three_villages, ton
from khuang.ground.journal import reads

HOME = {"village": "52039903", "house_no": "12/1"}
AGAIN = {
    "given_name": "มะลิ",
    "family_name": "ใจดี",
    "title": "นาง",
    "birth_date": "2487",
    "phone": "0812345678",
}


@pytest.fixture
def desk(client, cast, inside):
    three_villages()
    a_family()
    sign_in(client, cast.mali)
    return client


@pytest.fixture
def pair(desk):
    key = uuid4()
    say(
        creates(
            "person",
            key,
            full_name="นางมะลิ ใจดี",
            birth_year="2487",
            household=str(mali().household_id),
            nickname="อุ๊ย",
        )
    )
    one, two = sorted((mali().pk, key))
    return DuplicateCandidate.objects.create(
        person_a_id=one, person_b_id=two, probability=0.97, levels={}, model="khuang.1", opened_at=NOW
    )


def post(client, name, *keys, **said):
    return client.post(reverse(name, args=keys), said)


def test_a_known_person_is_asked_about_before_being_registered(desk):
    answer = post(desk, "people:register", **AGAIN, **HOME)
    assert answer.status_code == 200 and Person.objects.count() == 2
    page = answer.content.decode()
    assert "มาลี" in page and 'value="0812345678"' in page
    # What was not typed differs from nothing.
    rows = {row.name: row for row in answer.context["found"][0].rows}
    assert not any(row.clashes for row in rows.values() if not (row.one and row.two))
    assert rows["given_name"].clashes


def test_this_is_the_one_opens_the_correction_with_what_was_typed(desk):
    answer = post(desk, "people:register", **AGAIN, **HOME, answer=str(mali().pk))
    page = answer.content.decode()
    assert reverse("people:correct", args=[mali().pk]) in page and "0812345678" in page
    assert Person.objects.count() == 2
    form = answer.context["form"]
    said = {name: form.initial.get(name, "") for name in form.fields}
    saved = post(desk, "people:correct", mali().pk, **said)
    assert saved.status_code == 302 and mali().phone == "0812345678" and mali().given_name == "มะลิ"


def test_somebody_else_is_registered_and_remembered_as_such(desk):
    answer = post(desk, "people:register", **AGAIN, **HOME, answer="somebody-else")
    assert answer.status_code == 302 and Person.objects.count() == 3
    assert DuplicateCandidate.objects.get().decision == "different"


def test_a_stranger_is_registered_without_a_question(desk):
    answer = post(desk, "people:register", given_name="สมหญิง", family_name="แสนดี", **HOME)
    assert answer.status_code == 302 and Person.objects.count() == 3


def test_a_guarded_record_is_told_of_and_not_shown(desk):
    Person.objects.filter(pk=mali().pk).update(level="sealed")
    person = mali()
    exactly = AGAIN | {"given_name": person.given_name, "family_name": person.family_name}
    page = post(desk, "people:register", **exactly, **HOME).content.decode()
    assert "12/1" not in page.split("<form")[0] and reverse("people:break-glass", args=[person.pk]) in page


def test_a_name_that_is_nearly_that_of_a_guarded_record_tells_nothing(desk):
    Person.objects.filter(pk=mali().pk).update(level="sealed")
    assert post(desk, "people:register", **AGAIN, **HOME).status_code == 302


def test_pairs_are_listed_with_the_likeliest_first(desk, pair):
    page = desk.get(reverse("people:duplicates")).content.decode()
    assert "97 %" in page and reverse("people:duplicate", args=[pair.pk]) in page
    elsewhere = desk.get(reverse("people:duplicates"), {"village": str(uuid4())})
    assert elsewhere.status_code == 200


def test_two_records_are_merged_answer_by_answer(desk, pair):
    other = pair.person_a_id if pair.person_b_id == mali().pk else pair.person_b_id
    page = desk.get(reverse("people:duplicate", args=[pair.pk]))
    choices = {
        name: page.context["form"].initial.get(name, field.initial)
        for name, field in page.context["form"].fields.items()
    }
    side = "one" if pair.person_a_id == other else "two"
    choices |= {"given_name": side, "nickname": side}
    answer = post(desk, "people:duplicate", pair.pk, decision="merge", **choices)
    event = MergeEvent.objects.get()
    assert answer["Location"] == reverse("desk:person", args=[event.survivor_id])
    assert str(Person.objects.get(pk=event.survivor_id).nickname) == "อุ๊ย"
    split = reverse("people:split", args=[event.pk])
    assert split in desk.get(answer["Location"]).content.decode()
    assert desk.get(split).status_code == 200
    assert desk.post(split).status_code == 302
    assert not Person.objects.filter(merged_into__isnull=False).exists()


@pytest.mark.parametrize(
    ("said", "decision"), [("apart", "different"), ("later", "later"), ("asked-one", "different")]
)
def test_other_decisions_are_kept(desk, pair, said, decision):
    assert post(desk, "people:duplicate", pair.pk, decision=said).status_code == 302
    pair.refresh_from_db()
    assert pair.decision == decision and (pair.asked_by_id is not None) is (said == "asked-one")


@pytest.mark.parametrize("said", ["merge", "apart"])
def test_whoever_decides_second_is_told_that_it_is_decided(desk, pair, cast, said):
    first = {"apart": "merge", "merge": "apart"}[said]
    assert post(desk, "people:duplicate", pair.pk, decision=first, **_answers(desk, pair)).status_code == 302
    answer = desk.post(reverse("people:duplicate", args=[pair.pk]), {"decision": said}, follow=True)
    assert answer.redirect_chain[0][0] == reverse("people:duplicates")
    assert "มีผู้ตัดสิน" in answer.content.decode()
    assert MergeEvent.objects.count() == (1 if first == "merge" else 0)
    sign_in(desk, cast.wipa)
    assert desk.get(reverse("people:duplicate", args=[pair.pk])).status_code in (403, 404)


def _answers(desk, pair):
    form = desk.get(reverse("people:duplicate", args=[pair.pk])).context["form"]
    return dict.fromkeys(form.fields, "one")


def test_a_merged_record_leads_to_the_one_that_speaks_for_it(desk, pair, cast):
    event = actions.merge(mali(), ton(), take=(), by=cast.mali, at=NOW)
    answer = desk.get(reverse("desk:person", args=[ton().pk]))
    assert answer["Location"] == reverse("desk:person", args=[event.survivor_id])


def test_a_search_is_begun_and_stopped(desk):
    assert post(desk, "people:duplicates-search").status_code == 302
    work = DuplicateSearch.objects.get()
    assert desk.get(reverse("people:duplicates")).status_code == 200
    assert post(desk, "people:duplicates-stop", work.pk).status_code == 302
    work.refresh_from_db()
    assert work.cancel_asked_at


def test_who_compared_two_records_is_noted(desk, pair):
    desk.get(reverse("people:duplicate", args=[pair.pk]))
    assert reads.newest(("people.compared",)).exists()
