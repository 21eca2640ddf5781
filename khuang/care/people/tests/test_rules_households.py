from datetime import date
from uuid import UUID

from khuang.care.people.rules.households import Member, head, in_order


def member(number, relation="", born=None):
    return Member(UUID(int=number), relation, date(born, 1, 1) if born else None)


def test_the_head_is_whoever_is_said_to_be():
    assert head([member(1, "child", 1940), member(2, "head", 1970)]) == member(2, "head", 1970)


def test_of_two_heads_the_older_is_taken():
    assert head([member(1, "head", 1970), member(2, "head", 1950), member(3, "head")]) == member(
        2, "head", 1950
    )


def test_without_a_head_the_oldest_stands_in():
    assert head([member(1, "", 1970), member(2, "", 1950), member(3)]) == member(2, "", 1950)
    assert head([member(1)]) is None
    assert head([]) is None


def test_a_household_is_shown_head_first():
    family = [
        member(1, "grandchild", 2015),
        member(2, "child", 1980),
        member(3, "spouse", 1955),
        member(4, "head", 1950),
    ]
    family += [member(5), member(6, "child", 1975)]
    assert [m.person_id.int for m in in_order(family)] == [4, 3, 6, 2, 1, 5]
