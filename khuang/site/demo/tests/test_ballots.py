"""The demo's elections: the rules differ, a cut is counted again, one vote is open."""

from conftest import NOW
from khuang.civic.ballots import reads
from khuang.civic.ballots.models import Election
from khuang.site.demo.ballots import BUDGET, CUT, tell_ballots


def test_residents_decided_and_the_rules_do_not_agree(cast, inside):
    tell_ballots(vars(cast), NOW)
    decided, coming = Election.objects.get(state="counted"), Election.objects.get(state="open")
    found = reads.outcomes(decided, reads.counts(decided)[0])
    assert set(found["greedy"].funded) != set(found["equal-shares"].funded)
    assert found["equal-shares"].bare < found["greedy"].bare
    assert [one.budget for one in reads.counts(decided)] == [BUDGET, CUT]
    assert reads.paper_states(decided)["dropped"] == 1
    assert reads.printed(coming)[0][1]["ready"] == 50
