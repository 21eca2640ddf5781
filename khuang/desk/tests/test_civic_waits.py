"""What waits in the public wing stands on the page of the day of whoever decides it, and of nobody else."""

from datetime import timedelta

import pytest

from conftest import NOW
from khuang.civic.ballots import actions as ballots
from khuang.civic.ballots.tests import make as elections
from khuang.civic.council.tests import cast as councils
from khuang.civic.forum.tests import cast as forum
from khuang.civic.hearings import actions as hearings
from khuang.civic.hearings.tests import cast as halls
from khuang.civic.issues import actions as issues
from khuang.civic.plan import actions as plan
from khuang.civic.plan.tests import planning
from khuang.desk import reads
from khuang.ground.journal.actions import SYSTEM

pytestmark = pytest.mark.usefixtures("inside")
NEXT_MONTH = NOW + timedelta(days=30)


def waits(account, at=NOW):
    """What stands on the page of the day, by the address to which it leads."""
    return {task["url"]: (task["status"], task["kind"]) for task in reads.waiting(account, at=at)}


def raised(words="ไฟถนนดับ"):
    return issues.raise_issue(words=words, kind="other", source="portal", by=SYSTEM, at=NOW)


def test_issues_and_statements_wait_for_the_facilitator(cast):
    raised()
    forum.offered(forum.a_topic(cast))
    found = waits(cast.facai)
    assert found["/desk/forum/issues/"] == found["/desk/moderation/"] == (1, "wait")
    assert not {"/desk/forum/issues/", "/desk/moderation/"} & waits(cast.kham).keys()


def test_a_hearing_waits_on_its_day_and_its_minutes_for_a_second_person(cast):
    hearing = halls.a_hearing(cast)
    assert waits(cast.facai)["/desk/hearings/"] == (1, "wait")
    assert "/desk/hearings/" not in waits(cast.facai, NOW - timedelta(days=2))
    halls.full_hall(cast, hearing)
    hearings.close(hearing, by=cast.facai, at=halls.EVENING)
    assert waits(cast.facai, NEXT_MONTH)["/desk/hearings/"] == (1, "wait")
    hearings.write(hearing, {"opening": "เปิดประชุม"}, by=cast.facai, at=halls.EVENING)
    assert "/desk/hearings/" not in waits(cast.facai, NEXT_MONTH)
    assert waits(cast.prasit, NEXT_MONTH)["/desk/hearings/"] == (1, "wait")


def test_a_vote_whose_time_is_over_stands_in_red(cast):
    one = elections.make(cast.facai)
    assert "/desk/elections/" not in waits(cast.facai)
    assert waits(cast.facai, NEXT_MONTH)["/desk/elections/"] == (1, "bad")
    ballots.close(one, by=cast.facai, at=NEXT_MONTH)
    assert waits(cast.facai, NEXT_MONTH)["/desk/elections/"] == (1, "wait")


def test_a_delegate_is_told_how_many_items_are_to_be_scored(cast):
    council, seats = councils.full_council(cast)
    items = [councils.an_item(cast, council, title) for title in ("ซ่อมศาลา", "ทางลาด")]
    one = councils.a_round(cast, council, items)
    assert waits(cast.kham)["/desk/scrutiny/"] == (2, "wait")
    councils.scored(cast, one, items[0], seats[0], 4, 3)
    assert waits(cast.kham)["/desk/scrutiny/"] == (1, "wait")
    assert "/desk/scrutiny/" not in waits(cast.kham, NEXT_MONTH)
    assert waits(cast.facai, NEXT_MONTH)["/desk/councils/"] == (1, "wait")


def test_a_reply_is_owed_by_the_planner_and_decided_by_the_mayor(cast):
    proposal = planning.proposed(cast)
    assert waits(cast.wipa)["/desk/proposals/"] == (1, "wait")
    assert waits(cast.wipa, NOW + timedelta(days=200))["/desk/proposals/"] == (1, "bad")
    plan.draft_reply(proposal, answer="accepted", reason="เห็นด้วย", office="กองช่าง", by=cast.wipa, at=NOW)
    to_decide = [task for task in reads.waiting(cast.somchai, at=NOW) if "ตัดสิน" in task["title"]]
    assert [task["status"] for task in to_decide] == [1]
