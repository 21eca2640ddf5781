"""Keep what somebody answered about benefits."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import PermissionDenied
from django.utils import timezone

from khuang.care.people.models import Person
from khuang.care.people.reads import is_closed_to
from khuang.care.risk.rules.facts import HOUSEHOLD, PERSON
from khuang.care.risk.rules.knowledge import merged
from khuang.care.support.actions.awards import CONFIDENTIAL_PERMISSION
from khuang.care.support.models import BenefitAnswers
from khuang.care.support.rules.benefit_knowledge import needed
from khuang.care.support.rules.benefits import catalogue, confidential_facts
from khuang.ground.accounts.reads import may
from khuang.ground.journal import actions as journal


@journal.action
def note_answers(person: Person, answers: Mapping[str, str], *, by: Any, at: datetime) -> None:
    """Keep answers (fact code -> text) of a person and of their home. Journal: support.benefits-asked.

    What says nothing is left out, and an older answer than the one that is there does not replace it.
    Raises PermissionDenied, also for a confidential question without the permission for it.
    """
    if not may(by, "support.benefits", person) or is_closed_to(by, person):
        raise PermissionDenied
    told = {code: answers[code] for code in catalogue().read(answers) if code in needed()}
    if told.keys() & confidential_facts() and not may(by, CONFIDENTIAL_PERMISSION, person):
        raise PermissionDenied
    for scope, owner in ((PERSON, {"person": person}), (HOUSEHOLD, {"household": person.household})):
        of_scope = {code: text for code, text in told.items() if catalogue().facts[code].scope == scope}
        if of_scope and all(owner.values()):
            _keep(owner, of_scope, by, at)
    journal.write("support.benefits-asked", by=by, about=person, at=at, answers=len(told))


def _keep(owner: Mapping[str, Any], told: Mapping[str, str], by: Any, at: datetime) -> None:
    BenefitAnswers.objects.get_or_create(**owner, defaults={"facts": {}})
    row = BenefitAnswers.objects.select_for_update(of=("self",)).get(**owner)
    row.facts = merged(row.facts, told, timezone.localdate(at), str(by.pk or ""))
    row.save()
