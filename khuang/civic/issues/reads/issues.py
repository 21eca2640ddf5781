"""Issues as they are listed, found and shown on a path."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from khuang.civic.issues.models import Issue
from khuang.civic.issues.models.issues import PUBLIC
from khuang.civic.issues.rules import figures
from khuang.civic.issues.rules.lineage import Shown
from khuang.ground.indicators.reads import need_kinds
from khuang.ground.indicators.rules import Kind


def kinds_for_public() -> dict[str, Kind]:
    """Give the kinds that may be spoken of in public: offered, and not confidential."""
    return {code: kind for code, kind in need_kinds().items() if not (kind.confidential or kind.retired)}


def waiting() -> QuerySet[Issue]:
    """Give the issues whose words nobody checked, oldest first."""
    return Issue.objects.filter(state=Issue.State.WAITING).select_related("village").order_by("pk")


def checked() -> QuerySet[Issue]:
    """Give everything that was checked, newest first."""
    return Issue.objects.exclude(state=Issue.State.WAITING).select_related("village").order_by("-pk")


def open_issues(kind: str = "", village: str = "") -> QuerySet[Issue]:
    """Give the published issues that were neither merged nor split, of a kind and about a village.

    village  its code; "" for all
    """
    rows = Issue.objects.filter(state=Issue.State.PUBLISHED).select_related("village")
    rows = rows.filter(kind=kind) if kind else rows
    return rows.filter(village__code=village) if village else rows


def issue_at(reference: str) -> Issue | None:
    """Give an issue that anyone may read, by its public address; merged and split ones too.

    One that the office took away is given with its reason and without words.
    """
    taken_away = Q(state=Issue.State.WITHDRAWN) & ~Q(because="")
    rows = Issue.objects.filter(Q(state__in=PUBLIC) | taken_away).select_related("village")
    return rows.filter(reference=reference).first()


def similar(kind: str, village: str) -> QuerySet[Issue]:
    """Give what was said already of a kind and place, so that it is followed instead of said again."""
    return open_issues(kind, village)[:5]


def as_read(issue: Issue, language: str) -> tuple[str, str]:
    """Give title and words; of one that figures raised, unless reworded, in the reader's language."""
    kind, village, kept = need_kinds().get(issue.kind), issue.village, (issue.title, issue.words)
    if language == "th" or issue.source != Issue.Source.FIGURES or kind is None:
        return kept
    if kept != figures.said(kind.th, village.name if village else "", "th"):
        return kept
    return figures.said(kind.name(language), (village.name_en or village.name) if village else "", language)


def as_nodes(ids: Collection[UUID], kind: str) -> dict[UUID, Shown]:
    """Give issues as a path shows them."""
    rows, language = Issue.objects.filter(pk__in=ids).select_related("village"), get_language() or "th"
    return {
        one.pk: Shown(
            title=_("An issue that is no longer shown") if one.is_taken_away else as_read(one, language)[0],
            public=one.is_public or one.is_taken_away,
            url_name="portal:issue",
            url_args=(one.reference,),
            when=one.published_on,
            state=one.get_state_display(),
        )
        for one in rows
    }
