"""Volunteers are taken in, learn, sign, are thanked, and are nobody else's business."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from conftest import NOW
from khuang.care.visits.actions import volunteers, volunteers_learning
from khuang.care.visits.models import Certificate, VisitPlan, Volunteer
from khuang.care.visits.reads import volunteers as reads
from khuang.care.visits.rules.volunteers import NothingToCertify, SignedAlready
from khuang.care.visits.tests.volunteers import BEGAN, TODAY, home_of, planned, published, volunteer
from khuang.ground.journal.models import Entry
from khuang.ground.journal.pending import flush
from khuang.ground.places.models import Point

pytestmark = pytest.mark.usefixtures("inside")


@pytest.fixture
def boonsri(cast):
    return volunteer(cast.boonsri.display_name, account=cast.boonsri, village=cast.villages[3])


def events():
    flush()
    return list(Entry.objects.order_by("seq").values_list("event", flat=True))


def test_a_social_worker_takes_a_volunteer_in_with_areas(cast):
    said = {"name": "คำปัน", "kind": "elderly-care", "since": BEGAN, "village": cast.villages[1]}
    made = volunteers.enlist(said, areas=[cast.villages[1], cast.villages[2]], by=cast.mali, at=NOW)
    assert {area.village_id for area in made.areas.all()} == {cast.villages[n].pk for n in (1, 2)}
    volunteers.change_volunteer(
        made, {"languages": ["nod", "th"]}, areas=[cast.villages[3]], by=cast.mali, at=NOW
    )
    assert [area.village_id for area in made.areas.all()] == [cast.villages[3].pk]
    assert Volunteer.objects.get().languages == ["nod", "th"]


@pytest.mark.parametrize("who", ["boonsri", "nok", "kham", "wipa", "anan", "dao"])
def test_nobody_else_changes_volunteers(cast, who):
    account = getattr(cast, who)
    made = volunteer("คำปัน", village=cast.villages[3])
    for do in (
        lambda: volunteers.enlist({"name": "ก", "kind": "peer", "since": BEGAN}, by=account, at=NOW),
        lambda: volunteers.change_volunteer(made, {"name": "ข"}, areas=[], by=account, at=NOW),
        lambda: volunteers.place_volunteer(made, (99.4, 18.2), by=account, at=NOW),
        lambda: volunteers.pair(made, None, by=account, at=NOW),
        lambda: volunteers.keep_kind("peer", {"per_half": 3}, by=account, at=NOW),
        lambda: volunteers_learning.note_undertaking(made, signed_on=TODAY, by=account, at=NOW),
        lambda: volunteers_learning.sign_undertaking(made, by=account, at=NOW),
        lambda: volunteers_learning.thank(made, "ขอบคุณ", by=account, at=NOW),
        lambda: volunteers_learning.certify(made, by=account, at=NOW),
    ):
        with pytest.raises(PermissionDenied):
            do()


def test_an_account_is_one_volunteer(cast, boonsri):
    with pytest.raises(ValidationError):
        volunteers.enlist(
            {"name": "อีกคน", "kind": "peer", "since": BEGAN, "account": cast.boonsri}, by=cast.mali, at=NOW
        )


def test_a_home_is_moved_and_the_place_before_is_forgotten(cast, boonsri):
    volunteers.place_volunteer(boonsri, (99.40, 18.20), by=cast.mali, at=NOW)
    volunteers.place_volunteer(boonsri, (99.41, 18.21), by=cast.mali, at=NOW)
    assert Volunteer.objects.get().home.position == (99.41, 18.21)
    assert Point.objects.count() == 1
    volunteers.place_volunteer(boonsri, None, by=cast.mali, at=NOW)
    assert Volunteer.objects.get().home is None
    assert not Point.objects.exists()


def test_a_pair_is_two_who_go_with_nobody_else(cast, boonsri):
    one, other = volunteer("หนึ่ง"), volunteer("สอง")
    volunteers.pair(boonsri, one, by=cast.mali, at=NOW)
    volunteers.pair(one, other, by=cast.mali, at=NOW)
    partners = {row.name: row.partner and row.partner.name for row in Volunteer.objects.all()}
    assert partners == {boonsri.name: None, "หนึ่ง": "สอง", "สอง": "หนึ่ง"}
    with pytest.raises(ValidationError):
        volunteers.pair(boonsri, boonsri, by=cast.mali, at=NOW)


def test_the_municipality_changes_the_loads_of_a_kind_and_adds_one(cast):
    said = {"name": "อาสาสมัครพระสงฆ์", "per_half": 2, "hours": 8}
    volunteers.keep_kind("monk", said, by=cast.mali, at=NOW)
    volunteers.keep_kind("peer", {"name": "เพื่อน", "per_half": 5}, by=cast.mali, at=NOW)
    kinds = reads.kinds()
    assert (kinds["monk"].per_half, kinds["monk"].hours) == (2, 8)
    assert kinds["peer"].per_half == 5
    assert kinds["peer"].source
    assert kinds["village-health"].per_half == 4


def test_a_training_counts_until_it_expires_and_is_listed_before(cast, boonsri):
    note = {"hours": 12, "provider": "รพ.สต.", "by": cast.mali, "at": NOW}
    volunteers_learning.note_training(boonsri, skill="lifting", held_on=date(2024, 12, 1), **note)
    volunteers_learning.note_training(boonsri, skill="child", held_on=date(2020, 1, 1), **note)
    volunteers_learning.note_training(boonsri, skill="listening", held_on=date(2026, 6, 1), **note)
    held = reads.skills_held(boonsri.trainings.all(), TODAY)
    assert {one.code: one.state for one in held} == {"lifting": "soon", "child": "past", "listening": "good"}
    assert held[-1].state == "past"
    rows = Volunteer.objects.all()
    assert list(reads.with_skill(rows, "lifting", TODAY)) == [boonsri]
    assert not reads.with_skill(rows, "child", TODAY)
    [(who, lost)] = reads.expiring(rows, TODAY)
    assert who == boonsri
    assert {one.code for one in lost} == {"lifting", "child"}


def test_a_training_noted_by_mistake_is_taken_back(cast, boonsri):
    training = volunteers_learning.note_training(
        boonsri, skill="child", hours=6, provider="พมจ.", held_on=TODAY, by=cast.mali, at=NOW
    )
    volunteers_learning.take_training_back(training, by=cast.mali, at=NOW)
    assert not boonsri.trainings.exists()


def test_a_training_that_ends_before_it_was_held_is_refused(cast, boonsri):
    with pytest.raises(ValidationError):
        volunteers_learning.note_training(
            boonsri,
            skill="child",
            hours=6,
            provider="พมจ.",
            held_on=TODAY,
            expires_on=TODAY - timedelta(1),
            by=cast.mali,
            at=NOW,
        )


def test_the_undertaking_is_signed_once_on_a_screen_by_oneself_or_on_paper(cast):
    one = volunteer(cast.boonsri.display_name, account=cast.boonsri, signed=False)
    assert list(reads.without_undertaking(Volunteer.objects.all(), TODAY)) == [one]
    signed = volunteers_learning.sign_undertaking(one, by=cast.boonsri, at=NOW)
    assert not signed.on_paper
    assert reads.has_signed(one, TODAY)
    with pytest.raises(SignedAlready):
        volunteers_learning.note_undertaking(one, signed_on=TODAY, by=cast.mali, at=NOW)


def test_thanks_are_sealed_and_read_by_the_volunteer(cast, boonsri):
    volunteers_learning.thank(boonsri, "ขอบคุณที่ดูแลแม่คำ", by=cast.mali, at=NOW)
    assert boonsri.thanks.get().words == "ขอบคุณที่ดูแลแม่คำ"
    assert "แม่คำ" not in str(list(Entry.objects.values()))


def test_a_certificate_says_hours_and_years_and_has_a_number_of_the_fiscal_year(cast, boonsri):
    [mother] = home_of(cast.villages[3], "แม่คำ")
    for week in range(3):
        planned(published_once(), mother, boonsri, TODAY - timedelta(7 * week), minutes=60, state="done")
    made = volunteers_learning.certify(boonsri, by=cast.mali, at=NOW)
    assert (made.hours, made.years, made.number, made.year) == (3, 2, 1, 2027)
    volunteers_learning.certify(boonsri, by=cast.mali, at=NOW)
    assert list(Certificate.objects.order_by("number").values_list("number", flat=True)) == [1, 2]


def published_once():
    return VisitPlan.objects.first() or published()


def test_without_hours_and_years_there_is_nothing_to_certify(cast):
    new = volunteer("ใหม่", since=TODAY)
    with pytest.raises(NothingToCertify):
        volunteers_learning.certify(new, by=cast.mali, at=NOW)


def test_the_list_is_filtered_by_kind_village_skill_and_today(cast, boonsri):
    paid = volunteer("จ้าง", kind="local-carer", village=cast.villages[1], week=[(0, "morning")])
    rows, by = Volunteer.objects.all(), reads.Filters
    assert list(reads.filtered(rows, by(kind="local-carer"), TODAY)) == [paid]
    assert list(reads.filtered(rows, by(village=cast.villages[3]), TODAY)) == [boonsri]
    assert list(reads.filtered(rows, by(when="today"), TODAY)) == [paid]
    assert list(reads.filtered(rows, by(when="today"), TODAY + timedelta(1))) == []
    assert list(reads.filtered(rows, by(when="visiting"), TODAY)) == [paid]
    assert list(reads.filtered(rows, by(words="บุญ"), TODAY)) == [boonsri]


def test_every_change_is_in_the_journal_without_content(cast, boonsri):
    assert events()[-2:] == ["visits.volunteer-enlisted", "visits.undertaking-signed"]
    assert cast.boonsri.display_name not in str(list(Entry.objects.values()))
