"""From the invitation to the end of a hearing: what is noted counts once, and what does not fit is kept."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.civic.hearings import actions, reads
from khuang.civic.hearings.actions import Guests
from khuang.civic.hearings.models import HallEntry, Hearing, Invited
from khuang.civic.hearings.rules import problems
from khuang.civic.hearings.tests.cast import EVENING, LATER, a_hearing, entry, full_hall, noted, people
from khuang.ground.journal import reads as journal


@pytest.fixture
def hearing(cast, inside):
    return a_hearing(cast)


def events(hearing):
    return [line.event for line in journal.lines_about(hearing.pk)]


def test_a_hearing_is_planned_with_its_targets(cast, inside):
    made = a_hearing(cast, quorum=None)
    assert (made.quorum, made.leeway, made.number, made.year) == (20, 10, 1, 2569)
    assert a_hearing(cast, nature="official", quorum=None).number == 2
    assert "hearings.planned" in events(made)


def test_only_who_may_hold_hearings_plans_one(cast, inside):
    cast.facai = cast.kham
    with pytest.raises(PermissionDenied):
        a_hearing(cast)


def test_somebody_is_invited(cast, hearing):
    with pytest.raises(problems.NothingInvited):
        actions.plan(actions.Planned("village", "x", "x", "x", NOW, LATER), (), by=cast.facai, at=NOW)


def test_the_first_entry_opens_the_hall(cast, hearing):
    noted(hearing, people("female"), by=cast.facai)
    hearing.refresh_from_db()
    assert hearing.state == "open"
    assert events(hearing).count("hearings.opened") == 1


def test_a_second_sending_counts_once(cast, hearing):
    one = people("female")
    noted(hearing, one, one, by=cast.facai)
    noted(hearing, one, by=cast.prasit)
    assert reads.balance_of(hearing).present["female"] == 1
    assert HallEntry.objects.get().by_id == cast.facai.pk
    assert events(hearing).count("hearings.noted") == 1


def test_an_id_of_another_hearing_is_refused(cast, hearing):
    one = people("female")
    noted(hearing, one, by=cast.facai)
    with pytest.raises(problems.Unreadable):
        noted(a_hearing(cast), one, by=cast.facai)


def test_two_phones_that_count_are_added_up(cast, hearing):
    noted(hearing, people("male", -1), by=cast.prasit)
    with pytest.raises(problems.BelowNobody):
        actions.close(hearing, because="x", by=cast.facai, at=EVENING)
    noted(hearing, people("male", 3), by=cast.facai)
    assert reads.balance_of(hearing).present["male"] == 2


def test_more_hands_than_people_are_kept_until_the_roll_fits(cast, hearing):
    said = entry("statement", words="แยกขยะที่บ้าน", key=(key := uuid4()))
    hands = entry("hands", about=str(key), hands={"female": [2, 0, 0]}, at=LATER + timedelta(minutes=5))
    statement, waiting = noted(hearing, said, hands, by=cast.facai)
    assert (statement.state, waiting.state, waiting.because) == ("taken", "waiting", "TooManyHands")
    assert waiting.hands == {"female": [2, 0, 0]}
    with pytest.raises(problems.StillWaiting):
        actions.close(hearing, because="x", by=cast.facai, at=EVENING)
    noted(hearing, people("female", 2), by=cast.prasit)
    assert HallEntry.objects.get(pk=waiting.pk).state == "taken"


def test_hands_of_people_who_left_meanwhile_still_fit(cast, hearing):
    said = entry("statement", words="แยกขยะที่บ้าน", key=(key := uuid4()))
    hands = entry("hands", about=str(key), hands={"female": [2, 0, 0]}, at=LATER + timedelta(minutes=5))
    left = people("female", -2, at=LATER + timedelta(minutes=9))
    found = noted(hearing, left, people("female", 2), said, hands, by=cast.facai)
    assert {row.state for row in found} == {"taken"}


def test_hands_on_a_statement_that_nobody_made_wait_and_are_taken_out(cast, hearing):
    (row,) = noted(hearing, entry("hands", about=str(uuid4()), hands={"male": [0, 0, 0]}), by=cast.facai)
    assert row.because == "UnknownStatement"
    assert actions.drop(row, by=cast.facai, at=EVENING).state == "dropped"
    with pytest.raises(problems.NotNow):
        actions.drop(row, by=cast.facai, at=EVENING)


@pytest.mark.parametrize("kind", ["statement", "dissent"])
def test_words_that_tell_who_wait_also_in_a_hearing_without_a_topic(cast, hearing, kind):
    (told,) = noted(hearing, entry(kind, words="ลุงข้างบ้าน โทร 081 234 5678"), by=cast.facai)
    (named,) = noted(hearing, entry(kind, words="นางสมศรีทิ้งขยะริมคลอง"), by=cast.facai)
    assert (told.because, named.because) == ("NamesSomebody", "Doubtful")
    assert actions.vouch(told, by=cast.facai, at=EVENING).state == "waiting"
    assert actions.vouch(named, by=cast.facai, at=EVENING).state == "taken"


def test_turns_are_counted_by_sex(cast, hearing):
    noted(hearing, entry("turn", sex="female", seconds=90), entry("turn", sex="female"), by=cast.facai)
    assert reads.turns(hearing)["female"] == {"times": 2, "seconds": 90}


def test_a_balanced_hearing_is_closed_once(cast, hearing):
    full_hall(cast, hearing)
    actions.close(hearing, by=cast.facai, at=EVENING)
    with pytest.raises(problems.NotNow):
        actions.close(hearing, by=cast.prasit, at=EVENING)
    assert events(hearing).count("hearings.closed") == 1


def test_a_hearing_that_has_not_begun_is_not_closed(cast, hearing):
    with pytest.raises(problems.NotBegun):
        actions.close(hearing, because="ไม่มีใครมา", by=cast.facai, at=EVENING)


def test_an_unbalanced_one_is_closed_only_with_a_reason(cast, hearing):
    noted(hearing, people("male", 9), by=cast.facai)
    with pytest.raises(problems.Unbalanced) as refused:
        actions.close(hearing, because=" ", by=cast.facai, at=EVENING)
    assert refused.value.because == ("women", "villages", "groups")
    actions.close(hearing, because="ฝนตกหนัก", by=cast.facai, at=EVENING)
    assert Hearing.objects.get().closed_because == "ฝนตกหนัก"


def test_what_comes_hours_later_counts_when_it_was_noted_before_the_end(cast, hearing):
    full_hall(cast, hearing)
    actions.close(hearing, by=cast.facai, at=EVENING)
    next_day = EVENING + timedelta(days=1)
    in_time, after = people("female"), people("female", at=EVENING + timedelta(minutes=1))
    found = noted(hearing, in_time, after, by=cast.prasit, at=next_day)
    assert [(row.state, row.because) for row in found] == [("taken", ""), ("late", "AfterTheEnd")]
    assert reads.balance_of(hearing).total == 8


def test_a_phone_whose_clock_is_ahead_notes_nothing_in_the_future(cast, hearing):
    (row,) = noted(hearing, people("female", at=EVENING + timedelta(days=3)), by=cast.facai)
    assert row.at == EVENING


def test_a_hearing_is_called_off_before_it_begins(cast, hearing):
    with pytest.raises(problems.NoWords):
        actions.call_off(hearing, because=" ", by=cast.facai, at=NOW)
    actions.call_off(hearing, because="น้ำท่วม", by=cast.facai, at=NOW)
    assert reads.calendar() == []
    with pytest.raises(problems.NotNow):
        noted(hearing, people("female"), by=cast.facai)


def test_the_calendar_gives_title_times_place_and_address(hearing):
    (row,) = reads.calendar()
    assert (row.title, row.start, row.place, row.url_args) == (
        hearing.title, hearing.begins_at, "ศาลาวัด", (str(hearing.pk),),
    )  # fmt: skip


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"ends_at": NOW}, "hearings_ends_later"),
        ({"state": "closed"}, "hearings_closed"),
        ({"state": "cancelled", "closed_at": NOW}, "hearings_closed"),
        ({"women_percent": 51}, "hearings_women"),
        ({"women_percent": 101, "women_source": "x"}, "hearings_women"),
    ],
)
def test_the_database_refuses_a_hearing_that_cannot_be(hearing, change, name):
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Hearing.objects.update(**change)


def test_the_database_wants_a_number_once(cast, hearing):
    with pytest.raises(IntegrityError, match="hearings_number"), transaction.atomic():
        Hearing.objects.filter(pk=a_hearing(cast).pk).update(number=hearing.number)


@pytest.mark.parametrize("change", [{"group": "x"}, {"village": None}])
def test_the_database_invites_a_village_or_a_group(hearing, change):
    with pytest.raises(IntegrityError, match="hearings_invited_one"), transaction.atomic():
        Invited.objects.exclude(village=None).update(**change)


def test_the_database_invites_each_once(cast, inside):
    with pytest.raises(IntegrityError, match="hearings_invited_once"), transaction.atomic():
        a_hearing(cast, guests=[Guests(group="กลุ่มแม่บ้าน"), Guests(group="กลุ่มแม่บ้าน")])


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"step": 0}, "hearings_entry_step"),
        ({"kind": "turn"}, "hearings_entry_step"),
        ({"state": "waiting"}, "hearings_entry_because"),
    ],
)
def test_the_database_refuses_an_entry_that_cannot_be(cast, hearing, change, name):
    noted(hearing, people("female"), by=cast.facai)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        HallEntry.objects.update(**change)


def test_a_hearing_is_shown_on_the_path_of_what_is_heard_there(cast, hearing):
    shown = reads.as_nodes([hearing.pk], "hearing")[hearing.pk]
    assert (shown.title, shown.public, shown.url_args) == (hearing.title, True, (str(hearing.pk),))
    assert reads.as_nodes([hearing.pk], "topic") == {}
