"""How a hearing stands, and what does not fit, in words for its pages."""

from khuang.civic.hearings import reads
from khuang.civic.hearings.reads.words import SEX_WORDS, WRONG


def standing(hearing):
    """Give the balance of a hearing as its pages show it."""
    balance, goal = reads.balance_of(hearing), reads.goal(hearing)
    names, turns = reads.village_names(), reads.turns(hearing)
    sexes = [
        (SEX_WORDS[sex], number, balance.shares.get(sex, 0), turns[sex]["times"])
        for sex, number in balance.present.items()
    ]
    return {
        "balance": balance,
        "quorum": goal.quorum,
        "women": goal.women,
        "sexes": sexes,
        "missing": [*(names.get(code, code) for code in balance.missing_villages), *balance.missing_groups],
        "wrong": [WRONG[code] for code in balance.because],
    }


def odd(rows):
    """Give entries that wait or came too late as the page of a hearing shows them."""
    return [
        {
            "row": row,
            "why": reads.why(row),
            "hands": [(SEX_WORDS[sex], three) for sex, three in row.hands.items()],
            "sex": SEX_WORDS.get(row.sex, ""),
            "may_vouch": row.because == "Doubtful",
        }
        for row in rows
    ]
