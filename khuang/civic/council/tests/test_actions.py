"""Seats, agenda, meetings and resolutions: what goes, and what is refused."""

import pytest
from django.core.exceptions import PermissionDenied

from conftest import NOW
from khuang.civic.council import actions, reads
from khuang.civic.council.actions import Draft, Objection, Votes
from khuang.civic.council.models import (
    AgendaEntry,
    Delegate,
    Dissent,
    Interest,
    Item,
    Meeting,
    Resolution,
)
from khuang.civic.council.rules.problems import (
    DissentOfNobody,
    FewerPeopleThanSeats,
    InThePast,
    MoreVotesThanSeats,
    MovedOn,
    NameWithoutConsent,
    NobodyCame,
    NoMajority,
    NoQuorum,
    NotOnAgenda,
    NotYet,
    NoWords,
    OneCommunityCouncil,
    SameItem,
    SeatEnded,
    SeatTaken,
    WordsTellWho,
    WrongDay,
)
from khuang.civic.council.tests.cast import (
    DAY,
    EVENING,
    TODAY,
    a_council,
    a_meeting,
    a_round,
    an_item,
    full_council,
    held,
    scored,
    seat_in,
)
from khuang.civic.forum import actions as forum
from khuang.civic.forum.tests.cast import a_topic
from khuang.civic.groups import actions as groups
from khuang.civic.hearings.tests.cast import a_hearing
from khuang.civic.issues.models import Issue, News
from khuang.civic.issues.reads import downstream, issues_behind, upstream
from khuang.civic.issues.rules.lineage import Node
from khuang.ground.journal.models import Entry

ADOPTED = {"outcome": "adopted", "words": "เห็นชอบให้เสนอเทศบาล", "votes": Votes(2, 1, 0)}


@pytest.fixture(autouse=True)
def _within(cast, inside):
    """Everything here happens in one municipality, with its cast."""


@pytest.fixture
def council(cast):
    return full_council(cast)


def an_issue(title="น้ำท่วมทางเข้า"):
    return Issue.objects.create(
        reference=title, kind="flood", title=title, words=title, month="2026-11", source="staff",
        state="published", published_on=TODAY,
    )  # fmt: skip


def resolved(cast, council, seats, **said):
    item = an_item(cast, council)
    meeting = held(cast, a_meeting(cast, council, items=[item]), seats)
    return actions.resolve(item, meeting, **ADOPTED | said, by=cast.facai, at=EVENING)


# Seats


def test_there_is_one_council_of_community_organisations_and_any_number_of_others(cast):
    a_council(cast)
    with pytest.raises(OneCommunityCouncil):
        a_council(cast, name="อีกสภา")
    children = a_council(cast, "children", is_by_seat=True)
    assert not children.is_by_seat
    assert [one.kind for one in reads.councils()] == ["community", "children"]


@pytest.mark.parametrize("who", ["kham", "mali", "wipa"])
def test_only_the_secretary_keeps_a_council(cast, who):
    with pytest.raises(PermissionDenied):
        actions.found_council("สภา", kind="other", by=getattr(cast, who), at=NOW)


def test_an_organization_sits_once_and_not_after_it_is_dissolved(cast, council):
    whole, (seat, *_rest) = council
    with pytest.raises(SeatTaken):
        actions.give_seat(whole, seat.organization, by=cast.facai, at=NOW)
    gone = groups.found("กลุ่มเก่า", classification="social", by=cast.facai, at=NOW)
    gone = groups.dissolve(gone, on=TODAY, by=cast.facai, at=NOW)
    with pytest.raises(SeatEnded):
        actions.give_seat(whole, gone, by=cast.facai, at=NOW)
    with pytest.raises(WrongDay):
        actions.give_seat(
            a_council(cast, "other"), seat.organization, since=TODAY + DAY, by=cast.facai, at=NOW
        )


