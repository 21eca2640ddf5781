"""What is held about a person's benefits and loans, for the copy that they may ask for (PDPA section 30)."""

from typing import Any

from django.db.models import Q

from khuang.care.people.models import Person
from khuang.care.people.reads import speaking_for
from khuang.care.support.models import BenefitAnswers
from khuang.care.support.reads.benefit_words import (
    answer_in_words,
    award_in_words,
    awards_of,
    decisions_of,
    fact_in_words,
)
from khuang.care.support.reads.lending import loans_in_words, loans_of
from khuang.care.support.rules.benefit_knowledge import needed
from khuang.care.support.rules.benefits import confidential_facts
from khuang.ground.accounts.reads import may

Row = dict[str, Any]


def benefits_copy(actor: Any, person: Person) -> list[Row]:
    """Give every award with who decided when and why; a confidential one for those named for it only."""
    return [
        {
            "words": one.title,
            "state": one.row.get_state_display(),
            "since": str(one.row.since or one.row.applied_on or ""),
            "until": str(one.row.until or ""),
            "amount": one.amount,
            "note": one.row.note or "",
            "decisions": [
                {
                    "at": step.row.at.isoformat(),
                    "state": step.row.get_state_display(),
                    "rules_said": step.row.get_rules_said_display(),
                    "reason": step.row.reason or "",
                }
                for step in decisions_of(one.row)
            ],
        }
        for one in map(award_in_words, awards_of(actor, person))
    ]


def answers_copy(actor: Any, person: Person) -> list[Row]:
    """Give what was answered about benefits by the person and of their home: what, the answer, the day."""
    sees_all = may(actor, "support.confidential", person)
    hidden = frozenset() if sees_all else confidential_facts()
    home = Q(household=person.household_id, person=None) if person.household_id else Q(pk=None)
    rows = BenefitAnswers.objects.filter(Q(person__in=speaking_for(person)) | home)
    return [
        {"words": fact_in_words(code), "value": answer_in_words(code, told[0]), "day": told[1]}
        for row in rows
        for code, told in row.facts.items()
        if code in needed() - hidden
    ]


def loans_copy(actor: Any, person: Person) -> list[Row]:
    """Give every loan of equipment: what, from when, until when, when it came back."""
    return [
        {
            "words": f"{one.title} {one.row.item.number}",
            "since": str(one.row.since),
            "until": str(one.row.due_on),
            "day": str(one.row.returned_on or ""),
        }
        for one in loans_in_words(loans_of(actor, person), person.known_from)
    ]
