"""Proposals come in with their path, and get a reasoned reply that two people stand for."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.civic.council import actions as council_actions
from khuang.civic.council.actions import Votes
from khuang.civic.council.tests.cast import EVENING, a_meeting, an_item, full_council, held
from khuang.civic.issues.models import Edge
from khuang.civic.issues.reads import upstream
from khuang.civic.issues.rules.lineage import Node
from khuang.civic.plan import actions
from khuang.civic.plan.models import Proposal, Reply
from khuang.civic.plan.reads.nodes import as_nodes
from khuang.civic.plan.rules.problems import MovedOn, NotYetCome, SameHand, TellsWho, WhyNot
from khuang.civic.plan.tests.planning import TODAY, proposed, replied
from khuang.ground.journal import reads as journal
from khuang.ground.journal.models import Entry
from khuang.ground.journal.pending import flush

WORDS = {"answer": "declined", "reason": "อยู่นอกอำนาจ", "office": "กองช่าง"}


@pytest.fixture(autouse=True)
def _within(cast, inside):
    """Everything here happens in one municipality, with its cast."""


def test_a_proposal_by_hand_keeps_where_it_came_from(cast):
    made = proposed(cast, origin="village-plan", forwarded_from="หมู่ 3")
    assert (made.origin, made.reference, made.state) == ("village-plan", "1/2570", "waiting")
    assert made.due_on == TODAY + timedelta(days=45)
    assert proposed(cast).number == 2
    assert [line.event for line in journal.lines_about(made.pk)] == ["plan.proposal-received"]


def test_by_hand_nothing_is_made_a_proposal_of_the_people(cast):
    with pytest.raises(MovedOn):
        proposed(cast, origin="people")


def test_a_proposal_that_comes_tomorrow_is_a_slip(cast):
    said = actions.Proposed("x")
    with pytest.raises(NotYetCome):
        actions.propose(said, forwarded_on=TODAY + timedelta(days=1), by=cast.wipa, at=NOW)
    with pytest.raises(PermissionDenied):
        actions.propose(said, forwarded_on=TODAY, by=cast.kham, at=NOW)


def test_one_drafts_and_another_decides(cast):
    made = proposed(cast)
    reply = actions.draft_reply(made, **WORDS, by=cast.wipa, at=NOW)
    with pytest.raises(PermissionDenied):
        actions.decide_reply(reply, by=cast.wipa, at=NOW)
    with pytest.raises(MovedOn):
        actions.draft_reply(made, **WORDS, by=cast.somchai, at=NOW)
    actions.decide_reply(reply, by=cast.somchai, at=NOW)
    made.refresh_from_db()
    assert (made.state, made.replied_on) == ("declined", TODAY)
    with pytest.raises(MovedOn):
        actions.decide_reply(reply, by=cast.somchai, at=NOW)
    with pytest.raises(MovedOn):
        actions.draft_reply(made, **WORDS, by=cast.wipa, at=NOW)


def test_nobody_decides_what_they_drafted(cast):
    reply = actions.draft_reply(proposed(cast), **WORDS, by=cast.somchai, at=NOW)
    with pytest.raises(SameHand):
        actions.decide_reply(reply, by=cast.somchai, at=NOW)
    with pytest.raises(SameHand):
        actions.return_reply(reply, because="x", by=cast.somchai, at=NOW)


def test_a_reply_says_why_and_what_is_changed(cast):
    made = proposed(cast)
    with pytest.raises(WhyNot):
        actions.draft_reply(made, **WORDS | {"reason": " "}, by=cast.wipa, at=NOW)
    with pytest.raises(WhyNot):
        actions.draft_reply(made, **WORDS | {"answer": "changed"}, by=cast.wipa, at=NOW)
    assert replied(made, cast, "changed", change="สั้นกว่าเดิม").state == "changed"


def test_a_draft_that_is_sent_back_is_written_again(cast):
    made = proposed(cast)
    first = actions.draft_reply(made, **WORDS, by=cast.wipa, at=NOW)
    actions.return_reply(first, because="ยังไม่ชัด", by=cast.somchai, at=NOW)
    second = actions.draft_reply(made, **WORDS, by=cast.wipa, at=NOW)
    actions.decide_reply(second, by=cast.somchai, at=NOW)
    assert sorted(made.replies.values_list("state", flat=True)) == ["decided", "returned"]


def test_the_municipality_owes_an_answer_from_the_day_after(cast):
    made = proposed(cast)
    assert not made.is_overdue(made.due_on) and made.is_overdue(made.due_on + timedelta(days=1))
    assert not replied(made, cast).is_overdue(made.due_on + timedelta(days=1))


def test_a_proposal_stands_on_a_path_in_public(cast):
    made = proposed(cast)
    shown = as_nodes([made.pk], "proposal")[made.pk]
    assert (shown.title, shown.public, shown.url_args) == (made.title, True, (str(made.pk),))


def test_by_hand_there_is_no_resolution_on_the_path(cast):
    proposed(cast)
    assert not Edge.objects.exists()


@pytest.mark.parametrize(
    ("change", "name"),
    [
        ({"state": "accepted"}, "plan_proposal_replied"),
        ({"replied_on": TODAY}, "plan_proposal_replied"),
        ({"due_on": TODAY - timedelta(days=1)}, "plan_proposal_due"),
    ],
)
def test_the_database_refuses_a_proposal_that_cannot_be(cast, change, name):
    proposed(cast)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        Proposal.objects.update(**change)


def test_the_database_refuses_a_reply_that_cannot_be(cast):
    made = proposed(cast)
    reply = actions.draft_reply(made, **WORDS, by=cast.wipa, at=NOW)
    for change, name in (
        ({"state": "decided"}, "plan_reply_decided"),
        ({"decided_by_id": cast.wipa.pk}, "plan_reply_two_hands"),
    ):
        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            Reply.objects.filter(pk=reply.pk).update(**change)
    with pytest.raises(IntegrityError, match="plan_reply_one_draft"), transaction.atomic():
        Reply.objects.create(proposal=made, **WORDS, drafted_by_id=cast.wipa.pk, drafted_at=NOW)


def test_what_the_council_forwards_is_a_proposal_of_the_people_with_its_path(cast):
    council, seats = full_council(cast)
    item = an_item(cast, council, cost=120_000, kind="flood", village=cast.villages[2])
    meeting = held(cast, a_meeting(cast, council, items=[item]), seats)
    said = {"outcome": "adopted", "words": "เห็นชอบ", "votes": Votes(2, 1, 0)}
    made = council_actions.resolve(item, meeting, **said, by=cast.facai, at=EVENING)
    council_actions.forward(made, by=cast.facai, at=EVENING)
    proposal = Proposal.objects.get()
    assert (proposal.origin, proposal.resolution_id, proposal.cost) == ("people", made.pk, 120_000)
    assert (proposal.title, proposal.villages) == (item.title, [cast.villages[2].code])
    assert proposal.forwarded_from == str(council)
    node = Node("proposal", proposal.pk)
    assert (upstream(node)[0].source, upstream(node)[0].relation) == (
        Node("resolution", made.pk),
        "forwarded-as",
    )
    flush()
    actions.take_in(Entry.objects.get(event="council.forwarded"))
    assert Proposal.objects.count() == 1


def test_a_reply_that_everybody_reads_bears_no_telephone_number(cast, inside):
    about = proposed(cast)
    with pytest.raises(TellsWho):
        actions.draft_reply(
            about, answer="accepted", reason="โทร 081 234 5678", office="กองช่าง", by=cast.wipa, at=NOW
        )
    assert not Reply.objects.exists()