def test_a_seat_that_ends_has_no_delegate_and_no_voice_but_stays_known(cast, council):
    whole, (seat, *_rest) = council
    actions.end_seat(seat, on=TODAY, by=cast.facai, at=NOW)
    assert seat not in reads.seats(whole, on=TODAY)
    assert list(reads.past_seats(whole, on=TODAY)) == [seat]
    assert reads.seats_of(cast.kham, at=NOW) == []
    for again in (
        lambda: actions.end_seat(seat, on=TODAY, by=cast.facai, at=NOW),
        lambda: actions.name_delegate(seat, sex="female", by=cast.facai, at=NOW),
    ):
        with pytest.raises(SeatEnded):
            again()


def test_an_account_speaks_for_one_seat_of_a_council(cast, council):
    whole, (_first, second, _third) = council
    with pytest.raises(SeatTaken):
        actions.name_delegate(second, sex="male", account=cast.kham, by=cast.facai, at=NOW)
    other = seat_in(cast, a_council(cast, "other"), "กลุ่มน้ำ")
    actions.name_delegate(other, sex="male", account=cast.kham, by=cast.facai, at=NOW)
    assert len(reads.seats_of(cast.kham, at=NOW)) == 2


def test_a_delegates_name_needs_consent_and_goes_with_them(cast, council):
    _whole, (_first, second, _third) = council
    with pytest.raises(NameWithoutConsent):
        actions.name_delegate(second, sex="female", shown_name="แก้ว", by=cast.facai, at=NOW)
    made = actions.name_delegate(second, sex="female", shown_name="แก้ว", agreed=True, by=cast.facai, at=NOW)
    with pytest.raises(WrongDay):
        actions.end_delegate(made, on=TODAY - DAY, by=cast.facai, at=NOW)
    actions.end_delegate(made, on=TODAY, by=cast.facai, at=NOW)
    assert Delegate.objects.get(pk=made.pk).shown_name is None
    with pytest.raises(SeatEnded):
        actions.end_delegate(made, on=TODAY, by=cast.facai, at=NOW)


# Items


def test_an_item_from_issues_leads_on_and_tells_whoever_follows_them(cast, council):
    issue = an_issue()
    item = actions.bring(council[0], Draft("ยกถนน"), issues_of=[issue], by=cast.facai, at=NOW)
    assert issues_behind(Node("item", item.pk)) == [issue]
    assert (item.source, News.objects.get().code) == ("issue", "council.brought")


def test_a_closed_topic_becomes_an_item_once(cast, council):
    topic = a_topic(cast, issues=[an_issue()])
    forum.close(topic, by=cast.facai, at=NOW)
    item = Item.objects.get()
    assert (item.title, item.source, item.kind) == (topic.title, "topic", "flood")
    entry = Entry(event="forum.topic-closed", about_id=topic.pk, at=NOW)
    actions.take_topic(entry)
    assert Item.objects.count() == 1
    assert [link.source.kind for link in upstream(Node("item", item.pk))][0] == "topic"


def test_a_closed_hearing_becomes_an_item_once(cast, council):
    hearing = a_hearing(cast)
    for _twice in range(2):
        actions.take_hearing(Entry(event="hearings.closed", about_id=hearing.pk, at=NOW))
    assert Item.objects.get().title == hearing.title


def test_without_a_council_a_topic_waits_for_nobody(cast):
    forum.close(a_topic(cast), by=cast.facai, at=NOW)
    assert not Item.objects.exists()


@pytest.mark.parametrize("words", ["โทร 081-234-5678", "เลขที่ 1101700230708"])
def test_public_words_tell_nobody(cast, council, words):
    with pytest.raises(WordsTellWho):
        an_item(cast, council[0], words=words)
    with pytest.raises(NoWords):
        an_item(cast, council[0], title=" ")


def test_an_item_is_corrected_while_it_is_open(cast, council):
    item = an_item(cast, council[0])
    actions.change(item, Draft("ซ่อมศาลาใหม่", cost=70_000), by=cast.facai, at=NOW)
    assert (Item.objects.get().title, Item.objects.get().cost) == ("ซ่อมศาลาใหม่", 70_000)
    actions.withdraw(item, because="ทำแล้ว", by=cast.facai, at=NOW)
    with pytest.raises(MovedOn):
        actions.change(item, Draft("อีก"), by=cast.facai, at=NOW)


