"""Projects that were done, and the needs that they may have met, where an account may say so."""

from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet

from khuang.care.cases.models import AnswerReview, Need, NeedAnswer
from khuang.ground.accounts.reads import may, scope_of

PERMISSION = "cases.answers"


def reviews() -> QuerySet[AnswerReview]:
    """Give the projects that are asked about, newest first."""
    return AnswerReview.objects.filter(withdrawn_at=None)


def undecided(review: AnswerReview, account: Any) -> QuerySet[Need]:
    """Give the open needs of the kind and place of a project that an account has to decide, oldest first.

    What was noted after the project was done is not its answer.
    """
    rows = Need.objects.filter(kind=review.kind, ended_at=None, noted_at__lte=review.asked_at)
    if review.villages:
        rows = rows.filter(person__village__code__in=review.villages)
    rows = rows.exclude(answers__review=review).filter(person__restricted_at=None)
    rows = rows.select_related("person__village", "person__merged_into")
    return scope_of(account, PERMISSION).filter(rows).order_by("noted_at", "pk")


def waiting_reviews(account: Any) -> list[tuple[AnswerReview, int]]:
    """Give the projects about which an account has something to decide, with how many needs."""
    counted = [(one, undecided(one, account).count()) for one in reviews()]
    return [(one, count) for one, count in counted if count]


def answers_seen(account: Any) -> QuerySet[NeedAnswer]:
    """Give what was said of needs, where an account may, newest first."""
    rows = NeedAnswer.objects.select_related("review", "need__person__village", "need__person__merged_into")
    return scope_of(account, PERMISSION).filter(rows).order_by("-at", "-pk")


def to_tell(account: Any) -> QuerySet[NeedAnswer]:
    """Give the answers that no channel carried: these families are told by mouth."""
    return answers_seen(account).filter(is_met=True, told_at=None, denied_at=None)


def met_by(project_id: UUID) -> int:
    """Count the needs that a project met and nobody denies; not to be published as it is."""
    rows = NeedAnswer.objects.filter(review__project_id=project_id, is_met=True, denied_at=None)
    return rows.filter(need__person__merged_into=None).values("need").distinct().count()


def answered_projects() -> list[UUID]:
    """Give the projects that met a need, each once."""
    rows = NeedAnswer.objects.filter(Q(is_met=True)).order_by("review__project_id")
    return list(rows.values_list("review__project_id", flat=True).distinct())


def of_project(project_id: UUID, account: Any) -> QuerySet[NeedAnswer]:
    """Give what was said of needs when a project was done, where an account may see needs."""
    rows = NeedAnswer.objects.filter(review__project_id=project_id)
    rows = rows.select_related("review", "need__person__village", "need__person__merged_into")
    return scope_of(account, "cases.view").filter(rows)


def needs_like(kind: str, villages: list[str], account: Any) -> QuerySet[Need]:
    """Give the open needs of a kind and place, where an account may see needs."""
    rows = Need.objects.filter(kind=kind, ended_at=None)
    if villages:
        rows = rows.filter(person__village__code__in=villages)
    rows = rows.select_related("person__village", "person__merged_into")
    return scope_of(account, "cases.view").filter(rows).order_by("noted_at", "pk")


def count_to_answer(account: Any) -> tuple[int, int]:
    """Count the projects to decide about and the families to tell by mouth, for the page of the day."""
    if not may(account, PERMISSION):
        return 0, 0
    return len(waiting_reviews(account)), to_tell(account).count()
