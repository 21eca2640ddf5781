"""Questions about issues, their paths, and who follows them."""

from khuang.civic.issues.reads.doubts import doubts
from khuang.civic.issues.reads.following import follower_of
from khuang.civic.issues.reads.issues import (
    as_nodes,
    as_read,
    checked,
    issue_at,
    kinds_for_public,
    open_issues,
    similar,
    waiting,
)
from khuang.civic.issues.reads.lineage import downstream, issues_after, issues_behind, upstream
from khuang.civic.issues.reads.paths import path_of

__all__ = [
    "as_nodes",
    "as_read",
    "checked",
    "doubts",
    "downstream",
    "follower_of",
    "issue_at",
    "issues_after",
    "issues_behind",
    "kinds_for_public",
    "open_issues",
    "path_of",
    "similar",
    "upstream",
    "waiting",
]