def test_two_items_that_are_one_become_one_with_both_paths_and_interests(cast, council):
    whole, (seat, *_rest) = council
    first = actions.bring(whole, Draft("ยกถนน"), issues_of=[an_issue()], by=cast.facai, at=NOW)
    second = an_item(cast, whole)
    actions.declare_interest(first, seat, words="กลุ่มใช้ถนนนี้ขนของ", by=cast.facai, at=NOW)
    meeting = a_meeting(cast, whole, items=[first])
    actions.merge(first, second, by=cast.facai, at=NOW)
    assert issues_behind(Node("item", second.pk))
    assert Interest.objects.filter(item=second, seat=seat).exists()
    assert not AgendaEntry.objects.filter(meeting=meeting).exists()
    for wrong in (lambda: actions.merge(second, second, by=cast.facai, at=NOW),):
        with pytest.raises(SameItem):
            wrong()
    with pytest.raises(MovedOn):
        actions.merge(second, first, by=cast.facai, at=NOW)


def test_items_of_two_councils_are_not_one(cast, council):
    other = an_item(cast, a_council(cast, "children"))
    with pytest.raises(SameItem):
        actions.merge(an_item(cast, council[0]), other, by=cast.facai, at=NOW)


# Meetings


def test_meetings_are_numbered_within_their_year_and_lie_ahead(cast, council):
    assert [str(a_meeting(cast, council[0])) for _twice in range(2)] == ["1/2569", "2/2569"]
    with pytest.raises(InThePast):
        actions.call_meeting(council[0], begins_at=NOW, place="ศาลา", by=cast.facai, at=NOW)


def test_an_item_stands_on_an_agenda_once_and_waits_again_when_taken_off(cast, council):
    item = an_item(cast, council[0])
    meeting = a_meeting(cast, council[0], items=[item, item])
    entry = AgendaEntry.objects.get()
    assert Item.objects.get().state == "listed"
    actions.take_off_agenda(entry, by=cast.facai, at=NOW)
    assert (Item.objects.get().state, meeting.agenda.count()) == ("proposed", 0)
    with pytest.raises(SameItem):
        actions.put_on_agenda(meeting, an_item(cast, a_council(cast, "other")), by=cast.facai, at=NOW)


def test_a_cancelled_meeting_gives_its_items_back(cast, council):
    item = an_item(cast, council[0])
    meeting = a_meeting(cast, council[0], items=[item])
    for words, problem in ((" ", NoWords), ("โทร 081-234-5678", WordsTellWho)):
        with pytest.raises(problem):
            actions.cancel_meeting(meeting, because=words, by=cast.facai, at=NOW)
    meeting = actions.cancel_meeting(meeting, because="น้ำท่วม", by=cast.facai, at=NOW)
    assert (Item.objects.get().state, Meeting.objects.get().cancelled_because) == ("proposed", "น้ำท่วม")
    with pytest.raises(MovedOn):
        actions.put_on_agenda(meeting, item, by=cast.facai, at=NOW)


def test_an_item_waits_again_after_its_ranking_and_not_while_it_is_scored(cast, council):
    whole, seats = council
    items = [an_item(cast, whole, title) for title in ("ซ่อมศาลา", "ทางลาด")]
    of = a_round(cast, whole, items)
    for state in ("listed", "proposed"):
        meeting = a_meeting(cast, whole, items=items[:1])
        actions.cancel_meeting(meeting, because="น้ำท่วม", by=cast.facai, at=NOW)
        assert Item.objects.get(pk=items[0].pk).state == state
        if state == "listed":
            scored(cast, of, items[0], seats[0], 4, 3)
            actions.rank(of, by=cast.facai, at=NOW)


def test_what_a_meeting_heard_is_resolved_there_though_the_next_is_cancelled(cast, council):
    whole, seats = council
    item = an_item(cast, whole)
    heard = held(cast, a_meeting(cast, whole, items=[item]), seats)
    actions.cancel_meeting(a_meeting(cast, whole, items=[item]), because="น้ำท่วม", by=cast.facai, at=NOW)
    actions.resolve(item, heard, **ADOPTED, by=cast.facai, at=EVENING)
    assert Item.objects.get().state == "resolved"


