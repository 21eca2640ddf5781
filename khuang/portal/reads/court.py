"""The court: what is talked about, decided, spent, built and answered now; figures and villages."""

from datetime import date, datetime
from typing import Any

from khuang.civic.appeals import reads as appeals
from khuang.civic.council.models import Resolution
from khuang.civic.issues import reads as issues
from khuang.civic.issues.models import News
from khuang.civic.issues.rules.news import sentence
from khuang.civic.projects import reads as projects
from khuang.ground.indicators.reads import newest
from khuang.ground.municipalities.context import within
from khuang.ground.municipalities.models import Municipality
from khuang.ground.places.reads import base_map
from khuang.portal.drawing import Drawing, draw
from khuang.portal.reads import forum, plan
from khuang.portal.reads.calendar import happenings, to_come

FEW = 3
# What is an answer to somebody, and not only a step on the way.
ANSWERS = ("projects.done", "plan.accepted", "plan.changed", "plan.declined", "plan.funded")


def court(municipality: Municipality, *, language: str, at: datetime) -> dict[str, Any]:
    """Give the newest of each part of the court; an empty part is left out of the page."""
    topics = forum.court(municipality, at)["running"][:FEW]
    money = plan.budget(municipality, None)
    with within(municipality):
        drawing: Drawing | None = draw(base_map())
        return {
            "figures": newest(),
            "drawing": drawing,
            "asked": bool(appeals.appeals()),
            "issues": issues.open_issues().count(),
            "topics": topics,
            "resolutions": list(Resolution.objects.select_related("item").order_by("-pk")[:FEW]),
            "money": money,
            "projects": projects.listed(projects.projects()[:FEW]),
            "answers": _answers(language),
            "on": to_come(happenings(municipality, at=at), at=at)[:FEW],
        }


def _answers(language: str) -> list[tuple[News, str]]:
    """Give the newest answers, each once: issues that were joined are told the same."""
    rows = News.objects.filter(code__in=ANSWERS).select_related("issue").order_by("-on", "-pk")[: FEW * 10]
    told: dict[tuple[date, str], News] = {}
    for one in rows:
        told.setdefault((one.on, sentence(one.code, one.title, language)), one)
    return [(one, words) for (_on, words), one in told.items()][:FEW]
