"""A guest's link and code: one browser, a few guesses, an end; what they see never holds more than it may."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from khuang.care.cases import actions
from khuang.care.cases.actions import conferences, guests, minutes, referrals
from khuang.care.cases.models import GuestComment, GuestPass
from khuang.care.cases.reads import sharing as reads
from khuang.care.cases.rules import sharing
from khuang.care.cases.rules.guests import CODE_MISSES
from khuang.care.cases.rules.sharing_problems import (
    CannotChange,
    DayTooLate,
    HasLink,
    NoLinkForStaff,
    NotToBeShared,
)
from khuang.care.cases.tests.cast import TODAY
from khuang.care.cases.tests.conferences_cast import (
    AFTER,
    BEGINS,
    a_case,
    a_conference,
    a_partner,
    a_request,
)
from khuang.ground.journal import reads as journal

SHOWS = ["name", "age", "needs"]
SLUG = "fah-sai"


@pytest.fixture
def case(cast, inside):
    return a_case(cast)


@pytest.fixture
def nurse(cast, case):
    return conferences.ask_outsider(a_conference(cast, case), "พยาบาลเอื้อง", by=cast.mali, at=BEGINS)


@pytest.fixture
def handed(cast, nurse):
    return guests.invite(nurse, SHOWS, by=cast.mali, at=BEGINS)


def fresh(handed):
    return GuestPass.objects.get(pk=handed.guest.pk)


def test_a_link_names_its_municipality_and_ends_a_week_after_the_day(handed):
    assert handed.token.startswith(f"{SLUG}.")
    assert len(handed.code) == 6 and handed.code.isdecimal()
    assert handed.guest.until.isoformat() == "2026-12-04T00:00:00+07:00"


def test_neither_link_nor_code_stands_in_the_database(handed):
    row = fresh(handed)
    assert handed.token.encode() not in bytes(row.token_hash)
    assert handed.code.encode() not in bytes(row.code_hash)
    assert bytes(row.token_hash) == guests.token_hash(handed.token)


def test_the_code_lets_one_browser_in_once(handed):
    carried = guests.come_in(handed.guest.pk, handed.code, slug=SLUG, at=BEGINS)
    assert carried.startswith(f"{SLUG}.")
    assert bytes(fresh(handed).browser_hash) == guests.browser_hash(carried)
    assert guests.come_in(handed.guest.pk, handed.code, slug=SLUG, at=BEGINS) is None


def test_after_a_few_guesses_the_right_code_does_not_help(handed):
    wrong = f"{(int(handed.code) + 1) % 10**6:06d}"
    for _ in range(CODE_MISSES):
        assert guests.come_in(handed.guest.pk, wrong, slug=SLUG, at=BEGINS) is None
    assert guests.come_in(handed.guest.pk, handed.code, slug=SLUG, at=BEGINS) is None


def test_a_new_code_shuts_out_the_lost_phone(cast, handed):
    guests.come_in(handed.guest.pk, handed.code, slug=SLUG, at=BEGINS)
    guests.undertake(fresh(handed), at=BEGINS)
    code = guests.new_code(handed.guest, by=cast.mali, at=BEGINS)
    row = fresh(handed)
    assert (row.browser_hash, row.sworn_at, row.came_at) == (None, None, None)
    assert guests.come_in(handed.guest.pk, code, slug=SLUG, at=BEGINS)


def test_revoked_or_over_nobody_comes_in(cast, handed):
    over = handed.guest.until
    assert guests.come_in(handed.guest.pk, handed.code, slug=SLUG, at=over) is None
    guests.revoke(handed.guest, by=cast.mali, at=BEGINS)
    assert guests.come_in(handed.guest.pk, handed.code, slug=SLUG, at=BEGINS) is None
    with pytest.raises(CannotChange):
        guests.new_code(handed.guest, by=cast.mali, at=BEGINS)


def test_one_link_for_one_guest_and_none_for_staff(cast, nurse, handed):
    with pytest.raises(HasLink):
        guests.invite(nurse, SHOWS, by=cast.mali, at=BEGINS)
    guests.revoke(handed.guest, by=cast.mali, at=BEGINS)
    assert guests.invite(nurse, SHOWS, by=cast.mali, at=BEGINS)
    head = conferences.ask_account(nurse.conference, cast.prasit, by=cast.mali, at=BEGINS)
    with pytest.raises(NoLinkForStaff):
        guests.invite(head, SHOWS, by=cast.mali, at=BEGINS)
    carer = conferences.ask_account(nurse.conference, cast.boonsri, by=cast.mali, at=BEGINS)
    assert guests.invite(carer, SHOWS, by=cast.mali, at=BEGINS)


@pytest.mark.parametrize("name", ["nok", "boonsri", "kham", "anan"])
def test_who_may_not_confer_invites_and_revokes_nobody(cast, nurse, handed, name):
    for do in (guests.revoke, guests.new_code):
        with pytest.raises(PermissionDenied):
            do(handed.guest, by=getattr(cast, name), at=BEGINS)


def test_a_link_stays_open_for_a_month_at_most_and_shows_what_may_be_shown(cast, nurse):
    with pytest.raises(DayTooLate):
        guests.invite(nurse, SHOWS, until=BEGINS + timedelta(days=40), by=cast.mali, at=BEGINS)
    with pytest.raises(NotToBeShared):
        guests.invite(nurse, ["home"], by=cast.mali, at=BEGINS)


def test_every_step_of_a_guest_stands_in_the_journal_under_the_person(case, handed):
    guests.come_in(handed.guest.pk, "x", slug=SLUG, at=BEGINS)
    guests.come_in(handed.guest.pk, handed.code, slug=SLUG, at=BEGINS)
    row = fresh(handed)
    guests.undertake(row, at=BEGINS)
    guests.note_look(row, at=BEGINS)
    guests.comment(row, "ควรนัดตรวจตา", at=BEGINS)
    guests.leave(row, at=BEGINS)
    lines = journal.lines_about(case.person_id)
    events = [line.event for line in lines if line.by_id == row.pk]
    assert events == [
        f"cases.guest-{what}" for what in ("left", "wrote", "looked", "undertook", "came", "refused")
    ]
    assert fresh(handed).browser_hash is None


def test_a_guest_answers_for_their_own_decision_only(cast, nurse, handed):
    due = TODAY + timedelta(days=9)
    said = [minutes.Decided("ตรวจแผล", nurse, due), minutes.Decided("ซ่อมบ้าน", cast.mali, due)]
    own, other = minutes.decide(nurse.conference, said, by=cast.mali, at=AFTER)
    guests.answer_own(handed.guest, own, "done", "", at=AFTER)
    with pytest.raises(PermissionDenied):
        guests.answer_own(handed.guest, other, "done", "", at=AFTER)
    assert GuestComment.objects.get().resolution == own
    assert own.step.state == "to-do"  # the lead ends it, not the guest


def test_a_comment_stands_at_an_item_of_this_conference(cast, nurse, handed):
    item = nurse.conference.items.first()
    assert guests.comment(handed.guest, "ก", item=item.pk, at=BEGINS).item == item
    other = a_conference(cast, nurse.conference.case).items.first()
    with pytest.raises(CannotChange):
        guests.comment(handed.guest, "ข", item=other.pk, at=BEGINS)


def test_what_guests_wrote_is_unread_until_somebody_did(cast, case, handed):
    guests.comment(handed.guest, "ก", at=BEGINS)
    assert guests.read_comments(case, by=cast.mali, at=BEGINS) == 1
    assert guests.read_comments(case, by=cast.mali, at=BEGINS) == 0
    with pytest.raises(PermissionDenied):
        guests.read_comments(case, by=cast.nok, at=BEGINS)


def test_a_partner_gets_a_link_to_a_referral(cast, case):
    made = referrals.refer(case, a_request(a_partner(cast)), by=cast.mali, at=BEGINS)
    handed = guests.invite_partner(made, by=cast.mali, at=BEGINS)
    assert handed.guest.shows == ["name", "age", "village"]
    with pytest.raises(PermissionDenied):
        guests.answer_own(handed.guest, minutes.Resolution(participant=None), "done", "", at=BEGINS)
    inside = referrals.refer(case, a_request(cast.prasit), by=cast.mali, at=BEGINS)
    with pytest.raises(CannotChange):
        guests.invite_partner(inside, by=cast.mali, at=BEGINS)


def lines(case, *parts, what=sharing.CONFERENCE, **said):
    told = reads.told(case, parts, what, on=TODAY, **said)
    return {one.code: one.lines for one in told}


def test_age_and_needs_are_told_in_words(cast, case):
    actions.note_need(case.person, "unsafe-house", source="desk", by=cast.mali, at=BEGINS)
    told = lines(case, "name", "age", "needs", "village")
    assert told["name"] == ["คำปัน ใจดี"]
    assert told["age"][0].startswith("82")
    assert told["needs"] == ["บ้านไม่ปลอดภัย"]


def test_a_confidential_need_is_told_only_where_it_is_what_is_asked(cast, case):
    need = actions.note_need(case.person, "violence", source="desk", by=cast.mali, at=BEGINS)
    assert lines(case, "needs")["needs"] == []
    assert len(lines(case, "needs", what=sharing.REFERRAL, need=need)["needs"]) == 1


def test_a_guarded_record_gives_away_neither_reasons_nor_place(case):
    case.person.level = "sensitive"
    parts = ("name", "village", "risk", "reasons")
    assert set(lines(case, *parts)) == {"name"}


def test_the_database_holds_what_a_pass_and_a_comment_are_for(cast, handed):
    row = fresh(handed)
    row.pk, row._state.adding = None, True
    with pytest.raises(IntegrityError), transaction.atomic():
        GuestPass.objects.filter(pk=handed.guest.pk).update(participant=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        GuestPass.objects.filter(pk=handed.guest.pk).update(until=handed.guest.made_at - timedelta(1))
    with pytest.raises(IntegrityError), transaction.atomic():
        GuestPass.objects.filter(pk=handed.guest.pk).update(sworn_at=BEGINS)
    with pytest.raises(IntegrityError), transaction.atomic():
        GuestComment.objects.create(by_pass=handed.guest, at=BEGINS)
