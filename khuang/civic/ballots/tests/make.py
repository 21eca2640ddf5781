"""Elections as the tests want them."""

from datetime import timedelta

from conftest import NOW
from khuang.civic.ballots import actions
from khuang.civic.ballots.actions import OptionDraft
from khuang.civic.ballots.rules.tokens import paper_number

LATER = NOW + timedelta(days=7)
OPTIONS = (
    ("ซ่อมถนนหน้าโรงเรียน", 1_200_000),
    ("ทางลาดสำหรับผู้สูงอายุ", 300_000),
    ("ไฟส่องสว่างซอยวัด", 400_000),
    ("ถังคัดแยกขยะ", 150_000),
)


def make(by, *, kind="approval", voters="tokens", options=OPTIONS, opened=True, **more):
    """Announce an election, and open it."""
    said = {"question": "เลือกอะไรบ้าง", "budget": 2_000_000, "rule": "equal-shares", "tie_rule": "cheaper"}
    drafts = [OptionDraft(title, cost=cost) for title, cost in options]
    at = {"closes_at": LATER, "by": by, "at": NOW}
    made = actions.make_election("งบชุมชน", kind=kind, voters=voters, options=drafts, **(said | at | more))
    return actions.open_election(made, by=by, at=NOW) if opened else made


def codes(election, n, by, village=None):
    """Print tokens; give their codes."""
    return list(actions.hand_out_tokens(election, n, village=village, by=by, at=NOW).codes)


def papers(election, n, by, village=None):
    """Hand out papers; give their numbers as printed."""
    made = actions.hand_out_papers(election, n, village=village, by=by, at=NOW)
    return [paper_number(one.number) for one in made]
