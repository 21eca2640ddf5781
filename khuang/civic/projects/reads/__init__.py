"""Questions about projects, answered for screens and other apps."""

from khuang.civic.projects.reads.inspections import by_code, inspections_of, inspectors, waiting_inspections
from khuang.civic.projects.reads.lines import held_by, left_of, unspent_of
from khuang.civic.projects.reads.pages import Page, page
from khuang.civic.projects.reads.projects import Listed, as_nodes, listed, of_line, on_map, projects
from khuang.civic.projects.reads.words import words_of

__all__ = [
    "Listed",
    "Page",
    "as_nodes",
    "by_code",
    "held_by",
    "inspections_of",
    "inspectors",
    "left_of",
    "listed",
    "of_line",
    "on_map",
    "page",
    "projects",
    "unspent_of",
    "waiting_inspections",
    "words_of",
]
