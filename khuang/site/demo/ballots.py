"""Elections of the demo: one decided by residents and counted again after a cut; one that is open."""

import random
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from khuang.civic.ballots import actions
from khuang.civic.ballots.actions import OptionDraft
from khuang.civic.ballots.models import Election
from khuang.civic.ballots.rules.tokens import paper_number
from khuang.civic.issues.reads import open_issues
from khuang.civic.issues.rules.lineage import Node
from khuang.ground.accounts.models import Account
from khuang.ground.places.models import Village

_DAY = timedelta(days=1)
BUDGET, CUT = 2_000_000, 1_600_000
# Title, baht, what it is for.
OPTIONS = (
    ("ลาดยางถนนสายหลัก", 900_000, "ช่วงหน้าตลาดถึงสะพาน"),
    ("ลานกีฬากลาง", 700_000, "หลังคาและไฟสำหรับตอนเย็น"),
    ("กล้องวงจรปิดหน้าตลาด", 350_000, ""),
    ("รถรับส่งผู้ป่วยไปโรงพยาบาล", 420_000, "สัปดาห์ละสามวัน รวมค่าน้ำมันและคนขับ"),
    ("ราวจับและทางลาดในบ้านผู้สูงอายุ", 260_000, ""),
    ("ไฟส่องสว่างทางเดินตลาดนัด", 180_000, ""),
    ("ศูนย์ดูแลกลางวัน", 380_000, "วันจันทร์ถึงวันศุกร์ ที่ศาลาหมู่บ้าน"),
    ("ชุดนักเรียนและค่ารถไปโรงเรียน", 150_000, ""),
    ("ที่พบปะของผู้สูงอายุ", 120_000, ""),
    ("ธนาคารขยะของชุมชน", 90_000, ""),
)
# What people want: larger villages the road, the others small things.
ROADS, CARE, MIXED = (1, 2, 3), (4, 5, 7, 9), (6, 8, 10, 4)
TOKENS, PAPERS = 25, 6  # slips of each village; papers


def tell_ballots(staff: Mapping[str, Account], until: datetime) -> None:
    """Let residents decide, count, cut the budget; and open the next vote."""
    facai = staff["facai"]
    decided = _announce("งบชุมชน 2 ล้านบาท", OPTIONS, BUDGET, facai, until - 40 * _DAY, until - 12 * _DAY)
    villages = list(Village.objects.all())
    _vote(decided, villages, facai, until)
    _papers(decided, villages[0], staff, until)
    actions.close_and_count(decided, by=facai, at=until - 11 * _DAY)
    why = "เงินอุดหนุนเข้ามาน้อยกว่าที่ประมาณการ งบประมาณจึงลดลง"
    actions.recount(decided, budget=CUT, because=why, by=facai, at=until - 4 * _DAY)
    coming = _announce("งบหมู่บ้านน่าอยู่", OPTIONS[3:], 600_000, facai, until - 2 * _DAY, until + 60 * _DAY)
    actions.hand_out_tokens(coming, 50, village=None, by=facai, at=until - _DAY)


def _announce(
    title: str,
    options: Sequence[tuple[str, int, str]],
    budget: int,
    facai: Account,
    at: datetime,
    closes_at: datetime,
) -> Election:
    known = {issue.title: Node("issue", issue.pk) for issue in open_issues()}
    drafts = [OptionDraft(name, words, cost, node=known.get(name)) for name, cost, words in options]
    made = actions.make_election(
        title,
        question="เลือกทุกรายการที่ท่านสนับสนุนให้ใช้งบประมาณของชุมชน",
        kind="approval",
        budget=budget,
        options=drafts,
        voters="residents",
        closes_at=closes_at,
        by=facai,
        at=at,
    )
    return actions.open_election(made, by=facai, at=at)


def _vote(election: Election, villages: Sequence[Village], facai: Account, until: datetime) -> None:
    """Let residents vote with slips, each village in its own way; two try a slip a second time."""
    chance = random.Random(2569)  # noqa: S311 - a demo that is always the same
    at = until - 20 * _DAY
    for place, village in enumerate(villages):
        codes = actions.hand_out_tokens(election, TOKENS, village=village, by=facai, at=until - 30 * _DAY)
        wants = (ROADS, ROADS, CARE, ROADS, CARE, ROADS, MIXED)[place % 7]
        for code in codes.codes[: TOKENS - place]:
            picked = {one: 1 for one in wants if chance.random() < 0.8} or {wants[0]: 1}
            said = {"sex": chance.choice(("female", "female", "male", "")), "age_band": chance.choice(_AGES)}
            actions.cast(election, picked, token=code, at=at, **said)


_AGES = ("15-24", "25-44", "45-59", "60-79", "60-79", "80+", "")


def _papers(election: Election, village: Village, staff: Mapping[str, Account], until: datetime) -> None:
    """Let some vote on paper, typed by two; one is read differently at first, one cannot be counted."""
    facai, prasit = staff["facai"], staff["prasit"]
    made = actions.hand_out_papers(election, PAPERS, village=village, by=facai, at=until - 30 * _DAY)
    at = until - 11 * _DAY
    for place, paper in enumerate(made):
        marks = None if place == 1 else {1: 1, 5: 1}
        for by in (facai, prasit):
            actions.key_paper(election, paper_number(paper.number), marks, by=by, at=at)
    actions.count_box(election, PAPERS, by=facai, at=at)
