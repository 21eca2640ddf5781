"""What a draft would do, in the reader's words: counts by village, sex and age, and the people who move."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from khuang.care.people.models import Person, here
from khuang.care.people.rules.ages import AGE_BANDS
from khuang.care.risk.models import PolicyDraft, Trial
from khuang.care.risk.reads.drafts import WORST_FIRST, rule_said
from khuang.care.risk.reads.knowledge import born_of, facts_of, known_of, seen_on
from khuang.care.risk.reads.policies import in_words, policy_in_force
from khuang.care.risk.rules import drafts, facts, knowledge, outcomes, policies
from khuang.care.risk.rules.classify import Risk, classify
from khuang.care.risk.rules.outcomes import Matrix, Moves
from khuang.care.risk.rules.policies import LEVELS, RANK, Policy
from khuang.ground.accounts.reads import scope_of
from khuang.ground.places.models import Village


@dataclass(frozen=True)
class GroupMoves:
    """The moves of a village, a sex or an age band: who comes up, goes down, is high before and after."""

    title: str
    people: int
    up: int
    down: int
    high_before: int
    high_after: int


@dataclass(frozen=True)
class TrialWords:
    """A dry run as its page shows it.

    rows        class before, and how many come from there into each class, worst first
    unjudged    people who live here of whom nothing is known
    is_old      the draft was changed since
    """

    trial: Trial
    moves: Moves
    rows: list[tuple[str, list[tuple[str, int]]]]
    up: int
    down: int
    unjudged: int
    villages: list[GroupMoves]
    sexes: list[GroupMoves]
    ages: list[GroupMoves]
    is_old: bool


def trial_of(actor: Any, draft: PolicyDraft) -> Trial | None:
    """Give what an actor's last dry run of a draft found, while it is kept."""
    return Trial.objects.filter(account_id=actor.pk, draft=draft).first()


def trial_in_words(actor: Any, trial: Trial) -> TrialWords:
    """Put a dry run in words."""
    moves = outcomes.unpacked(bytes(trial.result))
    living = scope_of(actor, "risk.view").filter(Person.objects.filter(here()))
    whole = _group("", moves.matrix)
    villages = {str(one.pk): str(one) for one in Village.objects.all()}
    sexes = {str(value): str(label) for value, label in Person.Sex.choices}
    ages = {band.code: band.code for band in AGE_BANDS}
    return TrialWords(
        trial=trial,
        moves=moves,
        rows=[
            (before, [(after, moves.matrix[RANK[before]][RANK[after]]) for after in WORST_FIRST])
            for before in WORST_FIRST
        ],
        up=whole.up,
        down=whole.down,
        unjudged=max(0, living.count() - moves.total),
        villages=_group_moves(moves, "village", villages),
        sexes=_group_moves(moves, "sex", sexes),
        ages=_group_moves(moves, "age", ages),
        is_old=trial.revision != trial.draft.revision,
    )


def _group_moves(moves: Moves, name: str, titles: Mapping[str, str]) -> list[GroupMoves]:
    found = moves.parts[name]
    order = [key for key in titles if key] + [""]
    return [_group(titles.get(key) or _("not known"), found[key]) for key in order if key in found]


def _group(title: str, matrix: Matrix) -> GroupMoves:
    ranks = range(len(LEVELS))
    high = RANK["high"]
    return GroupMoves(
        title=title,
        people=sum(map(sum, matrix)),
        up=sum(matrix[old][new] for old in ranks for new in ranks if new > old),
        down=sum(matrix[old][new] for old in ranks for new in ranks if new < old),
        high_before=sum(matrix[high]),
        high_after=sum(row[high] for row in matrix),
    )


@dataclass(frozen=True)
class Mover:
    """One person who would move, with the reasons before and after as far as the actor may read them."""

    person: Person
    before: str
    after: str
    reasons_before: list[str]
    reasons_after: list[str]
    withheld: bool


def movers(actor: Any, trial: Trial, moves: Moves, start: int, stop: int) -> list[Mover]:
    """Give a part of those who would move, worst first; who is out of sight by now is left out."""
    listed = moves.listed(start, stop)
    rows = scope_of(actor, "risk.view").filter(Person.objects.filter(pk__in=[key for key, *_ in listed]))
    persons = {one.pk: one for one in rows.select_related("village", "dwelling")}
    known = known_of(list(persons.values()))
    both = policy_in_force(), drafts.check(policies.read(trial.draft.document), facts.shipped())
    readable = set(scope_of(actor, "risk.assessments").filter(rows).values_list("pk", flat=True))
    found = []
    for key, before, after in listed:
        if person := persons.get(key):
            told = [_reasons(_judged(person, known, one, trial), one, key in readable) for one in both]
            withheld = any(hidden for _reasons_told, hidden in told)
            found.append(Mover(person, before, after, told[0][0], told[1][0], withheld))
    return found


def _judged(person: Person, known: Any, policy: Policy, trial: Trial) -> Risk:
    said = facts_of(person, known, policy.catalogue)
    born = knowledge.until(born_of(person), trial.on)
    return classify(policy, said, trial.on, born, seen_on(person, known))


def _reasons(risk: Risk, policy: Policy, may_read_all: bool) -> tuple[list[str], bool]:
    """The reasons with what they count, and whether one is kept back."""
    held = [policy.rule[one.rule] for one in risk.reasons]
    shown = [rule for rule in held if may_read_all or not rule.confidential]
    said = [f"{in_words(rule.words)} ({rule_said(rule.points, LEVELS[rule.floor])})" for rule in shown]
    return said, len(shown) < len(held)
