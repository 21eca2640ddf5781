"""Statements of a hall go to the forum; one votes by token, on paper, or with help, and counts once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from conftest import NOW
from khuang.civic.ballots.rules.problems import BallotProblem, NumberMistyped, PaperDone, TypedByYou
from khuang.civic.ballots.rules.tokens import paper_number
from khuang.civic.forum import actions as forum
from khuang.civic.forum.models import Agreement, Hands, Participant, Statement, Vote
from khuang.civic.forum.rules.phases import PhaseDraft
from khuang.civic.hearings import actions, reads
from khuang.civic.hearings.actions import papers, phones
from khuang.civic.hearings.models import Assisted, HallEntry, Hearing, PaperTyping
from khuang.civic.hearings.rules import problems
from khuang.civic.hearings.tests.cast import EVENING, LATER, a_hearing, entry, noted, people
from khuang.civic.issues.models import Issue
from khuang.civic.issues.reads import issues_behind
from khuang.civic.issues.rules.lineage import Node

VOTES = {"sex": "female", "age_band": "60-79"}


@pytest.fixture
def hearing(cast, inside):
    phases = [PhaseDraft("gather", NOW.date() - timedelta(days=9), NOW.date() + timedelta(days=30))]
    early = NOW - timedelta(days=8)
    topic = forum.open_topic("ขยะ", "จะจัดการขยะอย่างไร", phases=phases, by=cast.facai, at=early)
    return a_hearing(cast, topic=topic)


@pytest.fixture
def statement(cast, hearing):
    noted(hearing, people("female", 5), entry("statement", words="แยกขยะที่บ้าน"), by=cast.facai)
    hearing.refresh_from_db()
    return Statement.objects.get()


def tokens(cast, hearing, n=2):
    return phones.hand_out(hearing, n, by=cast.facai, at=NOW).codes


def test_a_statement_of_the_hall_is_shown_at_once(cast, hearing, statement):
    assert (statement.state, statement.source, statement.hearing_id) == ("shown", "hearing", hearing.pk)
    assert HallEntry.objects.get(kind="statement").result_id == statement.pk


def test_words_that_may_name_somebody_wait_until_the_facilitator_vouches(cast, hearing):
    (row,) = noted(hearing, entry("statement", words="นายสมชายเผาขยะทุกวัน"), by=cast.facai)
    assert (row.state, row.because) == ("waiting", "Doubtful")
    assert reads.why(row)
    assert actions.vouch(row, by=cast.facai, at=EVENING).state == "taken"
    with pytest.raises(problems.NotNow):
        actions.vouch(row, by=cast.facai, at=EVENING)


def test_words_that_surely_name_somebody_are_never_shown(cast, hearing):
    (row,) = noted(hearing, entry("statement", words="โทร 081-234-5678 ทุกวัน"), by=cast.facai)
    assert row.because == "NamesSomebody"
    assert actions.vouch(row, by=cast.facai, at=EVENING).state == "waiting"
    assert not Statement.objects.exists()


def test_hands_are_kept_in_the_forum_apart_from_votes(cast, hearing, statement):
    said = HallEntry.objects.get(kind="statement")
    for about in (said.pk, statement.pk):
        hands = entry("hands", about=str(about), hands={"female": [3, 1, 1]}, at=LATER)
        assert noted(hearing, hands, by=cast.facai)[0].result_id == statement.pk
    assert Hands.objects.get().agreed == 3
    assert not Vote.objects.exists()


def test_minutes_hold_the_hands_on_statements_of_the_topic_each_once(cast, hearing, statement):
    early = {"source": "facilitator", "by": cast.facai, "at": NOW}
    before, other = (
        forum.show(forum.offer_statement(hearing.topic, words, **early), by=cast.facai, at=NOW)
        for words in ("ทำปุ๋ยหมัก", "เก็บค่าขยะ")
    )
    said = HallEntry.objects.get(kind="statement")
    for minute, (about, agree) in enumerate(((before, 1), (said, 2), (before, 4), (statement, 3))):
        at = LATER + timedelta(minutes=minute)
        hands = entry("hands", about=str(about.pk), hands={"female": [agree, 1, 0]}, at=at)
        noted(hearing, hands, by=cast.facai)
    assert reads.content(hearing)["statements"] == [
        {"words": "ทำปุ๋ยหมัก", "hands": {"female": [4, 1, 0]}, "total": [4, 1, 0]},
        {"words": "แยกขยะที่บ้าน", "hands": {"female": [3, 1, 0]}, "total": [3, 1, 0]},
    ]
    shown = {one["words"]: one["hands"] for one in reads.hall_state(hearing)["statements"]}
    assert shown == {
        "ทำปุ๋ยหมัก": {"female": [4, 1, 0]},
        "แยกขยะที่บ้าน": {"female": [3, 1, 0]},
        other.words: {},
    }


def test_hands_that_nobody_raised_wait(cast, hearing, statement):
    hands = entry("hands", about=str(statement.pk), hands={"female": [0, 0, 0]})
    assert noted(hearing, hands, by=cast.facai)[0].because == "NobodyRaisedAHand"


def test_an_issue_of_the_hall_waits_for_a_check_and_leads_to_the_hearing(cast, hearing):
    (row,) = noted(hearing, entry("issue", words="ถนนในซอยมืด", topic_kind="unsafe-house"), by=cast.facai)
    issue = Issue.objects.get(pk=row.result_id)
    assert (issue.source, issue.state) == ("hearing", "waiting")
    assert issue in issues_behind(Node("hearing", hearing.pk))


def test_an_agreement_is_proposed_in_the_forum(cast, hearing):
    noted(hearing, entry("agreement", words="แยกขยะทุกบ้าน"), by=cast.facai)
    assert Agreement.objects.get().title == "แยกขยะทุกบ้าน"


def test_a_box_stuffed_with_one_token_counts_once(cast, hearing, statement):
    code, _other = tokens(cast, hearing)
    for value in (1, 1, -1):
        who, _key = phones.join_hall(hearing, code.lower(), at=LATER)
        forum.vote(who, statement, value, at=LATER)
    assert Participant.objects.get().way == "hall"
    assert Vote.objects.get().value == -1


@pytest.mark.parametrize("wrong", ["", "2222-2222-2222", "ABCD"])
def test_what_is_no_token_of_this_hall_opens_nothing(cast, hearing, statement, wrong):
    tokens(cast, hearing)
    with pytest.raises(BallotProblem):
        phones.join_hall(hearing, wrong, at=LATER)
    assert not Participant.objects.exists()


def test_votes_after_closing_are_refused(cast, hearing, statement):
    code, _other = tokens(cast, hearing)
    actions.close(hearing, because="x", by=cast.facai, at=EVENING)
    with pytest.raises(problems.HallClosed):
        phones.join_hall(Hearing.objects.get(), code, at=EVENING)
    with pytest.raises(problems.NotNow):
        tokens(cast, hearing)


def test_a_hearing_without_topic_has_no_tokens_and_no_papers(cast, inside):
    made = a_hearing(cast)
    with pytest.raises(problems.NoTopic):
        tokens(cast, made)
    with pytest.raises(problems.NoTopic):
        papers.print_papers(made, 3, by=cast.facai, at=NOW)


def helped(cast, hearing, code, votes, *, read_back=True):
    said = {"consent": "spoken", "read_back": read_back}
    return phones.assist(hearing, code, votes, **said, **VOTES, by=cast.facai, at=LATER)


def test_help_says_who_helped_and_counts_by_the_token_of_who_was_helped(cast, hearing, statement):
    code, _other = tokens(cast, hearing)
    made = helped(cast, hearing, code, {statement.pk: 1})
    helped(cast, hearing, code, {statement.pk: 0})
    who = Participant.objects.get()
    assert (who.way, who.sex, made.by_id, made.participant_id) == ("officer", "female", cast.facai.pk, who.pk)
    assert Vote.objects.get().value == 0
    assert Assisted.objects.count() == 2


def test_help_without_votes_or_reading_back_is_refused(cast, hearing, statement):
    code, _other = tokens(cast, hearing)
    with pytest.raises(problems.NothingVoted):
        helped(cast, hearing, code, {})
    with pytest.raises(problems.NotReadBack):
        helped(cast, hearing, code, {statement.pk: 1}, read_back=False)


def typed(cast, hearing, number, votes, *, by, **said):
    return papers.type_paper(hearing, number, votes, by=by, at=EVENING, **(VOTES | said))


def test_a_paper_counts_when_two_people_read_the_same(cast, hearing, statement):
    paper = papers.print_papers(hearing, 2, by=cast.facai, at=NOW)[0]
    number, votes = paper_number(paper.number), {statement.pk: 1}
    assert typed(cast, hearing, number, votes, by=cast.facai).state == "once"
    with pytest.raises(TypedByYou):
        typed(cast, hearing, number, votes, by=cast.facai)
    assert not Vote.objects.exists()
    assert typed(cast, hearing, number, votes, by=cast.prasit).state == "accepted"
    with pytest.raises(PaperDone):
        typed(cast, hearing, number, votes, by=cast.wipa)
    assert (Participant.objects.get().way, Vote.objects.get().value) == ("paper", 1)
    assert reads.paper_states(hearing) == {"accepted": 1, "out": 1}


@pytest.fixture(autouse=True)
def third(cast, inside):
    """A third person who may hold hearings."""
    from khuang.ground.accounts import actions as accounts
    from khuang.ground.journal.actions import SYSTEM

    accounts.give_role(cast.wipa, "facilitator", held_at="municipality", village=None, by=SYSTEM, at=NOW)


def test_a_difference_is_decided_by_a_third(cast, hearing, statement):
    (paper,) = papers.print_papers(hearing, 1, by=cast.facai, at=NOW)
    number = paper_number(paper.number)
    typed(cast, hearing, number, {statement.pk: 1}, by=cast.facai)
    assert typed(cast, hearing, number, {statement.pk: -1}, by=cast.prasit).state == "differs"
    assert typed(cast, hearing, number, {statement.pk: -1}, by=cast.wipa).state == "accepted"
    assert Vote.objects.get().value == -1


def test_a_paper_with_nothing_on_it_does_not_count(cast, hearing, statement):
    (paper,) = papers.print_papers(hearing, 1, by=cast.facai, at=NOW)
    number = paper_number(paper.number)
    typed(cast, hearing, number, {}, by=cast.facai)
    assert typed(cast, hearing, number, {}, by=cast.prasit).state == "dropped"
    with pytest.raises(NumberMistyped):
        typed(cast, hearing, "00001-0", {}, by=cast.facai)


def test_papers_are_typed_after_the_end_too(cast, hearing, statement):
    (paper,) = papers.print_papers(hearing, 1, by=cast.facai, at=NOW)
    actions.close(hearing, because="x", by=cast.facai, at=EVENING)
    for who in (cast.facai, cast.prasit):
        typed(cast, hearing, paper_number(paper.number), {statement.pk: 1}, by=who)
    assert Vote.objects.count() == 1


def test_the_database_keeps_papers_and_help_in_order(cast, hearing, statement):
    first, second = papers.print_papers(hearing, 2, by=cast.facai, at=NOW)
    with pytest.raises(IntegrityError, match="hearings_paper_number"), transaction.atomic():
        type(first).objects.filter(pk=second.pk).update(number=first.number)
    typing = {"paper": first, "votes": {}, "at": NOW, "by_id": uuid4()}
    PaperTyping.objects.create(**typing)
    with pytest.raises(IntegrityError, match="hearings_typed_once"), transaction.atomic():
        PaperTyping.objects.create(**typing)
    helped_by = {"hearing": hearing, "participant_id": uuid4(), "consent": "spoken", "read_back": True}
    with pytest.raises(IntegrityError, match="hearings_assisted_votes"), transaction.atomic():
        Assisted.objects.create(**helped_by, votes=0, at=NOW, by_id=uuid4())
