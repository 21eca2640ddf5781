"""What was resolved is forwarded once, shown on paths, and kept by the database."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.civic.council import actions, reads
from khuang.civic.council.actions import Votes
from khuang.civic.council.models import (
    AgendaEntry,
    Council,
    Delegate,
    Interest,
    Item,
    Meeting,
    Presence,
    Resolution,
    Seat,
)
from khuang.civic.council.rules.problems import (
    CouncilProblem,
    MovedOn,
    NotAdopted,
)
from khuang.civic.council.tests.cast import (
    DAY,
    EVENING,
    TODAY,
    a_meeting,
    an_item,
    full_council,
    held,
)
from khuang.civic.issues.models import Issue
from khuang.ground.journal.models import Entry
from khuang.ground.journal.pending import flush

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


def test_what_was_adopted_is_forwarded_once_with_its_path(cast, council):
    whole, seats = council
    made = actions.forward(resolved(cast, whole, seats), by=cast.facai, at=EVENING)
    assert made.forwarded_at == EVENING and Item.objects.get().state == "forwarded"
    flush()
    assert Entry.objects.get(event="council.forwarded").about_id == made.pk
    with pytest.raises(MovedOn):
        actions.forward(made, by=cast.facai, at=EVENING)


def test_what_was_declined_stays_here(cast, council):
    whole, seats = council
    made = resolved(cast, whole, seats, outcome="declined", votes=Votes(0, 3, 0))
    with pytest.raises(NotAdopted):
        actions.forward(made, by=cast.facai, at=EVENING)


def test_items_and_resolutions_say_how_a_path_shows_them(cast, council):
    whole, seats = council
    made = resolved(cast, whole, seats)
    shown = reads.as_nodes([made.pk], "resolution")[made.pk]
    assert (shown.title, shown.public, shown.when) == ("ซ่อมศาลา", True, TODAY)
    assert reads.as_nodes([made.item_id], "item")[made.item_id].url_args == (str(made.item_id),)


def test_figures_that_are_cited_were_safe_to_publish(cast, council):
    item = an_item(cast, council[0], kind="flood", village=cast.villages[2])
    an_issue("ไม่มีตัวเลข")
    Issue.objects.update(source="figures", people=40, village=cast.villages[2])
    assert [one.people for one in reads.cited(item)] == [40]
    assert reads.cited(an_item(cast, council[0], kind="flood", village=cast.villages[1])) == []
    assert reads.cited(an_item(cast, council[0])) == []


CANCELLED = {"state": "cancelled", "held_at": None, "seats_then": None, "needed": None}


@pytest.mark.parametrize(
    ("model", "change", "name"),
    [
        (Council, {"quorum_percent": 0}, "council_quorum"),
        (Council, {"kind": "children", "is_by_seat": True}, "council_children_anonymous"),
        (Seat, {"until": TODAY - 60 * DAY}, "council_seat_ends_after"),
        (Delegate, {"sex": ""}, "council_delegate_sex"),
        (Delegate, {"agreed_on": TODAY}, "council_delegate_named"),
        (Delegate, {"until": TODAY - 60 * DAY}, "council_delegate_ends_after"),
        (Meeting, {"held_at": None}, "council_meeting_held"),
        (Meeting, CANCELLED, "council_meeting_cancelled"),
        (Item, {"state": "merged"}, "council_item_merged"),
        (Item, {"state": "withdrawn"}, "council_item_withdrawn"),
        (Resolution, {"against": 9}, "council_majority"),
        (Resolution, {"outcome": "declined", "forwarded_at": NOW}, "council_forwarded_adopted"),
    ],
)
def test_the_database_refuses_what_cannot_be(cast, council, model, change, name):
    resolved(cast, *council)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        model.objects.update(**change)


def test_nothing_is_noted_twice(cast, council):
    whole, (seat, *_rest) = council
    made = resolved(cast, *council)
    meeting, item = made.meeting, made.item
    Interest.objects.create(item=item, seat=seat, words="x", declared_at=NOW)
    votes = {"votes_for": 1, "against": 0, "abstained": 0, "outcome": "adopted", "words": "x"}
    rows = {
        "council_one_community": Council(name="x", kind="community", made_at=NOW),
        "council_seat_once": Seat(council=whole, organization=seat.organization, since=TODAY),
        "council_delegate_once": Delegate(seat=seat, account=cast.kham, sex="male", since=TODAY),
        "council_meeting_number": Meeting(
            council=whole, number=1, year=2569, begins_at=NOW, place="x", made_at=NOW
        ),
        "council_present_once": Presence(meeting=meeting, seat=seat),
        "council_on_agenda_once": AgendaEntry(meeting=meeting, item=item, number=9),
        "council_interest_once": Interest(item=item, seat=seat, words="x", declared_at=NOW),
        "council_resolved_once": Resolution(
            item=item, meeting=meeting, number=9, year=2569, made_at=NOW, **votes
        ),
    }
    for name, row in rows.items():
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            row.save(force_insert=True)
    with pytest.raises(IntegrityError, match="council_item_not_into_itself"), transaction.atomic():
        Item.objects.filter(pk=item.pk).update(state="merged", into=item)


def test_every_problem_says_what_to_do_in_a_sentence_of_its_own():
    sentences = [one.sentence for one in CouncilProblem.__subclasses__()]
    assert len(set(sentences)) == len(sentences)
    assert all(one.endswith(".") for one in sentences)


def test_a_meeting_lasts_as_long_as_it_is_called(cast, council):
    meeting = a_meeting(cast, council[0])
    assert meeting.is_called and not meeting.is_held and reads.attendance(meeting) is None
    assert meeting.begins_at == NOW + timedelta(hours=3)