def test_who_came_is_noted_once_and_as_it_was_that_day(cast, council):
    whole, seats = council
    meeting = a_meeting(cast, whole)
    with pytest.raises(NotYet):
        actions.hold_meeting(meeting, seats=seats, people={"female": 3}, by=cast.facai, at=NOW)
    for people, problem in (({}, NobodyCame), ({"female": 2}, FewerPeopleThanSeats)):
        with pytest.raises(problem):
            actions.hold_meeting(meeting, seats=seats, people=people, by=cast.facai, at=EVENING)
    held(cast, meeting, seats[:2])
    actions.end_seat(seats[2], on=TODAY, by=cast.facai, at=EVENING)
    attendance = reads.attendance(Meeting.objects.get())
    assert (len(attendance.seats), attendance.wanted, attendance.of, attendance.has_quorum) == (2, 2, 3, True)
    with pytest.raises(MovedOn):
        held(cast, meeting, seats)


def test_a_seat_that_had_ended_was_not_there(cast, council):
    whole, seats = council
    meeting = a_meeting(cast, whole)
    actions.end_seat(seats[0], on=TODAY - DAY, by=cast.facai, at=NOW)
    with pytest.raises(SeatEnded):
        held(cast, meeting, seats)


def test_without_a_quorum_an_item_is_heard_and_comes_again(cast, council):
    whole, seats = council
    item = an_item(cast, whole)
    meeting = held(cast, a_meeting(cast, whole, items=[item]), seats[:1])
    actions.note_said(meeting.agenda.get(), words="ผู้แทนเล่าสภาพศาลา", by=cast.facai, at=EVENING)
    with pytest.raises(NoQuorum):
        actions.resolve(item, meeting, **ADOPTED, by=cast.facai, at=EVENING)
    again = a_meeting(cast, whole, items=[item], at=EVENING)
    assert again.agenda.count() == 1
    with pytest.raises(MovedOn):
        actions.note_said(again.agenda.get(), words="ยังไม่ประชุม", by=cast.facai, at=EVENING)


# Resolutions


def test_a_resolution_has_its_votes_its_dissent_and_its_path(cast, council):
    whole, seats = council
    made = resolved(cast, whole, seats, dissents=[Objection("ควรซ่อมถนนก่อน", seats[2])])
    assert (str(made), Item.objects.get().state) == ("1/2569", "resolved")
    assert Dissent.objects.get().seat == seats[2]
    (link,) = downstream(Node("item", made.item_id))
    assert (link.to, link.relation) == (Node("resolution", made.pk), "resolved-in")


def test_dissent_in_a_childrens_council_names_no_seat(cast):
    whole, seats = full_council(cast, "children")
    resolved(cast, whole, seats, dissents=[Objection("อยากได้สนามก่อน", seats[2])])
    assert Dissent.objects.get().seat is None


@pytest.mark.parametrize(
    ("said", "problem"),
    [
        ({"votes": Votes(1, 1, 0)}, NoMajority),
        ({"votes": Votes(4, 0, 0)}, MoreVotesThanSeats),
        ({"votes": Votes(3, 0, 0), "dissents": [Objection("ไม่เห็นด้วย")]}, DissentOfNobody),
        ({"words": ""}, NoWords),
        ({"dissents": [Objection("")]}, NoWords),
    ],
)
def test_what_cannot_be_resolved_is_not(cast, council, said, problem):
    whole, seats = council
    with pytest.raises(problem):
        resolved(cast, whole, seats, **said)
    assert not Resolution.objects.exists()


def test_an_item_is_resolved_once_and_where_it_stood_on_the_agenda(cast, council):
    whole, seats = council
    made = resolved(cast, whole, seats)
    with pytest.raises(MovedOn):
        actions.resolve(made.item, made.meeting, **ADOPTED, by=cast.facai, at=EVENING)
    with pytest.raises(NotOnAgenda):
        actions.resolve(an_item(cast, whole), made.meeting, **ADOPTED, by=cast.facai, at=EVENING)
    with pytest.raises(MovedOn):
        later = a_meeting(cast, whole, items=[an_item(cast, whole)], at=EVENING)
        actions.resolve(later.agenda.get().item, later, **ADOPTED, by=cast.facai, at=EVENING)
